# Wer was kaufen darf.

account-not-linked = Dafür brauche ich dein Kundenkonto. Ich habe dir eine Karte in die Alexa-App geschickt, dort kannst du es verknüpfen. Bis dahin kann ich dir Preise nennen und deinen Warenkorb füllen.
account-link-expired = Die Verknüpfung mit deinem Kundenkonto bei { $seller } ist abgelaufen. Ich habe dir eine Karte in die Alexa-App geschickt, dort kannst du es neu verknüpfen. Bis dahin kann ich dir Preise nennen und deinen Warenkorb füllen.
account-link-wrong = Mit der Verknüpfung zu deinem Kundenkonto bei { $seller } stimmt etwas nicht. Bitte verknüpf es neu, die Karte dafür ist in deiner Alexa-App. Bis dahin kann ich dir Preise nennen und deinen Warenkorb füllen.
account-link-unreachable = Dein Kundenkonto bei { $seller } kann ich gerade nicht prüfen, deshalb ist nichts bestellt. Versuch es in einer Minute noch einmal.
account-child = Bestellen dürfen hier nur Erwachsene. Frag am besten jemanden von den Großen.
account-child-cancel = Stornieren dürfen hier nur Erwachsene. Frag am besten jemanden von den Großen.
account-new-for-unknown-voice = Etwas Neues bestelle ich nur für Stimmen, die ich kenne, und deine erkenne ich nicht. Nachbestellen kann ich, was dieser Haushalt schon einmal gekauft hat. Es ist nichts bestellt.
account-order-unknown-voice = Deine Stimme erkenne ich nicht. Deshalb lese ich die letzte Bestellung nicht vor. Sag mir einfach, was du brauchst.
account-repeat-other-voice = Das sage ich nur der Person noch einmal, mit der ich gerade gesprochen habe.

account-unknown-voices = Hier dürfen nur Stimmen bestellen oder stornieren, die ich kenne, und deine erkenne ich nicht.
account-unknown-limit = Deine Stimme erkenne ich nicht, deshalb bestelle ich höchstens für { $limit } auf einmal. Nimm weniger, oder lass jemanden bestellen, den ich kenne. Es ist nichts bestellt.
account-order-limit = Eine Bestellung darf hier höchstens { $limit } kosten, und das wäre mehr. Es ist nichts bestellt.
account-day-limit = Hier gelten höchstens { $limit } am Tag, und damit wären es heute mehr. Es ist nichts bestellt.
account-speaker-limit = Hier darf jeder am Tag höchstens für { $limit } bestellen, und damit wären es heute mehr. Es ist nichts bestellt.
account-child-settings = Das dürfen nur Erwachsene.
account-unknown-settings = Dafür müsste ich deine Stimme erkennen, und das tue ich nicht.
account-cannot-pay =
    { $why ->
        [address] Im Kundenkonto fehlt noch die Lieferadresse. Trag sie bei { $seller } ein und frag mich dann noch einmal.
        [payment] Im Kundenkonto fehlt noch eine Zahlungsart. Trag sie bei { $seller } ein und frag mich dann noch einmal.
        [expired] Leider ist { $payment } abgelaufen. Es ist nichts bestellt. Bitte trag bei { $seller } eine neue ein.
        [blocked] Die Zahlung wurde beim letzten Mal abgelehnt. Es ist nichts bestellt. Bitte prüf das bei { $seller }.
       *[private] Für dieses Kundenkonto kann ich gerade nichts bestellen. Warum, sage ich nur einer Stimme, die ich kenne.
    }

# Was Kinder sich wünschen.
account-child-wish = Bestellen dürfen hier nur Erwachsene, aber ich frage einen von den Großen. Gemerkt: { $things }.
account-wish = { $name } wünscht sich etwas: { $item }. Möchtest du das bestellen?
account-no-wishes = Gerade wünscht sich niemand etwas.
account-wish-denied = Gut, das bestelle ich nicht.

# Der Sprachcode.
account-code-then = Wenn du ja sagst, frage ich noch nach dem Sprachcode.
account-which-code = Wie lautet der vierstellige Sprachcode?
account-code-change = Um den Sprachcode zu ändern, brauche ich den alten. Wenn du ihn vergessen hast, kann { $seller } ihn zurücksetzen.
account-which-old-code = Wie lautet der alte vierstellige Code?
account-new-code = Welche vier Ziffern sollen es sein? Sag sie einzeln.
account-code-again = Sagst du mir dieselben vier Ziffern bitte noch einmal?
account-offer-code = Möchtest du Bestellungen ab { $limit } mit einem vierstelligen Sprachcode schützen?
account-code-declined = In Ordnung. Wenn du es dir anders überlegst, sag: richte einen Sprachcode ein.
account-code-left = Gut, es bleibt alles, wie es ist.
account-no-code-asked = Nach einem Code habe ich gerade nicht gefragt.
account-four-digits = Ich brauche genau vier Ziffern.
account-code-differs = Das waren nicht dieselben Ziffern. Also noch einmal von vorn.
account-code-set = Der Sprachcode ist eingerichtet. Ich frage danach bei großen Bestellungen und spreche ihn nie laut aus.
account-code-wrong = Das ist nicht der Code.
account-code-now-locked =
    { $ordering ->
        [yes] Das war dreimal falsch. Es ist nichts bestellt, und der Sprachcode ist für { $unit ->
            [minutes] { $count } Minuten
            [hours] { $count ->
                [one] eine Stunde
               *[other] { $count } Stunden
            }
           *[days] { $count ->
                [one] einen Tag
               *[other] { $count } Tage
            }
        } gesperrt.
       *[no] Das war dreimal falsch. Der Sprachcode ist für { $unit ->
            [minutes] { $count } Minuten
            [hours] { $count ->
                [one] eine Stunde
               *[other] { $count } Stunden
            }
           *[days] { $count ->
                [one] einen Tag
               *[other] { $count } Tage
            }
        } gesperrt.
    }
account-code-locked-mail = Der Haushalt bekommt darüber eine E-Mail.
account-code-locked = Der Sprachcode ist noch { $unit ->
        [minutes] { $count ->
            [one] eine Minute
           *[other] { $count } Minuten
        }
        [hours] { $count ->
            [one] eine Stunde
           *[other] { $count } Stunden
        }
       *[days] { $count ->
            [one] einen Tag
           *[other] { $count } Tage
        }
    } gesperrt, so lange geht das nicht.
account-code-removed = Der Sprachcode ist abgeschaltet.
account-no-code = Es gibt keinen Sprachcode. Wenn du einen möchtest, sag: richte einen Sprachcode ein.
account-pin-failed = Deine PIN konnte ich nicht bestätigen. Es ist nichts bestellt.

# Wer zum Haushalt gehört.
account-you-are = Du bist { $name }.
account-who-unknown = Deine Stimme erkenne ich nicht. Wenn du ein Stimmprofil hast, stell dich einfach vor: Sag, ich bin, und deinen Vornamen.
account-who-guest = Dich kenne ich noch nicht, denn dein Kundenkonto ist nicht verknüpft. Ich habe dir dafür eine Karte in die Alexa-App geschickt.
account-which-name = Den Namen habe ich nicht verstanden.
account-introduced = Freut mich, { $name }. Ab jetzt erkenne ich deine Stimme.
account-introduced-child = Freut mich, { $name }. Ab jetzt erkenne ich deine Stimme. Wenn du dir etwas wünschst, frage ich einen von den Großen.
account-introduce-no-voice = Ohne Stimmprofil kann ich Stimmen nicht auseinanderhalten. Leg bitte eins in der Alexa-App an und stell dich dann noch einmal vor.
account-introduce-no-code = Neue Stimmen lerne ich nur mit dem Sprachcode des Haushalts, und es gibt keinen. { $seller } kann deine Stimme im Kundenkonto eintragen.
account-introduce-nobody = Hier kenne ich niemanden namens { $name }. Ein Kind kann einer von den Großen hinzufügen und sagt dazu: { $name } ist ein Kind.
account-introduce-other-voice = Diese Stimme kenne ich als { $name }, und dabei bleibt es.
account-introduce-add-child = Diese Stimme kenne ich als { $name }. Wenn du ein Kind hinzufügen möchtest, sag: { $other } ist ein Kind.
account-introduce-same-voice = Den Code muss dieselbe Stimme sagen, die sich vorgestellt hat. Es bleibt alles, wie es ist.
account-child-added = Gut, { $name } gehört jetzt als Kind dazu. Damit ich die Stimme erkenne, muss { $name } mir nur sagen: Ich bin { $name }.
account-child-marked = Gut, { $name } behandle ich ab jetzt als Kind: keine Bestellungen, nur Wünsche.
account-is-child = { $name } behandle ich schon als Kind.
account-child-self = Bei deiner eigenen Stimme geht das nicht. Das kann nur jemand anders von den Großen.
account-adult-added = Gut, { $name } gehört jetzt dazu. Damit ich die Stimme erkenne, muss { $name } mir sagen: Ich bin { $name }. Danach frage ich nach dem Sprachcode.
account-adult-marked = Gut, { $name } darf jetzt bestellen wie die Großen.
account-is-adult = { $name } darf schon bestellen wie die Großen.
account-adult-unknown = Ich kenne niemanden namens { $name }. Um Erwachsene hinzuzufügen, richte erst einen Sprachcode ein, oder lass sie von { $seller } im Kundenkonto eintragen.
account-people =
    { $kids ->
        [0] Ich kenne { $adults }.
        [one] Ich kenne { $adults }, dazu ein Kind: { $children }.
       *[other] Ich kenne { $adults }, dazu die Kinder { $children }.
    }
account-people-unheard = Diese Stimmen kenne ich noch nicht: { $names }.
account-people-private = Das sage ich nur Erwachsenen, deren Stimme ich kenne.
account-people-full = Zum Haushalt gehören schon { $count } Leute, mehr kann ich mir nicht merken.

# Was der Haushalt erlaubt.
account-unknown-forbidden =
    { $new ->
        [yes] Gut, ab jetzt dürfen nur Stimmen bestellen, die ich kenne.
       *[no] Das ist schon so: Bestellen dürfen nur Stimmen, die ich kenne.
    }
account-unknown-allowed =
    { $new ->
        [yes] Gut, Stimmen, die ich nicht kenne, dürfen nachbestellen, was ihr schon einmal gekauft habt, auf einmal höchstens für { $limit }.
       *[no] Das ist schon so: Stimmen, die ich nicht kenne, dürfen nachbestellen, was ihr schon einmal gekauft habt, auf einmal höchstens für { $limit }.
    }
account-which-limit = Wie hoch soll das Limit am Tag sein? Sag einfach die Zahl.
account-limit-set =
    { $new ->
        [yes] Gut, am Tag sind es jetzt höchstens { $limit }.
       *[no] Am Tag sind es schon höchstens { $limit }.
    }
account-limit-too-high = { $seller } erlaubt per Sprache höchstens { $limit } am Tag. Ich habe nichts geändert.
account-settings-unknown =
    { $allowed ->
        [yes] Stimmen, die ich nicht kenne, dürfen nachbestellen, was ihr schon einmal gekauft habt, auf einmal höchstens für { $limit }.
       *[no] Stimmen, die ich nicht kenne, dürfen nichts bestellen.
    }
account-settings-code =
    { $code ->
        [set] Der Sprachcode ist an, für Bestellungen ab { $limit }.
        [locked] Der Sprachcode ist an, für Bestellungen ab { $limit }, aber gerade gesperrt.
       *[none] Einen Sprachcode gibt es nicht.
    }
account-settings-limits = Eine Bestellung darf bis zu { $order } kosten. Am Tag sind es höchstens { $day }, pro Person höchstens { $speaker }.

# Was jemand am liebsten mag.
account-liked = Gut, ich merke mir, was du am liebsten nimmst: { $name }.
account-like-which = Was davon nimmst du am liebsten: { $options }?
account-like-private = Das merke ich mir lieber nicht.

# Geschenke.
account-gift = Gut, ein Geschenk: Das behalte ich für mich.
account-gift-nothing = Ich weiß nicht, was ein Geschenk sein soll. Sag es mir, wenn ich dir etwas anbiete, oder gleich nach dem Bestellen.
account-gift-other-voice = Zum Geschenk machen kann es nur, wer es bestellt.
account-gift-not-offered = Darüber spreche ich nur mit der Person, der ich es angeboten habe.
