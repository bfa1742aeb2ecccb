# Die eigenen Antworten des Ladens (shop.yaml, faq).

shop-answer = { $answer }
shop-no-answer = Darauf habe ich keine Antwort. { $seller } hilft dir in der App oder auf der Website weiter.
