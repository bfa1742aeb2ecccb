"""``restock talk``: an Echo in the terminal."""

import json
from datetime import UTC, datetime
from pathlib import Path

import jwt
import pytest

from tests.cli.conftest import Run
from tests.support.authorization import AUDIENCE, ISSUER, claims, jwk, private_key


def test_the_first_start_loads_the_demo_shop(run: Run) -> None:
    first = run("talk", "--say", "open corner pantry")
    assert first.exit_code == 0
    said = first.stderr.splitlines()
    assert said[0].startswith("first start: loading Corner Pantry from ")
    assert said[1].endswith(" orders loaded")
    assert len(said) == 2
    assert run("talk", "--say", "open corner pantry").stderr == ""


def test_sentences_and_answers(demo: Run) -> None:
    done = demo(
        "talk", "--customer", "anna", "--say", "open corner pantry", "--say", "reorder the coffee", "--say", "no"
    )
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "> open corner pantry"
    assert lines[1].startswith("Alexa: Hi Anna, ")
    assert lines[2] == "> reorder the coffee"
    assert lines[3].startswith("Alexa: ")
    assert "coffee" in lines[3]
    assert "> no" in lines


def test_a_voice_nobody_knows_hears_no_name(demo: Run) -> None:
    done = demo("talk", "--customer", "anna", "--person", "none", "--say", "open corner pantry")
    assert done.exit_code == 0
    assert "Anna" not in done.stdout


def test_german(demo: Run) -> None:
    done = demo(
        "talk", "--customer", "schmidt", "--person", "jonas", "--locale", "de-DE", "--say", "öffne corner pantry"
    )
    assert done.stdout.splitlines()[1].startswith("Alexa: Hallo Jonas, ")


def test_typing(demo: Run) -> None:
    done = demo("talk", "--customer", "anna", typed="open corner pantry\nstop\n")
    assert done.exit_code == 0
    assert done.stderr == "anna, Anna, en-US. Say: open corner pantry. Ctrl-D leaves.\n"
    assert "Alexa: Hi Anna, " in done.stdout
    assert "  (session ended)" in done.stdout.splitlines()


def test_requests_and_responses(demo: Run) -> None:
    done = demo("talk", "--customer", "anna", "--device", "screen", "--json", "--say", "reorder the coffee")
    head, _, rest = done.stdout.partition("\n")
    assert head == "> reorder the coffee"
    request, end = json.JSONDecoder().raw_decode(rest)
    response = json.loads(rest[end:])
    assert request["context"]["System"]["user"]["userId"] == "amzn1.ask.account.DEMO-anna"
    assert request["context"]["System"]["person"]["personId"] == "amzn1.ask.person.DEMO-anna-anna"
    assert "Alexa.Presentation.APL" in request["context"]["System"]["device"]["supportedInterfaces"]
    assert request["request"]["intent"]["name"] == "Reorder"
    assert response["version"] == "1.0"


def test_an_access_token_speaks_for_the_shops_own_account(demo: Run, tmp_path: Path) -> None:
    """An account nobody linked, with a token that the shop's key signed for Anna."""
    keys, token = tmp_path / "jwks.json", tmp_path / "token"
    keys.write_text(json.dumps({"keys": [jwk(private_key(), "one")]}))
    now = datetime.now(UTC)
    token.write_text(jwt.encode(claims("anna", now), private_key(), "RS256", headers={"kid": "one"}) + "\n")
    link = {"link_jwks": str(keys), "link_audience": AUDIENCE, "link_issuer": ISSUER}
    asked = ("talk", "--customer", "none", "--say", "order the bluebird dark roast coffee")

    guest, linked = demo(*asked, **link), demo(*asked, "--token", token, **link)

    assert "card: LinkAccount" in guest.stdout
    assert "Shall I order it?" in linked.stdout
    assert "card: LinkAccount" not in linked.stdout


def test_a_replay(demo: Run, tmp_path: Path) -> None:
    recorded = {
        "skillId": "amzn1.ask.skill.demo",
        "locale": "de-DE",
        "type": "text",
        "userInput": ["öffne corner pantry", "stopp", ".quit", "never said"],
    }
    (tmp_path / "replay.json").write_text(json.dumps(recorded))
    done = demo("talk", "--customer", "schmidt", "--replay", tmp_path / "replay.json")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert [line for line in lines if line.startswith("> ")] == ["> öffne corner pantry", "> stopp"]
    assert lines[1].startswith("Alexa: Hallo Katrin, ")
    assert lines[-1] == "  (session ended)"


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["--customer", "nobody"], 1, "there is no customer 'nobody'; see: restock customers"),
        (
            ["--customer", "anna", "--person", "Zorro"],
            2,
            "Invalid value for --person: Zorro is not in this household; there is Anna, Ben, Mia",
        ),
        (["--locale", "fr-FR"], 2, "Invalid value for --locale: fr-FR is not among en-US, de-DE"),
        (["--say", "x", "--replay", "r.json"], 2, "--say and --replay do not go together"),
        (["--replay", "r.json"], 1, 'r.json needs "skillId"'),
    ],
)
def test_wrong_use(demo: Run, tmp_path: Path, arguments: list[str], code: int, sentence: str) -> None:
    (tmp_path / "r.json").write_text("{}")
    done = demo("talk", *arguments)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (code, f"Error: {sentence}")


@pytest.mark.parametrize(
    ("pin", "heard"),
    [
        ("wrong", "I couldn't confirm your PIN, so nothing is ordered."),
        ("right", "Done: Maple Lane dollhouse for $171.19 from Corner Pantry."),
        ("none", "Done: Maple Lane dollhouse for $171.19 from Corner Pantry."),
    ],
)
def test_alexas_own_pin(demo: Run, pin: str, heard: str) -> None:
    done = demo("talk", "--customer", "carter", "--pin", pin, "--say", "order a dollhouse", "--say", "yes")
    assert done.exit_code == 0
    assert heard in done.stdout
    assert ("Done" in done.stdout) == (pin != "wrong")
    assert ("voice code" in done.stdout) == (pin == "none")
