"""How the profile API and the page answer: JSON that nobody keeps a copy of."""

from __future__ import annotations

import msgspec
from flask import Response


def json_answer(body: object, status: int = 200) -> Response:
    """``body`` as JSON, never cached."""
    response = Response(msgspec.json.encode(body), status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
