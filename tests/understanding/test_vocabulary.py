"""The names in a shop's CSV files, per language."""

from pathlib import Path

from skill.locales.vocabulary import Entry, Vocabulary, read_vocabulary, without_size


def test_the_languages_own_columns_win(vocabularies: dict[str, Vocabulary]) -> None:
    assert vocabularies["de-DE"].products[0] == Entry(
        "coffee-house",
        "Bluebird Hausmischung",
        ("Bluebird Hausmischung, gemahlen", "Hausmischung", "gemahlener Kaffee"),
    )
    assert vocabularies["en-US"].categories[0] == Entry("category:coffee", "coffee", ("coffees", "java"))


def test_rows_without_a_name_are_left_out(vocabularies: dict[str, Vocabulary]) -> None:
    assert "no-name" not in {entry.id for entry in vocabularies["en-US"].products}


def test_categories_come_first(vocabularies: dict[str, Vocabulary]) -> None:
    ids = [entry.id for entry in vocabularies["en-US"].entries]

    assert ids[:4] == ["category:coffee", "category:milk", "category:cookies", "coffee-house"]


def test_a_shop_of_one_language_without_categories(tmp_path: Path) -> None:
    products = tmp_path / "products.csv"
    products.write_text("id,name\ntea,Green Tea\n,nameless\n", encoding="utf-8")

    vocabulary = read_vocabulary(products, tmp_path / "missing.csv", "de-DE")

    assert vocabulary == Vocabulary((Entry("tea", "Green Tea"),))


def test_sizes_are_not_said() -> None:
    assert without_size("House Blend, 30 oz") == "House Blend"
    assert without_size("Milk, fresh") == "Milk, fresh"
    assert without_size("7 Hills Cola") == "7 Hills Cola"
