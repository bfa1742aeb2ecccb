"""Headers that are too many, too long or say something else, and tokens of another kind, scope or customer."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable

import jwt
import pytest

from tests.doors.listening import Server, bearer
from tests.support.authorization import private_key
from tests.support.throwaway_ca import NOON
from tests.web.conftest import SECRET, House, everything
from tests.web.events import envelope
from tests.web.test_tokens import GOOD, KEY

# --- headers


@pytest.mark.parametrize(
    "value",
    [
        "anna%0d%0aSet-Cookie:%20a=b",
        "anna\tX",
        "%0aLocation:%20https://evil.example",
        "%E5%98%8A%E5%98%8DSet-Cookie:%20a=b",
        "\x0bSet-Cookie",
    ],
)
def test_nothing_that_was_asked_becomes_a_header(server: Server, value: str) -> None:
    for path in (f"/customers/{value}/timeline", f"/customers/anna/timeline?after={value}", f"/{value}"):
        answer = server.get(path, bearer(server.house.token()))
        assert answer.status in {400, 404}
        assert not {"set-cookie", "location", "x"} & answer.headers.keys()


def _folded(token: str) -> list[str | bytes]:
    return [b"Authorization: Bearer", b" " + token.removeprefix("Bearer ").encode()]


HEADERS: dict[str, Callable[[House], list[str | bytes]]] = {
    "none": lambda house: [],
    "of a megabyte": lambda house: ["Authorization: Bearer " + "a" * 1_000_000],
    "of 200 kB": lambda house: ["Authorization: Bearer " + "a.b." * 50_000],
    "ten thousand": lambda house: ["Authorization: Bearer x"] * 10_000,
    "twice, a good one first": lambda house: [bearer(house.token()), "Authorization: Bearer x"],
    "twice, a good one last": lambda house: ["Authorization: Bearer x", bearer(house.token())],
    "Ben's and Anna's": lambda house: [bearer(house.token("ben")), bearer(house.token("anna"))],
    "by underscores": lambda house: ["Authoriz_ation: " + house.token(), "HTTP_AUTHORIZATION: " + house.token()],
    "of a proxy": lambda house: ["Proxy-Authorization: " + house.token(), "X-Authorization: " + house.token()],
    "as a cookie": lambda house: ["Cookie: Authorization=" + house.token()],
    "with NUL": lambda house: ["Authorization: Bearer \0" + house.token()[7:]],
    "as basic": lambda house: ["Authorization: Basic " + base64.b64encode(b"anna:anna").decode()],
    "another method": lambda house: ["X-HTTP-Method-Override: GET", "Authorization: Bearer x"],
}


@pytest.mark.parametrize("made", HEADERS.values(), ids=HEADERS.keys())
def test_what_is_no_token_in_a_header_opens_nothing(server: Server, made: Callable[[House], list[str | bytes]]) -> None:
    before = everything(server.house.store)
    answer = server.get("/customers/anna/timeline", *made(server.house))
    assert answer.status in {400, 401, 431}, answer.raw[:300]
    assert b"interactions" not in answer.body
    assert everything(server.house.store) == before


def test_a_header_that_goes_on_in_the_next_line_is_taken_for_no_other(server: Server) -> None:
    """Folded lines are of the first web; what comes of them is the very token or nothing."""
    answer = server.get("/customers/ben/timeline", *_folded(server.house.token("anna")))
    assert answer.status in {400, 401, 403}


# --- tokens of another kind


def _no_algorithm(house: House) -> str:
    return jwt.encode(GOOD, "", algorithm="none")


def _signed_by_a_public_key(house: House) -> str:
    """The old trick the other way round: signed with a key pair, where a secret is expected."""
    return jwt.encode(GOOD, private_key(), algorithm="RS256", headers={"kid": "one"})


def _names_its_own_key(house: House) -> str:
    own = jwt.algorithms.HMACAlgorithm.to_jwk(b"k" * 32)
    return jwt.encode(
        GOOD, b"k" * 32, algorithm="HS256", headers={"jwk": json.loads(own), "jku": "https://evil.example"}
    )


def _names_a_file(house: House) -> str:
    return jwt.encode(GOOD, bytes(32), algorithm="HS256", headers={"kid": "../../../../dev/zero"})


def _access_token(house: House) -> str:
    """What the shop's authorization server gives to Alexa, signed with our own secret even."""
    claims = {**GOOD, "aud": "restock-skill", "iss": "https://login.example.com", "sub": "anna"}
    return jwt.encode(claims, KEY, algorithm="HS256")


def _session_seal(house: House) -> str:
    """The seal of a conversation, which is an HMAC of the same secret."""
    return jwt.encode(GOOD, SECRET, algorithm="HS256")


WRONG: dict[str, tuple[Callable[[House], str], int]] = {
    "no algorithm": (_no_algorithm, 401),
    "a key pair's": (_signed_by_a_public_key, 401),
    "brings its key": (_names_its_own_key, 401),
    "names a file": (_names_a_file, 401),
    "an access token": (_access_token, 401),
    "signed by the secret itself": (_session_seal, 401),
    "another audience": (lambda house: jwt.encode(GOOD | {"aud": "restock"}, KEY, "HS256"), 401),
    "another issuer": (lambda house: jwt.encode(GOOD | {"iss": "https://restock"}, KEY, "HS256"), 401),
    "expired": (lambda house: jwt.encode(GOOD | {"exp": int(NOON.timestamp())}, KEY, "HS256"), 401),
    "another scope": (lambda house: jwt.encode(GOOD | {"scope": "timeline:write"}, KEY, "HS256"), 403),
    "no scope": (lambda house: jwt.encode(GOOD | {"scope": ""}, KEY, "HS256"), 403),
    "another customer": (lambda house: house.token("ben"), 403),
    "a customer that begins alike": (lambda house: house.token("ann"), 403),
    "all customers by a star": (lambda house: jwt.encode(GOOD | {"customer": "*"}, KEY, "HS256"), 403),
    "several customers": (lambda house: jwt.encode(GOOD | {"customer": ["anna", "ben"]}, KEY, "HS256"), 403),
}


@pytest.mark.parametrize(("made", "status"), WRONG.values(), ids=WRONG.keys())
@pytest.mark.parametrize("what", ["timeline", "meanings"])
def test_a_token_of_another_kind_or_reach_opens_nothing(
    server: Server, made: Callable[[House], str], status: int, what: str
) -> None:
    answer = server.get(f"/customers/anna/{what}", bearer(made(server.house)))
    assert (answer.status, list(json.loads(answer.body))) == (status, ["error"])
    assert answer.headers["www-authenticate"].startswith('Bearer realm="restock-profile"')
    # Who may not read learns not even whether there is such a customer.
    other = server.get(f"/customers/nobody/{what}", bearer(made(server.house)))
    if "customer" not in str(other.body):
        assert (other.status, other.body) == (answer.status, answer.body)


def test_a_token_of_the_profile_api_links_no_account(server: Server) -> None:
    """Alexa's door: the wrong kind of token makes its sender nobody but a guest."""
    event = envelope(server.house)
    token = server.house.token("anna").removeprefix("Bearer ")
    event["context"]["System"]["user"]["accessToken"] = event["session"]["user"]["accessToken"] = token
    before = everything(server.house.store)["anna"]

    answer = server.signed(json.dumps(event).encode())

    assert answer.status == 200
    assert everything(server.house.store)["anna"] == before
    assert token.encode() not in answer.raw
