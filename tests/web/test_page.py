"""The page in a real browser: talk, and see the profile remember."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.needs import leave_out, need_command
from tests.support.servers import Served, serving
from tests.web.browsing import Talk

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ViewportSize

QUIET = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
PHONE: "ViewportSize" = {"width": 390, "height": 844}
DESKTOP: "ViewportSize" = {"width": 1280, "height": 800}
CONTRAST = Path(__file__).with_name("contrast.js")

pytestmark = pytest.mark.xdist_group("page")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("page")) as (served, _):
        yield served


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    chromium = need_command("chromium", "chromium")
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        leave_out("playwright is missing: make test installs it")
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, args=QUIET)
        yield opened
        opened.close()


@pytest.fixture
def talk(browser: "Browser", server: Served) -> Iterator[Callable[..., Talk]]:
    contexts = []

    def talk(size: "ViewportSize" = DESKTOP, **changes: Any) -> Talk:
        context = browser.new_context(viewport=size, locale="en-US", **changes)
        contexts.append(context)
        opened.append(Talk(context.new_page(), server.url))
        return opened[-1]

    opened: list[Talk] = []
    yield talk
    complaints = [complaint for one in opened for complaint in one.complaints]
    for context in contexts:
        context.close()
    assert complaints == []


def test_reorder_change_confirm_and_ask(talk: Callable[..., Talk]) -> None:
    page = talk()
    before = page.listed("orders")
    assert page.state() == "Nobody is talking yet."
    assert page.listed("timeline") == ["Nothing yet."]

    offer = page.say("reorder the coffee")
    assert "coffee" in offer
    assert page.state() == "Alexa is listening."
    assert "$" in page.say("make it three")
    total = re.findall(r"\$\d+\.\d\d", page.say("yes"))[-1]
    page.say("where's my order")

    assert page.intents() == [
        "WhereIsMyOrder → answered",
        "Yes → ordered",
        "ChangeQuantity → offered",
        "Reorder → offered",
    ]
    newest = page.listed("orders")[0]
    assert newest.startswith("3 × ")
    assert f" · {total} · placed" in newest
    assert page.listed("orders")[1:] == before[:4]
    order_id = page.listed("timeline")[1].rpartition(" · ")[2]
    assert order_id.startswith("o-")
    assert page.listed("timeline")[0].endswith(order_id)


def test_it_is_all_still_there_for_whoever_opens_the_page_again(talk: Callable[..., Talk]) -> None:
    page = talk()
    page.choose("Household", "brooks")
    page.say("how much is the coffee")
    again = talk()
    again.choose("Household", "brooks")
    assert again.intents() == ["Price → answered"]


def test_households_voices_and_languages(talk: Callable[..., Talk]) -> None:
    page = talk()
    page.choose("Household", "schmidt")
    assert page.page.locator("#person option").all_inner_texts() == [
        "Katrin",
        "Jonas",
        "Emil (child)",
        "not recognised",
    ]
    page.choose("Language", "de-DE")
    assert page.page.get_attribute("#text", "placeholder") == "bestell nochmal den Kaffee"
    assert "Katrin" in page.press("Open the skill")
    page.choose("Voice", "")
    assert "Katrin" not in page.press("Open the skill")
    page.press("wo bleibt meine Bestellung")
    assert page.page.locator("#turns .heard > span:not(.hidden)").last.get_attribute("lang") == "de-DE"
    assert all(" · de-DE · " in line for line in page.listed("timeline"))
    assert [" · katrin" in line for line in page.listed("timeline")] == [False, False, True]
    assert page.page.locator("#turns .note").all_inner_texts()[-1] == "Now: schmidt, not recognised, de-DE"

    page.choose("Household", "miller")
    assert page.listed("timeline") == ["Nothing yet."]
    assert page.state() == "The session is over; the next sentence begins a new one."


def test_somebody_new_sees_their_own_turns(talk: Callable[..., Talk]) -> None:
    page = talk()
    page.choose("Household", "somebody new")
    assert page.listed("orders") == ["None."]
    page.say("reorder the coffee")
    assert len(page.intents()) == 1
    other = talk()
    other.choose("Household", "somebody new")
    assert other.listed("timeline") == ["Nothing yet."]


def test_silence_and_the_end(talk: Callable[..., Talk]) -> None:
    page = talk()
    page.choose("Household", "carter")
    assert page.page.get_by_role("button", name="Stay silent").is_disabled()
    page.say("reorder the coffee")
    assert page.press("Stay silent")
    assert page.press("Stay silent") == "(nothing is said)"
    assert page.page.get_by_role("button", name="Stay silent").is_disabled()
    assert page.state() == "The session is over; the next sentence begins a new one."


def test_sentences_in_a_hurry_are_said_one_after_the_other(talk: Callable[..., Talk]) -> None:
    page = talk()
    page.choose("Household", "cooper")
    for text in ("open corner pantry", "help", "stop"):
        page.page.fill("#text", text)
        page.page.press("#text", "Enter")
    page.page.wait_for_function("() => document.querySelectorAll('#turns .heard').length === 3")
    page.settled()
    assert [one.partition(" → ")[0] for one in page.intents()] == ["Stop", "Help", "Launch"]


def test_request_and_response_for_developers(talk: Callable[..., Talk]) -> None:
    page = talk()
    page.say("help")
    details = page.page.locator("#turns details")
    assert not details.locator("pre").is_visible()
    details.locator("summary").click()
    raw = details.locator("pre").inner_text()
    assert '"name": "AMAZON.HelpIntent"' in raw
    assert '"outputSpeech"' in raw


def test_what_is_typed_is_text_and_never_markup(talk: Callable[..., Talk]) -> None:
    page = talk()
    page.choose("Household", "olsen")
    page.say("<img src=x onerror=alert(1)><b>bold</b>")
    assert page.page.locator("#turns img, #turns .said b, #timeline img").count() == 0
    assert page.page.locator("#turns .said").inner_text().endswith("<img src=x onerror=alert(1)><b>bold</b>")


def test_by_keyboard_alone(talk: Callable[..., Talk]) -> None:
    page = talk()
    page.choose("Household", "ellis")
    page.page.reload()
    page.settled()
    assert page.page.evaluate("document.activeElement.id") == "text"
    reached = []
    for _ in range(8):
        page.page.keyboard.press("Tab")
        reached.append(page.page.evaluate("document.activeElement.id || document.activeElement.textContent"))
    assert reached[:4] == ["Say it", "open", "reorder the coffee", "what am I running low on"]
    for _ in range(6):
        page.page.keyboard.press("Shift+Tab")
    page.page.keyboard.press("Enter")  # on "open", two before the first try
    page.page.wait_for_selector("#turns .heard")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_fits_and_can_be_read(talk: Callable[..., Talk], size: "ViewportSize", scheme: str) -> None:
    page = talk(size, color_scheme=scheme)
    page.choose("Household", "harris")
    for text in ("what am I running low on", "how much is the coffee", "help"):
        page.say(text)
    wide = page.page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] <= wide[1]
    field = page.page.locator("#text").bounding_box()
    last = page.page.locator("#turns li").last.bounding_box()
    assert field is not None
    assert last is not None
    assert field["y"] + field["height"] <= size["height"]  # where to speak is in sight
    assert last["y"] + last["height"] <= field["y"]  # and so is what was said last
    faint = page.page.evaluate(CONTRAST.read_text())
    assert faint == []


def test_long_orders_are_shortened(talk: Callable[..., Talk]) -> None:
    page = talk()
    lines = page.listed("orders")
    assert any(re.search(r" and \d+ more\b", line) for line in lines)
    assert max(line.count(" × ") for line in lines) == 3


def test_a_server_that_has_gone_is_told(talk: Callable[..., Talk]) -> None:
    page = talk()
    page.page.context.set_offline(True)
    page.page.fill("#text", "help")
    page.page.press("#text", "Enter")
    page.page.wait_for_selector("#turns .card")
    page.settled()
    assert page.page.locator("#turns .card").inner_text().startswith("No answer from the server: ")
    assert page.listed("timeline")[0].startswith("The profile cannot be read: ")
    page.complaints.clear()  # the browser tells of it too
