# E-mails about orders and the household's account. One message is one line of a mail.

mail-hello = Hello,
mail-contact = Questions? { $contact }

# The details of an order.
mail-order-subject = Your order at { $seller }: { $order }
mail-order-thanks = Thank you for your order. Here is everything that { $seller } has noted.
mail-number = Order number: { $order }
mail-placed =
    { $channel ->
        [alexa] Ordered on: { $day } at { $time }, by voice with Alexa
       *[other] Ordered on: { $day } at { $time }
    }
mail-seller = Seller: { $seller }
mail-lines = You ordered:
mail-line =
    { $quantity ->
        [1] - 1 × { $name }: { $price }
       *[other] - { $quantity } × { $name } at { $each } each: { $price }
    }
mail-subtotal = Subtotal: { $subtotal }
mail-fee =
    { $free ->
        [yes] Delivery: free
       *[no] Delivery: { $fee }
    }
mail-tax-added = Tax: { $tax }
mail-total = Total: { $total }
mail-tax-included = Tax included in the total: { $tax }
mail-delivery = Delivery: { $day }, { $hours }
mail-address = To: { $address }
mail-payment = Payment: { $payment }
mail-undo = Changed your mind? Until { $day } at { $time } you can cancel this order. Say: Alexa, ask { $invocation } to cancel my order.
mail-was-cancelled = This order was cancelled on { $day } at { $time }.

# An order was cancelled.
mail-cancelled-subject = Cancelled: your order { $order } at { $seller }
mail-cancelled = Your order { $order } at { $seller } was cancelled on { $day } at { $time }.
mail-cancelled-uncharged = You won't be charged { $total }.
mail-cancelled-lines = What was cancelled:

# Wrong voice codes.
mail-code-locked-subject = Wrong voice code at { $seller }
mail-code-locked = Somebody said a wrong voice code for { $seller } to Alexa three times in a row.
mail-code-locked-until = Orders that need the voice code are locked until { $day } at { $time }.
mail-code-locked-you = Was it you? Then wait and try again. If you forgot the code, write to us: we switch it off, and you choose a new one.
mail-code-locked-not-you = If it wasn't, somebody near your devices may be trying to order in your name. Nothing was ordered by these tries. Please write to us if you don't know who it was.
