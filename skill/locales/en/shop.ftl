# The shop's own answers (shop.yaml, faq).

shop-answer = { $answer }
shop-no-answer = I don't have an answer to that. { $seller } can help you in the app or on its website.
