"""What the page sends to POST /talk, and reads beside it."""

import json
from typing import Any

from tests.web.conftest import House


def said(text: str = "", **changes: Any) -> dict[str, Any]:
    return {"tab": "t", "customer": "anna", "person": "Anna", "locale": "en-US", "text": text} | changes


def post(house: House, what: Any) -> tuple[int, Any]:
    data = what if isinstance(what, bytes) else json.dumps(what).encode()
    house.tick()
    answer = house.client().post("/talk", data=data)
    assert answer.content_type == "application/json"
    assert answer.headers["Cache-Control"] == "no-store"
    return answer.status_code, answer.get_json()


def hear(house: House, text: str = "", **changes: Any) -> Any:
    status, heard = post(house, said(text, **changes))
    assert status == 200, heard
    return heard


def beside(house: House, customer: str = "anna") -> Any:
    answer = house.client().get(f"/talk/{customer}")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-store")
    return answer.get_json()
