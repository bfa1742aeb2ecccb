"""The smaller commands, and how errors are said."""

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import jwt
import msgspec
import pytest

from skill.profile.customer import Identity
from skill.settings.environment import Settings
from skill.shopping.purchases import Digest
from skill.storage.open import open_store
from skill.storage.port import Profile
from skill.web.access import TokenRefused
from skill.web.tokens import check
from tests.cli.conftest import Run

STORE = "sqlite:///.restock/restock.sqlite"


def test_help_names_every_command_quickly() -> None:
    code = (
        "import sys; sys.argv = ['restock', '--help']\n"
        "slow = {'rich.console', 'flask', 'hassil', 'boto3', 'jwt', 'yaml', 'msgspec'}\n"
        "from skill.cli.main import main\n"
        "try: main()\n"
        "finally: print(sorted(slow & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = [line.split()[0] for line in done.stdout.partition("Commands:")[2].splitlines() if line.startswith("  ")]
    assert names == [
        "catalogue",
        "customers",
        "doctor",
        "household",
        "import",
        "kinds",
        "link",
        "models",
        "outbox",
        "person",
        "rebuild",
        "serve",
        "talk",
        "token",
    ]
    assert done.stdout.splitlines()[-1] == "[]"


def test_a_wrong_setting_is_one_sentence(run: Run) -> None:
    done = run("customers", port="many")
    assert done.exit_code == 2
    assert done.output == "Error: RESTOCK_PORT=many is no port; set it to a number from 0 to 65535\n"
    assert "Traceback" not in done.output


def test_serve_needs_a_skill_id(run: Run, tmp_path: Path) -> None:
    done = run("serve")
    assert done.exit_code == 2
    assert done.output.startswith("Error: RESTOCK_SKILL_ID is missing; ")
    assert list(tmp_path.iterdir()) == []


def test_customers(demo: Run) -> None:
    done = demo("customers", "--limit", "2")
    rows = [[cell.strip() for cell in line.strip("│").split("│")] for line in done.stdout.splitlines() if "│" in line]
    assert [row[:2] for row in rows] == [["anna", "Anna, Ben, Mia (child)"], ["bailey", "Frank, Joan"]]
    assert done.stdout.splitlines()[-1] == "more than 2; see --limit"


def test_no_customers_yet(run: Run) -> None:
    done = run("customers")
    assert done.stdout == "there are no customers yet; load some with: restock import, or start: restock serve\n"


def test_a_store_that_cannot_list(run: Run) -> None:
    done = run("customers", store="dynamodb://table", store_endpoint="http://127.0.0.1:9")
    assert done.exit_code == 2
    assert done.output == (
        "Error: this store cannot list its customers without reading all of it; "
        "name one, or set RESTOCK_STORE=sqlite:///…\n"
    )


def test_link(demo: Run) -> None:
    done = demo("link", "anna", "amzn1.ask.account.REAL")
    assert (done.exit_code, done.output) == (0, "the account now speaks for anna\n")
    assert open_store(STORE).identify(Identity.of("alexa", "amzn1.ask.account.REAL")) == "anna"


@pytest.mark.parametrize(
    ("arguments", "code", "sentence"),
    [
        (["anna", "me"], 2, "Invalid value for ALEXA_USER_ID: 'me' does not begin with amzn1.ask.account."),
        (["nobody", "amzn1.ask.account.X"], 1, "there is no customer 'nobody'; see: restock customers"),
    ],
)
def test_a_wrong_link_writes_nothing(demo: Run, arguments: list[str], code: int, sentence: str) -> None:
    done = demo("link", *arguments)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (code, f"Error: {sentence}")
    assert open_store(STORE).identify(Identity.of("alexa", arguments[1])) is None


def test_a_token_opens_one_customers_timeline_for_its_time(run: Run) -> None:
    done = run("token", "--scope", "timeline:read", "--scope", "timeline:read", "--customer", "anna", "--for", "2h")
    assert done.exit_code == 0
    secret = Settings.from_env({}).local_secret()
    bearer, now = f"Bearer {done.stdout.strip()}", datetime.now(UTC)
    check(secret, bearer, scope="timeline:read", customer="anna", now=now)
    for wrong in (
        {"customer": "bob", "now": now},
        {"customer": "anna", "now": now + timedelta(hours=3)},
    ):
        with pytest.raises(TokenRefused):
            check(secret, bearer, scope="timeline:read", **wrong)  # type: ignore[arg-type]
    claims = jwt.decode(done.stdout.strip(), options={"verify_signature": False})
    assert set(claims) == {"iss", "aud", "sub", "scope", "exp", "iat", "customer"}
    assert (claims["scope"], claims["sub"], claims["exp"] - claims["iat"]) == ("timeline:read", "anna", 7200)


def test_a_token_for_all_customers(run: Run) -> None:
    done = run("token", secret="s" * 32)
    check("s" * 32, f"Bearer {done.stdout.strip()}", scope="timeline:read", customer="bob", now=datetime.now(UTC))
    assert not Path(".restock").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--scope", "all"], "scopes are timeline:read, not all"),
        (
            ["--scope", "timeline:read", "--for", "1y"],
            "Invalid value for '--for': '1y' is no time such as 30m, 1h or 7d, at most 90d",
        ),
        (
            ["--scope", "timeline:read", "--for", "91d"],
            "Invalid value for '--for': '91d' is no time such as 30m, 1h or 7d, at most 90d",
        ),
    ],
)
def test_a_wrong_token(run: Run, arguments: list[str], sentence: str) -> None:
    done = run("token", *arguments)
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (2, f"Error: {sentence}")
    assert done.stdout == ""


def products(model: Path) -> dict[str, str]:
    language = json.loads(model.read_text())["interactionModel"]["languageModel"]
    assert language["invocationName"] == "corner pantry"
    values = next(kind["values"] for kind in language["types"] if kind["name"] == "PRODUCT")
    return {value["id"]: value["name"]["value"] for value in values}


def test_models_of_the_shops_folder_and_of_what_was_loaded(demo: Run, tmp_path: Path) -> None:
    done = demo("models", "--out", "made")
    assert (done.exit_code, done.stdout) == (0, "made/en-US.json\nmade/de-DE.json\n")
    assert demo("models", "--loaded", "--out", "loaded").exit_code == 0
    for locale in ("en-US", "de-DE"):
        names = products(tmp_path / "made" / f"{locale}.json")
        assert len(names) > 250
        assert products(tmp_path / "loaded" / f"{locale}.json") == names


def test_rebuild_says_what_differed(demo: Run) -> None:
    assert demo("rebuild", "--check").stdout == "32 looked at, 0 differ\n"
    store = open_store(STORE)
    loaded = store.load("anna", "", datetime.now(UTC))
    assert loaded.customer is not None
    right = dict(loaded.digest.entries)
    first, second = sorted(right)[:2]
    wrong = dict(right)
    wrong["ghost"] = wrong.pop(first)
    wrong[second] = msgspec.structs.replace(right[second], times=99, units=100)
    store.put_profiles([Profile(customer=loaded.customer, digest=Digest(wrong))])
    times, units = right[second].times, right[second].units
    said = sorted(
        [
            f"anna: {first} was missing",
            f"anna: {second} said 99 times and 100 units, is {times} and {units}",
            "anna: ghost was in no order",
        ],
        key=lambda line: line.split()[1],
    )
    checked = demo("rebuild", "anna", "--check")
    assert (checked.exit_code, checked.stdout.splitlines()) == (1, [*said, "1 looked at, 1 differ"])
    done = demo("rebuild", "anna")
    assert (done.exit_code, done.stdout.splitlines()) == (0, [*said, "1 looked at, 1 were made anew"])
    assert open_store(STORE).load("anna", "", datetime.now(UTC)).digest.entries == right
    assert demo("rebuild").stdout == "32 looked at, 0 were made anew\n"
