"""Single ``RESTOCK_*`` variables. Each says in a ``SettingsError`` what to set."""

from __future__ import annotations

from pathlib import Path

from skill.errors import SettingsError

DEMO_SHOP = Path(__file__).parents[1] / "demo"
SHORTEST_SECRET = 32
SCHEMES = ("sqlite:///", "dynamodb://")
SKILL_ID = "amzn1.ask.skill."


def is_loopback(host: str) -> bool:
    """Whether a server bound to this host is reachable from this machine only."""
    if host == "localhost":
        return True
    from ipaddress import ip_address  # noqa: PLC0415 - not needed for the default host of a Lambda

    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def store_url(url: str) -> str:
    """Which store."""
    if url == "memory:" or any(url.startswith(scheme) and len(url) > len(scheme) for scheme in SCHEMES):
        return url
    raise SettingsError(f"RESTOCK_STORE={url} is no store; set it to sqlite:///path/to/file.sqlite or dynamodb://table")


def contact_key(key: str) -> str:
    """Where the key for e-mail addresses is."""
    if key == "kms:" or (key and not key.startswith("kms:") and not Path(key).is_file()):
        raise SettingsError(
            # Not repeated: it may be the key itself, in the wrong place.
            "RESTOCK_CONTACT_KEY names no key and no file; set it to kms:<ARN or alias of a key>, "
            "or to the path of a file made with: openssl rand -base64 32"
        )
    return key


def mail_url(url: str, data: Path) -> str:
    """Where e-mails go."""
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


def endpoint(url: str) -> str:
    """Another address of DynamoDB."""
    if url and not url.startswith(("http://", "https://")):
        raise SettingsError(
            f"RESTOCK_STORE_ENDPOINT={url} is no address; set it to http://host:port, "
            "or leave it out to use the region's own DynamoDB"
        )
    return url


def shop_folder(folder: str | None) -> Path:
    """The shop's folder; None: the demo shop's."""
    path = DEMO_SHOP if folder is None else Path(folder)
    if not (path / "shop.yaml").is_file():
        raise SettingsError(f"RESTOCK_SHOP={path} holds no shop.yaml; set it to the folder of a shop")
    return path


def skill_id(given: str) -> str:
    """Whose requests are answered; empty: not set."""
    if given and (not given.startswith(SKILL_ID) or given == SKILL_ID):
        raise SettingsError(
            f"RESTOCK_SKILL_ID={given} is no skill id; set it to the one that begins with {SKILL_ID} "
            "in the Alexa developer console"
        )
    return given


def verified(word: str) -> bool:
    """Whether signatures are looked at."""
    if word not in {"on", "off"}:
        raise SettingsError(
            f"RESTOCK_VERIFY={word} is neither on nor off; set it to on, or to off for requests from this machine only"
        )
    return word == "on"


def measured(word: str) -> bool:
    """Whether metrics are printed."""
    if word not in {"off", "emf"}:
        raise SettingsError(f"RESTOCK_METRICS={word} is neither off nor emf; set it to emf to print metrics on stdout")
    return word == "emf"


def secret(given: str, where: str) -> str:
    """A secret of ``where``, long enough; empty: not set."""
    if given and len(given) < SHORTEST_SECRET:
        raise SettingsError(f"{where} holds {len(given)} characters; set it to at least {SHORTEST_SECRET} random ones")
    return given


def port(text: str) -> int:
    """A port."""
    if not (text.isascii() and text.isdigit() and int(text) <= 65535):
        raise SettingsError(f"RESTOCK_PORT={text} is no port; set it to a number from 0 to 65535")
    return int(text)
