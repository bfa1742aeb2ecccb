"""``restock kinds``: what is typical of each category, worked out of the store's purchases."""

from pathlib import Path

from skill.settings.environment import DEMO_SHOP
from skill.settings.kinds import read_kinds
from tests.cli.conftest import Run


def test_the_demo_shops_own_file_is_what_its_purchases_say(demo: Run, tmp_path: Path) -> None:
    done = demo("kinds", "--out", tmp_path / "kinds.yaml")
    assert done.output == f"75 categories in {tmp_path / 'kinds.yaml'}\n"
    assert (tmp_path / "kinds.yaml").read_text("utf-8") == (DEMO_SHOP / "kinds.yaml").read_text("utf-8")
    found = read_kinds(tmp_path / "kinds.yaml")
    assert found["coffee"].gap < found["coffee-filters"].gap
    assert found["bread"].again > found["batteries"].again
