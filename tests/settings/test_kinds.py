"""``kinds.yaml``: read as it was written, and refused with what to set."""

from pathlib import Path

import pytest

from skill.errors import SettingsError
from skill.settings.environment import DEMO_SHOP
from skill.settings.kinds import read_kinds, written
from skill.settings.shop import load_shop
from skill.shopping.rhythm.kinds import Typical
from skill.texts import pack_texts


def test_a_shop_without_the_file_knows_no_kinds(tmp_path: Path) -> None:
    (tmp_path / "shop.yaml").write_text((DEMO_SHOP / "shop.yaml").read_text("utf-8"), "utf-8")
    assert load_shop(tmp_path).typical == {}


def test_what_is_written_is_read(tmp_path: Path) -> None:
    table = {"": Typical(28.0, 0.4), "coffee": Typical(21.0, 0.55), "no": Typical(7.0, 0.9)}
    file = tmp_path / "kinds.yaml"
    file.write_text(written(table), "utf-8")
    assert read_kinds(file) == table
    pack_texts(file)
    file.unlink()
    assert read_kinds(file) == table


@pytest.mark.parametrize(
    "text", ["coffee: 21", "coffee: [21]", "coffee: [0, 0.5]", "coffee: [7, 1]", "- coffee", "a: [x, y]"]
)
def test_what_cannot_be_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "kinds.yaml").write_text(text, "utf-8")
    with pytest.raises(SettingsError, match=r"^kinds\.yaml: .*; set the days and the share .* coffee: "):
        read_kinds(tmp_path / "kinds.yaml")
