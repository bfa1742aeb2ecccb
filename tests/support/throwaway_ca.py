"""A certificate authority made for one test run: root, intermediate, and leaves that sign request bodies.

Everything is genuine (RSA 2048, X.509 v3, SHA-256), only nobody trusts the root unless a test says so.
"""

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

ECHO = "echo-api.amazon.com"
ADDRESS = "https://s3.amazonaws.com/echo.api/echo-api-cert-12.pem"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
"""The moment tests call now."""
SKILL = "amzn1.ask.skill.11111111-2222-3333-4444-555555555555"

Key = rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey


def new_key() -> rsa.RSAPrivateKey:
    """An RSA key of 2048 bits (about 0.1 s)."""
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class Signer:
    """A leaf's key and the certificate file Amazon would serve for it."""

    key: rsa.RSAPrivateKey
    pem: bytes

    def sign(self, body: bytes, algorithm: HashAlgorithm | None = None) -> str:
        """The base64 signature over exactly these bytes (SHA-256 unless told)."""
        return base64.b64encode(self.key.sign(body, PKCS1v15(), algorithm or SHA256())).decode()

    def headers(self, body: bytes, address: str = ADDRESS) -> dict[str, str]:
        """What Alexa sends along: both signatures, the older one too."""
        return {
            "Content-Type": "application/json; charset=utf-8",
            "SignatureCertChainUrl": address,
            "Signature": self.sign(body, SHA1()),
            "Signature-256": self.sign(body),
        }


class ThrowawayCA:
    """A root, one intermediate below it, and as many leaves as a test wants."""

    def __init__(self) -> None:
        self.leaf_key = new_key()
        self._root_key, self._between_key = new_key(), new_key()
        self.root = _certificate("Throwaway Root", self._root_key, "Throwaway Root", self._root_key)
        self.between = _certificate("Throwaway Issuer", self._between_key, "Throwaway Root", self._root_key)

    def leaf(
        self,
        names: Sequence[str] | None = (ECHO,),
        start: datetime = NOON - timedelta(days=30),
        end: datetime = NOON + timedelta(days=30),
        key: Key | None = None,
    ) -> x509.Certificate:
        """A leaf with these subjectAltName entries (None: without the extension), valid from start to end."""
        return _certificate(
            names[0] if names else "nameless",
            key or self.leaf_key,
            "Throwaway Issuer",
            self._between_key,
            leaf_names=names if names is not None else (),
            start=start,
            end=end,
        )

    def signer(self, **leaf: Any) -> Signer:
        """A leaf (see `leaf`) with its complete file: leaf, intermediate, root."""
        return Signer(self.leaf_key, pem(self.leaf(**leaf), self.between, self.root))


def pem(*certificates: x509.Certificate) -> bytes:
    """Certificates as the text of a file, in this order."""
    return b"".join(certificate.public_bytes(Encoding.PEM) for certificate in certificates)


def request_body(kind: str = "LaunchRequest", sent: Any = NOON, skill: str = SKILL) -> bytes:
    """An Alexa request with a non-ASCII letter in it; `sent` a datetime, any JSON value, or None for none."""
    request: dict[str, Any] = {"type": kind, "requestId": "amzn1.echo-api.request.1", "locale": "de-DE"}
    if sent is not None:
        request["timestamp"] = sent.isoformat().replace("+00:00", "Z") if isinstance(sent, datetime) else sent
    application = {"applicationId": skill}
    envelope = {
        "version": "1.0",
        "session": {
            "new": True,
            "sessionId": "amzn1.echo-api.session.1",
            "application": application,
            "attributes": {"said": "Käse"},
            "user": {"userId": "amzn1.ask.account.1"},
        },
        "context": {"System": {"application": application, "user": {"userId": "amzn1.ask.account.1"}}},
        "request": request,
    }
    return json.dumps(envelope, ensure_ascii=False).encode()


def _certificate(
    subject: str,
    key: Key,
    issuer: str,
    issuer_key: rsa.RSAPrivateKey,
    *,
    leaf_names: Sequence[str] | None = None,
    start: datetime = NOON - timedelta(days=3650),
    end: datetime = NOON + timedelta(days=3650),
) -> x509.Certificate:
    """A certificate as public authorities shape them; an authority's own unless `leaf_names` is given."""
    authority = leaf_names is None
    usage = dict.fromkeys(
        ("content_commitment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False
    )
    builder = (
        x509.CertificateBuilder()
        .subject_name(_name(subject))
        .issuer_name(_name(issuer))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                key_encipherment=not authority,
                key_cert_sign=authority,
                crl_sign=authority,
                **usage,
            ),
            critical=True,
        )
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()), critical=False)
    )
    if not authority:
        server = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH])
        builder = builder.add_extension(server, critical=False)
    if leaf_names:
        names = x509.SubjectAlternativeName([x509.DNSName(name) for name in leaf_names])
        builder = builder.add_extension(names, critical=False)
    return builder.sign(issuer_key, SHA256())


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])
