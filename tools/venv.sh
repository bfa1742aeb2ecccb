#!/bin/sh
# Makes a Python environment and puts a hash-locked list of packages into it.
#
#   tools/venv.sh FOLDER LOCK_FILE [more options of pip install]
#
# PYTHON names the interpreter (default python3). Debian ships python3 without the part that makes
# environments: it is installed when that is allowed.
set -eu

folder=$1
lock=$2
shift 2
python=${PYTHON:-python3}

if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
    echo "restock: Python 3.11 or newer is needed; '$python' is not (set PYTHON=/path/to/python3)." >&2
    exit 1
fi

if ! [ -x "$folder/bin/pip" ]; then
    if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
        "$(dirname "$0")/debian.sh" python3-venv
    fi
    "$python" -m venv --clear "$folder"
fi

echo "restock: installing $lock into $folder" >&2
"$folder/bin/pip" install -qq --disable-pip-version-check --require-hashes --no-deps "$@" -r "$lock"
