"""Every setting: its default, its value, and what a wrong one is answered with."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from skill.errors import SettingsError
from skill.settings.environment import DEMO_SHOP, NAMES, Settings, is_loopback
from skill.settings.linking import Link

SECRET = "s" * 32


def test_without_any_setting() -> None:
    assert Settings.from_env({"PATH": "/bin"}) == Settings(
        store="sqlite:///.restock/restock.sqlite",
        store_endpoint="",
        data=Path(".restock"),
        shop=DEMO_SHOP,
        catalogue=Path(".restock/catalogue.sqlite"),
        skill_id="",
        verify=True,
        secret="",
        host="127.0.0.1",
        port=8080,
    )


def test_with_all_settings(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").touch()
    found = Settings.from_env(
        {
            "RESTOCK_STORE": "dynamodb://table",
            "RESTOCK_STORE_ENDPOINT": "http://127.0.0.1:8000",
            "RESTOCK_DATA": str(tmp_path / "data"),
            "RESTOCK_SHOP": str(tmp_path),
            "RESTOCK_CATALOGUE": "/opt/catalogue.sqlite",
            "RESTOCK_SKILL_ID": "amzn1.ask.skill.demo",
            "RESTOCK_VERIFY": "off",
            "RESTOCK_SECRET": SECRET,
            "RESTOCK_MAIL": "smtps://shop:secret@mail.example.org:465",
            "RESTOCK_HOST": "::1",
            "RESTOCK_PORT": "0",
        }
    )
    assert found == Settings(
        store="dynamodb://table",
        store_endpoint="http://127.0.0.1:8000",
        data=tmp_path / "data",
        shop=tmp_path,
        catalogue=Path("/opt/catalogue.sqlite"),
        skill_id="amzn1.ask.skill.demo",
        verify=False,
        secret=SECRET,
        mail="smtps://shop:secret@mail.example.org:465",
        host="::1",
        port=0,
    )


def test_store_catalogue_and_mails_lie_in_the_data_folder(tmp_path: Path) -> None:
    found = Settings.from_env({"RESTOCK_DATA": str(tmp_path)})
    assert (found.store, found.catalogue) == (f"sqlite:///{tmp_path}/restock.sqlite", tmp_path / "catalogue.sqlite")
    assert found.mail == f"folder:{tmp_path}/mail"


def test_an_empty_variable_is_unset_and_the_tests_own_are_not_ours() -> None:
    assert Settings.from_env({"RESTOCK_PORT": " ", "RESTOCK_STORE": "", "RESTOCK_TEST_SOAK": "9"}) == (
        Settings.from_env({})
    )


def test_the_memory_store_is_one() -> None:
    assert Settings.from_env({"RESTOCK_STORE": "memory:"}).store == "memory:"


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        (
            "RESTOCK_STORE",
            "postgres://x",
            "RESTOCK_STORE=postgres://x is no store; set it to sqlite:///path/to/file.sqlite or dynamodb://table",
        ),
        (
            "RESTOCK_STORE",
            "sqlite:///",
            "RESTOCK_STORE=sqlite:/// is no store; set it to sqlite:///path/to/file.sqlite or dynamodb://table",
        ),
        (
            "RESTOCK_STORE_ENDPOINT",
            "localhost:8000",
            "RESTOCK_STORE_ENDPOINT=localhost:8000 is no address; set it to http://host:port, "
            "or leave it out to use the region's own DynamoDB",
        ),
        ("RESTOCK_DATA", __file__, f"RESTOCK_DATA={__file__} is a file; set it to a folder"),
        (
            "RESTOCK_SHOP",
            "/nowhere",
            "RESTOCK_SHOP=/nowhere holds no shop.yaml; set it to the folder of a shop",
        ),
        (
            "RESTOCK_SKILL_ID",
            "demo",
            "RESTOCK_SKILL_ID=demo is no skill id; set it to the one that begins with amzn1.ask.skill. "
            "in the Alexa developer console",
        ),
        (
            "RESTOCK_VERIFY",
            "no",
            "RESTOCK_VERIFY=no is neither on nor off; set it to on, or to off for requests from this machine only",
        ),
        (
            "RESTOCK_SECRET",
            "short",
            "RESTOCK_SECRET holds 5 characters; set it to at least 32 random ones",
        ),
        # Not repeated: it may be the key itself.
        *(
            (
                "RESTOCK_CONTACT_KEY",
                value,
                "RESTOCK_CONTACT_KEY names no key and no file; set it to kms:<ARN or alias of a key>, or to the "
                "path of a file made with: openssl rand -base64 32",
            )
            for value in ("kms:", "c2VjcmV0IGtleSBpbiB0aGUgd3JvbmcgcGxhY2UhISE=")
        ),
        # Not repeated: it may hold a password.
        (
            "RESTOCK_MAIL",
            "smtp.example.org:secret",
            "RESTOCK_MAIL names no way to send e-mail; set it to folder:, folder:path, "
            "smtp://user:password@host:587, smtps://user:password@host:465, ses: or off",
        ),
        ("RESTOCK_PORT", "http", "RESTOCK_PORT=http is no port; set it to a number from 0 to 65535"),
        ("RESTOCK_PORT", "65536", "RESTOCK_PORT=65536 is no port; set it to a number from 0 to 65535"),
        ("RESTOCK_PORT", "-1", "RESTOCK_PORT=-1 is no port; set it to a number from 0 to 65535"),
        (
            "RESTOCK_PROT",
            "1",
            f"there is no setting RESTOCK_PROT; the nearest is RESTOCK_PORT (all: {', '.join(NAMES)})",
        ),
    ],
)
def test_a_wrong_setting_is_refused_with_what_to_set(name: str, value: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env({name: value})
    assert str(refused.value) == sentence


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.2", "example.org"])
def test_unverified_requests_are_taken_on_loopback_only(host: str) -> None:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env({"RESTOCK_VERIFY": "off", "RESTOCK_HOST": host})
    assert str(refused.value) == (
        f"RESTOCK_VERIFY=off is for this machine only, but RESTOCK_HOST={host} is reachable from outside; "
        "set RESTOCK_VERIFY=on or RESTOCK_HOST=127.0.0.1"
    )
    assert Settings.from_env({"RESTOCK_VERIFY": "on", "RESTOCK_HOST": host}).host == host


@pytest.mark.parametrize(
    ("host", "loopback"),
    [("127.0.0.1", True), ("127.8.9.1", True), ("::1", True), ("[::1]", True), ("localhost", True), ("0.0.0.0", False)],
)
def test_loopback(host: str, loopback: bool) -> None:
    assert is_loopback(host) is loopback


def test_a_missing_skill_id_or_secret_says_what_to_set() -> None:
    settings = Settings.from_env({})
    with pytest.raises(SettingsError) as no_skill:
        settings.needed_skill_id()
    assert str(no_skill.value) == (
        "RESTOCK_SKILL_ID is missing; set it to the skill's id in the Alexa developer console, "
        "such as amzn1.ask.skill.1234abcd-…"
    )
    with pytest.raises(SettingsError) as no_secret:
        settings.needed_secret()
    assert str(no_secret.value) == (
        "RESTOCK_SECRET is missing; set it to at least 32 random characters, the same for every instance"
    )


def test_no_secret_is_in_a_repr() -> None:
    settings = Settings.from_env({"RESTOCK_SECRET": SECRET, "RESTOCK_MAIL": "smtp://shop:hidden@mail.example.org"})
    assert settings.needed_secret() == settings.local_secret() == SECRET
    assert SECRET not in repr(settings)
    assert "hidden" not in repr(settings)


def test_a_local_secret_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    settings = Settings.from_env({"RESTOCK_DATA": str(tmp_path / "data")})
    with ThreadPoolExecutor(8) as threads:
        secrets = set(threads.map(lambda _: settings.local_secret(), range(32)))
    assert len(secrets) == 1
    assert len(secrets.pop()) == 64
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["secret"]
    assert stat.S_IMODE((tmp_path / "data" / "secret").stat().st_mode) == 0o600


def test_a_local_secret_that_was_cut_is_refused(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("cut")
    with pytest.raises(SettingsError) as refused:
        Settings.from_env({"RESTOCK_DATA": str(tmp_path)}).local_secret()
    assert str(refused.value) == f"{tmp_path}/secret holds 3 characters; set it to at least 32 random ones"


_LINK = {"RESTOCK_LINK_JWKS": "jwks.json", "RESTOCK_LINK_AUDIENCE": "us", "RESTOCK_LINK_ISSUER": "https://example.com"}


def _refused(changed: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(_LINK | changed)
    return str(refused.value)


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        (["JWKS"], "RESTOCK_LINK_JWKS"),
        (["AUDIENCE"], "RESTOCK_LINK_AUDIENCE"),
        (["AUDIENCE", "ISSUER"], "RESTOCK_LINK_AUDIENCE and RESTOCK_LINK_ISSUER"),
    ],
)
def test_accounts_are_linked_with_all_three_or_not_at_all(missing: list[str], told: str) -> None:
    assert _refused({f"RESTOCK_LINK_{name}": " " for name in missing}) == (
        f"{told} is missing; to link accounts set all three of RESTOCK_LINK_JWKS, RESTOCK_LINK_AUDIENCE, "
        "RESTOCK_LINK_ISSUER, else none"
    )
    assert Settings.from_env(dict.fromkeys(_LINK, "")).link is None


@pytest.mark.parametrize(
    "jwks",
    [
        "http://login.example.com/jwks.json",
        "http://127.0.0.1.example.com/jwks.json",
        "http://[::1/jwks.json",
        "http://localhost@example.com/jwks.json",
        "ftp://login.example.com/jwks.json",
        "file:///etc/passwd",
    ],
)
def test_keys_that_could_be_forged_on_their_way_are_refused(jwks: str) -> None:
    assert _refused({"RESTOCK_LINK_JWKS": jwks}) == (
        f"RESTOCK_LINK_JWKS={jwks} could be forged on its way; set it to an https address, or to a file"
    )


@pytest.mark.parametrize("jwks", ["http://127.0.0.1:8001/jwks.json", "http://localhost/jwks", "http://[::1]:80/jwks"])
def test_keys_of_this_machine_may_come_in_the_clear(jwks: str) -> None:
    link = Settings.from_env(_LINK | {"RESTOCK_LINK_JWKS": jwks}).link
    assert link is not None
    assert link.jwks == jwks


def test_keys_in_a_file(tmp_path: Path) -> None:
    file = tmp_path / "jwks.json"
    assert _refused({"RESTOCK_LINK_JWKS": str(file)}) == (
        f"RESTOCK_LINK_JWKS={file} is no file; set it to the https address of the shop's keys, or to a file"
    )
    file.touch()
    assert Settings.from_env(_LINK | {"RESTOCK_LINK_JWKS": str(file)}).link == Link(
        str(file), "us", "https://example.com"
    )


def test_a_lambda_finds_what_was_packed_beside_its_code(tmp_path: Path) -> None:
    (tmp_path / "shop").mkdir()
    (tmp_path / "shop" / "shop.yaml").touch()
    (tmp_path / "shop" / "jwks.json").touch()
    link = {"RESTOCK_LINK_AUDIENCE": "skill", "RESTOCK_LINK_ISSUER": "https://shop.example"}
    packed = {"RESTOCK_SHOP": "shop", "RESTOCK_CATALOGUE": "catalogue.sqlite", "RESTOCK_LINK_JWKS": "shop/jwks.json"}
    found = Settings.from_env({"LAMBDA_TASK_ROOT": str(tmp_path), **packed, **link})
    assert (found.shop, found.catalogue) == (tmp_path / "shop", tmp_path / "catalogue.sqlite")
    assert found.link == Link(str(tmp_path / "shop" / "jwks.json"), "skill", "https://shop.example")

    elsewhere = {"RESTOCK_CATALOGUE": "/opt/catalogue.sqlite", "RESTOCK_LINK_JWKS": "https://shop.example/jwks"}
    found = Settings.from_env({"LAMBDA_TASK_ROOT": str(tmp_path), **elsewhere, **link})
    assert (found.shop, found.catalogue) == (DEMO_SHOP, Path("/opt/catalogue.sqlite"))
    assert found.link is not None
    assert found.link.jwks == "https://shop.example/jwks"
