"""Pack a Lambda: locked packages for the runtime's Python and machine, our code, the shop, byte code.

``sam build`` runs this through lambda/Makefile, with the Python of ``.venv``; it needs no container.

    .venv/bin/python tools/build_lambda.py --into FOLDER [--function SkillFunction] [--python 3.13]
                                           [--machine arm64] [--shop FOLDER]
"""

import argparse
import os
import pickle
import platform
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
from tools.botocore_data import lighten
from tools.lambda_functions import FUNCTIONS, ROOT, Function, files_of

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

MACHINES = {"arm64": "aarch64", "aarch64": "aarch64", "x86_64": "x86_64"}
"""Names of a machine, and how wheels call it."""


def main() -> None:
    """Build into the folder named on the command line and print its size."""
    parser = argparse.ArgumentParser(description="Pack a Lambda.")
    parser.add_argument("--into", type=Path, required=True, help="folder to fill")
    parser.add_argument("--function", default="SkillFunction", choices=FUNCTIONS, help="which (SkillFunction)")
    parser.add_argument("--python", default="3.13", help="version of the Lambda runtime (3.13)")
    parser.add_argument("--machine", default=platform.machine(), choices=MACHINES, help="arm64 or x86_64 (this one's)")
    parser.add_argument("--shop", type=Path, default=DEMO_SHOP, help="folder with shop.yaml (the demo shop)")
    wanted = parser.parse_args()
    function = FUNCTIONS[wanted.function]
    wanted.into.mkdir(parents=True, exist_ok=True)
    install(wanted.into, function.lock, wanted.python, MACHINES[wanted.machine])
    trim(wanted.into, function.services)
    copy_code(wanted.into, function)
    pack_shop(wanted.into, wanted.shop, sells=function.sells)
    if not compile_code(wanted.into, wanted.python):
        print(f"restock: no Python {wanted.python} here, so .pyc files are left out: a cold start takes longer")
    print_sizes(f"restock: {wanted.function} for Python {wanted.python} on {wanted.machine}", sizes(wanted.into))


def install(into: Path, lock: str, python: str, machine: str) -> None:
    """Put the wheels of a lock file, built for Lambda, into the folder."""
    # What they may be built for: Amazon Linux 2023 has glibc 2.34.
    platforms = [*(f"manylinux_2_{minor}_{machine}" for minor in range(34, 16, -1)), f"manylinux2014_{machine}"]
    command = [sys.executable, "-m", "pip", "install", "-qq", "--disable-pip-version-check", "--no-compile"]
    command += ["--require-hashes", "--no-deps", "--requirement", str(ROOT / "lambda" / lock)]
    command += ["--target", str(into), "--implementation", "cp", "--python-version", python]
    command += ["--only-binary=:all:", *(f"--platform={name}" for name in platforms)]
    subprocess.run(command, check=True)


def trim(folder: Path, services: Sequence[str]) -> None:
    """Remove the data of AWS services and of languages that the function does not use: most of botocore and Babel."""
    lighten(folder / "botocore" / "data", frozenset(services))
    # boto3's are another view on the same services, which nobody asks for.
    for unused in ("bin", "boto3/data", "boto3/examples"):
        shutil.rmtree(folder / unused, ignore_errors=True)
    if not (folder / "babel").is_dir():
        return
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


def copy_code(into: Path, function: Function) -> None:
    """Copy the entry point, and of the package what the function can import."""
    shutil.copy(ROOT / "lambda" / function.entry, into)
    for file in files_of(function):
        (into / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, into / file)
    locales = into / "skill" / "locales"
    for table in (*locales.glob("hearing/*.yaml"), *locales.glob("naming/ordinals.yaml")):
        pack_texts(table)


def pack_shop(into: Path, shop: Path, *, sells: bool = True) -> None:
    """Copy a shop's settings and words into ``shop``; for who sells, make ``catalogue.sqlite`` of its products.

    Its CSV files stay out: customers and orders live in the table, where `restock import` puts them.
    """
    shutil.copytree(shop, into / "shop", ignore=shutil.ignore_patterns("*.csv", "*.csv.gz"), dirs_exist_ok=True)
    for texts in ("shop.yaml", KINDS):
        if (into / "shop" / texts).is_file():
            pack_texts(into / "shop" / texts)
    if not sells:
        return
    config, files = load_shop(shop), files_in(shop)
    if files.products is None:
        raise SystemExit(f"restock: {shop} holds no products.csv")
    categories = read_categories(files.categories, config, _complain) if files.categories else None
    products = (product for product, _ in read_products(files.products, categories, config, _complain))
    write_catalogue(into / "catalogue.sqlite", products, config.languages)


def _complain(problem: Problem) -> None:
    print(f"restock: {problem.file}, line {problem.line}: {problem.text}", file=sys.stderr)


def compile_code(folder: Path, python: str) -> bool:
    """Write byte code with the runtime's own Python; False when there is none on this machine.

    The files are marked as always valid: packing changes the times that Python would compare.
    """
    interpreter = _interpreter(python)
    if interpreter is None:
        return False
    command = [interpreter, "-W", "ignore::SyntaxWarning", "-m", "compileall", "-q", "-j0"]
    command += ["--invalidation-mode", "unchecked-hash", "-s", str(folder), "-p", "/var/task", str(folder)]
    subprocess.run(command, check=True)
    return True


def _interpreter(python: str) -> str | None:
    """A Python of this version: the running one, one on the path, or one that pyenv keeps."""
    if python == "{}.{}".format(*sys.version_info):
        return sys.executable
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    on_the_path = shutil.which(f"python{python}")
    kept = [str(path) for path in sorted(pyenv.glob(f"versions/{python}.*/bin/python{python}"))]
    for interpreter in [on_the_path, *kept] if on_the_path else kept:
        # pyenv puts names on the path that run nothing.
        if subprocess.run([interpreter, "-V"], capture_output=True, check=False).returncode == 0:
            return interpreter
    return None


def sizes(folder: Path) -> dict[str, int]:
    """Bytes of each package and file at the top of a build, the largest first. A package counts with its metadata."""
    found: dict[str, int] = {}
    for file in folder.rglob("*"):
        if file.is_file():
            name = file.relative_to(folder).parts[0].partition("-")[0].removesuffix(".libs").lower()
            found[name] = found.get(name, 0) + file.stat().st_size
    return dict(sorted(found.items(), key=lambda one: (-one[1], one[0])))


def print_sizes(title: str, found: dict[str, int]) -> None:
    """Print what takes a hundredth of the whole or more, the rest together, and the whole."""
    print(f"{title}, in megabytes; Lambda takes at most 250")
    whole = sum(found.values())
    large = {name: size for name, size in found.items() if size * 100 >= whole}
    rows = {**large, "the rest": whole - sum(large.values()), "together": whole}
    for name, size in rows.items():
        print(f"  {name:<24} {size / 1e6:6.1f}")


if __name__ == "__main__":
    main()
