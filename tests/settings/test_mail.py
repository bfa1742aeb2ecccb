"""The table ``mail`` of shop.yaml: from whom e-mails come."""

from pathlib import Path

import pytest

from skill.errors import SettingsError
from skill.settings.environment import DEMO_SHOP
from skill.settings.mail import ShopMail
from skill.settings.shop import load_shop

LINES = "  from: Corner Pantry <orders@corner-pantry.example>\n  contact: help@corner-pantry.example\n"


def shop(folder: Path, lines: str) -> ShopMail | None:
    """The demo shop with another table."""
    text = (DEMO_SHOP / "shop.yaml").read_text("utf-8")
    assert LINES in text
    (folder / "shop.yaml").write_text(text.replace(LINES, lines), "utf-8")
    return load_shop(folder).mail


@pytest.mark.parametrize(
    ("sender", "name", "address"),
    [
        ("Bäckerei Krämer, Köln <orders@shop.example>", "Bäckerei Krämer, Köln", "orders@shop.example"),
        ("'\"Corner Pantry\" <orders@shop.example>'", "Corner Pantry", "orders@shop.example"),
        ("orders@shop.example", "Corner Pantry", "orders@shop.example"),
        ("<orders@shop.example>", "Corner Pantry", "orders@shop.example"),
    ],
)
def test_a_sender_with_and_without_a_name(tmp_path: Path, sender: str, name: str, address: str) -> None:
    assert shop(tmp_path, f"  from: {sender}\n  contact: 030 12345\n") == ShopMail(
        sender=address, name=name, contact="030 12345"
    )


def test_what_the_law_wants_by_language(tmp_path: Path) -> None:
    found = shop(tmp_path, LINES + "  legal:\n    de: [Wer verkauft, Widerruf]\n")
    assert found is not None
    assert found.legal == {"de": ("Wer verkauft", "Widerruf")}


WHAT = "the address e-mails come from, such as Corner Pantry <orders@example.com>"


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("  contact: help\n", f"mail.from is missing; set {WHAT}"),
        ("  from: Corner Pantry\n  contact: help\n", f"mail.from 'Corner Pantry' is not {WHAT}"),
        ("  from: Shop <a@b> <c@d>\n  contact: help\n", f"mail.from 'Shop <a@b> <c@d>' is not {WHAT}"),
        ("  from: a@b, c@d\n  contact: help\n", f"mail.from 'a@b, c@d' is not {WHAT}"),
        ("  from: Shop <jö@shop.example>\n  contact: help\n", f"mail.from 'Shop <jö@shop.example>' is not {WHAT}"),
        ("  from: a@b\n", "mail.contact is missing; set whom a customer can ask, such as help@example.com"),
        (LINES + "  bcc: eve@example.org\n", "mail.bcc is no entry; there are contact, from, legal"),
        (LINES + "  legal: yes\n", "mail.legal is no table; set paragraphs by language"),
        (LINES + "  legal: {fr: [Oui]}\n", "mail.legal.fr is no language of the invocation names (en, de)"),
        (LINES + "  legal: {de: Ja}\n", "mail.legal.de is no list of texts; set such as [one, two]"),
        ("  - one\n", "mail is no table; set from and contact"),
    ],
)
def test_a_wrong_entry_is_refused_with_what_to_set(tmp_path: Path, lines: str, sentence: str) -> None:
    with pytest.raises(SettingsError) as refused:
        shop(tmp_path, lines)
    assert str(refused.value) == f"{tmp_path}/shop.yaml: {sentence}"


def test_a_sender_on_two_lines_is_one(tmp_path: Path) -> None:
    found = shop(tmp_path, '  from: "Corner\\nBcc: eve <a@b.example>"\n  contact: help\n')
    assert found is not None
    assert found.name == "Corner Bcc: eve"
