"""Bodies that are signed and are no request, and bodies whose length is told in two ways."""

from __future__ import annotations

import json
import re
from collections.abc import Callable

import pytest

from skill.web.app import LARGEST_BODY_BYTES
from tests.doors.listening import Answer, Server, bearer, headers_for
from tests.support.throwaway_ca import ADDRESS, SKILL
from tests.web.conftest import House, everything
from tests.web.events import OTHER_SKILL, body, envelope

_KEYS = b'"applicationId": "%s"' % SKILL.encode()


def _twice(first: str, second: str) -> Callable[[House], bytes]:
    """Both of a key's values; who reads a body twice must read it alike."""

    def made(house: House) -> bytes:
        keys = b'"applicationId": "%s", "applicationId": "%s"' % (first.encode(), second.encode())
        sent = body(house)
        assert sent.count(_KEYS) == 2
        return sent.replace(_KEYS, keys)

    return made


BODIES: dict[str, Callable[[House], bytes]] = {
    "another skill's id after ours": _twice(SKILL, OTHER_SKILL),
    "half a megabyte": lambda house: json.dumps(envelope(house) | {"more": "x" * 500_000}).encode(),
    "deeper than Python": lambda house: body(house)[:-1] + b', "deep": ' + b"[" * 60_000 + b"]" * 60_000 + b"}",
    "deeper as objects": lambda house: (
        body(house)[:-1] + b', "deep": ' + b'{"a":' * 30_000 + b"1" + b"}" * 30_000 + b"}"
    ),
    "a number of a hundred thousand digits": lambda house: body(house)[:-1] + b', "n": ' + b"9" * 100_000 + b"}",
    "not a number": lambda house: body(house).replace(b'"timestamp": "', b'"t": NaN, "timestamp": "x'),
    "UTF-16": lambda house: body(house).decode().encode("utf-16"),
    "with a mark before it": lambda house: b"\xef\xbb\xbf" + body(house),
    "two of them": lambda house: body(house) + body(house),
    "a list of it": lambda house: b"[" + body(house) + b"]",
    "a form of it": lambda house: b"body=" + body(house),
}


@pytest.mark.parametrize("made", BODIES.values(), ids=BODIES.keys())
def test_a_signed_body_that_is_no_request_is_refused(server: Server, made: Callable[[House], bytes]) -> None:
    before = everything(server.house.store)
    answer = server.signed(made(server.house))
    assert (answer.status in {400, 413}, answer.body) == (True, b""), answer.raw[:200]
    assert everything(server.house.store) == before


def test_of_two_values_of_a_key_all_readers_take_the_same(server: Server) -> None:
    """JSON leaves it open which one counts. Ours is the last: for the endpoint's check, the SDK and the skill."""
    assert server.signed(_twice(OTHER_SKILL, SKILL)(server.house)).status == 200
    event = json.dumps(envelope(server.house)).replace(
        '"userId": "', '"userId": "amzn1.ask.account.DEMO-anna", "userId": "'
    )
    before = everything(server.house.store)["anna"]
    assert server.signed(event.encode()).status == 200
    assert everything(server.house.store)["anna"] == before


FRAMES: dict[str, Callable[[Server, bytes], Answer]] = {
    "no length": lambda server, sent: server.send("POST /alexa HTTP/1.1", "Host: shop.example", sent=sent),
    "shorter than it is": lambda server, sent: server.post(sent, *headers_for(server, sent), length=str(len(sent) - 9)),
    "longer than it is": lambda server, sent: server.post(sent, *headers_for(server, sent), length=str(len(sent) + 9)),
    "a negative length": lambda server, sent: server.post(sent, *headers_for(server, sent), length="-1"),
    "a length that is none": lambda server, sent: server.post(sent, *headers_for(server, sent), length="0x10"),
    "two lengths": lambda server, sent: server.post(
        sent, *headers_for(server, sent), f"Content-Length: {len(sent) - 1}"
    ),
    "a length and pieces": lambda server, sent: server.post(
        b"0\r\n\r\n" + sent, *headers_for(server, sent), "Transfer-Encoding: chunked"
    ),
    "pieces with another name": lambda server, sent: server.post(
        sent, *headers_for(server, sent), "Transfer-Encoding: xchunked"
    ),
    "packed": lambda server, sent: server.post(sent[:-1], *headers_for(server, sent), "Content-Encoding: gzip"),
    "a gigabyte announced": lambda server, sent: server.post(sent, *headers_for(server, sent), length=str(2**30)),
    "a header without a name": lambda server, sent: server.post(sent[:-1], ": x", *headers_for(server, sent)),
    "a header with a blank": lambda server, sent: server.post(sent[:-1], "Signature-256 : AAAA"),
    "the first web": lambda server, sent: server.send("POST /alexa", sent=sent),
    "no host": lambda server, sent: server.send(
        "POST /alexa HTTP/1.1", f"Content-Length: {len(sent) - 1}", sent=sent[:-1]
    ),
}


@pytest.mark.parametrize("made", FRAMES.values(), ids=FRAMES.keys())
def test_a_body_that_is_framed_oddly_is_not_taken_for_another(
    server: Server, made: Callable[[Server, bytes], Answer]
) -> None:
    """What is signed are the bytes; whichever bytes the server takes them for, they are those or refused."""
    before = everything(server.house.store)
    answer = made(server, body(server.house))
    assert answer.status in {0, 400, 411, 413, 501, 505}, answer.raw[:200]
    assert everything(server.house.store) == before


def test_a_second_request_in_the_body_of_the_first_has_no_token_of_it(server: Server) -> None:
    """Smuggling: waitress goes by Transfer-Encoding, as HTTP says, and what follows is a request of its own."""
    hidden = b"GET /customers/anna/timeline HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n"
    answer = server.send(
        "GET /customers/anna/timeline HTTP/1.1",
        "Host: shop.example",
        f"Content-Length: {len(hidden) + 5}",
        "Transfer-Encoding: chunked",
        bearer(server.house.token("anna")),
        sent=b"0\r\n\r\n" + hidden,
    )
    assert answer.status == 200
    assert answer.raw.count(b'"interactions"') == 1
    assert re.findall(rb"HTTP/1.1 (\d+)", answer.raw) in ([b"200"], [b"200", b"401"])


def test_the_largest_body_that_is_read(server: Server) -> None:
    for size, status in ((LARGEST_BODY_BYTES, 200), (LARGEST_BODY_BYTES + 1, 413)):
        assert server.signed(body(server.house).ljust(size)).status == status


def test_a_certificate_from_this_machine_is_not_fetched(server: Server) -> None:
    """A stranger chooses the address: never a file, this machine or a cloud's own metadata."""
    asked: list[str] = []
    files = server.house.files
    files.clear()

    class Watched(dict[str, bytes]):
        def __getitem__(self, key: str) -> bytes:
            asked.append(key)
            return super().__getitem__(key)

    before = everything(server.house.store)
    for address in (
        "file:///etc/passwd",
        "http://127.0.0.1:8080/",
        "http://169.254.169.254/latest/meta-data/",
        ADDRESS[:8],
    ):
        sent = body(server.house)
        kept = [line for line in headers_for(server, sent) if not line.startswith("SignatureCertChainUrl")]
        assert server.post(sent, *kept, f"SignatureCertChainUrl: {address}").status == 400
    assert (asked, everything(server.house.store)) == ([], before)
