# Fragen zu einem Produkt.
# Namen stehen im Nominativ und mit offener Zahl: hinter einem Doppelpunkt oder als Satzanfang für sich, nie gebeugt.

product-which = Welches Produkt meinst du?
product-price = { $name }: Der Preis ist { $price }.
product-prices = Zur Auswahl stehen { $things }.
product-prices-each = Die Preise: { $things }.
product-rest-later = Nach dem Rest frag mich bitte danach.
product-most =
    { $these ->
        [yes] Davon ist das hier am { $by ->
            [cheapest] günstigsten
            [biggest] größten
           *[smallest] kleinsten
        }: { $name } für { $price }.
       *[no] Das { $by ->
            [cheapest] Günstigste
            [biggest] Größte
           *[smallest] Kleinste
        }, was ich finde: { $name } für { $price }.
    }
product-compared =
    { $by ->
        [cheaper] Günstiger ist das hier: { $name }.
        [bigger] Größer ist das hier: { $name }.
       *[smaller] Kleiner ist das hier: { $name }.
    }
product-offer-costs =
    { $taxed ->
        [none] Die Ware kostet { $subtotal }
        [included] Die Ware kostet { $subtotal }, darin sind { $tax } Steuer
       *[added] Die Ware kostet { $subtotal }, dazu kommen { $tax } Steuer
    }, die Lieferung { $free ->
        [yes] ist kostenlos
       *[no] kostet { $delivery }
    }: zusammen { $total }.
product-is = { $name }.
product-size = Die Größe ist { $size }.
product-details = { $details }
product-not-told = Das weiß ich nicht: Zu „{ $trait }“ steht nichts in meinen Angaben.
product-look = Schau bitte auf die Packung oder frag { $seller }.
product-have =
    { $left ->
        [0] Ja, das haben wir da: { $name } für { $price }.
       [1] Ja, das haben wir da: { $name } für { $price }. Es ist das letzte Stück.
       *[other] Ja, das haben wir da: { $name } für { $price }. Es sind nur noch { $left } Stück.
    }
product-have-several = Ja, vorrätig sind { $things }.
product-sorts =
    { $more ->
        [yes] Das haben wir da: { $things }, und noch anderes.
       *[no] Das haben wir da: { $things }.
    }
product-or-next = Oder sag: weiter.
product-sold-out = Das ist gerade ausverkauft: { $name }.
product-card-title = Deine Frage
product-last-bought =
    { $ago ->
        [0] Das war heute: { $name }.
        [1] Das war gestern: { $name }.
       *[other] Das war { $day }, vor { $ago } Tagen: { $name }.
    }
product-last-paid =
    { $quantity ->
        [1] { $name }: Da hast du { $day } { $price } bezahlt.
       *[other] { $quantity } Mal { $name }: Da hast du { $day } je { $price } bezahlt.
    }
product-how-often =
    { $gap ->
        [one] { $name }: Das kaufst du etwa jeden Tag, bisher { $times ->
            [one] einmal
           *[other] { $times } Mal
        }, zuletzt { $ago ->
            [0] heute
            [1] gestern
           *[other] vor { $ago } Tagen
        }.
       *[other] { $name }: Das kaufst du etwa alle { $gap } Tage, bisher { $times ->
            [one] einmal
           *[other] { $times } Mal
        }, zuletzt { $ago ->
            [0] heute
            [1] gestern
           *[other] vor { $ago } Tagen
        }.
    }
product-how-often-rarely =
    { $times ->
        [one] { $name }: Das hast du einmal gekauft, { $day }.
       *[other] { $name }: Das hast du { $times } Mal gekauft, zuletzt { $day }.
    }
# Von mehreren Sorten zusammen, etwa allem Kaffee.
product-how-often-kinds =
    { $gap ->
        [0] Das hast du insgesamt { $times } Mal gekauft, { $kinds } Sorten davon, zuletzt { $ago ->
            [0] heute
            [1] gestern
           *[other] vor { $ago } Tagen
        }. Am häufigsten war es das hier: { $name }.
        [one] Das kaufst du etwa jeden Tag, bisher { $times } Mal in { $kinds } Sorten, zuletzt { $ago ->
            [0] heute
            [1] gestern
           *[other] vor { $ago } Tagen
        }. Am häufigsten war es das hier: { $name }.
       *[other] Das kaufst du etwa alle { $gap } Tage, bisher { $times } Mal in { $kinds } Sorten, zuletzt { $ago ->
            [0] heute
            [1] gestern
           *[other] vor { $ago } Tagen
        }. Am häufigsten war es das hier: { $name }.
    }
product-due = Es ist also wohl wieder so weit.
product-lasts =
    { $days ->
        [one] Das reicht also wohl noch einen Tag.
       *[other] Das reicht also wohl noch etwa { $days } Tage.
    }
product-never-bought = Zu „{ $words }“ finde ich bei { $seller } keinen Einkauf von dir.
product-private = Das sage ich nur einer Stimme, die ich kenne.
product-most-bought =
    { $count ->
        [0] Am häufigsten kaufst du das hier, bisher { $times ->
            [one] einmal
           *[other] { $times } Mal
        }: { $name }.
       *[other] Am häufigsten kaufst du das hier, bisher { $times ->
            [one] einmal
           *[other] { $times } Mal
        }: { $name }. Danach kommen { $things }.
    }
product-running-low = Das geht bei dir wohl bald aus: { $things }.
product-because = { $name }: Das kaufst du etwa { $gap ->
        [one] jeden Tag
       *[other] alle { $gap } Tage
    }, zuletzt { $ago ->
        [0] heute
        [one] gestern
       *[other] vor { $ago } Tagen
    }.
product-low-card-title = Geht wohl bald aus
product-nothing-low = Von dem, was du regelmäßig kaufst, müsste noch alles da sein.
product-no-history = Du hast bei { $seller } noch nichts gekauft, darum weiß ich das noch nicht.
product-suggest = Möchtest du das bestellen?
product-suggest-again = Möchtest du das bestellen: { $name }?
product-suggest-each =
    { $count ->
        [2] Möchtest du beides bestellen?
       *[other] Möchtest du das alles bestellen?
    }
product-one-of-them = Möchtest du eins davon?
product-suggest-all =
    { $count ->
        [one] Möchtest du das nachbestellen?
       *[other] Möchtest du das alles nachbestellen?
    }
