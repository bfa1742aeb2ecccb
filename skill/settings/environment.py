"""The ``RESTOCK_*`` settings of one process. A wrong one stops the start with a sentence that says what to set."""

from __future__ import annotations

import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from skill.errors import SettingsError
from skill.settings import variables
from skill.settings.linking import Link, link_of
from skill.settings.own_files import made_once
from skill.settings.proxies import proxies_of
from skill.settings.references import resolved
from skill.settings.searching import Storefront, storefront_of
from skill.settings.variables import DEMO_SHOP, SHORTEST_SECRET, SKILL_ID, is_loopback

__all__ = ["DEMO_SHOP", "NAMES", "SHORTEST_SECRET", "Settings", "is_loopback"]

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
    "RESTOCK_SEARCH",
    "RESTOCK_SEARCH_KEY",
    "RESTOCK_SEARCH_PROFILE",
    "RESTOCK_SECRET",
    "RESTOCK_SHOP",
    "RESTOCK_SKILL_ID",
    "RESTOCK_STORE",
    "RESTOCK_STORE_ENDPOINT",
    "RESTOCK_VERIFY",
)
# The test suite's own switches share the prefix and are none of a shop's.
_FOR_TESTS = "RESTOCK_TEST_"
_PACKED = ("RESTOCK_CATALOGUE", "RESTOCK_LINK_JWKS", "RESTOCK_SHOP")


@dataclass(frozen=True, kw_only=True)
class Settings:
    """What the environment decides. An empty variable counts as unset; one may say where it is kept (references.py).

    ``store`` is ``sqlite:///path`` (``sqlite:////absolute/path``) or ``dynamodb://table`` (or ``memory:``,
    gone with the process); ``data`` the folder
    of whatever is kept locally; ``shop`` the folder with ``shop.yaml``; ``catalogue`` the file built from its
    products; ``mail`` is where e-mails go: ``folder:path``, ``smtp://user:password@host:port``, ``smtps://…``,
    ``ses:`` or ``off``. ``contact_key`` is ``kms:<key>`` or a file: ask by ``needed_contact_key``. ``link`` says which
    access tokens count; None: nobody's. ``search`` is the storefront whose own search is asked too; None: none.
    ``skill_id`` and ``secret`` are empty when not set: ask for them by ``needed_skill_id``, ``needed_secret`` or
    ``local_secret``. ``proxies`` are the addresses of proxies in front of us.
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
    search: Storefront | None = None
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
        verify = variables.verified(given.get("RESTOCK_VERIFY", "on"))
        if not verify and not is_loopback(host):
            raise SettingsError(
                f"RESTOCK_VERIFY=off is for this machine only, but RESTOCK_HOST={host} is reachable from outside; "
                "set RESTOCK_VERIFY=on or RESTOCK_HOST=127.0.0.1"
            )
        return cls(
            store=variables.store_url(given.get("RESTOCK_STORE", f"sqlite:///{data / 'restock.sqlite'}")),
            store_endpoint=variables.endpoint(given.get("RESTOCK_STORE_ENDPOINT", "")),
            data=data,
            shop=variables.shop_folder(given.get("RESTOCK_SHOP")),
            catalogue=Path(given.get("RESTOCK_CATALOGUE", data / "catalogue.sqlite")),
            skill_id=variables.skill_id(given.get("RESTOCK_SKILL_ID", "")),
            verify=verify,
            secret=variables.secret(given.get("RESTOCK_SECRET", ""), "RESTOCK_SECRET"),
            contact_key=variables.contact_key(given.get("RESTOCK_CONTACT_KEY", "")),
            mail=variables.mail_url(given.get("RESTOCK_MAIL", "folder:"), data),
            link=link_of(given, is_loopback),
            search=storefront_of(given, is_loopback),
            metrics=variables.measured(given.get("RESTOCK_METRICS", "off")),
            host=host,
            port=variables.port(given.get("RESTOCK_PORT", "8080")),
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
                f"such as {SKILL_ID}1234abcd-…"
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
        return variables.secret(made_once(path, lambda: secrets.token_urlsafe(48)), str(path)) or self.needed_secret()

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


def _unknown(name: str) -> str:
    from difflib import get_close_matches  # noqa: PLC0415 - only to say what was probably meant

    near = get_close_matches(name, NAMES, n=1, cutoff=0.0)
    return f"there is no setting {name}; the nearest is {near[0]} (all: {', '.join(NAMES)})"
