"""Pack the Lambda: locked packages for the runtime's Python and machine, our code, the shop, byte code.

``sam build`` runs this through lambda/Makefile, with the Python of ``.venv``; it needs no container.

    .venv/bin/python tools/build_lambda.py --into FOLDER [--python 3.13] [--shop FOLDER]
"""

import argparse
import pickle
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from skill.loading.catalogue_file import write_catalogue
from skill.loading.problem import Problem
from skill.loading.products import read_categories, read_products
from skill.loading.shop_folder import files_in
from skill.settings.environment import DEMO_SHOP
from skill.settings.kinds import FILE as KINDS
from skill.settings.shop import load_shop
from skill.texts import pack_texts

ROOT = Path(__file__).resolve().parents[1]

LEFT_OUT = ("cli", "web", "understanding", "simulator", "loading", "demo")
"""Parts of ``skill`` that only a server or a terminal loads."""

AWS_SERVICES = ("dynamodb", "kms", "sesv2")
"""The AWS services whose descriptions botocore keeps; all 400 of them are 25 MB."""

UNSPOKEN = (
    *("compact_currency_formats", "compact_decimal_formats", "compound_unit_patterns", "currency_names"),
    *("currency_names_plural", "date_fields", "interval_formats", "languages", "meta_zones", "scripts"),
    *("territories", "time_zones", "unit_display_names", "unit_patterns", "variants"),
)
"""Parts of a language's data in Babel that the skill never says; they are most of it, and loading is slow."""

UNASKED = (
    *("all_currencies", "meta_zones", "territory_currencies", "territory_languages", "territory_zones"),
    *("windows_zone_mapping", "zone_aliases", "zone_territories"),
)
"""Parts of Babel's data on all languages that nobody asks for."""

# What the wheels may be built for: Amazon Linux 2023 has glibc 2.34.
_PLATFORMS = [f"manylinux_2_{minor}_x86_64" for minor in range(34, 16, -1)] + ["manylinux2014_x86_64"]


def main() -> None:
    """Build into the folder named on the command line and print its size."""
    parser = argparse.ArgumentParser(description="Pack the Lambda.")
    parser.add_argument("--into", type=Path, required=True, help="folder to fill")
    parser.add_argument("--python", default="3.13", help="version of the Lambda runtime (3.13)")
    parser.add_argument("--shop", type=Path, default=DEMO_SHOP, help="folder with shop.yaml (the demo shop)")
    wanted = parser.parse_args()
    wanted.into.mkdir(parents=True, exist_ok=True)
    install(wanted.into, wanted.python)
    trim(wanted.into)
    copy_code(wanted.into)
    pack_shop(wanted.into, wanted.shop)
    if not compile_code(wanted.into, wanted.python):
        print(f"restock: no Python {wanted.python} here, so .pyc files are left out: a cold start takes longer")
    size = sum(file.stat().st_size for file in wanted.into.rglob("*") if file.is_file())
    print(f"restock: {wanted.into} holds {size / 1e6:.1f} MB (Lambda takes at most 250)")


def install(into: Path, python: str) -> None:
    """Put the wheels of lambda/requirements.lock, built for Lambda, into the folder."""
    command = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-compile"]
    command += ["--require-hashes", "--no-deps", "--requirement", str(ROOT / "lambda" / "requirements.lock")]
    command += ["--target", str(into), "--implementation", "cp", "--python-version", python]
    command += ["--only-binary=:all:", *(f"--platform={name}" for name in _PLATFORMS)]
    subprocess.run(command, check=True)


def trim(folder: Path) -> None:
    """Remove the data of AWS services and of languages that the skill does not use."""
    for service in (folder / "botocore" / "data").iterdir():
        if service.is_dir() and service.name not in AWS_SERVICES:
            shutil.rmtree(service)
    shutil.rmtree(folder / "bin", ignore_errors=True)
    languages = {path.name.partition("-")[0] for path in (ROOT / "skill" / "locales").iterdir() if path.is_dir()}
    for data in (folder / "babel" / "locale-data").glob("*.dat"):
        if data.stem != "root" and data.stem.partition("_")[0] not in languages:
            data.unlink()
        else:
            empty(data, UNSPOKEN)
    empty(folder / "babel" / "global.dat", UNASKED)


def empty(data: Path, parts: Sequence[str]) -> None:
    """Empty some parts of one of Babel's files."""
    found = pickle.loads(data.read_bytes())
    data.write_bytes(pickle.dumps(found | {part: {} for part in parts if part in found}))


def copy_code(into: Path) -> None:
    """Copy the entry points and the package without what Lambda never loads."""
    for entry_point in (ROOT / "lambda").glob("*.py"):
        shutil.copy(entry_point, into)
    shutil.copytree(ROOT / "skill", into / "skill", ignore=_ignored, dirs_exist_ok=True)
    locales = into / "skill" / "locales"
    for table in (*(locales / "hearing").glob("*.yaml"), locales / "naming" / "ordinals.yaml"):
        pack_texts(table)


def pack_shop(into: Path, shop: Path) -> None:
    """Copy a shop's settings and words into ``shop`` and make ``catalogue.sqlite`` of its products.

    Its CSV files stay out: customers and orders live in the table, where `restock import` puts them.
    """
    shutil.copytree(shop, into / "shop", ignore=shutil.ignore_patterns("*.csv", "*.csv.gz"), dirs_exist_ok=True)
    for texts in ("shop.yaml", KINDS):
        if (into / "shop" / texts).is_file():
            pack_texts(into / "shop" / texts)
    config, files = load_shop(shop), files_in(shop)
    if files.products is None:
        raise SystemExit(f"restock: {shop} holds no products.csv")
    categories = read_categories(files.categories, config, _complain) if files.categories else None
    products = (product for product, _ in read_products(files.products, categories, config, _complain))
    write_catalogue(into / "catalogue.sqlite", products, config.languages)


def _complain(problem: Problem) -> None:
    print(f"restock: {problem.file}, line {problem.line}: {problem.text}", file=sys.stderr)


def _ignored(folder: str, names: list[str]) -> set[str]:
    left_out = LEFT_OUT if Path(folder) == ROOT / "skill" else ()
    return {name for name in names if name in left_out or name == "__pycache__"}


def compile_code(folder: Path, python: str) -> bool:
    """Write byte code with the runtime's own Python; False when there is none on this machine.

    The files are marked as always valid: packing changes the times that Python would compare.
    """
    interpreter = sys.executable if python == "{}.{}".format(*sys.version_info) else shutil.which(f"python{python}")
    # A version manager may put a name on the path that runs nothing.
    if interpreter is None or subprocess.run([interpreter, "-V"], capture_output=True, check=False).returncode:
        return False
    command = [interpreter, "-m", "compileall", "-q", "-j0", "--invalidation-mode", "unchecked-hash"]
    command += ["-s", str(folder), "-p", "/var/task", str(folder)]
    subprocess.run(command, check=True)
    return True


if __name__ == "__main__":
    main()
