# Vom Wunsch zur Bestellung.
# Namen stehen im Nominativ und mit offener Zahl: hinter einem Doppelpunkt oder als Satzanfang für sich, nie gebeugt.

# Eine Zeile eines Angebots. { $item } enthält die Menge schon.
reorder-line =
    { $quantity ->
        [1] { $item } für { $price }.
       *[other] { $item } zu je { $each }.
    }
# Dieselbe, wenn etwas anderes gemeint sein könnte: das wird mit genannt und nicht angeboten.
reorder-line-not =
    { $quantity ->
        [1] { $item }, nicht { $other }, für { $price }.
       *[other] { $item }, nicht { $other }, zu je { $each }.
    }
# Auf einer Karte: ein Produkt, das nicht jeder lesen soll, der vorbeigeht.
reorder-line-private =
    { $quantity ->
        [one] Ein privater Artikel für { $price }.
       *[other] { $quantity } private Artikel für { $price }.
    }
reorder-last-paid =
    { $way ->
        [up] Das ist mehr als letztes Mal, da waren es { $price }.
       *[down] Das ist weniger als letztes Mal, da waren es { $price }.
    }
# Folgt unmittelbar auf die Zeile ihres Produkts: { $name } noch einmal zu hören ermüdet nur.
reorder-last-paid-for =
    { $name ->
       *[other] Letztes Mal waren es { $price }.
    }
reorder-total =
    { $taxed ->
        [none] { $free ->
            [yes] Zusammen macht das { $total }, die Lieferung ist kostenlos.
           *[no] Mit { $delivery } Lieferkosten macht das zusammen { $total }.
        }
        [included] { $free ->
            [yes] Zusammen macht das { $total } inklusive Steuer, die Lieferung ist kostenlos.
           *[no] Mit { $delivery } Lieferkosten macht das zusammen { $total } inklusive Steuer.
        }
       *[added] { $free ->
            [yes] Mit Steuer macht das zusammen { $total }, die Lieferung ist kostenlos.
           *[no] Mit Steuer und { $delivery } Lieferkosten macht das zusammen { $total }.
        }
    }
reorder-delivery =
    { $known ->
        [yes] { $seller } liefert { $day } { $hours } { $address }. Belastet wird { $payment }.
       *[no] { $seller } liefert { $day } { $hours } an eure übliche Adresse. Bezahlt wird wie immer.
    }
reorder-ask = Soll ich das kostenpflichtig bestellen?
reorder-ask-again = Soll ich das kostenpflichtig bestellen: { $things } für zusammen { $total }?
reorder-card-title = Noch nicht bestellt

# Vor dem Angebot, wenn dasselbe vor Kurzem bestellt wurde.
reorder-again =
    Das wurde { $unit ->
        [minutes] { $count ->
            [0] gerade eben
            [one] vor einer Minute
           *[other] vor { $count } Minuten
        }
        [hours] { $count ->
            [one] vor einer Stunde
           *[other] vor { $count } Stunden
        }
       *[days] { $count ->
            [one] vor einem Tag
           *[other] vor { $count } Tagen
        }
    } schon bestellt{ $several ->
        [yes] : { $name }
       *[no] {""}
    }.
# Eine Menge, die vielleicht falsch verstanden wurde.
reorder-far =
    { $known ->
        [yes] { $item }? Sonst { $usual ->
            [1] ist es meistens nur eins
           *[other] sind es meistens { $usual }
        }. Sollen es wirklich so viele sein?
       *[no] { $item }? Sollen es wirklich so viele sein?
    }
# Vier Pfund von etwas, das es in Beuteln zu drei Pfund gibt.
reorder-nearest =
    { $way ->
        [less] Genau so viel gibt es nicht, darum ist es etwas weniger.
       *[more] Genau so viel gibt es nicht, darum ist es etwas mehr.
    }
reorder-how-many = Wie viele sollen es denn sein?

reorder-left-out = Gerade ausverkauft und deshalb nicht dabei: { $things }.
reorder-gone = Nicht mehr im Sortiment und deshalb nicht dabei: { $things }.
reorder-fewer = So viele sind leider nicht mehr da.
reorder-first-ten = Ich kann höchstens { $count } verschiedene Artikel auf einmal bestellen. Hier sind die ersten.
reorder-part-not-found = Nichts gefunden habe ich zu: { $things }.

reorder-which =
    { $first ->
        [yes] { $count ->
            [1] Am ehesten passt das hier: { $options }.
           *[other] Da passt mehreres: { $options }.
        }
        [nearly] { $count ->
            [1] Am ehesten passt das hier: { $options }.
           *[other] Ich bin nicht sicher, was du meinst. Am ehesten passt das hier: { $options }.
        }
       *[no] Außerdem zur Auswahl: { $options }.
    } { $count ->
        [1] Möchtest du das?
       *[other]
            { $more ->
                [yes] Welches davon? Oder sag: weiter.
               *[no] Welches davon?
            }
    }
reorder-which-again =
    { $more ->
        [yes] Welches soll es sein: { $options }? Oder sag: weiter.
       *[no] Welches soll es sein: { $options }?
    }
reorder-which-card-title = Welches davon?
reorder-option = { $name }
reorder-no-more = Das war alles, was ich habe.
reorder-no-such-position = So viele habe ich nicht aufgezählt.

# "Warum das?"
reorder-because =
    { $why ->
        [only] Von dem, was passt, hast du bisher nur das gekauft.
        [instead] Es passt zu dem, was ich verstanden habe, und das andere wolltest du nicht.
        [chosen] Das hast du gerade selbst gewählt.
        [last] Das hast du zuletzt gekauft.
        [most-often] Das kaufst du am häufigsten.
        [due] Das geht bei dir wohl gerade aus.
        [lately] Nach dem, was du bisher gekauft hast, meinst du am ehesten das.
        [remembered] Das hast du genommen, als du das früher so gesagt hast.
        [preferred] Du hast gesagt, dass du das lieber magst.
        [several] Das alles passt zu dem, was ich verstanden habe, und ich weiß nicht, was davon du meinst.
       *[new] Das hast du hier noch nie gekauft, aber es passt am besten zu dem, was ich verstanden habe.
    }
reorder-nothing-offered = Gerade biete ich dir nichts an.

reorder-not-found = Zu „{ $words }“ habe ich bei { $seller } nichts gefunden. Versuch es mit der Marke oder einem anderen Namen.
# „Etwas Günstigeres“, und es gibt nichts.
reorder-nothing-beyond =
    { $by ->
        [cheaper] Etwas Günstigeres habe ich nicht gefunden.
        [cheapest] Was davon am günstigsten ist, kann ich nicht sagen.
        [bigger] Etwas Größeres habe ich nicht gefunden.
        [biggest] Was davon am größten ist, kann ich nicht sagen.
        [smaller] Etwas Kleineres habe ich nicht gefunden.
       *[smallest] Was davon am kleinsten ist, kann ich nicht sagen.
    }
reorder-sold-out = Das ist gerade ausverkauft: { $name }.
reorder-sold-out-instead = Das ist gerade ausverkauft: { $name }. Stattdessen hätte ich das hier: { $instead } für { $price }. Möchtest du das?
reorder-suggest = Möchtest du stattdessen das hier: { $name }?
reorder-sold-no-more = Das führen wir nicht mehr.
reorder-no-usual = Du hast noch nichts regelmäßig gekauft, darum weiß ich nicht, was bei dir das Übliche ist.
reorder-no-last-order = Du hast noch nichts bestellt.
reorder-none = Null Stück kann ich nicht bestellen. Wenn du nichts möchtest, sag nein.
reorder-too-many = Von einem Artikel kann ich höchstens { $most } bestellen.
reorder-quantity-of-which = Das sind mehrere Artikel auf einmal, da weiß ich nicht, wovon du eine andere Menge möchtest.
reorder-changed =
    { $why ->
        [price] Der Preis hat sich inzwischen geändert.
        [stock] Das klappt so nicht mehr.
        [again] Moment noch.
       *[time] Das ist schon eine Weile her, darum noch einmal.
    }
reorder-left = Gut, dann bestelle ich das nicht.

reorder-placed =
    { $named ->
        [yes] Bestellt: { $things } für { $total } bei { $seller }.
        [some] Bestellt: { $things } und { $hidden ->
            [one] ein privater Artikel
           *[other] { $hidden } private Artikel
        } für { $total } bei { $seller }.
       *[no] Bestellt: { $hidden ->
            [one] ein privater Artikel
           *[other] { $hidden } private Artikel
        } für { $total } bei { $seller }.
    }
reorder-arrives =
    { $known ->
        [yes] Geliefert wird { $day } { $hours } { $address }.
       *[no] Geliefert wird { $day } { $hours } an eure übliche Adresse.
    }
reorder-undo = Wenn du es dir anders überlegst, sag: Alexa, sag { $invocation }, storniere meine Bestellung.
reorder-placed-card-title = Bestellt
