"""The server around the skill: this machine only without verification, and nothing shown that is nobody's business."""

from pathlib import Path
from typing import Any

import pytest

from skill.bootstrap import build_app
from skill.errors import SettingsError
from skill.settings.environment import Settings
from skill.storage.memory import MemoryStore
from skill.storage.sqlite import SqliteStore
from skill.web.app import create_app
from tests.support.throwaway_ca import SKILL
from tests.web.conftest import Build, Demo, House, everything
from tests.web.events import OTHER_SKILL, body

# --- without verification: this machine only

ELSEWHERE: dict[str, dict[str, str]] = {
    "X-Forwarded-For": {"X-Forwarded-For": "1.2.3.4"},
    "X-Forwarded-Host": {"X-Forwarded-Host": "localhost"},
    "Forwarded": {"Forwarded": "for=127.0.0.1"},
    "Via": {"Via": "1.1 proxy"},
    "Cloudflare": {"Cf-Connecting-Ip": "1.2.3.4"},
    "ngrok": {"Ngrok-Trace-Id": "x"},
    "Host": {"Host": "shop.example"},
    "Host like loopback": {"Host": "127.0.0.1.example"},
    "Origin": {"Origin": "https://evil.example"},
    "Origin null": {"Origin": "null"},
}


@pytest.mark.parametrize("headers", ELSEWHERE.values(), ids=ELSEWHERE.keys())
def test_from_elsewhere_nothing_is_believed_or_written(build: Build, store: Any, headers: dict[str, str]) -> None:
    house = build(store, "off")
    before, client = everything(store), house.client()
    answer = client.post("/alexa", data=body(house), content_type="application/json", headers=headers)
    assert (answer.status_code, answer.data) == (400, b"")
    said = {"tab": "t", "customer": "x", "locale": "en-US", "text": "reorder the coffee"}
    for path, response in {
        "/talk": client.post("/talk", json=said, headers=headers),
        "/": client.get("/", headers=headers),
        "/talk/anna": client.get("/talk/anna", headers=headers),
        "/talk/static/talk.js": client.get("/talk/static/talk.js", headers=headers),
    }.items():
        assert response.status_code == 400, path
        assert list(response.get_json()) == ["error"]
    assert everything(store) == before


def test_another_machine_is_not_believed(local: House) -> None:
    before = everything(local.store)
    answer = local.client().post("/alexa", data=body(local), environ_base={"REMOTE_ADDR": "192.168.1.7"})
    assert (answer.status_code, answer.data) == (400, b"")
    assert local.client().get("/", environ_base={"REMOTE_ADDR": "192.168.1.7"}).status_code == 400
    assert everything(local.store) == before


def test_this_machine_is_believed_unsigned(local: House) -> None:
    answer = local.client().post("/alexa", data=body(local), content_type="application/json")
    assert answer.status_code == 200
    guest = everything(local.store)["stranger"]
    assert [one["intent"] for one in local.timeline(guest)["interactions"]] == ["Reorder"]


def test_another_skills_request_is_refused_without_verification_too(local: House) -> None:
    before = everything(local.store)
    changed = body(local).replace(SKILL.encode(), OTHER_SKILL.encode())
    answer = local.client().post("/alexa", data=changed, content_type="application/json")
    assert (answer.status_code, answer.data) == (400, b"")
    assert everything(local.store) == before


# --- the rest of the server


@pytest.mark.parametrize("verify", ["on", "off"])
def test_health(build: Build, verify: str) -> None:
    answer = build(MemoryStore(), verify).client().get("/healthz")
    assert (answer.status_code, answer.get_json()) == (200, {"status": "ok"})
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/nothing", 404),
        ("GET", "/customers", 404),
        ("GET", "/customers/anna", 404),
        ("GET", "/customers/a/b/timeline", 404),
        ("GET", "/alexa", 405),
        ("DELETE", "/alexa", 405),
        ("POST", "/healthz", 405),
        ("POST", "/customers/anna/timeline", 405),
        ("GET", "/talk", 405),
        ("GET", "/talk/static/../talk.py", 404),
        ("GET", "/talk/static/%2e%2e/talk.py", 404),
    ],
)
def test_what_is_not_there_shows_nothing(local: House, method: str, path: str, status: int) -> None:
    answer = local.client().open(path, method=method)
    assert answer.status_code == status
    for secret in ("Traceback", "werkzeug", 'File "', "skill/"):
        assert secret not in answer.text
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_an_error_of_ours_shows_nothing(local: House, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any, **__: Any) -> Any:
        raise RuntimeError("the words of the error")

    monkeypatch.setattr(local.store, "timeline", fail)
    for answer in (
        local.client().get("/talk/anna"),
        local.client().get("/customers/anna/timeline", headers={"Authorization": local.token()}),
    ):
        assert answer.status_code == 500
        for secret in ("Traceback", "the words of the error", "skill"):
            assert secret not in answer.text


def test_a_server_without_a_skill_id_does_not_start(demo: Demo, tmp_path: Path) -> None:
    for verify in ("on", "off"):
        environ = {
            "RESTOCK_DATA": str(tmp_path / "data"),
            "RESTOCK_CATALOGUE": str(demo.catalogue),
            "RESTOCK_VERIFY": verify,
            "RESTOCK_SECRET": "s" * 32,
        }
        settings = Settings.from_env(environ)
        with pytest.raises(SettingsError, match=r"^RESTOCK_SKILL_ID is missing; set it to "):
            create_app(settings, build_app(settings, MemoryStore()))


def test_the_secret_is_made_once_and_kept_for_its_owner(demo: Demo, tmp_path: Path) -> None:
    environ = {
        "RESTOCK_DATA": str(tmp_path / "data"),
        "RESTOCK_CATALOGUE": str(demo.catalogue),
        "RESTOCK_SKILL_ID": SKILL,
    }
    settings = Settings.from_env(environ)
    create_app(settings, build_app(settings, SqliteStore(tmp_path / "shop.sqlite")))
    kept = tmp_path / "data" / "secret"
    first = kept.read_text()
    assert (len(first) >= 32, kept.stat().st_mode & 0o777) == (True, 0o600)
    create_app(settings, build_app(settings, MemoryStore()))
    assert kept.read_text() == first
