"""A token is never shown."""

import json
import logging
import pickle

import msgspec
import pytest

from skill.profile.account import NO_TOKEN, Token

SECRET = "eyJhbGciOiJSUzI1NiJ9.keep-me-secret"


class Holder(msgspec.Struct):
    token: Token


@pytest.mark.parametrize("shown", [repr, str, ascii, "{}".format, "{!r}".format, lambda token: f"{Holder(token)}"])
def test_a_token_shows_nothing_of_itself(shown) -> None:  # type: ignore[no-untyped-def]
    text = shown(Token(SECRET))
    assert "Token(…)" in text.replace("\\u2026", "…")
    assert "secret" not in text


def test_a_token_is_not_encoded() -> None:
    for encode in (msgspec.json.encode, msgspec.msgpack.encode, json.dumps):
        with pytest.raises(TypeError):
            encode({"token": Token(SECRET)})
    with pytest.raises(TypeError):
        pickle.dumps(Token(SECRET))


def test_a_token_in_a_log_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        logging.getLogger("skill").info("turn %s", Holder(Token(SECRET)), extra={"token": Token(SECRET)})
    assert "secret" not in f"{caplog.text}{caplog.records[0].__dict__}"


def test_tokens_are_compared_by_value() -> None:
    assert Token("a") == Token("a") != Token("b")
    assert len({Token("a"), Token("a"), Token("b")}) == 2
    assert Token("a") != "a"
    assert (bool(Token("a")), bool(NO_TOKEN), repr(NO_TOKEN)) == (True, False, "Token()")
    assert Token(SECRET).reveal() == SECRET
