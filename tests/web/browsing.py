"""Somebody in front of the page, in a browser."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Page


class Talk:
    """Somebody at the page; what the browser complains of is kept in ``complaints``."""

    def __init__(self, page: "Page", url: str) -> None:
        self.page, self.complaints = page, list[str]()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("requestfailed", lambda request: self.complaints.append(request.url))
        page.goto(url)
        self.settled()

    def say(self, text: str) -> str:
        """Type it, press Enter; gives what Alexa says."""
        self.page.fill("#text", text)
        return self._answered(lambda: self.page.press("#text", "Enter"))

    def press(self, name: str) -> str:
        return self._answered(self.page.get_by_role("button", name=name, exact=True).click)

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label).select_option(option)
        self.settled()

    def listed(self, name: str) -> list[str]:
        return self.page.locator(f"#{name} li").all_inner_texts()

    def intents(self) -> list[str]:
        return self.page.locator("#timeline b").all_inner_texts()

    def state(self) -> str:
        return self.page.locator("#state").inner_text()

    def _answered(self, act: Callable[[], Any]) -> str:
        heard = self.page.locator("#turns .heard > span:not(.hidden)")
        before = heard.count()
        act()
        self.page.wait_for_function("n => document.querySelectorAll('#turns .heard').length > n", arg=before)
        self.settled()
        return heard.last.inner_text()

    def settled(self) -> None:
        self.page.wait_for_selector("#profile[aria-busy=false]")
