"""What is in the packages: what each function loads and no more, byte code, AWS's machine code, the shop."""

import csv
import platform
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from skill.settings.environment import DEMO_SHOP
from skill.storefronts.catalogue import Catalogue
from tests.support.needs import ROOT
from tests.support.template import sam
from tools.build_lambda import MACHINES, compile_code, pack_shop, print_sizes, sizes, trim
from tools.lambda_functions import FUNCTIONS, files_of

# What a function would only carry.
NEVER = {
    "SkillFunction": {"flask", "werkzeug", "click", "rich", "hassil", "pydantic", "aws_xray_sdk", "waitress"},
    "OutboxFunction": {"flask", "click", "hassil", "ask_sdk_core", "ask_sdk_model", "rapidfuzz", "jwt", "requests"},
    "ScheduledFunction": {"flask", "click", "hassil", "ask_sdk_core", "ask_sdk_model", "rapidfuzz", "jwt", "requests"},
    "ProfileFunction": {
        "ask_sdk_core",
        "ask_sdk_model",
        "rapidfuzz",
        "babel",
        "fluent",
        "jwt",
        "cryptography",
        "boto3",
    },
}
ROOMS_NEVER = {
    "SkillFunction": {"cli", "web", "outbox", "understanding", "simulator", "loading", "demo", "doctor", "workers.py"},
    "OutboxFunction": {"cli", "web", "alexa", "app.py", "bootstrap.py", "services", "storefronts", "loading", "demo"},
    "ScheduledFunction": {
        "cli",
        "web",
        "alexa",
        "app.py",
        "bootstrap.py",
        "services",
        "storefronts",
        "loading",
        "demo",
    },
    "ProfileFunction": {"cli", "alexa", "app.py", "bootstrap.py", "conversation", "locales", "outbox", "workers.py"},
}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """All functions, built by SAM as they are deployed: for AWS's machine and Python."""
    folder = tmp_path_factory.mktemp("sam")
    done = sam("sam", "build", "--parallel", "--build-dir", str(folder / "build"))
    assert done.returncode == 0, done.stderr
    return {name: folder / "build" / name for name in FUNCTIONS}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_package_holds_what_its_function_loads_and_no_more(made: dict[str, Path], name: str) -> None:
    build = made[name]
    assert {file.name for file in build.glob("*.py")} - {"six.py", "typing_extensions.py"} == {FUNCTIONS[name].entry}
    assert [found for found in NEVER[name] if (build / found).exists()] == []
    assert [found for found in ROOMS_NEVER[name] if (build / "skill" / found).exists()] == []
    services = {file.name for file in (build / "botocore" / "data").iterdir() if file.is_dir()}
    assert services == set(FUNCTIONS[name].services)
    assert (build / "catalogue.sqlite").exists() == (name == "SkillFunction")
    assert list(build.rglob("*.csv")) == []


def test_what_is_imported_later_is_packed_too_and_the_texts_beside_it() -> None:
    skill, outbox, profile = (
        {str(file) for file in files_of(FUNCTIONS[f"{name}Function"])} for name in ("Skill", "Outbox", "Profile")
    )
    assert skill >= {"skill/channels/accounts.py", "skill/texts_yaml.py", "skill/storage/sqlite/schema/1.sql"}
    assert skill >= {"skill/locales/de/reorder.ftl", "skill/locales/hearing/en.yaml"}
    assert outbox >= {"skill/channels/mail/ses.py", "skill/locales/de/mail.ftl", "skill/outbox/stream.py"}
    assert profile >= {"skill/web/customers.py", "skill/storage/dynamodb/table.py"}
    # What only a type checker imports is not.
    assert "skill/outbox/worker.py" not in skill
    assert [file for file in profile if not file.endswith((".py", ".sql", ".yaml", ".json"))] == []


@pytest.mark.parametrize("name", FUNCTIONS)
def test_its_machine_code_is_that_of_the_template(made: dict[str, Path], name: str) -> None:
    machine_code = [file.name for file in made[name].rglob("*.so*")]
    here = [file for file in machine_code if "cpython-313-aarch64-linux" not in file and "abi3" not in file]
    assert machine_code
    assert [file for file in here if not file.startswith("lib")] == []
    # The first bytes of a program say which machine it is for: 183 is AArch64.
    elf = {file.read_bytes()[18] for file in made[name].rglob("*.so*")}
    assert elf == {183}


def test_what_the_packages_weigh_and_why(made: dict[str, Path], capsys: pytest.CaptureFixture[str]) -> None:
    weights = {name: sum(sizes(build).values()) / 1e6 for name, build in made.items()}
    with capsys.disabled():
        for name, build in made.items():
            print_sizes(name, sizes(build))
    # Lambda takes 250; every further megabyte is one to load when a process starts. What is large is what it must be:
    # `cryptography` (sealed addresses, tokens), Amazon's SDKs, rapidfuzz (what sounds alike), powertools.
    assert weights["SkillFunction"] < 62
    assert weights["OutboxFunction"] < 45
    assert weights["ScheduledFunction"] < 45
    assert weights["ProfileFunction"] < 27


def test_the_template_that_is_deployed_says_everything_in_full(made: dict[str, Path]) -> None:
    """CloudFormation knows no YAML anchors; SAM writes out what they stand for."""
    written = (made["SkillFunction"].parent / "template.yaml").read_text()
    events = [type(one) for one in yaml.parse(written.replace("!", ""), yaml.SafeLoader)]
    assert yaml.AliasEvent not in events


def test_byte_code_is_made_by_the_running_python_for_its_own_version(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("NUMBER = 1\n")
    assert compile_code(tmp_path, "{}.{}".format(*sys.version_info))
    assert [file.name for file in tmp_path.rglob("*.pyc")] == [f"one.{sys.implementation.cache_tag}.pyc"]


def test_without_that_python_there_is_no_byte_code_and_that_is_said(tmp_path: Path) -> None:
    (tmp_path / "one.py").write_text("NUMBER = 1\n")
    assert not compile_code(tmp_path, "3.99")
    assert list(tmp_path.rglob("*.pyc")) == []


def test_sizes_are_by_package_the_largest_first(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, size in {"one/a.py": 30, "one-1.0.dist-info/METADATA": 5, "two.py": 964, "three/b.so": 1}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"x" * size)
    assert list(sizes(tmp_path).items()) == [("two.py", 964), ("one", 35), ("three", 1)]
    print_sizes("one", sizes(tmp_path))
    assert [line.split()[:2] for line in capsys.readouterr().out.splitlines()[:5]] == [
        ["one,", "in"],
        ["two.py", "0.0"],
        ["one", "0.0"],
        ["the", "rest"],
        ["together", "0.0"],
    ]


def test_a_shop_is_packed_with_its_catalogue_and_without_its_customers(tmp_path: Path) -> None:
    shop, into = tmp_path / "my-shop", tmp_path / "built"
    shutil.copytree(DEMO_SHOP, shop)
    (shop / "words" / "en").mkdir(parents=True)
    (shop / "words" / "en" / "help.ftl").touch()
    into.mkdir()

    pack_shop(into, shop)

    packed = {str(file.relative_to(into)) for file in into.rglob("*") if file.is_file()}
    assert packed >= {"catalogue.sqlite", "shop/shop.yaml", "shop/words/en/help.ftl"}
    assert [name for name in packed if ".csv" in name] == []
    with Catalogue(into / "catalogue.sqlite") as catalogue, (DEMO_SHOP / "products.csv").open() as products:
        assert catalogue.products == sum(1 for _ in csv.DictReader(products))


def test_who_sells_nothing_gets_no_catalogue(tmp_path: Path) -> None:
    pack_shop(tmp_path, DEMO_SHOP, sells=False)
    assert (tmp_path / "shop" / "shop.yaml").is_file()
    assert not (tmp_path / "catalogue.sqlite").exists()


def test_what_nobody_asks_for_is_removed(tmp_path: Path) -> None:
    """What is left of botocore's data is looked at in test_botocore_data.py."""
    for folder in ("botocore/data/ec2", "boto3/data/ec2", "boto3/examples", "bin"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "botocore" / "data" / "endpoints.json").write_text('{"partitions": []}')
    trim(tmp_path, ["kms"])
    assert {str(one.relative_to(tmp_path)) for one in tmp_path.rglob("*")} == {
        *("boto3", "botocore", "botocore/data", "botocore/data/endpoints.json"),
    }


def test_this_machine_is_one_that_packages_can_be_built_for() -> None:
    assert platform.machine() in MACHINES


def test_the_builder_is_a_command_of_its_own() -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "tools.build_lambda", "--help"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert "--machine" in shown.stdout
