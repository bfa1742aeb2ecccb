# Vom Wunsch zur Bestellung.

# Eine Zeile eines Angebots. { $item } enthält die Menge schon.
reorder-line =
    { $quantity ->
        [1] { $item } für { $price }.
       *[other] { $item } zu je { $each }.
    }
reorder-last-paid =
    { $way ->
        [up] Das ist mehr als letztes Mal, da waren es { $price }.
       *[down] Das ist weniger als letztes Mal, da waren es { $price }.
    }
reorder-last-paid-for = Für { $name } hast du letztes Mal { $price } bezahlt.
reorder-total =
    { $free ->
        [yes]
            { $included ->
                [yes] Die Lieferung ist kostenlos, zusammen macht das { $total } inklusive Steuer.
               *[no] Mit Steuer und kostenloser Lieferung macht das zusammen { $total }.
            }
       *[no]
            { $included ->
                [yes] Mit { $delivery } Lieferkosten macht das zusammen { $total } inklusive Steuer.
               *[no] Mit Steuer und { $delivery } Lieferkosten macht das zusammen { $total }.
            }
    }
reorder-delivery =
    { $labelled ->
        [yes] { $seller } liefert { $day } { $hours } { $address }.
       *[no] { $seller } liefert { $day } { $hours }.
    }
reorder-ask = Soll ich das kostenpflichtig bestellen?
reorder-ask-again = Soll ich { $things } für { $total } kostenpflichtig bestellen?
reorder-card-title = Noch nicht bestellt

reorder-left-out = Gerade ausverkauft und deshalb nicht dabei: { $things }.
reorder-gone = Nicht mehr im Sortiment und deshalb nicht dabei: { $things }.
reorder-fewer = So viele sind leider nicht mehr da.
reorder-part-not-found = Nicht gefunden habe ich: { $things }.

reorder-which =
    { $first ->
        [yes] Da passt mehreres: { $options }.
       *[no] Außerdem gibt es { $options }.
    } { $count ->
        [1] Soll es das sein? Sag den Namen, oder weiter.
       *[other]
            { $more ->
                [yes] Was davon? Oder sag weiter.
               *[no] Was davon?
            }
    }
reorder-which-again =
    { $more ->
        [yes] Was soll es sein: { $options }? Oder sag weiter.
       *[no] Was soll es sein: { $options }?
    }
reorder-which-card-title = Was davon?
reorder-option = { $name }
reorder-no-more = Das war alles, was ich habe.
reorder-no-such-position = So viele habe ich nicht vorgelesen.

reorder-not-found = { $words } habe ich bei { $seller } nicht gefunden. Versuch es mit der Marke oder einem anderen Namen.
reorder-sold-out = { $name } ist gerade ausverkauft.
reorder-sold-out-instead = { $name } ist gerade ausverkauft. Stattdessen gäbe es { $instead } für { $price }.
reorder-suggest = Möchtest du { $name }?
reorder-sold-no-more = Das gibt es nicht mehr.
reorder-no-usual = Du hast noch nichts regelmäßig gekauft, darum kenne ich dein Übliches nicht.
reorder-no-last-order = Du hast noch nichts bestellt.
reorder-none = Gar keins? Dann lasse ich es.
reorder-too-many = Von einem Artikel kann ich höchstens { $most } bestellen.
reorder-quantity-of-which = In diesem Angebot ist mehreres. Sag dazu, wovon du mehr möchtest.
reorder-changed = Seit meiner Frage hat sich etwas geändert, darum noch einmal.
reorder-left = Gut, ich bestelle es nicht.

reorder-placed = Bestellt: { $things } für { $total } bei { $seller }.
reorder-arrives =
    { $labelled ->
        [yes] Die Lieferung kommt { $day } { $hours } { $address }.
       *[no] Die Lieferung kommt { $day } { $hours }.
    }
reorder-undo = Falls du es dir anders überlegst, sag: Alexa, sag { $invocation }, storniere meine Bestellung.
reorder-placed-card-title = Bestellt
