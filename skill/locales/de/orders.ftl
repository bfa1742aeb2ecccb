# Was bestellt wurde.

orders-coming =
    { $named ->
        [yes] Deine Bestellung, { $things }, kommt { $day } { $hours }.
        [some] Deine Bestellung mit { $count } Artikeln, darunter { $things }, kommt { $day } { $hours }.
       *[no] Deine Bestellung mit { $count } Artikeln kommt { $day } { $hours }.
    }
orders-on-its-way =
    { $named ->
        [yes] Deine Bestellung, { $things }, ist unterwegs und kommt { $day } { $hours }.
        [some] Deine Bestellung mit { $count } Artikeln, darunter { $things }, ist unterwegs und kommt { $day } { $hours }.
       *[no] Deine Bestellung ist unterwegs und kommt { $day } { $hours }.
    }
orders-delivered =
    { $named ->
        [yes] Es ist nichts unterwegs. Deine letzte Bestellung, { $things }, wurde { $day } geliefert.
        [some] Es ist nichts unterwegs. Deine letzte Bestellung, { $count } Artikel, darunter { $things }, wurde { $day } geliefert.
       *[no] Es ist nichts unterwegs. Deine letzte Bestellung wurde { $day } geliefert.
    }
orders-none = Es gibt noch keine Bestellungen.
orders-last =
    { $named ->
        [yes] Deine letzte Bestellung war { $placed }: { $things }.
        [some] Deine letzte Bestellung war { $placed }, { $count } Artikel, darunter { $things }.
       *[no] Deine letzte Bestellung war { $placed }, { $count ->
            [one] ein Artikel
           *[other] { $count } Artikel
        }.
    }
orders-in-period =
    { $more ->
        [0] Du hast bestellt: { $things }.
        [one] Du hast bestellt: { $things }, und noch einen Artikel.
       *[other] Du hast bestellt: { $things }, und noch { $more } weitere Artikel.
    }
orders-nothing-then = Da hast du nichts bestellt. Dein letzter Einkauf war { $day }.
orders-ask-cancel =
    { $named ->
        [yes] Soll ich deine Bestellung, { $things } für { $total }, stornieren?
        [some] Soll ich deine Bestellung mit { $count } Artikeln, darunter { $things }, für { $total } stornieren?
       *[no] Soll ich deine letzte Bestellung für { $total } stornieren?
    }
orders-cancelled =
    { $named ->
        [yes] Deine Bestellung, { $things }, ist storniert. Die { $total } werden nicht berechnet.
       *[other] Deine Bestellung ist storniert. Die { $total } werden nicht berechnet.
    }
orders-too-late = Diese Bestellung ist schon unterwegs, ich kann sie nicht mehr stornieren. Du kannst die Annahme verweigern, dann erstattet { $seller } den Betrag.
orders-none-to-cancel = Es gibt keine Bestellung, die sich stornieren ließe.
orders-kept = Gut, es bleibt bestellt.
orders-cancel-or-finish = Die Bestellung stornieren, oder nur beenden?
orders-stands = Deine Bestellung bleibt bestehen. Bis bald.
orders-card-title = Deine Bestellungen
