"""Requests really signed by a throw-away authority: what passes, and each way to fail."""

import json
from collections.abc import Callable

import pytest
from cryptography.hazmat.primitives.hashes import SHA1
from hypothesis import given
from hypothesis import strategies as st

from skill.alexa.signature import RequestRefused, SignatureVerifier, read_envelope
from tests.alexa.signature.conftest import BODY, World
from tests.support.throwaway_ca import (
    ADDRESS,
    ECHO,
    NOON,
    Signer,
    ThrowawayCA,
    pem,
)


def test_a_signed_fresh_request_passes_and_is_returned_as_json(world: World, signer: Signer) -> None:
    assert world.verifier.check(signer.headers(BODY), BODY) == json.loads(BODY)
    assert world.fetched == [ADDRESS]


@pytest.mark.parametrize("change", [str.lower, str.upper])
def test_header_names_may_come_in_any_case(world: World, signer: Signer, change: Callable[[str], str]) -> None:
    headers = {change(name): value for name, value in signer.headers(BODY).items()}
    assert world.verifier.check(headers, BODY)["version"] == "1.0"


def test_the_older_signature_is_not_needed(world: World, signer: Signer) -> None:
    headers = signer.headers(BODY)
    del headers["Signature"]
    assert world.verifier.check(headers, BODY)["version"] == "1.0"


def test_the_file_may_leave_out_the_root(world: World, ca: ThrowawayCA, signer: Signer) -> None:
    world.files[ADDRESS] = pem(ca.leaf(), ca.between)
    assert world.verifier.check(signer.headers(BODY), BODY)["version"] == "1.0"


def test_other_names_may_stand_beside_alexas(world: World, ca: ThrowawayCA) -> None:
    signer = ca.signer(names=("other.amazon.com", ECHO.upper()))
    world.files[ADDRESS] = signer.pem
    assert world.verifier.check(signer.headers(BODY), BODY)["version"] == "1.0"


def test_headers_that_are_missing_or_twice(world: World, signer: Signer) -> None:
    whole = signer.headers(BODY)
    without = [{k: v for k, v in whole.items() if k != name} for name in ("Signature-256", "SignatureCertChainUrl")]
    assert world.reason(without[0]) == "Signature-256 missing"  # the SHA-1 signature alone is there
    assert world.reason(without[1]) == "SignatureCertChainUrl missing"
    assert world.reason({}) == "SignatureCertChainUrl missing"
    assert world.reason({**whole, "SIGNATURE-256": whole["Signature-256"]}) == "Signature-256 twice"
    assert world.fetched == []


@pytest.mark.parametrize("text", ["!!!", "abc", "ä", "QUI=QUI=", "QUJD\nQUJD", "QUJD, QUJD"])
def test_a_signature_that_is_not_base64(world: World, signer: Signer, text: str) -> None:
    assert world.reason({**signer.headers(BODY), "Signature-256": text}) == "signature not base64"
    assert world.fetched == []


def test_every_byte_of_the_body_counts(world: World, signer: Signer) -> None:
    headers = signer.headers(BODY)
    for changed in (BODY[:-1], BODY + b" ", BODY.replace("ä".encode(), b"a"), BODY[::-1], b""):
        assert changed != BODY
        assert world.reason(headers, changed) == "signature does not fit the body"
    flipped = bytes([BODY[0] ^ 1]) + BODY[1:]
    assert world.reason(headers, flipped) == "signature does not fit the body"


def test_signatures_of_another_key_algorithm_or_length(world: World, signer: Signer, other_ca: ThrowawayCA) -> None:
    whole = signer.headers(BODY)
    for false in (other_ca.signer().sign(BODY), signer.sign(BODY, SHA1()), signer.sign(BODY + b" "), "", "QUJD"):
        assert world.reason({**whole, "Signature-256": false}) == "signature does not fit the body"


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "body not JSON"),
        (b"{", "body not JSON"),
        (b"\xff\xfe{}", "body not JSON"),
        ("{}".encode("utf-16"), "body not JSON"),
        (b"\xef\xbb\xbf{}", "body not JSON"),
        (b"1" * 5000, "body not JSON"),
        (b"[" * 100_000, "body not JSON"),
        (b'{"a":' * 100_000, "body not JSON"),
        (b"[]", "body not an Alexa request"),
        (b"null", "body not an Alexa request"),
        (b"{}", "body not an Alexa request"),
        (b'{"request":[]}', "body not an Alexa request"),
        (b'{"request":{}}', "body not an Alexa request"),
        (b'{"request":{"type":["LaunchRequest"]}}', "body not an Alexa request"),
    ],
)
def test_a_signed_body_that_is_no_request(world: World, signer: Signer, body: bytes, reason: str) -> None:
    assert world.reason(signer.headers(body), body) == reason


@given(
    st.binary(max_size=64)
    | st.recursive(
        st.none() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["request", "type", "x"]), inner),
        max_leaves=6,
    ).map(lambda value: json.dumps(value).encode())
)
def test_reading_a_body_fails_in_one_way_only(body: bytes) -> None:
    try:
        envelope = read_envelope(body)
    except RequestRefused:
        return
    assert isinstance(envelope["request"]["type"], str)


PUBLIC = SignatureVerifier(lambda: NOON, fetch=lambda _: b"")


@given(st.dictionaries(st.sampled_from(["SignatureCertChainUrl", "Signature-256", "Signature"]), st.text()))
def test_odd_headers_fail_in_one_way_only(headers: dict[str, str]) -> None:
    with pytest.raises(RequestRefused):
        PUBLIC.check(headers, BODY)
