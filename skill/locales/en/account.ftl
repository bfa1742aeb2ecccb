# Who may buy what.

account-not-linked = To order, please link your account in the Alexa app; I've sent a card there. Until then I can tell you prices and fill a cart.
account-link-expired = Your link to { $seller } has run out. I've sent a card to the Alexa app so you can link your account again. Until then I can tell you prices and fill a cart.
account-link-wrong = Something's wrong with your link to { $seller }. Please link your account again; I've sent a card to the Alexa app. Until then I can tell you prices and fill a cart.
account-link-unreachable = I can't check your { $seller } account right now, so nothing is ordered. Please try again in a minute.
account-child = I can't take orders from children. Please ask a grown-up.
account-child-cancel = Please ask a grown-up to cancel an order.
account-new-for-unknown-voice = I don't recognize your voice, so I can only reorder what this household has bought before. Nothing is ordered. Someone whose voice I know can order that.
account-order-unknown-voice = I don't recognize your voice, so I won't read out the last order. Just name what you need.
account-repeat-other-voice = I repeat that only for the voice I was talking to.

account-unknown-voices = This household only lets voices I know place or cancel orders, and I don't recognize yours.
account-unknown-limit = I don't recognize your voice, so I can only order up to { $limit } at a time. Nothing is ordered. Make it less, or leave it to someone whose voice I know.
account-order-limit = One order may cost at most { $limit } here, and this would be more. Nothing is ordered.
account-day-limit = This household may spend { $limit } a day here, and this would make it more. Nothing is ordered.
account-speaker-limit = Each person may spend { $limit } a day here, and this would make it more. Nothing is ordered.
account-child-settings = Only a grown-up can change that.
account-unknown-settings = For that I need to recognize your voice, and I don't.
account-cannot-pay =
    { $why ->
        [address] Your account has no delivery address yet. Please add one at { $seller }, then ask me again.
        [payment] Your account has no way to pay yet. Please add one at { $seller }, then ask me again.
        [expired] I can't charge { $payment }: it has expired. Nothing is ordered. Please update it at { $seller }.
        [blocked] The payment was declined last time, so nothing is ordered. Please check it at { $seller }.
       *[private] I can't order on this account right now, so nothing is ordered. The reason I tell only to a voice I know.
    }

# What children ask for.
account-child-wish = I can't take orders from children, but I'll ask a grown-up about { $things }.
account-wish = { $name } asked for { $item }. Would you like to order it?
account-no-wishes = There are no wishes waiting.
account-wish-denied = All right, I won't order that.

# The voice code.
account-code-then = If you say yes, I'll ask for the voice code.
account-which-code = What's the four-digit voice code?
account-code-change = To change the voice code I need the old one. If you've forgotten it, { $seller } can reset it.
account-which-old-code = What's the old four-digit code?
account-new-code = Which four digits would you like? Say them one by one.
account-code-again = And the same four digits again?
account-offer-code = Would you like to protect orders of { $limit } and more with a four-digit voice code?
account-code-declined = All right. If you change your mind, say: set up a voice code.
account-code-left = OK, everything stays as it is.
account-no-code-asked = I'm not asking for a code right now.
account-four-digits = I need exactly four digits.
account-code-differs = Those weren't the same digits. Let's start again.
account-code-set = Your voice code is set. From now on I'll ask for it before large orders.
account-code-wrong = That's not the code.
account-code-now-locked =
    { $ordering ->
        [yes] That was wrong three times. Nothing is ordered, and the code is locked for { $unit ->
            [minutes] { $count } minutes
            [hours] { $count ->
                [one] an hour
               *[other] { $count } hours
            }
           *[days] { $count ->
                [one] a day
               *[other] { $count } days
            }
        }.
       *[no] That was wrong three times. The code is locked for { $unit ->
            [minutes] { $count } minutes
            [hours] { $count ->
                [one] an hour
               *[other] { $count } hours
            }
           *[days] { $count ->
                [one] a day
               *[other] { $count } days
            }
        }.
    }
account-code-locked-mail = The household gets an e-mail about it.
account-code-locked = The voice code is locked for another { $unit ->
        [minutes] { $count ->
            [one] minute
           *[other] { $count } minutes
        }
        [hours] { $count ->
            [one] hour
           *[other] { $count } hours
        }
       *[days] { $count ->
            [one] day
           *[other] { $count } days
        }
    }, so that has to wait.
account-code-removed = The voice code is switched off.
account-no-code = There's no voice code. To get one, say: set up a voice code.
account-pin-failed = I couldn't confirm your PIN, so nothing is ordered.

# The people of the household.
account-you-are = You're { $name }.
account-who-unknown = I don't recognize your voice. If you have a voice profile, introduce yourself: just say, I'm, and your first name.
account-who-guest = I don't know you yet, because this account isn't linked. I've sent a card for that to the Alexa app.
account-which-name = I didn't catch the name.
account-introduced = Nice to meet you, { $name }. I'll know your voice from now on.
account-introduced-child = Nice to meet you, { $name }. I'll know your voice from now on. When you'd like something, I'll ask a grown-up.
account-introduce-no-voice = I can't tell voices apart without a voice profile. Please set one up in the Alexa app, then introduce yourself again.
account-introduce-no-code = I only learn a new voice with the household's voice code, and there is none. { $seller } can add your voice to the account.
account-introduce-nobody = I don't know anybody called { $name } here. A grown-up can add a child by saying: { $name } is a child.
account-introduce-other-voice = I know this as { $name }'s voice, and that's how it stays.
account-introduce-add-child = I know this as { $name }'s voice. To add a child, say: { $other } is a child.
account-introduce-same-voice = The code has to come from the voice that introduced itself. Nothing has changed.
account-child-added = OK, { $name } is in as a child. For me to know the voice, { $name } just has to tell me: I'm { $name }.
account-child-marked = OK, I'll treat { $name } as a child from now on: no orders, just wishes.
account-is-child = I already treat { $name } as a child.
account-child-self = I can't do that for your own voice. Another grown-up can.
account-adult-added = OK, { $name } is in. For me to know the voice, { $name } has to tell me: I'm { $name }. Then I'll ask for the voice code.
account-adult-marked = OK, { $name } may order like a grown-up now.
account-is-adult = { $name } may order like a grown-up already.
account-adult-unknown = I don't know anybody called { $name }. To add grown-ups, set up a voice code first, or ask { $seller } to add them to your account.
account-people =
    { $kids ->
        [0] I know { $adults }.
        [one] I know { $adults }, and one child: { $children }.
       *[other] I know { $adults }, and the children { $children }.
    }
account-people-unheard = I haven't met these voices yet: { $names }.
account-people-private = I only tell that to grown-ups whose voice I know.
account-people-full = There are { $count } people in this household already, and that's as many as I can keep.

# What the household allows.
account-unknown-forbidden =
    { $new ->
        [yes] OK, from now on only voices I know can order.
       *[no] That's how it is already: only voices I know can order.
    }
account-unknown-allowed =
    { $new ->
        [yes] OK, voices I don't know may reorder what you've bought before, up to { $limit } at a time.
       *[no] That's how it is already: voices I don't know may reorder what you've bought before, up to { $limit } at a time.
    }
account-which-limit = How high shall the limit for a day be? Just say the number.
account-limit-set =
    { $new ->
        [yes] OK, the limit is { $limit } a day now.
       *[no] The limit is { $limit } a day already.
    }
account-limit-too-high = { $seller } allows at most { $limit } a day by voice, so I left it as it was.
account-settings-unknown =
    { $allowed ->
        [yes] Voices I don't know may reorder what you've bought before, up to { $limit } at a time.
       *[no] Voices I don't know can't order.
    }
account-settings-code =
    { $code ->
        [set] The voice code is on, for orders of { $limit } and more.
        [locked] The voice code is on, for orders of { $limit } and more, but locked right now.
       *[none] There's no voice code.
    }
account-settings-limits = An order may cost up to { $order }, with at most { $day } a day, and { $speaker } a day for each person.

# What one person prefers.
account-liked = I'll remember that you prefer { $name }.
account-like-which = Which one do you prefer: { $options }?
account-like-private = I'd rather not remember that one.

# Gifts.
account-gift = OK, a gift: I keep it to myself.
account-gift-nothing = I don't know what's meant to be a gift. Tell me when I offer you something, or right after you order it.
account-gift-other-voice = Only whoever is ordering can make it a gift.
account-gift-not-offered = I talk about that only with whoever I offered it to.
