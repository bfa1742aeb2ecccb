# From a wish to an order.

# One line of an offer. { $item } already holds the quantity.
reorder-line =
    { $quantity ->
        [1] { $item } for { $price }.
       *[other] { $item } at { $each } each.
    }
reorder-last-paid =
    { $way ->
        [up] That's up from { $price } last time.
       *[down] That's down from { $price } last time.
    }
reorder-last-paid-for = Last time you paid { $price } for { $name }.
reorder-total =
    { $taxed ->
        [none] With { $free ->
            [yes] free delivery
           *[no] { $delivery } for delivery
        } that's { $total } in total.
        [included] With { $free ->
            [yes] free delivery
           *[no] { $delivery } for delivery
        } that's { $total } in total, tax included.
       *[added] With tax and { $free ->
            [yes] free delivery
           *[no] { $delivery } for delivery
        } that's { $total } in total.
    }
reorder-delivery =
    { $labelled ->
        [yes] { $seller } delivers to { $address } { $day } { $hours }.
       *[no] { $seller } delivers { $day } { $hours }.
    }
reorder-ask = Shall I order it?
reorder-ask-again = Shall I order { $things } for { $total }?
reorder-card-title = Not ordered yet

reorder-left-out = Sold out right now, so left out: { $things }.
reorder-gone = No longer sold, so left out: { $things }.
reorder-fewer = There aren't as many left as you wanted.
reorder-first-ten = I can order { $count } different things at a time, so here are the first ones.
reorder-part-not-found = I couldn't find anything called { $things }.

reorder-which =
    { $first ->
        [yes] Several fit: { $options }.
       *[no] There's also { $options }.
    } { $count ->
        [1] Would you like that one? Say its name, or next.
       *[other]
            { $more ->
                [yes] Which one? Or say next.
               *[no] Which one?
            }
    }
reorder-which-again =
    { $more ->
        [yes] Which one: { $options }? Or say next.
       *[no] Which one: { $options }?
    }
reorder-which-card-title = Which one?
reorder-option = { $name }
reorder-no-more = Those were all I have.
reorder-no-such-position = I didn't read that many.

reorder-not-found = I couldn't find anything called { $words } at { $seller }. Try the brand, or another name for it.
reorder-sold-out = We're out of { $name } right now.
reorder-sold-out-instead = We're out of { $name } right now. Instead I have { $instead } for { $price }. Would you like that?
reorder-suggest = Would you like { $name }?
reorder-sold-no-more = That isn't sold any more.
reorder-no-usual = You haven't bought anything regularly yet, so I don't know your usual.
reorder-no-last-order = You haven't ordered anything yet.
reorder-none = None? Then I'll leave it.
reorder-too-many = I can order at most { $most } of one thing.
reorder-quantity-of-which = There are several things in this offer. Name the one you want more of.
reorder-changed =
    { $why ->
        [price] The price has changed since I asked.
        [stock] The stock has changed since I asked.
       *[time] That was a while ago, so once more.
    }
reorder-left = OK, I won't order it.

reorder-placed = Done: { $things } for { $total } from { $seller }.
reorder-arrives =
    { $labelled ->
        [yes] Delivery is { $day } { $hours }, to { $address }.
       *[no] Delivery is { $day } { $hours }.
    }
reorder-undo = If you change your mind, say: Alexa, ask { $invocation } to cancel my order.
reorder-placed-card-title = Ordered
