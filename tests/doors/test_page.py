"""The page for trying it out: path tricks, a browser that was led here under another name, and odd bodies."""

from __future__ import annotations

import json

import pytest

from tests.doors.listening import Server
from tests.web.conftest import SECRET, everything

STATIC = [
    "/talk/static/../talk.py",
    "/talk/static/../../app.py",
    "/talk/static/%2e%2e/%2e%2e/app.py",
    "/talk/static/..%2f..%2fapp.py",
    "/talk/static/%2e%2e%2f%2e%2e%2fapp.py",
    "/talk/static/..%5c..%5capp.py",
    "/talk/static/....//....//app.py",
    "/talk/static//etc/passwd",
    "/talk/static/%2fetc%2fpasswd",
    "/talk/static/talk.js%00.css",
    "/talk/static/talk.js/../../../../../../etc/passwd",
    "/talk/static/~root/.profile",
    "/talk/static/" + "../" * 50 + "etc/passwd",
    "/static/talk.js",
    "/talk/static/",
    "/talk/templates/talk.html",
]


def _shows_nothing(raw: bytes) -> bool:
    return not [one for one in (b"root:", b"Traceback", b"def ", b"{%", SECRET.encode()) if one in raw]


@pytest.mark.parametrize("path", STATIC)
def test_no_path_leads_out_of_the_pages_own_files(trial: Server, path: str) -> None:
    answer = trial.get(path)
    assert answer.status in {308, 400, 404}, answer.raw[:200]
    assert _shows_nothing(answer.raw)
    assert trial.get("/talk/static/talk.js").status == 200


@pytest.mark.parametrize(
    "name",
    [
        *(
            "..",
            "%2e%2e",
            "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
            "%00",
            "anna%00",
            "%0d%0aSet-Cookie:%20a=b",
            "anna%2ftimeline",
        ),
        *("%c0%ae%c0%ae", "%ff%fe", "C%23anna", "x" * 5000, "%3cscript%3ealert(1)%3c/script%3e", "{{7*7}}", "anna'--"),
    ],
)
def test_whatever_household_is_asked_for_is_looked_at_and_nothing_is_written(trial: Server, name: str) -> None:
    before = everything(trial.house.store)
    answer = trial.get(f"/talk/{name}")
    assert answer.status in {200, 308, 400, 404, 405}, answer.raw[:200]
    if answer.status == 200:
        found = json.loads(answer.body)
        assert (found["timeline"], found["cart"], found["orders"], found["meanings"]) == ([], [], [], [])
        assert answer.headers["content-type"] == "application/json"
    assert "set-cookie" not in answer.headers
    assert _shows_nothing(answer.raw)
    assert everything(trial.house.store) == before


@pytest.mark.parametrize(
    "host",
    [
        *("shop.example", "localhost.evil.example", "127.0.0.1.nip.io", "0.0.0.0", "[::]", "localhost@evil.example"),
        *("localhost, evil.example", "LOCALHOST.", "127.1", "2130706433", ""),
    ],
)
@pytest.mark.parametrize("path", ["/", "/talk/anna", "/talk/static/talk.js"])
def test_a_browser_that_was_led_here_under_another_name_sees_nothing(trial: Server, host: str, path: str) -> None:
    """DNS rebinding: a page elsewhere whose name suddenly means this machine."""
    answer = trial.send(f"GET {path} HTTP/1.1", f"Host: {host}", "Connection: close")
    assert answer.status == 400
    assert _shows_nothing(answer.raw)
    assert b"anna" not in answer.body.lower()


SAID = {"tab": "t", "customer": "anna", "locale": "en-US", "text": "reorder the coffee"}
ODD: dict[str, bytes] = {
    "deep": b'{"tab":' * 60_000,
    "deep and closed": b'{"text": ' + b"[" * 50_000 + b"]" * 50_000 + b"}",
    "half a megabyte": json.dumps(SAID | {"text": "x" * 500_000}).encode(),
    "a key twice": json.dumps(SAID)[:-1].encode() + b', "locale": "xx-XX"}',
    "a text of NUL and half letters": json.dumps(SAID | {"tab": "\ud83e"}).encode(),
    "a form": b"tab=t&customer=anna&locale=en-US&text=reorder+the+coffee",
}


@pytest.mark.parametrize("sent", ODD.values(), ids=ODD.keys())
def test_an_odd_body_is_refused_and_nothing_is_written(trial: Server, sent: bytes) -> None:
    before = everything(trial.house.store)
    answer = trial.post(sent, "Content-Type: application/json", path="/talk")
    assert answer.status in {400, 413}
    assert _shows_nothing(answer.raw)
    assert everything(trial.house.store) == before


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://localhost.evil.example", "file://"])
def test_a_page_elsewhere_cannot_speak_for_a_household(trial: Server, origin: str) -> None:
    """A form needs no permission to be sent across; its Origin gives it away."""
    before = everything(trial.house.store)
    sent = json.dumps(SAID).encode()
    assert trial.post(sent, f"Origin: {origin}", "Content-Type: text/plain", path="/talk").status == 400
    assert everything(trial.house.store) == before
