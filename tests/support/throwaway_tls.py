"""TLS with certificates of a throwaway authority: what a server shows, and a client that trusts nobody else."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from tests.support.throwaway_ca import ThrowawayCA, pem


def server_side(authority: ThrowawayCA, folder: Path, *, name: str = "localhost", days: int = 1) -> ssl.SSLContext:
    """A server's certificate of this authority, valid until so many days from now."""
    end = datetime.now(UTC) + timedelta(days=days)
    leaf = authority.leaf([name], start=end - timedelta(days=30), end=end)
    chain, key = folder / "chain.pem", folder / "key.pem"
    chain.write_bytes(pem(leaf, authority.between))
    key.write_bytes(authority.leaf_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(chain, key)
    return context


def trusting(authority: ThrowawayCA) -> ssl.SSLContext:
    """A client's trust in this authority alone, and otherwise as it always is."""
    context = ssl.create_default_context(cadata=pem(authority.root).decode())
    assert (context.verify_mode, context.check_hostname) == (ssl.CERT_REQUIRED, True)
    return context
