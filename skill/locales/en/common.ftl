# Greeting, help, stopping, being lost.

common-hello = Welcome to { $seller }.
common-hello-name =
    { $known ->
        [yes] Hi { $name }, welcome back to { $seller }.
       *[no] Hi { $name }, welcome to { $seller }.
    }
common-from-start = All right, from the start.
common-guest = I don't know your household yet, so I can tell you prices and fill a cart, but not order.
common-cart =
    { $count ->
        [one] There is one thing in your cart. Shall I go through the order?
       *[other] There are { $count } things in your cart. Shall I go through the order?
    }
common-arriving-today = An order arrives today { $hours }.
common-low = You're probably running low on { $things }. Would you like to reorder it?
common-what-to-order = What would you like?
common-anything-else = Anything else?

common-help = You can say: reorder the coffee, how much is the milk, what am I running low on, or: where's my order? I always tell you the price and ask before I order.
common-help-offer = Say yes to order it, no to leave it, or change it: make it two, or name another one.
common-help-which = Say the first one, the second one, its name, or next.
common-help-far = Say yes if you mean that many, or the right number, such as: make it four.
common-help-wish = Say yes to hear the price before anything is ordered, or no to turn it down.
common-help-code = Say your four digits one by one, or cancel. If you've forgotten them, { $seller } can reset the code.
common-help-new-code = The code keeps others from placing large orders. Say four digits one by one, or cancel.
common-help-offer-code = With a code, large orders need four digits that only you know. Say yes to choose them, or no.
common-help-cancel = I need to know whether to cancel your order.

common-bye = Goodbye.
common-bye-not-ordered = I haven't ordered it. Goodbye.
common-cancelled = OK, I won't order it.
common-all-right = All right.
common-nothing-open = There's nothing waiting for a yes or no.
common-nothing-next = There's nothing more to read out.
common-nothing-to-choose = There's nothing to choose from right now.
common-nothing-to-repeat = I haven't said anything yet.
common-fallback = Sorry, I didn't get that.
common-fallback-end = Sorry, I still don't get that, so I'll stop here.
common-fallback-examples = Sorry, I didn't get that. You can say: reorder the coffee, or: where's my order?

common-failed = Sorry, something went wrong on our side. Nothing was ordered. Please try again.
common-apology = Sorry, something went wrong. To be sure what was ordered, ask me: where's my order?
common-busy = Sorry, this household is talking to me on several devices at once. Please say that again.
common-unreachable = Sorry, I can't reach the shop right now. Nothing was ordered. Please try again in a minute.
