# Who may buy what.

account-not-linked = To order, please link your account in the Alexa app; I've sent a card there. Until then I can tell you prices and fill a cart.
account-child = I can't take orders from children. Please ask a grown-up.
account-child-cancel = Please ask a grown-up to cancel an order.
account-new-for-unknown-voice = I don't recognize your voice, so I can only reorder what this household has bought before. Nothing is ordered.
account-order-unknown-voice = I don't recognize your voice, so I won't read out the last order. Just name what you need.
account-repeat-other-voice = I repeat that only for the voice I was talking to.
