"""Certificates that are not Amazon's, not in date, or not vouched for."""

import ssl
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding

from skill.alexa.signature.chain import public_roots
from tests.alexa.signature.conftest import BODY, World
from tests.support.throwaway_ca import (
    ADDRESS,
    ECHO,
    NOON,
    Signer,
    ThrowawayCA,
    pem,
)


@pytest.mark.parametrize(
    ("leaf", "reason"),
    [
        ({"names": ("example.com",)}, "certificate not for echo-api.amazon.com"),
        ({"names": ("*.amazon.com",)}, "certificate not for echo-api.amazon.com"),
        ({"names": (f"{ECHO}.evil.example",)}, "certificate not for echo-api.amazon.com"),
        ({"names": None}, "certificate not for echo-api.amazon.com"),
        ({"end": NOON - timedelta(seconds=1)}, "certificate out of date"),
        ({"start": NOON + timedelta(seconds=1)}, "certificate out of date"),
    ],
    ids=["other name", "wildcard", "longer name", "no name", "expired", "not yet valid"],
)
def test_a_leaf_that_does_not_fit(world: World, ca: ThrowawayCA, leaf: dict[str, Any], reason: str) -> None:
    signer = ca.signer(**leaf)
    world.files[ADDRESS] = signer.pem
    assert world.reason(signer.headers(BODY)) == reason
    assert world.reason(signer.headers(BODY)) == reason
    assert world.fetched == [ADDRESS, ADDRESS]  # a refused chain is not remembered


def test_a_root_nobody_trusts(ca: ThrowawayCA, signer: Signer, other_ca: ThrowawayCA) -> None:
    for roots in ([other_ca.root], public_roots()):
        world = World(roots, files={ADDRESS: signer.pem})
        assert world.reason(signer.headers(BODY)) == "certificate chain not trusted"


def test_chains_with_a_gap_a_stranger_or_no_end(
    world: World, ca: ThrowawayCA, signer: Signer, other_ca: ThrowawayCA
) -> None:
    headers = signer.headers(BODY)
    for file, reason in (
        (pem(ca.leaf(), ca.root), "certificate chain not trusted"),
        (pem(ca.leaf(), other_ca.between, ca.root), "certificate chain not trusted"),
        (pem(ca.between, ca.leaf(), ca.root), "certificate not for echo-api.amazon.com"),
        (pem(ca.leaf(), *[ca.between] * 10), "certificate chain too long"),
    ):
        world.files[ADDRESS] = file
        assert world.reason(headers) == reason


def test_a_leaf_cannot_issue_another(world: World, ca: ThrowawayCA, other_ca: ThrowawayCA) -> None:
    """Anybody may own a genuine certificate; it must not make others."""
    forged = pem(other_ca.leaf(), ca.leaf(names=("evil.example",)), ca.between)
    world.files[ADDRESS] = forged
    assert world.reason(Signer(other_ca.leaf_key, forged).headers(BODY)) == "certificate chain not trusted"


def test_a_key_that_is_not_rsa(world: World, ca: ThrowawayCA, signer: Signer) -> None:
    world.files[ADDRESS] = pem(ca.leaf(key=ec.generate_private_key(ec.SECP256R1())), ca.between)
    assert world.reason(signer.headers(BODY)) == "certificate key not RSA"


@pytest.mark.parametrize(
    "file",
    [
        b"",
        b"<Error><Code>AccessDenied</Code></Error>",
        b"\xff\x00\xfe",
        b"-----BEGIN CERTIFICATE-----\nQUJD\n-----END CERTIFICATE-----\n",
        b"-----BEGIN CERTIFICATE-----\n!!\n-----END CERTIFICATE-----\n",
        b"-----BEGIN PRIVATE KEY-----\nQUJD\n-----END PRIVATE KEY-----\n",
    ],
)
def test_a_file_that_is_no_certificate(world: World, signer: Signer, file: bytes) -> None:
    world.files[ADDRESS] = file
    assert world.reason(signer.headers(BODY)) == "certificate not readable"


def test_a_damaged_certificate_never_raises_anything_else(world: World, ca: ThrowawayCA, signer: Signer) -> None:
    headers, whole = signer.headers(BODY), ca.leaf()
    der = bytearray(whole.public_bytes(Encoding.DER))
    for at in range(0, len(der), 7):
        damaged = bytes(der[:at]) + bytes([der[at] ^ 0xFF]) + bytes(der[at + 1 :])
        world.files[ADDRESS] = _pem_text(damaged) + pem(ca.between)
        assert world.reason(headers).startswith("certificate ")


def _pem_text(der: bytes) -> bytes:
    return ssl.DER_cert_to_PEM_cert(der).encode()
