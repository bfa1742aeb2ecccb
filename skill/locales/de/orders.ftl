# Was bestellt wurde.

orders-coming =
    { $named ->
        [yes] Deine Bestellung, { $things }, kommt { $day } { $hours }.
        [some] Deine Bestellung mit { $count } Artikeln, darunter { $things }, kommt { $day } { $hours }.
       *[no] Deine Bestellung mit { $count ->
            [one] einem Artikel
           *[other] { $count } Artikeln
        } kommt { $day } { $hours }.
    }
orders-on-its-way =
    { $named ->
        [yes] Deine Bestellung, { $things }, ist unterwegs und kommt { $day } { $hours }.
        [some] Deine Bestellung mit { $count } Artikeln, darunter { $things }, ist unterwegs und kommt { $day } { $hours }.
       *[no] Deine Bestellung ist unterwegs und kommt { $day } { $hours }.
    }
orders-would-come = Bestellt ist das hier noch nicht. Wenn du es jetzt bestellst, kommt es { $day } { $hours }.
orders-nothing-else = Sonst ist nichts unterwegs.
orders-more-coming =
    { $count ->
        [one] Außerdem kommt noch eine Bestellung.
       *[other] Außerdem kommen noch { $count } Bestellungen.
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
        [0] Bestellt hast du: { $things }.
        [one] Bestellt hast du: { $things }, dazu noch ein Artikel.
       *[other] Bestellt hast du: { $things }, dazu noch { $more } weitere Artikel.
    }
orders-in-period-count =
    { $count ->
        [one] Du hast einen Artikel bestellt.
       *[other] Du hast { $count } Artikel bestellt.
    }
orders-nothing-then = Da hast du nichts bestellt. Dein letzter Einkauf war { $day }.
orders-ask-cancel =
    { $named ->
        [yes] Soll ich die Bestellung stornieren: { $things } für { $total }?
        [some] Soll ich die Bestellung für { $total } stornieren: { $count } Artikel, darunter { $things }?
       *[no] Soll ich die letzte Bestellung für { $total } stornieren?
    }
orders-cancelled =
    { $named ->
        [yes] Die Bestellung, { $things }, ist storniert. Die { $total } werden nicht berechnet.
       *[other] Die Bestellung ist storniert. Die { $total } werden nicht berechnet.
    }
orders-too-late =
    { $why ->
        [window] Diese Bestellung kann ich nicht mehr stornieren, auch wenn sie noch nicht unterwegs ist. Melde dich am besten gleich bei { $seller }.
       *[left] Diese Bestellung ist schon unterwegs, ich kann sie nicht mehr stornieren. Du kannst die Annahme verweigern oder dich bei { $seller } melden.
    }
orders-none-to-cancel = Ich finde keine Bestellung, die ich noch stornieren könnte.
orders-kept = Gut, die Bestellung bleibt bestehen.
orders-cancel-or-finish = Soll ich die Bestellung stornieren, oder möchtest du nur aufhören?
orders-stands = Die Bestellung bleibt bestehen. Bis bald.
orders-card-title = Deine Bestellungen
