"""The signing certificate and those that vouch for it."""

import ssl
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import certifi
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.utils import CryptographyDeprecationWarning
from cryptography.x509.verification import PolicyBuilder, Store, VerificationError

from skill.alexa.signature.refused import RequestRefused

AMAZON_ECHO = "echo-api.amazon.com"
LONGEST_CHAIN = 10
_END = b"-----END CERTIFICATE-----"


@dataclass(frozen=True, slots=True)
class Chain:
    """A certificate file, read but not yet believed."""

    leaf: x509.Certificate
    between: Sequence[x509.Certificate]
    """What stands between the leaf and a root: never trusted for being here."""
    key: RSAPublicKey
    names: frozenset[str]
    """DNS names of the leaf's subjectAltName, lower case; empty when it has none."""
    not_before: datetime
    not_after: datetime
    """The leaf's dates. The others' are judged with the chain: a file may hold an old one it does not need."""


def read_chain(pem: bytes) -> Chain:
    """A PEM file, leaf first, as a Chain. Raises RequestRefused for anything else."""
    try:
        certificates = x509.load_pem_x509_certificates(pem)
        key = certificates[0].public_key()
        names = _names(certificates[0])
        dates = certificates[0].not_valid_before_utc, certificates[0].not_valid_after_utc
    except Exception as error:  # the parser's errors have no common base, and the file is a stranger's
        raise RequestRefused("certificate not readable") from error
    if len(certificates) > LONGEST_CHAIN:
        raise RequestRefused("certificate chain too long")
    if not isinstance(key, RSAPublicKey):
        raise RequestRefused("certificate key not RSA")
    return Chain(certificates[0], tuple(certificates[1:]), key, names, *dates)


def check_chain(chain: Chain, roots: Store, now: datetime) -> None:
    """Raises RequestRefused unless the leaf is in date, Amazon's for Alexa, and issued below one of `roots`."""
    if not chain.not_before <= now <= chain.not_after:
        raise RequestRefused("certificate out of date")
    if AMAZON_ECHO not in chain.names:  # by name: a wildcard would satisfy the check below
        raise RequestRefused("certificate not for echo-api.amazon.com")
    judge = PolicyBuilder().store(roots).time(now).build_server_verifier(x509.DNSName(AMAZON_ECHO))
    try:
        judge.verify(chain.leaf, list(chain.between))
    except (VerificationError, ValueError) as error:  # the latter: an extension it cannot parse
        raise RequestRefused("certificate chain not trusted") from error


def public_roots() -> list[x509.Certificate]:
    """The authorities browsers trust: certifi's list, or the system's where a distribution removed that one.

    Raises ValueError when neither can be read: a server without roots could only refuse everybody.
    """
    for source in (certifi.where(), ssl.get_default_verify_paths().cafile):
        if source and Path(source).is_file():
            found = _readable(Path(source).read_bytes())
            if found:
                return found
    raise ValueError("No list of certificate authorities found: install certifi or ca-certificates.")


def _readable(bundle: bytes) -> list[x509.Certificate]:
    """Every certificate of a bundle that can be read; one odd old root must not cost us the others."""
    found = []
    with warnings.catch_warnings():
        # Some long-lived roots bear a serial number of zero. The library means to refuse those one day.
        warnings.simplefilter("ignore", CryptographyDeprecationWarning)
        for block in bundle.split(_END)[:-1]:
            try:
                found.append(x509.load_pem_x509_certificate(block + _END))
            except ValueError:
                continue
    return found


def _names(certificate: x509.Certificate) -> frozenset[str]:
    try:
        extension = certificate.extensions.get_extension_for_class(x509.SubjectAlternativeName)
    except x509.ExtensionNotFound:
        return frozenset()
    return frozenset(name.lower() for name in extension.value.get_values_for_type(x509.DNSName))
