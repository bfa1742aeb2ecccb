"""What a process with these settings would meet: its store, its catalogue, the mail server, the shop's keys."""

from __future__ import annotations

import os
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from skill.channels.keys import reader, usable
from skill.channels.mail.folder import FolderMailer
from skill.channels.mail.open import open_mailer
from skill.channels.mail.smtp import SmtpMailer
from skill.doctor.finding import Finding, look, well, wrong
from skill.settings.environment import Settings
from skill.storage.open import open_store
from skill.storage.port import ListsCustomers
from skill.storefronts.catalogue import Catalogue

_SOME = 10
_PATIENCE_S = 10.0


def settings(given: Settings) -> Iterator[Finding]:
    """What must be set, and is not checked by reading it."""
    if given.skill_id:
        yield well(f"requests of {given.skill_id} are answered")
    else:
        yield wrong(
            "RESTOCK_SKILL_ID is not set", "set it to the skill's id in the Alexa developer console: nothing starts"
        )
    if not given.verify:
        yield look(
            "RESTOCK_VERIFY=off: any program of this machine is believed", "leave it out where Alexa is to reach it"
        )


def store(given: Settings) -> Iterator[Finding]:
    """Whether the store answers, knows somebody, and knows the prices of what the catalogue sells."""
    opened = open_store(given.store, endpoint=given.store_endpoint or None)
    with Catalogue(given.catalogue, kept=0) as catalogue:
        count, some = catalogue.products, [product.id for product in islice(catalogue.every(), _SOME)]
    if not count:
        yield wrong(f"{given.catalogue} holds no products", "restock import --products FILE")
        return
    priced = opened.quotes(some)
    if len(priced) < len(some):
        yield wrong(
            f"{len(some) - len(priced)} of the first {len(some)} products have no price in {given.store}",
            "restock import --products FILE with the RESTOCK_STORE of the deployment",
        )
    else:
        yield well(f"{given.store} answers and has prices; the catalogue holds {count:,} products")
    if isinstance(opened, ListsCustomers) and not opened.customer_ids(limit=1):
        yield look("there are no customers", "restock import --customers FILE --orders FILE")


def mail(given: Settings) -> Iterator[Finding]:
    """Whether the mail server takes us, without sending anything. SES is examined with the stack."""
    mailer = open_mailer(given.mail)
    if isinstance(mailer, SmtpMailer):
        mailer.greet()
        yield well(f"{mailer.place} lets us in")
    elif isinstance(mailer, FolderMailer):
        yield look(
            f"e-mails are files in {mailer.place}, and reach nobody", "set RESTOCK_MAIL to smtp://…, smtps://… or ses:"
        )
        if not os.access(_existing(Path(mailer.place)), os.W_OK):
            yield wrong(f"{mailer.place} cannot be written", "let this user write there")


def _existing(path: Path) -> Path:
    return next(one for one in (path, *path.absolute().parents) if one.exists())


def link(given: Settings) -> Iterator[Finding]:
    """Whether the keys can be had that sign the shop's access tokens."""
    if given.link is None:
        yield look(
            "accounts are not linked by token (RESTOCK_LINK_…)", "Amazon wants it of every skill that sells goods"
        )
        return
    keys = usable(reader(given.link.jwks)())
    yield well(f"{given.link.jwks} publishes {len(keys)} {'key' if len(keys) == 1 else 'keys'} for access tokens")


def door(url: str, given: Settings) -> Iterator[Finding]:
    """Whether the https address is reached with a certificate that is trusted, and refuses what Amazon did not sign."""
    if not given.proxies:
        yield look(
            "RESTOCK_PROXY is not set: nobody who comes through a proxy of this machine or its network is limited",
            "set it to the proxy's address, such as 127.0.0.1",
        )
    if not url.startswith("https://"):
        yield wrong(f"{url} is no https address", "Alexa calls nothing else, and only on port 443")
        return
    try:
        with urlopen(Request(url, data=b"{}", method="POST"), timeout=_PATIENCE_S) as answer:  # noqa: S310 - https
            status = answer.status
    except HTTPError as refused:
        status = refused.code
        refused.close()
    if status == 400:
        yield well(f"{url} is reached, its certificate is trusted here, and unsigned requests are refused")
    elif status < 300:
        yield wrong(f"{url} answers {status} to a request that nobody signed", "leave RESTOCK_VERIFY=off out")
    else:
        yield wrong(f"{url} answers {status}", "let the proxy pass POST requests of this path on unchanged")
