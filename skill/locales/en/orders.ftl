# Orders that were placed.

orders-coming =
    { $named ->
        [yes] Your order of { $things } arrives { $day } { $hours }.
        [some] Your order of { $count } things, among them { $things }, arrives { $day } { $hours }.
       *[no] Your order of { $count ->
            [one] one thing
           *[other] { $count } things
        } arrives { $day } { $hours }.
    }
orders-on-its-way =
    { $named ->
        [yes] Your order of { $things } is on its way and arrives { $day } { $hours }.
        [some] Your order of { $count } things, among them { $things }, is on its way and arrives { $day } { $hours }.
       *[no] Your order is on its way and arrives { $day } { $hours }.
    }
orders-would-come = This isn't ordered yet. If you order it now, it arrives { $day } { $hours }.
orders-nothing-else = Nothing else is on its way.
orders-more-coming =
    { $count ->
        [one] There's one more order on the way.
       *[other] There are { $count } more orders on the way.
    }
orders-delivered =
    { $named ->
        [yes] Nothing is on its way. Your last order, { $things }, was delivered { $day }.
        [some] Nothing is on its way. Your last order, { $count } things, among them { $things }, was delivered { $day }.
       *[no] Nothing is on its way. Your last order was delivered { $day }.
    }
orders-none = There are no orders yet.
orders-last =
    { $named ->
        [yes] Your last order was { $things }, { $placed }.
        [some] Your last order was { $count } things, { $placed }, among them { $things }.
       *[no] Your last order was { $placed }, { $count ->
            [one] one thing
           *[other] { $count } things
        }.
    }
orders-in-period =
    { $more ->
        [0] You ordered { $things }.
        [one] You ordered { $things }, plus one more thing.
       *[other] You ordered { $things }, plus { $more } more things.
    }
orders-in-period-count =
    { $count ->
        [one] You ordered one thing.
       *[other] You ordered { $count } things.
    }
orders-nothing-then = You didn't order anything then. Your last purchase was { $day }.
orders-ask-cancel =
    { $named ->
        [yes] Shall I cancel your order of { $things } for { $total }?
        [some] Shall I cancel your order of { $count } things, among them { $things }, for { $total }?
       *[no] Shall I cancel your last order, for { $total }?
    }
orders-cancelled =
    { $named ->
        [yes] Your order of { $things } is cancelled. You won't be charged { $total }.
       *[other] Your order is cancelled. You won't be charged { $total }.
    }
orders-too-late =
    { $why ->
        [window] It's too late for me to cancel that order. It hasn't left yet, so please contact { $seller }, or refuse it at the door.
       *[left] That order is already on its way, so I can't cancel it any more. You can refuse it at the door, or ask { $seller } about sending it back.
    }
orders-none-to-cancel = There's no order that could be cancelled.
orders-kept = OK, it stays ordered.
orders-cancel-or-finish = Cancel the order, or just finish?
orders-stands = Your order stands. Goodbye.
orders-card-title = Your orders
