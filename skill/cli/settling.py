"""Writing what the shop's people settle for a household: on the timeline, as everything that changes a profile."""

# ruff: noqa: PLC0415 - imports wait until the command runs: `restock --help` is quick
from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from uuid import uuid4

import click

from skill.cli import common
from skill.errors import Conflict

if TYPE_CHECKING:
    from skill.profile.contact import Seal
    from skill.profile.customer import Customer
    from skill.profile.retention import Retention
    from skill.storage.port import Store

ATTEMPTS = 4


def settle(
    store: Store,
    customer_id: str,
    settings: str,
    change: Callable[[Customer], Customer],
    *,
    contacts: Seal,
    retention: Retention,
) -> Customer:
    """Change a household's profile, decided again when a turn was faster; nothing is written when nothing changes.

    ``settings`` names what is changed, without the values, for the timeline. ``contacts`` seals an address that was
    written before addresses were; ``retention`` says how long the change is on the timeline.

    Raises:
        click.ClickException: when there is no such customer, or turns were faster each time.

    """
    from skill.conversation.reply import Reply, encode
    from skill.profile.interaction import Interaction
    from skill.recording import lasting
    from skill.services.contact import sealed_if_possible
    from skill.storage.port import Commit, Versions

    event = f"settings-{uuid4()}"
    for _ in range(ATTEMPTS):
        at = datetime.now(UTC)
        loaded = store.load(customer_id, "", at)
        before = common.found(loaded.customer, customer_id)
        after = change(before)
        if after == before:
            return before
        after = sealed_if_possible(after, before, contacts)
        said = Interaction(
            id=event,
            at=at,
            channel="shop",
            locale="",
            device="none",
            session="",
            intent="SettingsChanged",
            outcome="settings_changed",
            slots={"settings": settings},
        )
        try:
            changed = Commit(
                customer_id=customer_id,
                interaction=said,
                reply=encode(Reply(silent=True)),
                expected=Versions(customer=loaded.versions.customer, cart=loaded.versions.cart),
                customer=after,
            )
            store.commit(lasting(changed, loaded, retention))
        except Conflict:
            continue
        return after
    raise click.ClickException(f"{customer_id} is being changed by others right now; try again")
