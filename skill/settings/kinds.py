"""``kinds.yaml`` in a shop's folder: what is typical of each category, as ``restock kinds`` works it out of purchases.

    coffee: [21, 0.55]      # every 21 days; 55 of 100 coffees that a household buys are bought again
    "": [28, 0.4]           # whatever is of no category above

It tells what a household's own history cannot tell yet; without the file, all categories are alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from skill.errors import SettingsError
from skill.shopping.rhythm.kinds import Typical
from skill.texts import read_texts

FILE = "kinds.yaml"


def read_kinds(file: Path) -> dict[str, Typical]:
    """The table of a shop; empty when there is no such file.

    Raises:
        SettingsError: names the file and the category, and what to set.

    """
    if not (file.is_file() or file.with_suffix(".json").is_file()):
        return {}
    try:
        return {str(kind): _typical(numbers) for kind, numbers in (read_texts(file) or {}).items()}
    except (OSError, ValueError, TypeError, AttributeError) as wrong:
        raise SettingsError(
            f"{file.name}: {wrong}; set the days and the share of what is bought again (more than 0, less than 1) by "
            "category, such as coffee: [21, 0.55], or make it anew with: restock kinds"
        ) from None


def written(kinds: Mapping[str, Typical]) -> str:
    """The file of a table."""
    first = "# By category: days between two purchases, share of what is bought again. Made by restock kinds."
    return "\n".join(
        [first, *(f'"{kind}": [{found.gap:.0f}, {found.again:.2f}]' for kind, found in sorted(kinds.items())), ""]
    )


def _typical(numbers: list[str]) -> Typical:
    gap, again = (float(number) for number in numbers)
    if not (gap >= 1 and 0 < again < 1):
        raise ValueError(f"{numbers} cannot be")
    return Typical(gap, again)
