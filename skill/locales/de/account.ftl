# Wer was kaufen darf.

account-not-linked = Zum Bestellen brauche ich dein Kundenkonto. Ich habe dir eine Karte in die Alexa-App geschickt, dort kannst du es verknüpfen. Bis dahin kann ich dir Preise nennen und deinen Warenkorb füllen.
account-link-expired = Die Verknüpfung mit deinem Kundenkonto bei { $seller } ist abgelaufen. Ich habe dir eine Karte in die Alexa-App geschickt, dort kannst du es neu verknüpfen. Bis dahin kann ich dir Preise nennen und deinen Warenkorb füllen.
account-link-wrong = Mit der Verknüpfung zu deinem Kundenkonto bei { $seller } stimmt etwas nicht. Bitte verknüpf es neu, die Karte dafür ist in deiner Alexa-App. Bis dahin kann ich dir Preise nennen und deinen Warenkorb füllen.
account-link-unreachable = Dein Kundenkonto bei { $seller } kann ich gerade nicht prüfen, deshalb ist nichts bestellt. Versuch es in einer Minute noch einmal.
account-child = Bestellen dürfen hier nur Erwachsene. Frag am besten jemanden von den Großen.
account-child-cancel = Stornieren dürfen hier nur Erwachsene. Frag am besten jemanden von den Großen.
account-new-for-unknown-voice = Deine Stimme erkenne ich nicht. Deshalb kann ich nur nachbestellen, was dieser Haushalt schon einmal gekauft hat. Es ist nichts bestellt.
account-order-unknown-voice = Deine Stimme erkenne ich nicht. Deshalb lese ich die letzte Bestellung nicht vor. Sag mir einfach, was du brauchst.
account-repeat-other-voice = Das sage ich nur der Person noch einmal, mit der ich gerade gesprochen habe.

account-unknown-voices = Hier dürfen nur Stimmen bestellen oder stornieren, die ich kenne, und deine erkenne ich nicht.
account-unknown-limit = Deine Stimme erkenne ich nicht, deshalb kann ich auf einmal höchstens für { $limit } bestellen. Es ist nichts bestellt.
account-order-limit = Das sind mehr als die { $limit }, die eine Bestellung hier kosten darf. Das kann ich nicht bestellen.
account-day-limit = Damit wären es heute mehr als { $limit }, und das ist hier die Grenze. Es ist nichts bestellt.
account-speaker-limit = Damit kämst du heute über deine { $limit }. Es ist nichts bestellt.
account-child-settings = Das dürfen nur Erwachsene ändern.
account-unknown-settings = Dafür müsste ich deine Stimme erkennen, und das tue ich nicht.
account-cannot-pay =
    { $why ->
        [address] In deinem Kundenkonto fehlt noch die Lieferadresse. Trag sie bei { $seller } ein und frag mich dann noch einmal.
        [payment] In deinem Kundenkonto fehlt noch eine Zahlungsart. Trag sie bei { $seller } ein und frag mich dann noch einmal.
        [expired] Abgelaufen ist { $payment }. Es ist nichts bestellt. Bitte trag bei { $seller } eine neue ein.
        [expired-unnamed] Die hinterlegte Karte ist abgelaufen. Es ist nichts bestellt. Bitte trag bei { $seller } eine neue ein.
       *[blocked] Die Zahlung wurde beim letzten Mal abgelehnt. Es ist nichts bestellt. Bitte prüf das bei { $seller }.
    }

# Was Kinder sich wünschen.
account-child-wish = Bestellen dürfen hier nur Erwachsene, aber ich frage einen von den Großen. Gemerkt: { $things }.
account-wish = { $name } wünscht sich { $item }. Soll ich dir sagen, was es kostet, und es bestellen?
account-no-wishes = Gerade wünscht sich niemand etwas.
account-wish-denied = Gut, das bestelle ich nicht.

# Der Sprachcode.
account-code-then = Danach frage ich noch nach deinem Code.
account-which-code = Wie lautet dein vierstelliger Code?
account-new-code = Welche vier Ziffern sollen es sein? Sag sie einzeln.
account-code-again = Und bitte noch einmal dieselben vier Ziffern.
account-offer-code = Möchtest du für Bestellungen ab { $limit } einen vierstelligen Sprachcode?
account-code-declined = In Ordnung. Wenn du es dir anders überlegst, sag: richte einen Sprachcode ein.
account-code-left = Gut, es bleibt alles, wie es ist.
account-no-code-asked = Einen Code brauche ich gerade nicht.
account-four-digits = Ich brauche vier Ziffern, eine nach der anderen.
account-code-differs = Das waren nicht dieselben Ziffern. Fangen wir noch einmal an.
account-code-set = Dein Sprachcode ist eingerichtet. Laut sage ich ihn nie.
account-code-wrong = Das ist nicht der Code.
account-code-now-locked =
    { $ordering ->
        [yes] Das war dreimal falsch. Es ist nichts bestellt, und der Code ist { $count } { $unit ->
            [minutes] Minuten
            [hours] { $count ->
                [one] Stunde
               *[other] Stunden
            }
           *[days] { $count ->
                [one] Tag
               *[other] Tage
            }
        } lang gesperrt. Ich schreibe dir dazu auch eine E-Mail.
       *[no] Das war dreimal falsch. Der Code ist { $count } { $unit ->
            [minutes] Minuten
            [hours] { $count ->
                [one] Stunde
               *[other] Stunden
            }
           *[days] { $count ->
                [one] Tag
               *[other] Tage
            }
        } lang gesperrt. Ich schreibe dir dazu auch eine E-Mail.
    }
account-code-locked = Der Sprachcode ist noch { $count } { $unit ->
        [minutes] { $count ->
            [one] Minute
           *[other] Minuten
        }
        [hours] { $count ->
            [one] Stunde
           *[other] Stunden
        }
       *[days] { $count ->
            [one] Tag
           *[other] Tage
        }
    } gesperrt, so lange geht das nicht.
account-code-removed = Der Sprachcode ist abgeschaltet.
account-no-code = Es gibt keinen Sprachcode. Wenn du einen möchtest, sag: richte einen Sprachcode ein.
account-pin-failed = Deine PIN konnte ich nicht bestätigen. Es ist nichts bestellt.
