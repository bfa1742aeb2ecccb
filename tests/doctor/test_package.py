"""The skill package beside the shop's settings."""

import json
import shutil
from pathlib import Path
from typing import Any

import msgspec
import pytest

from skill.doctor.finding import look, well, wrong
from skill.doctor.package import package
from skill.settings.environment import DEMO_SHOP
from skill.settings.shop import load_shop
from tools.skill_package import assemble

ENDPOINT = "https://shop.test/alexa"
CONFIG = load_shop(DEMO_SHOP)
INVENTED = look(
    "skill.json still names 6 invented addresses, such as https://corner-pantry.example/de/agb",
    "put in your own before certification",
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    assemble(tmp_path / "package", ENDPOINT)
    return tmp_path / "package"


def _edit(folder: Path, **changes: Any) -> None:
    """Write a manifest with other values at paths such as ``apis__custom``; None removes one."""
    document = json.loads((folder / "skill.json").read_text())
    for path, value in changes.items():
        *parents, last = path.split("__")
        place = document["manifest"]
        for parent in parents:
            place = place[parent]
        place[last] = value
    (folder / "skill.json").write_text(json.dumps(document))


def test_of_the_demo_only_the_addresses_are_invented(folder: Path) -> None:
    assert list(package(folder, CONFIG, ENDPOINT)) == [INVENTED]


def test_all_is_well_with_addresses_of_ones_own(folder: Path) -> None:
    text = (folder / "skill.json").read_text()
    (folder / "skill.json").write_text(text.replace("corner-pantry.example", "corner-pantry.test"))
    assert list(package(folder, CONFIG)) == [well(f"{folder}: names, models and endpoint fit the shop")]


def test_there_is_none(tmp_path: Path) -> None:
    assert list(package(tmp_path, CONFIG)) == [
        look(f"{tmp_path} holds no skill package", "make skill-package ENDPOINT=<where the skill answers>")
    ]


def test_it_does_not_say_where_the_skill_answers(folder: Path) -> None:
    _edit(folder, apis__custom={})
    assert list(package(folder, CONFIG, ENDPOINT)) == [
        wrong(
            "the skill package does not say where the skill answers",
            f"make skill-package ENDPOINT={ENDPOINT}, then ask deploy",
        ),
        INVENTED,
    ]


def test_it_sends_requests_elsewhere(folder: Path) -> None:
    assert next(package(folder, CONFIG, "arn:new")) == wrong(
        f"the skill package sends requests to {ENDPOINT}, and the skill answers at arn:new",
        "make skill-package ENDPOINT=arn:new, then ask deploy",
    )


def test_the_shop_has_another_name(folder: Path) -> None:
    other = msgspec.structs.replace(CONFIG, invocation={"en-US": "fern market"})
    remodel = "restock models, then make skill-package"
    rename = "use one name: Amazon wants the invocation name to be the seller's"
    assert list(package(folder, other, ENDPOINT)) == [
        wrong("skill.json is for en-US, de-DE, shop.yaml for en-US", "give both the same locales"),
        wrong("the model of en-US is called 'corner pantry', the shop 'fern market'", remodel),
        wrong("skill.json calls the skill 'Corner Pantry' in en-US, the shop 'fern market'", rename),
        INVENTED,
    ]


def test_a_model_is_missing(folder: Path) -> None:
    (folder / "interactionModels" / "custom" / "de-DE.json").unlink()
    assert list(package(folder, CONFIG, ENDPOINT)) == [
        wrong("there is no interaction model for de-DE", "restock models, then make skill-package"),
        INVENTED,
    ]


def test_nothing_is_written(folder: Path, tmp_path: Path) -> None:
    shutil.copytree(folder, tmp_path / "before")
    list(package(folder, CONFIG, "arn:new"))
    before = {
        file.relative_to(tmp_path / "before"): file.read_bytes() for file in (tmp_path / "before").rglob("*.json")
    }
    assert {file.relative_to(folder): file.read_bytes() for file in folder.rglob("*.json")} == before
