# Fragen zu einem Produkt.

product-which = Welches Produkt meinst du?
product-price = { $name } kostet { $price }.
product-prices = Ich habe { $things }.
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
product-have =
    { $left ->
        [0] Ja, { $name } ist da, für { $price }.
       *[other] Ja, { $name } ist da, für { $price }; nur noch { $left } Stück.
    }
product-have-several = Ja, wir haben { $things }.
product-sold-out = { $name } ist gerade ausverkauft.
product-card-title = Deine Frage
product-last-bought =
    { $ago ->
        [0] { $name } hast du heute gekauft.
        [1] { $name } hast du gestern gekauft.
       *[other] { $name } hast du zuletzt { $day } gekauft, vor { $ago } Tagen.
    }
product-last-paid =
    { $quantity ->
        [1] Für { $name } hast du { $day } { $price } bezahlt.
       *[other] Für { $quantity } Mal { $name } hast du { $day } je { $price } bezahlt.
    }
product-how-often =
    { $gap ->
        [one] { $name } kaufst du etwa jeden Tag, zuletzt { $ago ->
            [0] heute
            [1] gestern
           *[other] vor { $ago } Tagen
        }.
       *[other] { $name } kaufst du etwa alle { $gap } Tage, zuletzt { $ago ->
            [0] heute
            [1] gestern
           *[other] vor { $ago } Tagen
        }.
    }
product-how-often-rarely =
    { $times ->
        [one] { $name } hast du einmal gekauft, { $day }.
       *[other] { $name } hast du { $times } Mal gekauft, zuletzt { $day }.
    }
product-never-bought = { $words } hast du bei { $seller } noch nicht gekauft.
product-running-low = Das geht bei dir wohl bald aus: { $things }.
product-because = { $name } kaufst du etwa { $gap ->
        [one] jeden Tag
       *[other] alle { $gap } Tage
    }, zuletzt { $ago ->
        [one] gestern
       *[other] vor { $ago } Tagen
    }.
product-low-card-title = Geht wohl bald aus
product-nothing-low = Von dem, was du regelmäßig kaufst, müsste noch alles da sein.
product-no-history = Du hast bei { $seller } noch nichts gekauft, darum kann ich es nicht sagen.
product-suggest = Möchtest du es bestellen?
product-suggest-again = Möchtest du { $name } bestellen?
product-suggest-all =
    { $count ->
        [one] Möchtest du es nachbestellen?
       *[other] Möchtest du das alles nachbestellen?
    }
