"""Path tricks: dots, slashes, NUL and other alphabets in the paths of the profile API and of the pages."""

from __future__ import annotations

import json

import pytest

from tests.doors.listening import Server, bearer
from tests.web.conftest import SECRET, everything

PATHS = [
    "/customers/ben/timeline",
    "/customers/anna/../ben/timeline",
    "/customers/anna/%2e%2e/ben/timeline",
    "/customers/anna/%2E%2E/ben/timeline",
    "/customers/anna/..%2fben/timeline",
    "/customers/anna%2f..%2fben/timeline",
    "/customers/anna/%252e%252e/ben/timeline",
    "/customers/../customers/ben/timeline",
    "/customers//ben/timeline",
    "//customers/ben/timeline",
    "/customers/./ben/timeline",
    "/customers/ben%2ftimeline",
    "/customers/anna%00/timeline",
    "/customers/anna%00ben/timeline",
    "/customers/anna%0d%0aX-Evil:%201/timeline",
    "/customers/anna%20/timeline",
    "/customers/%20anna/timeline",
    "/customers/ANNA/timeline",
    "/customers/anna./timeline",
    "/customers/anna;x=1/timeline",
    "/customers/anna%3fx=1/timeline",
    "/customers/anna%23/timeline",
    "/customers/%EF%BD%81nna/timeline",
    "/customers/%c0%ae%c0%ae/timeline",
    "/customers/%2e%2e%2fanna/timeline",
    "/customers/a%2fb/timeline",
    "/customers/..%5canna/timeline",
    "/customers/..\\anna/timeline",
    "/customers/anna/timeline/../../ben/timeline",
    "/customers/anna/timeline%2f..%2f..%2fben%2ftimeline",
    "/customers/%/timeline",
    "/customers/%zz/timeline",
    "/customers/" + "a" * 5_000 + "/timeline",
    "/customers/" + "%2e%2e%2f" * 500 + "etc%2fpasswd/timeline",
    "http://evil.example/customers/ben/timeline",
    "/customers/*/timeline",
    "/customers/anna,ben/timeline",
    "/customers/anna/timeline?customer=ben",
    "/customers/anna/meanings/../../ben/meanings",
    b"/customers/\xff\xfe/timeline",
    b"/customers/b\xc3\xa4n/timeline",
]


@pytest.mark.parametrize("path", PATHS, ids=range(len(PATHS)))
def test_annas_token_opens_annas_profile_by_whatever_path(server: Server, path: str | bytes) -> None:
    """Whatever is written, the answer is Anna's or a refusal, and a refusal is no longer than a line."""
    before = everything(server.house.store)

    answer = server.get(path, bearer(server.house.token("anna")))

    if answer.status == 200:
        assert json.loads(answer.body)["customer"] == "anna"
        assert path == "/customers/anna/timeline?customer=ben"
    else:
        assert answer.status in {308, 400, 403, 404, 414}, answer.raw[:300]
        assert len(answer.body) < 6_000
        assert b"ben" not in answer.body or answer.status == 308
        assert "x-evil" not in answer.headers
    assert everything(server.house.store) == before


@pytest.mark.parametrize(
    "path",
    [
        *("/talk/static/../../../../etc/passwd", "/static/../../etc/passwd", "/talk/static/%2e%2e/%2e%2e/app.py"),
        *(
            "/talk/static/..%2f..%2fapp.py",
            "/talk/static/talk.js%00.css",
            "/static/%00",
            "/static/talk.js",
            "/.git/config",
            "/.restock/secret",
        ),
        *(
            "/secret",
            "/contact.key",
            "/restock.sqlite",
            "/mail/",
            "/console",
            "/?__debugger__=yes&cmd=resource&f=style.css",
        ),
        *("/alexa/..", "/alexa%00", "/healthz/../customers/anna/timeline", "/metrics", "/server-status", "/env"),
    ],
)
def test_no_path_leads_to_a_file_or_a_page(server: Server, path: str) -> None:
    answer = server.get(path, bearer(server.house.token()))
    assert answer.status in {308, 400, 401, 403, 404, 405}
    for secret in (b"root:", b"Traceback", b"werkzeug", b"[core]", SECRET.encode(), b"def "):
        assert secret not in answer.raw
