# Wer was kaufen darf.

account-not-linked = Zum Bestellen verknüpf bitte dein Konto in der Alexa-App; eine Karte habe ich dir dorthin geschickt. Bis dahin kann ich dir Preise nennen und deinen Warenkorb füllen.
account-child = Von Kindern nehme ich keine Bestellungen an. Frag bitte einen Erwachsenen.
account-new-for-unknown-voice = Deine Stimme kenne ich nicht. Ich kann darum nur nachbestellen, was dieser Haushalt schon einmal gekauft hat. Es ist nichts bestellt.
