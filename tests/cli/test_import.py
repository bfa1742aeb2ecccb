"""``restock import``."""

import re
from pathlib import Path

import pytest

from skill.storage.open import open_store
from tests.cli.conftest import Run
from tests.loading.files import CATEGORIES, CUSTOMERS, ORDERS, PRODUCTS, write

BAD = "id,price,name\n" + "".join(f"p{n},free,N\n" for n in range(25))


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    files = {"products": PRODUCTS, "categories": CATEGORIES, "customers": CUSTOMERS, "orders": ORDERS}
    for name, content in files.items():
        write(tmp_path / f"{name}.csv", content.replace("2026-", "2024-"))
    return tmp_path


def everything(shop: Path) -> list[str | Path]:
    return [
        part
        for name in ("products", "categories", "customers", "orders")
        for part in (f"--{name}", shop / f"{name}.csv")
    ]


def table(output: str) -> dict[str, str]:
    rows = [line.strip("│ ").split("│") for line in output.splitlines() if line.startswith("│")]
    return {name.strip(): value.strip() for name, value in rows}


def test_a_whole_shop(run: Run, shop: Path) -> None:
    done = run("import", *everything(shop))
    assert (done.exit_code, done.stderr) == (0, "")
    assert table(done.stdout) == {
        "products": "2",
        "customers": "3",
        "orders": "3",
        "lines": "4",
        "problems": "0",
        "newest order": "2024-11-20",
    }
    assert list(open_store("sqlite:///.restock/restock.sqlite").customer_ids()) == ["anna", "bob", "zoe"]  # type: ignore[attr-defined]


def test_moved_to_the_present(run: Run, shop: Path) -> None:
    done = run("import", *everything(shop), "--shift")
    assert done.exit_code == 0
    assert table(done.stdout)["moved by weeks"].startswith("+")


def test_problems_are_said_and_the_rest_is_loaded(run: Run, shop: Path) -> None:
    write(shop / "products.csv", BAD + "ok,1,Ok\n")
    done = run("import", "--products", shop / "products.csv")
    assert done.exit_code == 0
    said = done.stderr.splitlines()
    assert said[0] == "products.csv line 2: price 'free' is not an amount of money such as 4.99; line left out"
    assert len(said) == 21
    assert said[20] == "… and 5 more problems; --problems FILE writes all of them"
    assert (table(done.stdout)["products"], table(done.stdout)["problems"]) == ("1", "25")


def test_all_problems_in_a_file(run: Run, shop: Path) -> None:
    write(shop / "products.csv", BAD + "ok,1,Ok\n")
    done = run("import", "--products", shop / "products.csv", "--problems", shop / "all.txt")
    assert done.stderr.splitlines()[-1] == f"… and 5 more problems; all are in {shop}/all.txt"
    lines = (shop / "all.txt").read_text().splitlines()
    assert len(lines) == 25
    assert lines[-1] == "products.csv line 26: price 'free' is not an amount of money such as 4.99; line left out"


def test_nothing_to_read_is_exit_code_2(run: Run, shop: Path) -> None:
    write(shop / "customers.csv", "customer_id,people\n,Anna\n")
    done = run("import", "--customers", shop / "customers.csv")
    assert done.exit_code == 2
    assert done.stderr.splitlines() == [
        "customers.csv line 2: customer_id is empty; line left out",
        "nothing could be read",
    ]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "is empty; its first line must name the columns id, price, name"),
        ("id,name\n", "has no column price; its first line names id, name"),
        (BAD, "holds no product that could be read"),
    ],
)
def test_a_file_of_no_use_is_exit_code_2(run: Run, shop: Path, content: str, sentence: str) -> None:
    path = write(shop / "products.csv", content)
    done = run("import", "--products", path)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == f"Error: {path} {sentence}"
    assert not (shop / ".restock" / "catalogue.sqlite").exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "name at least one of --products, --customers and --orders"),
        (["--orders", "orders.csv", "--categories", "categories.csv"], "--categories needs --products"),
        (["--orders", "none.csv"], "Invalid value for '--orders': File 'none.csv' does not exist."),
    ],
)
def test_wrong_use(run: Run, shop: Path, arguments: list[str], sentence: str) -> None:
    done = run("import", *arguments)
    assert done.exit_code == 2
    assert done.stderr.splitlines()[-1] == f"Error: {sentence}"


def test_orders_before_products(run: Run, shop: Path) -> None:
    done = run("import", "--orders", shop / "orders.csv")
    assert done.exit_code == 2
    assert done.stderr == (
        "Error: RESTOCK_CATALOGUE=.restock/catalogue.sqlite does not exist; build it with: restock catalogue build\n"
    )


def test_the_catalogue_alone(run: Run, shop: Path) -> None:
    done = run("catalogue", "build", "--products", shop / "products.csv", "--out", shop / "out" / "c.sqlite")
    assert done.exit_code == 0
    assert re.fullmatch(rf"2 products in {re.escape(str(shop))}/out/c\.sqlite: 2\.2 MB, \d+\.\d s\n", done.stdout)
    assert not (shop / ".restock").exists()
    demo = run("catalogue", "build")
    assert demo.exit_code == 0
    assert re.fullmatch(r"\d+ products in \.restock/catalogue\.sqlite: 2\.\d MB, \d+\.\d s\n", demo.stdout)


def test_a_catalogue_that_cannot_be_written(run: Run, shop: Path) -> None:
    (shop / "file").write_text("no folder")
    done = run("catalogue", "build", "--products", shop / "products.csv", "--out", shop / "file" / "c.sqlite")
    assert done.exit_code == 1
    assert done.stderr.startswith(f"Error: {shop}/file/c.sqlite could not be written: ")
