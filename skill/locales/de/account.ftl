# Wer was kaufen darf.

account-not-linked = Zum Bestellen brauche ich dein Kundenkonto. Ich habe dir eine Karte in die Alexa-App geschickt, dort kannst du es verknüpfen. Bis dahin kann ich dir Preise nennen und deinen Warenkorb füllen.
account-child = Bestellen dürfen hier nur Erwachsene. Frag am besten jemanden von den Großen.
account-child-cancel = Stornieren dürfen hier nur Erwachsene. Frag am besten jemanden von den Großen.
account-new-for-unknown-voice = Deine Stimme erkenne ich nicht. Deshalb kann ich nur nachbestellen, was dieser Haushalt schon einmal gekauft hat. Es ist nichts bestellt.
account-order-unknown-voice = Deine Stimme erkenne ich nicht. Deshalb lese ich die letzte Bestellung nicht vor. Sag mir einfach, was du brauchst.
account-repeat-other-voice = Das sage ich nur der Person noch einmal, mit der ich gerade gesprochen habe.
