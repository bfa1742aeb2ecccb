"""The check as a whole: headers and bytes in, a believed request out."""

import base64
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.x509.verification import Store

from skill.alexa.signature.cache import ChainCache
from skill.alexa.signature.chain import Chain, check_chain, public_roots
from skill.alexa.signature.download import Fetch, download
from skill.alexa.signature.envelope import Envelope, check_freshness, read_envelope
from skill.alexa.signature.refused import RequestRefused
from skill.alexa.signature.where import certificate_address

SIGNATURE = "Signature-256"
CERTIFICATE_ADDRESS = "SignatureCertChainUrl"

SECOND_LOOK_AFTER = timedelta(minutes=1)
"""How old a remembered chain must be before a signature it does not fit sends us to download it again.
A stranger's false signatures thereby cost Amazon's server at most one download a minute, not one each."""


class Headers(Protocol):
    """Request headers: a dict, or Werkzeug's. Names may come in any case."""

    def items(self) -> Iterable[tuple[str, str]]:
        """All headers as (name, value)."""


class SignatureVerifier:
    """Tells Alexa's requests from everybody else's. One instance serves all threads of a server."""

    def __init__(
        self,
        clock: Callable[[], datetime],
        roots: Sequence[x509.Certificate] | None = None,
        fetch: Fetch = download,
    ) -> None:
        """`clock` gives the time, with its zone; `roots` are trusted instead of the public authorities;
        `fetch` downloads a certificate file.

        Raises ValueError when `roots` is empty, or not given and none can be found.
        """
        self._clock = clock
        self._roots = Store(list(roots) if roots is not None else public_roots())
        self._cache = ChainCache(fetch)

    def check(self, headers: Headers, body: bytes) -> Envelope:
        """The request as JSON, if Amazon signed exactly these bytes and sent them just now.

        `body` must be the bytes as they came over the wire. Raises RequestRefused, and nothing else,
        whatever a stranger sends. Nothing is parsed before it is known to be signed.
        """
        now = self._clock()
        address = certificate_address(_only(headers, CERTIFICATE_ADDRESS))
        signature = _decoded(_only(headers, SIGNATURE))
        self._check_signature(address, signature, body, now)
        envelope = read_envelope(body)
        check_freshness(envelope, now)
        return envelope

    def _check_signature(self, address: str, signature: bytes, body: bytes, now: datetime) -> None:
        """A remembered chain that fails is downloaded once more: Amazon may have replaced the file."""
        kept = self._cache.get(address, now)
        if kept is not None:
            try:
                check_chain(kept.chain, self._roots, now)
            except RequestRefused:
                pass
            else:
                if _signed_by(kept.chain, signature, body):
                    return
                if now - kept.since < SECOND_LOOK_AFTER:
                    raise RequestRefused("signature does not fit the body")
        chain = self._cache.load(address, now, lambda fresh: check_chain(fresh, self._roots, now))
        if not _signed_by(chain, signature, body):
            raise RequestRefused("signature does not fit the body")


def _only(headers: Headers, name: str) -> str:
    """The header's single value. The older `Signature` (SHA-1) is another name, hence never looked at."""
    values = [value for key, value in headers.items() if key.lower() == name.lower()]
    if len(values) != 1:
        raise RequestRefused(f"{name} missing" if not values else f"{name} twice")
    return values[0].strip()


def _decoded(signature: str) -> bytes:
    try:
        return base64.b64decode(signature, validate=True)
    except ValueError as error:
        raise RequestRefused("signature not base64") from error


def _signed_by(chain: Chain, signature: bytes, body: bytes) -> bool:
    try:
        chain.key.verify(signature, body, PKCS1v15(), SHA256())
    except InvalidSignature:
        return False
    return True
