"""Tokens of the profile API: what is minted, and every way not to be believed."""

import base64
import hashlib
import hmac
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import jwt
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skill.web.access import TokenRefused
from skill.web.tokens import ALGORITHM, AUDIENCE, ISSUER, LONGEST, check, mint

SECRET = "a secret of at least thirty-two characters"
NOW = datetime(2026, 3, 2, 12, 0, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
KEY = hmac.digest(SECRET.encode(), b"profile api tokens", hashlib.sha256)
ODD = ["a b", "a/b", "äöü", "a\nb", '"; drop table', "a,b", "Anna", "%00", "\x00", "🦊", "x" * 2000]

GOOD: dict[str, Any] = {
    "iss": ISSUER,
    "aud": AUDIENCE,
    "sub": "crm",
    "scope": "timeline:read",
    "iat": int(NOW.timestamp()),
    "exp": int((NOW + HOUR).timestamp()),
}


def minted(customer: str = "anna", lasts: timedelta = HOUR, secret: str = SECRET) -> str:
    return mint(secret, subject="crm", scopes=["timeline:read"], customer=customer, now=NOW, lasts=lasts)


def signed(key: bytes = KEY, algorithm: str = ALGORITHM, **changes: Any) -> str:
    """A token of the right shape, but for these claims; one that is None is left out."""
    claims = {name: value for name, value in (GOOD | changes).items() if value is not None}
    return jwt.encode(claims, key, algorithm=algorithm)


def part(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value)
    return base64.urlsafe_b64encode(text.encode()).rstrip(b"=").decode()


def refused(authorization: str, *, customer: str = "anna", now: datetime = NOW, secret: str = SECRET) -> TokenRefused:
    with pytest.raises(TokenRefused) as caught:
        check(secret, authorization, scope="timeline:read", customer=customer, now=now)
    return caught.value


def accepted(token: str, *, customer: str = "anna", now: datetime = NOW) -> None:
    check(SECRET, f"Bearer {token}", scope="timeline:read", customer=customer, now=now)


# --- what is minted


def test_a_token_says_for_whom_until_when_and_what() -> None:
    claims = jwt.decode(minted(), options={"verify_signature": False})
    assert claims == GOOD | {"customer": "anna"}
    assert jwt.get_unverified_header(minted()) == {"alg": "HS256", "typ": "JWT"}


def test_it_is_signed_with_a_key_made_for_this_purpose_only() -> None:
    with pytest.raises(jwt.InvalidSignatureError):
        jwt.decode(minted(), SECRET, algorithms=[ALGORITHM], options={"verify_exp": False, "verify_aud": False})


@pytest.mark.parametrize("lasts", [timedelta(seconds=1), HOUR, LONGEST])
def test_it_holds_until_the_second_it_ends(lasts: timedelta) -> None:
    token = minted(lasts=lasts)
    accepted(token, now=NOW + lasts - timedelta(microseconds=1))
    assert refused(f"Bearer {token}", now=NOW + lasts).error == "invalid_token"


@pytest.mark.parametrize("lasts", [timedelta(0), timedelta(milliseconds=999), -HOUR, LONGEST + timedelta(seconds=1)])
def test_no_other_lifetimes(lasts: timedelta) -> None:
    with pytest.raises(ValueError, match=r"^a token lasts between a second and 90 days$"):
        minted(lasts=lasts)


@pytest.mark.parametrize(
    ("scopes", "named"), [([], "none"), (["timeline:write"], "timeline:write"), (["timeline:read", "x", "y"], "x, y")]
)
def test_no_other_scopes(scopes: list[str], named: str) -> None:
    with pytest.raises(ValueError, match=f"^scopes are timeline:read, not {named}$"):
        mint(SECRET, subject="crm", scopes=scopes, customer="", now=NOW, lasts=HOUR)


@pytest.mark.parametrize("customer", ODD)
def test_a_customer_of_any_characters(customer: str) -> None:
    token = minted(customer)
    accepted(token, customer=customer)
    for other in ("anna", customer.swapcase() + "x", customer + " ", customer[:-1]):
        if other:
            assert refused(f"Bearer {token}", customer=other).error == "insufficient_scope"


def test_without_a_customer_it_opens_every_timeline() -> None:
    for customer in ("anna", "bob", *ODD):
        accepted(minted(""), customer=customer)


# --- how it is sent


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_the_scheme_in_any_case(scheme: str) -> None:
    check(SECRET, f"{scheme}  {minted()} ", scope="timeline:read", customer="anna", now=NOW)


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer ", "Basic YW5uYTpwdw==", "Token x", " Bearer", "Bearerx y"])
def test_no_token_is_told_no_error_word(header: str) -> None:
    """RFC 6750, 3.1: a request without authentication gets a challenge and no error code."""
    why = refused(header)
    assert (why.error, why.status, why.challenge) == ("", 401, 'Bearer realm="restock-profile"')


# --- what is not believed


def header_of(header: Any) -> Callable[[], str]:
    return lambda: f"{part(header)}.{part(GOOD)}.{part('x')}"


INVALID: dict[str, Callable[[], str]] = {
    "garbage": lambda: "garbage",
    "three garbage parts": lambda: "a.b.c",
    "empty parts": lambda: "..",
    "not ASCII": lambda: "ä.ö.ü",
    "two tokens": lambda: f"{minted()} {minted()}",
    "another secret": lambda: minted(secret="another secret of thirty-two characters"),
    "the plain secret": lambda: signed(key=SECRET.encode()),
    "cut off": lambda: minted()[:-2],
    "claims changed": lambda: ".".join(
        [minted().split(".")[0], part(GOOD | {"customer": "bob"}), minted().split(".")[2]]
    ),
    "alg none": lambda: jwt.encode(GOOD, "", algorithm="none"),
    "alg none with our signature": lambda: ".".join([part({"alg": "none"}), *minted().split(".")[1:]]),
    "alg HS512": lambda: signed(key=KEY * 2, algorithm="HS512"),
    "alg HS384": lambda: signed(key=KEY * 2, algorithm="HS384"),
    "alg missing": header_of({"typ": "JWT"}),
    "alg a list": header_of({"alg": ["HS256"]}),
    "header no object": header_of([]),
    "header deep": header_of("[" * 50_000),
    "header a long number": header_of("9" * 5000),
    "header not UTF-8": lambda: f"{base64.urlsafe_b64encode(bytes([255] * 6)).decode()}.{part(GOOD)}.x",
    "claims no object": lambda: jwt.PyJWS().encode(b"[]", KEY),
    "claims no JSON": lambda: jwt.PyJWS().encode(b"{", KEY),
    "claims deep": lambda: jwt.PyJWS().encode(b"[" * 50_000, KEY),
    "no exp": lambda: signed(exp=None),
    "no iat": lambda: signed(iat=None),
    "no scope": lambda: signed(scope=None),
    "no issuer": lambda: signed(iss=None),
    "no audience": lambda: signed(aud=None),
    "another issuer": lambda: signed(iss="another"),
    "another audience": lambda: signed(aud="alexa"),
    "exp now": lambda: signed(exp=int(NOW.timestamp())),
    "exp a text": lambda: signed(exp="tomorrow"),
    "exp a fraction": lambda: signed(exp=NOW.timestamp() + 0.5),
    "exp true": lambda: signed(exp=True),
    "subject a number": lambda: signed(sub=7),
}


@pytest.mark.parametrize("token", INVALID.values(), ids=INVALID.keys())
def test_what_is_no_token_of_ours_in_date(token: Callable[[], str]) -> None:
    why = refused(f"Bearer {token()}")
    assert (why.error, why.status) == ("invalid_token", 401)
    assert why.challenge == 'Bearer realm="restock-profile", error="invalid_token"'
    assert str(why) in {"this token is not one of ours", "this token has expired; mint a new one"}


@pytest.mark.parametrize(
    "scope", ["", "timeline", "timeline:reads", "TIMELINE:READ", "timeline:read,x", ["timeline:read"]]
)
def test_another_scope_is_not_enough(scope: Any) -> None:
    why = refused(f"Bearer {signed(scope=scope)}")
    assert (why.error, why.status, str(why)) == (
        "insufficient_scope",
        403,
        "this token does not hold the scope timeline:read",
    )
    assert why.challenge == 'Bearer realm="restock-profile", error="insufficient_scope", scope="timeline:read"'


def test_one_of_several_scopes_is_enough() -> None:
    accepted(signed(scope="orders:read timeline:read"))


@pytest.mark.parametrize("customer", ["bob", "", "Anna", 7, ["anna"], {"anna": 1}, False, None])
def test_another_customers_token_is_not_enough(customer: Any) -> None:
    why = refused(f"Bearer {jwt.encode(GOOD | {'customer': customer}, KEY, algorithm=ALGORITHM)}")
    assert (why.error, why.status, str(why)) == ("insufficient_scope", 403, "this token is for another customer")
    assert why.challenge == 'Bearer realm="restock-profile", error="insufficient_scope"'


def test_a_refusal_quotes_nothing_of_the_token() -> None:
    for header in (
        f"Bearer {signed(customer='bob')}",
        "Bearer s3cret.s3cret.s3cret",
        f"Bearer {signed(scope='s3cret')}",
    ):
        why = refused(header)
        assert "s3cret" not in f"{why} {why.challenge}"
        assert "bob" not in f"{why} {why.challenge}"


@given(st.text() | st.lists(st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode())).map(".".join))
def test_anything_else_is_refused_and_nothing_worse(text: str) -> None:
    assert refused(text).error == ""
    assert refused(f"Bearer {text}").error in {"", "invalid_token"}
