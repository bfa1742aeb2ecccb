"""What Alexa carries from turn to turn for us: the customer's id, sealed to account, voice, session and access token.

Everything else of a session is stored on our side. The seal keeps an id from being used for another voice: when
someone else goes on talking, the identity is looked up anew. So it is when the access token is another one, or gone:
whoever unlinks an account is a guest at once, and a token that we sealed an id for needs no second check.
"""

from __future__ import annotations

import hashlib
import hmac
import json

from skill.alexa.reading import obj
from skill.profile.account import Token

_LONGEST = 200


def sign(secret: bytes, *, customer_id: str, account: str, person: str, session: str, token: Token) -> dict[str, str]:
    """The session attributes for a known customer; empty without a customer or a session."""
    if not customer_id or not session:
        return {}
    return {"c": customer_id, "m": _seal(secret, account, person, session, token.reveal(), customer_id)}


def verified(secret: bytes, attributes: object, *, account: str, person: str, session: str, token: Token) -> str:
    """The customer's id of attributes that we gave out for exactly this account, person, session and token, or ""."""
    given = obj(attributes)
    customer_id, seal = given.get("c"), given.get("m")
    if not isinstance(customer_id, str) or not isinstance(seal, str) or not session:
        return ""
    if not customer_id or len(customer_id) > _LONGEST:
        return ""
    expected = _seal(secret, account, person, session, token.reveal(), customer_id)
    return customer_id if hmac.compare_digest(expected.encode(), seal.encode("utf-8", "replace")) else ""


def _seal(secret: bytes, *parts: str) -> str:
    # As JSON, so that no two lists of parts make the same bytes.
    return hmac.new(secret, json.dumps(parts).encode(), hashlib.sha256).hexdigest()
