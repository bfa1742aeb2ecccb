#!/bin/sh
# Installs Debian packages when this user may (root, or sudo that asks no password).
#
#   tools/debian.sh PACKAGE...
#
# Ends with 0 when they are installed, with 1 and a sentence when they are not.
set -u

refuse() {
    echo "restock: $1 Install by hand: apt-get install $packages" >&2
    exit 1
}

packages="$*"
command -v apt-get >/dev/null || refuse "this is no Debian system (no apt-get)."

if [ "$(id -u)" -eq 0 ]; then
    as_root=""
elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    refuse "packages are missing, and only root may install them."
fi

export DEBIAN_FRONTEND=noninteractive
echo "restock: installing $packages" >&2
# shellcheck disable=SC2086  # both are lists on purpose
$as_root apt-get update -qq >/dev/null &&
    $as_root apt-get install -y -qq --no-install-recommends $packages >/dev/null ||
    refuse "apt-get could not install them."
