"""The profile that a shop publishes is what UCP takes, and what the page says of it is so."""

import json
from pathlib import Path

from ucp_sdk.models.schemas.ucp import PlatformSchema

from skill.deadline import TURN_S
from skill.storefronts.outside import PAUSE_S, SHARE
from tests.support.merchant import SEARCH, VERSION

FOLDER = Path(__file__).parents[2] / "docs" / "storefront-search"


def test_the_profile_is_one() -> None:
    told = json.loads((FOLDER / "ucp.json").read_text("utf-8"))
    assert told.keys() == {"ucp"}
    assert PlatformSchema.model_validate(told["ucp"]).model_dump(mode="json")["version"] == VERSION
    assert list(told["ucp"]["capabilities"]) == [SEARCH]


def test_the_page_says_how_long_it_waits() -> None:
    page = " ".join((FOLDER / "README.md").read_text("utf-8").split())
    assert (TURN_S, SHARE, PAUSE_S) == (6.0, 0.25, 30.0)
    assert "a quarter of what the turn has left of its six seconds" in page
    assert "for half a minute nobody waits for it again" in page
