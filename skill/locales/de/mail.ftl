# E-Mails über Bestellungen und das Kundenkonto. Eine Nachricht ist eine Zeile der E-Mail.

mail-hello = Hallo!
mail-contact = Fragen? { $contact }

# Die Einzelheiten einer Bestellung.
mail-order-subject = Deine Bestellung bei { $seller }: { $order }
mail-order-thanks = Danke für deine Bestellung. Sie ist bei { $seller } eingegangen.
mail-number = Bestellnummer: { $order }
mail-placed =
    { $channel ->
        [alexa] Bestellt am: { $day }, { $time } Uhr, per Sprache über Alexa
       *[other] Bestellt am: { $day }, { $time } Uhr
    }
mail-seller = Verkäufer: { $seller }
mail-lines = Bestellt hast du:
mail-line =
    { $quantity ->
        [1] - 1 × { $name }: { $price }
       *[other] - { $quantity } × { $name } zu je { $each }: { $price }
    }
mail-subtotal = Zwischensumme: { $subtotal }
mail-fee =
    { $free ->
        [yes] Lieferung: kostenlos
       *[no] Lieferung: { $fee }
    }
mail-tax-added = Steuer: { $tax }
mail-total = Gesamtbetrag: { $total }
mail-tax-included = Darin enthaltene Mehrwertsteuer: { $tax }
mail-delivery = Liefertermin: { $day }, { $hours }
mail-address = Geliefert wird: { $address }
mail-payment = Zahlungsmittel: { $payment }
mail-undo = Du hast es dir anders überlegt? Bis { $day }, { $time } Uhr kannst du diese Bestellung stornieren. Sag dazu: Alexa, sag { $invocation }, storniere meine Bestellung.
mail-was-cancelled = Diese Bestellung wurde am { $day }, um { $time } Uhr storniert.

# Eine Bestellung wurde storniert.
mail-cancelled-subject = Storniert: deine Bestellung { $order } bei { $seller }
mail-cancelled = Deine Bestellung { $order } bei { $seller } wurde am { $day }, um { $time } Uhr storniert.
mail-cancelled-uncharged = Die { $total } werden dir nicht berechnet.
mail-cancelled-lines = Storniert wurde:

# Falsche Sprachcodes.
mail-code-locked-subject = Falscher Sprachcode bei { $seller }
mail-code-locked = Jemand hat Alexa dreimal hintereinander einen falschen Sprachcode für { $seller } genannt.
mail-code-locked-until = Bestellungen, für die der Sprachcode nötig ist, sind bis { $day }, { $time } Uhr gesperrt.
mail-code-locked-you = Warst du das? Dann warte kurz und versuch es noch einmal. Wenn du den Code vergessen hast, schreib uns: Wir schalten ihn ab, und du suchst dir einen neuen aus.
mail-code-locked-not-you = Falls nicht, versucht vielleicht jemand in der Nähe deiner Geräte, in deinem Namen zu bestellen. Durch diese Versuche wurde nichts bestellt. Wenn du nicht weißt, wer es war, schreib uns bitte.
