"""The server behind a real nginx with the very file that docs/self-hosting tells to copy: signatures survive it."""

import http.client
import json
import os
import shutil
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest
from waitress.server import create_server

from skill.web.alexa.loopback import WAITRESS_OPTIONS
from tests.support.needs import ROOT, leave_out
from tests.support.process import LOOPBACK, free_port, running
from tests.support.throwaway_ca import ThrowawayCA
from tests.support.throwaway_tls import server_side, trusting
from tests.web.conftest import House, everything
from tests.web.events import body

CONFIG = ROOT / "docs" / "self-hosting" / "nginx.conf"
DOMAIN = "shop.example"


def _nginx() -> str:
    # Debian puts it where only root looks.
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    if found is None:
        leave_out("nginx is missing: apt-get install nginx-light")
    return str(found)


@contextmanager
def _serving(house: House) -> Iterator[int]:
    """The port of the app as `restock serve` serves it."""
    server = create_server(house.app, host=LOOPBACK, port=0, threads=2, ident=None, **WAITRESS_OPTIONS)

    def run() -> None:
        # Closed by another thread while it waits, it finds its sockets gone.
        with suppress(OSError):
            server.run()

    thread = Thread(target=run)
    thread.start()
    try:
        yield server.effective_port  # type: ignore[union-attr]
    finally:
        server.close()
        thread.join(timeout=10)


@contextmanager
def _proxy(authority: ThrowawayCA, behind: int, folder: Path) -> Iterator[int]:
    """nginx with our file: other ports, another certificate, everything it writes in this folder."""
    server_side(authority, folder, name=DOMAIN)
    port, certificates = free_port(), f"/etc/letsencrypt/live/{DOMAIN}"
    text = CONFIG.read_text(encoding="utf-8")
    for old, new, times in [
        ("listen 443 ssl;", f"listen {LOOPBACK}:{port} ssl;", 1),
        ("listen [::]:443 ssl;", "", 1),
        ("127.0.0.1:8080", f"127.0.0.1:{behind}", 3),
        (f"{certificates}/fullchain.pem", str(folder / "chain.pem"), 1),
        (f"{certificates}/privkey.pem", str(folder / "key.pem"), 1),
    ]:
        assert text.count(old) == times, old
        text = text.replace(old, new)
    places = "".join(
        f"{name}_temp_path {folder}/{name};\n" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off;\nmaster_process off;\npid {folder}/nginx.pid;\nerror_log stderr;\nevents {{}}\n"
        f"http {{\n{places}{text}}}\n"
    )
    command = [_nginx(), "-p", str(folder), "-e", "stderr", "-c", str(folder / "nginx.conf")]
    with running(command, port, log=folder / "nginx.log", cwd=folder):
        yield port


def _ask(
    authority: ThrowawayCA, port: int, path: str, sent: bytes | None, headers: dict[str, str]
) -> tuple[int, bytes]:
    context = trusting(authority)
    connection = http.client.HTTPSConnection(LOOPBACK, port, context=context, timeout=20)
    # The certificate is the domain's, and no name leads here.
    plain = http.client.HTTPConnection(LOOPBACK, port, timeout=20)
    plain.connect()
    connection.sock = context.wrap_socket(plain.sock, server_hostname=DOMAIN)
    try:
        connection.request("POST" if sent is not None else "GET", path, sent, {"Host": DOMAIN, **headers})
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def test_signatures_survive_the_proxy_and_nothing_else_is_reached(
    signed: House, ca: ThrowawayCA, tmp_path: Path
) -> None:
    request = body(signed)
    (tmp_path / "nginx").mkdir()
    with _serving(signed) as behind, _proxy(ca, behind, tmp_path / "nginx") as port:
        before = everything(signed.store)
        assert _ask(ca, port, "/alexa", request, {}) == (400, b"")
        spoilt = signed.signer.headers(request + b" ")
        assert _ask(ca, port, "/alexa", request, spoilt) == (400, b"")
        assert _ask(ca, port, "/alexa", b" " * 300_000, {})[0] == 413
        for path in ("/", "/healthz", "/alexa/", "/static/talk.js", "/customers/../healthz"):
            assert _ask(ca, port, path, None, {})[0] == 404, path
        assert _ask(ca, port, "/customers/anna/timeline", None, {})[0] == 401
        assert everything(signed.store) == before

        status, answer = _ask(ca, port, "/alexa", request, signed.signer.headers(request))
        assert status == 200
        assert "outputSpeech" in json.loads(answer)["response"]
        status, told = _ask(ca, port, "/customers/anna/timeline", None, {"Authorization": signed.token("anna")})
        assert (status, json.loads(told)["customer"]) == (200, "anna")
    assert (tmp_path / "nginx" / "nginx.log").read_text().count("anna") == 0


# Python warns of what is tried here.
@pytest.mark.filterwarnings("ignore:ssl.TLSVersion.TLSv1_1 is deprecated:DeprecationWarning")
def test_old_encryption_is_refused(signed: House, ca: ThrowawayCA, tmp_path: Path) -> None:
    with _serving(signed) as behind, _proxy(ca, behind, tmp_path) as port:
        context = trusting(ca)
        context.minimum_version = ssl.TLSVersion.MINIMUM_SUPPORTED
        context.maximum_version = ssl.TLSVersion.TLSv1_1
        context.set_ciphers("ALL:@SECLEVEL=0")
        plain = http.client.HTTPConnection(LOOPBACK, port, timeout=20)
        plain.connect()
        with pytest.raises(ssl.SSLError):
            context.wrap_socket(plain.sock, server_hostname=DOMAIN)
        plain.close()
