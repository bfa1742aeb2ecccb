# The cart.

cart-added =
    { $more ->
        [no] I put { $item } in your cart.
       *[yes] I put { $item } in your cart, which makes { $held } in all.
    }
# In case another one was meant.
cart-or-other = If you meant the { $name }, say: the other one.
cart-instead = I took the { $name } out again.
cart-full = Your cart can't take any more of that.
cart-anything-else = Anything else? Or say: check out.
cart-empty = Your cart is empty.
cart-holds = In your cart: { $things }.
cart-private =
    { $count ->
        [one] There's one more thing that I name only to a voice I know.
       *[other] There are { $count } more things that I name only to a voice I know.
    }
cart-card-title = Your cart
cart-ask-order = Shall I go through the order?
cart-not-in = I couldn't find any { $words } in your cart.
cart-emptied =
    { $empty ->
        [yes] Your cart is empty now. I took out: { $things }.
       *[no] I took out: { $things }.
    }
cart-removed =
    { $held ->
        [0] { $count ->
            [1] I took { $name } out.
            [2] I took both of the { $name } out.
           *[other] I took all { $count } of the { $name } out.
        }
       *[other] I took { $count } of the { $name } out, which leaves { $held }.
    }
