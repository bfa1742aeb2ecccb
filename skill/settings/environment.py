"""The ``RESTOCK_*`` settings of one process. A wrong one stops the start with a sentence that says what to set."""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from skill.errors import SettingsError
from skill.settings.linking import Link, link_of
from skill.settings.own_files import made_once
from skill.settings.proxies import proxies_of
from skill.settings.references import resolved

DEMO_SHOP = Path(__file__).parents[1] / "demo"
SHORTEST_SECRET = 32
SCHEMES = ("sqlite:///", "dynamodb://")
NAMES = (
    "RESTOCK_CATALOGUE",
    "RESTOCK_CONTACT_KEY",
    "RESTOCK_DATA",
    "RESTOCK_HOST",
    "RESTOCK_LINK_AUDIENCE",
    "RESTOCK_LINK_ISSUER",
    "RESTOCK_LINK_JWKS",
    "RESTOCK_MAIL",
    "RESTOCK_METRICS",
    "RESTOCK_PORT",
    "RESTOCK_PROXY",
    "RESTOCK_SECRET",
    "RESTOCK_SHOP",
    "RESTOCK_SKILL_ID",
    "RESTOCK_STORE",
    "RESTOCK_STORE_ENDPOINT",
    "RESTOCK_VERIFY",
)
# The test suite's own switches share the prefix and are none of a shop's.
_FOR_TESTS = "RESTOCK_TEST_"
_SKILL_ID = "amzn1.ask.skill."
_PACKED = ("RESTOCK_CATALOGUE", "RESTOCK_LINK_JWKS", "RESTOCK_SHOP")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the environment decides. An empty variable counts as unset; one may say where it is kept (references.py).

    ``store`` is ``sqlite:///path`` (``sqlite:////absolute/path``) or ``dynamodb://table`` (or ``memory:``,
    gone with the process); ``data`` the folder
    of whatever is kept locally; ``shop`` the folder with ``shop.yaml``; ``catalogue`` the file built from its
    products; ``mail`` is where e-mails go: ``folder:path``, ``smtp://user:password@host:port``, ``smtps://…``,
    ``ses:`` or ``off``. ``contact_key`` is ``kms:<key>`` or a file: ask by ``needed_contact_key``. ``link`` says which
    access tokens count; None: nobody's. ``skill_id`` and ``secret`` are empty when not set: ask for them by
    ``needed_skill_id``, ``needed_secret`` or ``local_secret``. ``proxies`` are the addresses of proxies in front of us.
    """

    store: str
    store_endpoint: str = ""
    data: Path = Path(".restock")
    shop: Path = DEMO_SHOP
    catalogue: Path
    skill_id: str = ""
    verify: bool = True
    secret: str = field(default="", repr=False)
    contact_key: str = ""
    mail: str = field(default="folder:.restock/mail", repr=False)
    link: Link | None = None
    metrics: bool = False
    host: str = "127.0.0.1"
    port: int = 8080
    proxies: tuple[str, ...] = ()

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings.

        Raises:
            SettingsError: for a wrong value or a ``RESTOCK_`` name that does not exist.

        """
        for name in environ:
            if name.startswith("RESTOCK_") and name not in NAMES and not name.startswith(_FOR_TESTS):
                raise SettingsError(_unknown(name))
        found = resolved(environ)
        given = {name: found[name].strip() for name in NAMES if found.get(name, "").strip()}
        _packed(given, environ.get("LAMBDA_TASK_ROOT", ""))
        data = Path(given.get("RESTOCK_DATA", ".restock"))
        if data.exists() and not data.is_dir():
            raise SettingsError(f"RESTOCK_DATA={data} is a file; set it to a folder")
        host = given.get("RESTOCK_HOST", "127.0.0.1")
        verify = _verify(given.get("RESTOCK_VERIFY", "on"))
        if not verify and not is_loopback(host):
            raise SettingsError(
                f"RESTOCK_VERIFY=off is for this machine only, but RESTOCK_HOST={host} is reachable from outside; "
                "set RESTOCK_VERIFY=on or RESTOCK_HOST=127.0.0.1"
            )
        return cls(
            store=_store(given.get("RESTOCK_STORE", f"sqlite:///{data / 'restock.sqlite'}")),
            store_endpoint=_endpoint(given.get("RESTOCK_STORE_ENDPOINT", "")),
            data=data,
            shop=_shop(given.get("RESTOCK_SHOP")),
            catalogue=Path(given.get("RESTOCK_CATALOGUE", data / "catalogue.sqlite")),
            skill_id=_skill_id(given.get("RESTOCK_SKILL_ID", "")),
            verify=verify,
            secret=_secret(given.get("RESTOCK_SECRET", ""), "RESTOCK_SECRET"),
            contact_key=_contact_key(given.get("RESTOCK_CONTACT_KEY", "")),
            mail=_mail(given.get("RESTOCK_MAIL", "folder:"), data),
            link=link_of(given, is_loopback),
            metrics=_metrics(given.get("RESTOCK_METRICS", "off")),
            host=host,
            port=_port(given.get("RESTOCK_PORT", "8080")),
            proxies=proxies_of(given.get("RESTOCK_PROXY", "")),
        )

    def needed_skill_id(self) -> str:
        """The skill id, for whoever answers Alexa.

        Raises:
            SettingsError: when it is not set: another skill's requests could not be told from ours.

        """
        if not self.skill_id:
            raise SettingsError(
                "RESTOCK_SKILL_ID is missing; set it to the skill's id in the Alexa developer console, "
                f"such as {_SKILL_ID}1234abcd-…"
            )
        return self.skill_id

    def needed_secret(self) -> str:
        """The secret, where none may be made up: several Lambda instances must share one.

        Raises:
            SettingsError: when it is not set.

        """
        if not self.secret:
            raise SettingsError(
                f"RESTOCK_SECRET is missing; set it to at least {SHORTEST_SECRET} random characters, "
                "the same for every instance"
            )
        return self.secret

    def local_secret(self) -> str:
        """The secret, or this machine's own: made once and kept in ``<data>/secret``, for its owner only."""
        if self.secret:
            return self.secret
        path = self.data / "secret"
        return _secret(made_once(path, lambda: secrets.token_urlsafe(48)), str(path)) or self.needed_secret()

    def needed_contact_key(self) -> str:
        """Where the key is that addresses are sealed with; on a local store this machine's own, made once.

        Raises:
            SettingsError: when it is not set, and the store is shared with others, who could open nothing.

        """
        if self.contact_key:
            return self.contact_key
        if self.store.startswith("dynamodb:"):
            raise SettingsError(
                "RESTOCK_CONTACT_KEY is missing; e-mail addresses are kept encrypted: set it to kms:<ARN of the key>, "
                "an output of the stack, or to the file of a key that all who use this table share"
            )
        path = self.data / "contact.key"
        made_once(path, lambda: b64encode(secrets.token_bytes(32)).decode())
        return str(path)


def _packed(given: dict[str, str], folder: str) -> None:
    """Files that the build packs are found beside the code of a Lambda, wherever it was started."""
    for name in _PACKED:
        if folder and name in given and "://" not in given[name]:
            given[name] = str(Path(folder, given[name]))


def is_loopback(host: str) -> bool:
    """Whether a server bound to this host is reachable from this machine only."""
    if host == "localhost":
        return True
    from ipaddress import ip_address  # noqa: PLC0415 - not needed for the default host of a Lambda

    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def _unknown(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only to say what was probably meant

    near = get_close_matches(name, NAMES, n=1, cutoff=0.0)
    return f"there is no setting {name}; the nearest is {near[0]} (all: {', '.join(NAMES)})"


def _store(url: str) -> str:
    if url == "memory:" or any(url.startswith(scheme) and len(url) > len(scheme) for scheme in SCHEMES):
        return url
    raise SettingsError(f"RESTOCK_STORE={url} is no store; set it to sqlite:///path/to/file.sqlite or dynamodb://table")


def _contact_key(key: str) -> str:
    if key == "kms:" or (key and not key.startswith("kms:") and not Path(key).is_file()):
        raise SettingsError(
            # Not repeated: it may be the key itself, in the wrong place.
            "RESTOCK_CONTACT_KEY names no key and no file; set it to kms:<ARN or alias of a key>, "
            "or to the path of a file made with: openssl rand -base64 32"
        )
    return key


def _mail(url: str, data: Path) -> str:
    # The rest of it is read by skill.channels.mail.open, where it is used.
    if url == "folder:":
        return f"folder:{data / 'mail'}"
    if url not in {"off", "ses:"} and not url.startswith(("folder:", "smtp://", "smtps://")):
        # Not repeated: it may hold a password.
        raise SettingsError(
            "RESTOCK_MAIL names no way to send e-mail; set it to folder:, folder:path, "
            "smtp://user:password@host:587, smtps://user:password@host:465, ses: or off"
        )
    return url


def _endpoint(url: str) -> str:
    if url and not url.startswith(("http://", "https://")):
        raise SettingsError(
            f"RESTOCK_STORE_ENDPOINT={url} is no address; set it to http://host:port, "
            "or leave it out to use the region's own DynamoDB"
        )
    return url


def _shop(folder: str | None) -> Path:
    path = DEMO_SHOP if folder is None else Path(folder)
    if not (path / "shop.yaml").is_file():
        raise SettingsError(f"RESTOCK_SHOP={path} holds no shop.yaml; set it to the folder of a shop")
    return path


def _skill_id(skill_id: str) -> str:
    if skill_id and (not skill_id.startswith(_SKILL_ID) or skill_id == _SKILL_ID):
        raise SettingsError(
            f"RESTOCK_SKILL_ID={skill_id} is no skill id; set it to the one that begins with {_SKILL_ID} "
            "in the Alexa developer console"
        )
    return skill_id


def _verify(word: str) -> bool:
    if word not in {"on", "off"}:
        raise SettingsError(
            f"RESTOCK_VERIFY={word} is neither on nor off; set it to on, or to off for requests from this machine only"
        )
    return word == "on"


def _metrics(word: str) -> bool:
    if word not in {"off", "emf"}:
        raise SettingsError(f"RESTOCK_METRICS={word} is neither off nor emf; set it to emf to print metrics on stdout")
    return word == "emf"


def _secret(secret: str, where: str) -> str:
    if secret and len(secret) < SHORTEST_SECRET:
        raise SettingsError(f"{where} holds {len(secret)} characters; set it to at least {SHORTEST_SECRET} random ones")
    return secret


def _port(text: str) -> int:
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise SettingsError(f"RESTOCK_PORT={text} is no port; set it to a number from 0 to 65535")
    return int(text)
