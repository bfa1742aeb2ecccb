# Der Warenkorb.

cart-added =
    { $more ->
        [no] In deinem Warenkorb liegt jetzt: { $item }.
       *[yes] Dazugelegt: { $item }. Davon liegen jetzt { $held } in deinem Warenkorb.
    }
# Falls etwas anderes gemeint war.
cart-or-other = Oder war das hier gemeint: { $name }? Dann sag: das andere.
cart-instead = Wieder rausgenommen: { $name }.
cart-full = Davon passt nichts mehr in den Warenkorb.
cart-anything-else = Sonst noch etwas? Oder sag: zur Kasse.
cart-empty = Dein Warenkorb ist leer.
cart-holds = In deinem Warenkorb: { $things }.
cart-private =
    { $count ->
        [one] Einen Artikel in deinem Warenkorb nenne ich nur einer Stimme, die ich kenne.
       *[other] { $count } Artikel in deinem Warenkorb nenne ich nur einer Stimme, die ich kenne.
    }
cart-card-title = Dein Warenkorb
cart-ask-order = Soll ich die Bestellung mit dir durchgehen?
cart-not-in = In deinem Warenkorb habe ich nichts zu „{ $words }“ gefunden.
cart-emptied =
    { $empty ->
        [yes] Dein Warenkorb ist jetzt leer. Wieder rausgenommen: { $things }.
       *[no] Wieder rausgenommen: { $things }.
    }
cart-removed =
    { $held ->
        [0] { $count ->
            [1] Wieder rausgenommen: { $name }.
           *[other] Wieder rausgenommen: { $count } Mal { $name }.
        }
       *[other] Wieder rausgenommen: { $count } Mal { $name }. Davon noch im Warenkorb: { $held }.
    }
