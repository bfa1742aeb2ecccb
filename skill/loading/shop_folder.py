"""Loading a shop folder: the files beside its ``shop.yaml``."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from skill.loading.load import ShopFiles, Summary, load
from skill.loading.problem import Problem, Report, UnreadableFile, Watch, nobody_watches
from skill.profile.contact import Seal
from skill.settings.shop import ShopConfig
from skill.storage.port import Store


def files_in(folder: Path) -> ShopFiles:
    """``products.csv`` (or ``products.csv.gz``) and its like; None for those that are not there.

    Raises:
        UnreadableFile: when there is no ``products.csv``.

    """
    found = {name: _file(folder, name) for name in ShopFiles._fields}
    if found["products"] is None:
        raise UnreadableFile(f"{folder} holds no products.csv")
    return ShopFiles(**found)


def load_folder(
    store: Store,
    config: ShopConfig,
    folder: Path,
    catalogue: Path,
    today: date,
    *,
    shift: bool = True,
    contacts: Seal | None = None,
    report: Report | None = None,
    watch: Watch = nobody_watches,
) -> Summary:
    """Load a whole shop folder, its purchases moved to the week before ``today``. See ``load``.

    Raises:
        UnreadableFile: when nothing of a file can be used.

    """
    files = files_in(folder)
    report = report or _overlook
    return load(files, store, config, catalogue, today, shift=shift, contacts=contacts, report=report, watch=watch)


def _file(folder: Path, name: str) -> Path | None:
    candidates = (folder / f"{name}.csv", folder / f"{name}.csv.gz")
    return next((path for path in candidates if path.is_file()), None)


def _overlook(problem: Problem) -> None:
    """Problems are counted in the summary."""
