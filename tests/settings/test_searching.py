"""The storefront's own search: both addresses or none, and only such as UCP allows."""

from __future__ import annotations

import pytest

from skill.errors import SettingsError
from skill.settings.environment import Settings
from skill.settings.searching import Storefront

_BOTH = {
    "RESTOCK_SEARCH": "https://shop.example/ucp/",
    "RESTOCK_SEARCH_PROFILE": "https://shop.example/voice/ucp.json",
}


def _refused(changed: dict[str, str]) -> str:
    with pytest.raises(SettingsError) as refused:
        Settings.from_env(_BOTH | changed)
    return str(refused.value)


def test_without_any_the_catalogue_alone_is_searched() -> None:
    assert Settings.from_env({}).search is None
    assert Settings.from_env({**dict.fromkeys(_BOTH, ""), "RESTOCK_SEARCH_KEY": " "}).search is None


def test_a_storefront() -> None:
    profile = _BOTH["RESTOCK_SEARCH_PROFILE"]
    assert Settings.from_env(_BOTH).search == Storefront("https://shop.example/ucp", profile)
    found = Settings.from_env({**_BOTH, "RESTOCK_SEARCH_KEY": "hush"})
    assert found.search == Storefront("https://shop.example/ucp", profile, "hush")
    assert "hush" not in repr(found)


@pytest.mark.parametrize(
    ("missing", "told"),
    [
        ("RESTOCK_SEARCH", "RESTOCK_SEARCH is missing; set it to the storefront's UCP endpoint"),
        ("RESTOCK_SEARCH_PROFILE", "RESTOCK_SEARCH_PROFILE is missing; set it to the address of your UCP profile"),
    ],
)
def test_both_addresses_are_needed(missing: str, told: str) -> None:
    rest = ", or leave all of RESTOCK_SEARCH, RESTOCK_SEARCH_PROFILE, RESTOCK_SEARCH_KEY out"
    assert _refused({missing: ""}) == told + rest


_NO_ADDRESSES = [
    "http://shop.example/ucp",
    "http://localhost@shop.example/ucp",
    "http://[::1/ucp",
    "ftp://shop.example/ucp",
    "https://",
    "https://shop.example:no/ucp",
    "https://shop.example/ucp#here",
    "https://shop.example/a b",
    "https://shöp.example/ucp",
    "shop.example",
]


@pytest.mark.parametrize("address", [*_NO_ADDRESSES, "https://shop.example/ucp?token=1"])
def test_no_endpoint(address: str) -> None:
    assert _refused({"RESTOCK_SEARCH": address}) == (
        f"RESTOCK_SEARCH={address} is no https address; set it to the endpoint that the storefront's "
        "/.well-known/ucp names for dev.ucp.shopping, such as https://shop.example.com/ucp"
    )


@pytest.mark.parametrize("address", [*_NO_ADDRESSES, 'https://shop.example/"quoted"'])
def test_no_profile(address: str) -> None:
    assert _refused({"RESTOCK_SEARCH_PROFILE": address}) == (
        f"RESTOCK_SEARCH_PROFILE={address} is no https address; set it to where your UCP profile is published, "
        "such as https://shop.example.com/voice/ucp.json"
    )


@pytest.mark.parametrize("endpoint", ["http://127.0.0.1:8182", "http://localhost/ucp", "http://[::1]:80/ucp"])
def test_a_storefront_on_this_machine_may_be_asked_in_the_clear(endpoint: str) -> None:
    search = Settings.from_env(_BOTH | {"RESTOCK_SEARCH": endpoint}).search
    assert search is not None
    assert search.endpoint == endpoint


def test_a_key_that_no_header_can_hold_is_not_repeated() -> None:
    told = _refused({"RESTOCK_SEARCH_KEY": "hush\r\nhush"})
    assert told == "RESTOCK_SEARCH_KEY holds signs that no header may have; set it to the key as it was given"
