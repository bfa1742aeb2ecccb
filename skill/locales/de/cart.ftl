# Der Warenkorb.

cart-added =
    { $more ->
        [no] In deinem Warenkorb liegt jetzt: { $item }.
       *[yes] In deinem Warenkorb liegt jetzt auch { $item }, das macht zusammen { $held }.
    }
cart-full = Davon passt nichts mehr in den Warenkorb.
cart-anything-else = Sonst noch etwas? Oder sag: zur Kasse.
cart-empty = Dein Warenkorb ist leer.
cart-holds = In deinem Warenkorb: { $things }.
cart-card-title = Dein Warenkorb
cart-ask-order = Soll ich die Bestellung mit dir durchgehen?
cart-not-in = { $words } habe ich in deinem Warenkorb nicht gefunden.
cart-removed = { $name } ist wieder draußen.
cart-first-ten = Ich kann { $count } verschiedene Artikel auf einmal bestellen, darum zuerst diese.
