"""A server's settings: its store, the mail server, the shop's keys, and the address that Alexa calls."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Thread
from wsgiref.simple_server import WSGIRequestHandler, make_server

import pytest
from flask import Flask

from skill.bootstrap import build_app
from skill.channels.mail.mailer import MailUnavailable
from skill.cli.common import ensure_loaded
from skill.doctor import server
from skill.doctor.finding import look, well, wrong
from skill.errors import SettingsError
from skill.settings.environment import Settings
from skill.settings.linking import Link
from skill.storage.open import open_store
from skill.web.app import create_app
from tests.support.authorization import AUDIENCE, ISSUER, jwk, private_key
from tests.support.mail_server import mail_server
from tests.support.process import LOOPBACK
from tests.support.throwaway_ca import ThrowawayCA, pem
from tests.support.throwaway_tls import server_side


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    given = Settings.from_env({"RESTOCK_DATA": str(tmp_path_factory.mktemp("data"))})
    ensure_loaded(given, open_store(given.store))
    return given


def test_what_must_be_set(loaded: Settings) -> None:
    assert list(server.settings(loaded)) == [
        wrong("RESTOCK_SKILL_ID is not set", "set it to the skill's id in the Alexa developer console: nothing starts")
    ]
    assert list(server.settings(replace(loaded, skill_id="amzn1.ask.skill.demo", verify=False))) == [
        well("requests of amzn1.ask.skill.demo are answered"),
        look("RESTOCK_VERIFY=off: any program of this machine is believed", "leave it out where Alexa is to reach it"),
    ]


def test_a_loaded_store(loaded: Settings) -> None:
    assert list(server.store(loaded)) == [
        well(f"{loaded.store} answers and has prices; the catalogue holds 287 products")
    ]


def test_a_store_that_was_never_filled(loaded: Settings, tmp_path: Path) -> None:
    empty = replace(loaded, store=f"sqlite:///{tmp_path / 'other.sqlite'}")
    assert list(server.store(empty)) == [
        wrong(
            f"10 of the first 10 products have no price in {empty.store}",
            "restock import --products FILE with the RESTOCK_STORE of the deployment",
        ),
        look("there are no customers", "restock import --customers FILE --orders FILE"),
    ]


def test_without_a_catalogue_it_says_what_to_do(loaded: Settings, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="does not exist; build it with: restock catalogue build"):
        list(server.store(replace(loaded, catalogue=tmp_path / "none")))


def test_the_mail_server_lets_us_in_and_gets_nothing(loaded: Settings) -> None:
    with mail_server() as postbox:
        assert list(server.mail(replace(loaded, mail=postbox.url))) == [well(f"{postbox.url} lets us in")]
    assert postbox.received == []


def test_a_mail_server_that_is_gone(loaded: Settings) -> None:
    with mail_server() as postbox:
        pass
    with pytest.raises(MailUnavailable, match="ConnectionRefusedError"):
        list(server.mail(replace(loaded, mail=postbox.url)))


def test_e_mails_in_a_folder_reach_nobody(loaded: Settings, tmp_path: Path) -> None:
    do = "set RESTOCK_MAIL to smtp://…, smtps://… or ses:"
    folder = tmp_path / "not" / "yet"
    assert list(server.mail(replace(loaded, mail=f"folder:{folder}"))) == [
        look(f"e-mails are files in {folder}, and reach nobody", do)
    ]
    assert not folder.exists()


def test_the_shops_keys_are_read(loaded: Settings, tmp_path: Path) -> None:
    file = tmp_path / "jwks.json"
    file.write_text(json.dumps({"keys": [jwk(private_key(), "one"), jwk(private_key("EC"), "two")]}))
    given = replace(loaded, link=Link(str(file), AUDIENCE, ISSUER))
    assert list(server.link(given)) == [well(f"{file} publishes 2 keys for access tokens")]
    file.write_text('{"keys": []}')
    with pytest.raises(ValueError, match="no JWK Set with a key for us"):
        list(server.link(given))
    assert list(server.link(loaded)) == [
        look("accounts are not linked by token (RESTOCK_LINK_…)", "Amazon wants it of every skill that sells goods")
    ]


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def _behind_tls(flask: Flask, authority: ThrowawayCA, folder: Path) -> Iterator[str]:
    """The address of the app behind a certificate of this authority."""
    listening = make_server(LOOPBACK, 0, flask, handler_class=_Quiet)
    listening.socket = server_side(authority, folder).wrap_socket(listening.socket, server_side=True)
    thread = Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield f"https://localhost:{listening.server_port}/alexa"
    finally:
        listening.shutdown()
        thread.join()
        listening.server_close()


@pytest.fixture(scope="module")
def authority() -> ThrowawayCA:
    return ThrowawayCA()


@pytest.fixture
def trusted(authority: ThrowawayCA, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine trusts the authority."""
    (tmp_path / "root.pem").write_bytes(pem(authority.root))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "root.pem"))


@pytest.mark.usefixtures("trusted")
def test_the_address_that_alexa_calls(loaded: Settings, authority: ThrowawayCA, tmp_path: Path) -> None:
    given = replace(loaded, skill_id="amzn1.ask.skill.demo", proxies=("127.0.0.1",))
    with _behind_tls(create_app(given, build_app(given)), authority, tmp_path) as url:
        assert list(server.door(url, given)) == [
            well(f"{url} is reached, its certificate is trusted here, and unsigned requests are refused")
        ]
        elsewhere = url.replace("/alexa", "/skill")
        assert list(server.door(elsewhere, given)) == [
            wrong(f"{elsewhere} answers 404", "let the proxy pass POST requests of this path on unchanged")
        ]


@pytest.mark.usefixtures("trusted")
def test_an_address_that_believes_anybody(loaded: Settings, authority: ThrowawayCA, tmp_path: Path) -> None:
    credulous = Flask(__name__)
    credulous.add_url_rule("/alexa", view_func=lambda: "{}", methods=["POST"], endpoint="alexa")
    with _behind_tls(credulous, authority, tmp_path) as url:
        assert list(server.door(url, loaded)) == [
            look(
                "RESTOCK_PROXY is not set: nobody who comes through a proxy of this machine or its network is limited",
                "set it to the proxy's address, such as 127.0.0.1",
            ),
            wrong(f"{url} answers 200 to a request that nobody signed", "leave RESTOCK_VERIFY=off out"),
        ]


def test_a_certificate_that_nobody_trusts(loaded: Settings, authority: ThrowawayCA, tmp_path: Path) -> None:
    with _behind_tls(Flask(__name__), authority, tmp_path) as url, pytest.raises(OSError, match="CERTIFICATE_VERIFY"):
        list(server.door(url, loaded))


def test_alexa_calls_https_alone(loaded: Settings) -> None:
    assert list(server.door("http://shop.example/alexa", replace(loaded, proxies=("::1",)))) == [
        wrong("http://shop.example/alexa is no https address", "Alexa calls nothing else, and only on port 443")
    ]
