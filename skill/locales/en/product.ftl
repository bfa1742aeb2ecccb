# Questions about a product.

product-which = Which product do you mean?
product-price = The price of { $name } is { $price }.
product-prices = I have { $things }.
product-prices-each = I have { $things }.
product-rest-later = Ask me about the rest afterwards.
product-most =
    { $these ->
        [yes] Of these, the { $by ->
            [cheapest] cheapest
            [biggest] biggest
           *[smallest] smallest
        } is { $name } for { $price }.
       *[no] The { $by ->
            [cheapest] cheapest
            [biggest] biggest
           *[smallest] smallest
        } I can find is { $name } for { $price }.
    }
product-compared =
    { $by ->
        [cheaper] The cheaper one is { $name }.
        [bigger] The bigger one is { $name }.
       *[smaller] The smaller one is { $name }.
    }
product-offer-costs =
    { $taxed ->
        [none] The goods are { $subtotal }
        [included] The goods are { $subtotal } with { $tax } tax included
       *[added] The goods are { $subtotal } and tax is { $tax }
    }, delivery is { $free ->
        [yes] free
       *[no] { $delivery }
    }: { $total } in total.
product-is = { $name }.
product-size = The size is { $size }.
product-details = { $details }
product-not-told = I can't tell: nothing I know about it mentions { $trait }.
product-look = Please check the package, or ask { $seller }.
product-have =
    { $left ->
        [0] Yes, we have { $name } for { $price }.
       *[other] Yes, we have { $name } for { $price }; only { $left } left.
    }
product-have-several = Yes, we have { $things }.
product-sorts =
    { $more ->
        [yes] We have { $things }, and others.
       *[no] We have { $things }.
    }
product-or-next = Or say: next.
product-sold-out = We're out of { $name } right now.
product-card-title = Your question
product-last-bought =
    { $ago ->
        [0] You bought { $name } today.
        [1] You bought { $name } yesterday.
       *[other] You last bought { $name } { $day }, { $ago } days ago.
    }
product-last-paid =
    { $quantity ->
        [1] You paid { $price } for { $name } { $day }.
       *[other] You paid { $price } each for { $quantity } of the { $name } { $day }.
    }
product-how-often =
    { $gap ->
        [one] You buy { $name } about every day, { $times ->
            [one] once
           *[other] { $times } times
        } so far. The last time was { $ago ->
            [0] today
            [1] yesterday
           *[other] { $ago } days ago
        }.
       *[other] You buy { $name } about every { $gap } days, { $times ->
            [one] once
           *[other] { $times } times
        } so far. The last time was { $ago ->
            [0] today
            [1] yesterday
           *[other] { $ago } days ago
        }.
    }
product-how-often-rarely =
    { $times ->
        [one] You bought { $name } once, { $day }.
       *[other] You bought { $name } { $times } times, the last time { $day }.
    }
# Of several kinds together, such as all coffee.
product-how-often-kinds =
    { $gap ->
        [0] You've bought that { $times } times in all and { $kinds } kinds of it, the last time { $ago ->
            [0] today
            [1] yesterday
           *[other] { $ago } days ago
        }. Most often it was { $name }.
        [one] You buy that about every day, { $times } times so far and { $kinds } kinds of it, the last time { $ago ->
            [0] today
            [1] yesterday
           *[other] { $ago } days ago
        }. Most often it was { $name }.
       *[other] You buy that about every { $gap } days, { $times } times so far and { $kinds } kinds of it, the last time { $ago ->
            [0] today
            [1] yesterday
           *[other] { $ago } days ago
        }. Most often it was { $name }.
    }
product-due = So it's probably time again.
product-lasts =
    { $days ->
        [one] So it should last another day.
       *[other] So it should last about { $days } more days.
    }
product-never-bought = You haven't bought any { $words } at { $seller } yet.
product-private = That I tell only to a voice I know.
product-most-bought =
    { $count ->
        [0] You buy { $name } most often, { $times ->
            [one] once
           *[other] { $times } times
        } so far.
       *[other] You buy { $name } most often, { $times ->
            [one] once
           *[other] { $times } times
        } so far, then { $things }.
    }
product-running-low = You're probably running low on { $things }.
product-because = You buy { $name } about every { $gap ->
        [one] day
       *[other] { $gap } days
    }, and the last time was { $ago ->
        [0] today
        [one] one day ago
       *[other] { $ago } days ago
    }.
product-low-card-title = Probably running low
product-nothing-low = Nothing you buy regularly should be running low.
product-no-history = You haven't bought anything at { $seller } yet, so I can't tell.
product-suggest = Would you like to order it?
product-suggest-again = Would you like to order { $name }?
product-suggest-each =
    { $count ->
        [2] Would you like to order both?
       *[other] Would you like to order all of them?
    }
product-one-of-them = Would you like one of them?
product-suggest-all =
    { $count ->
        [one] Would you like to reorder it?
       *[other] Would you like to reorder them?
    }
