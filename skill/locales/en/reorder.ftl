# From a wish to an order.

# One line of an offer. { $item } already holds the quantity.
reorder-line =
    { $quantity ->
        [1] { $item } for { $price }.
       *[other] { $item } at { $each } each.
    }
# The same, when another one may have been meant: that is named, too, and is not offered.
reorder-line-not =
    { $quantity ->
        [1] { $item }, not the { $other }, for { $price }.
       *[other] { $item }, not the { $other }, at { $each } each.
    }
# On a card: a product that not everybody who passes should read.
reorder-line-private =
    { $quantity ->
        [one] One private item for { $price }.
       *[other] { $quantity } private items for { $price }.
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
    { $known ->
        [yes] { $seller } delivers to { $address } { $day } { $hours }, paid with { $payment }.
       *[no] { $seller } delivers to your usual address { $day } { $hours }, paid the usual way.
    }
reorder-ask = Shall I order it?
reorder-ask-again = Shall I order { $things } for { $total }?
reorder-card-title = Not ordered yet

# Before the offer, when the same was ordered a short while ago.
reorder-again =
    { $unit ->
        [minutes] { $count ->
            [0] This was ordered just now
            [one] This was already ordered a minute ago
           *[other] This was already ordered { $count } minutes ago
        }
        [hours] { $count ->
            [one] This was already ordered an hour ago
           *[other] This was already ordered { $count } hours ago
        }
       *[days] { $count ->
            [one] This was already ordered a day ago
           *[other] This was already ordered { $count } days ago
        }
    }{ $several ->
        [yes] : { $name }
       *[no] {""}
    }.
# A quantity that may have been misheard.
reorder-far =
    { $known ->
        [yes] { $item }? You usually take { $usual ->
            [1] just one
           *[other] { $usual }
        }. Do you really want that many?
       *[no] { $item }? Do you really want that many?
    }
# Four pounds of what comes in bags of three.
reorder-nearest =
    { $way ->
        [less] It doesn't come in exactly that amount, so this is a little less.
       *[more] It doesn't come in exactly that amount, so this is a little more.
    }
reorder-how-many = How many would you like?

reorder-left-out = Sold out right now, so left out: { $things }.
reorder-gone = No longer sold, so left out: { $things }.
reorder-fewer = There aren't as many left as you wanted.
reorder-first-ten = I can order { $count } different things at a time, so here are the first ones.
reorder-part-not-found = I couldn't find anything called { $things }.

reorder-which =
    { $first ->
        [yes] { $count ->
            [1] The closest I have is { $options }.
           *[other] Several fit: { $options }.
        }
        [nearly] { $count ->
            [1] The closest I have is { $options }.
           *[other] I'm not sure what you mean. The closest I have are { $options }.
        }
       *[no] There's also { $options }.
    } { $count ->
        [1] Would you like that one?
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

# "Why that one?"
reorder-because =
    { $why ->
        [only] It's the only one you've bought that fits what I heard.
        [instead] It fits what I heard, and you didn't want the other one.
        [chosen] You chose it yourself just now.
        [last] It's the one you bought last.
        [most-often] It's the one you buy most often.
        [due] It's the one you're probably running out of.
        [lately] Going by what you've bought so far, it's the likeliest.
        [remembered] It's the one you took before when you said that.
        [preferred] You told me that you prefer it.
        [several] All of them fit what I heard, and I can't tell which one you mean.
       *[new] You haven't bought it here before, but it fits best what I heard.
    }
reorder-nothing-offered = I'm not offering you anything right now.

reorder-not-found = I couldn't find anything called { $words } at { $seller }. Try the brand, or another name for it.
# "Something cheaper", and there is nothing.
reorder-nothing-beyond =
    { $by ->
        [cheaper] I found nothing cheaper.
        [cheapest] I can't say which one is the cheapest.
        [bigger] I found nothing bigger.
        [biggest] I can't say which one is the biggest.
        [smaller] I found nothing smaller.
       *[smallest] I can't say which one is the smallest.
    }
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
        [again] Wait, that would order it twice.
       *[time] That was a while ago, so once more.
    }
reorder-left = OK, I won't order it.

reorder-placed =
    { $named ->
        [yes] Done: { $things } for { $total } from { $seller }.
        [some] Done: { $things } and { $hidden ->
            [one] one private item
           *[other] { $hidden } private items
        } for { $total } from { $seller }.
       *[no] Done: { $hidden ->
            [one] one private item
           *[other] { $hidden } private items
        } for { $total } from { $seller }.
    }
reorder-arrives =
    { $known ->
        [yes] Delivery is { $day } { $hours }, to { $address }.
       *[no] Delivery is { $day } { $hours }, to your usual address.
    }
reorder-undo = If you change your mind, say: Alexa, ask { $invocation } to cancel my order.
reorder-placed-card-title = Ordered
