#!/bin/sh
# Brings up what the tests need besides Python; says what is missing and which tests that leaves out.
#
# Always ends with 0: a test that misses its tool skips itself (and fails where CI is set).
set -u
here=$(dirname "$0")

# need COMMANDS PACKAGES TESTS: commands that must exist, Debian packages that bring them, tests that use them
need() {
    missing=""
    for name in $1; do
        command -v "$name" >/dev/null || missing="$missing $name"
    done
    [ -z "$missing" ] && return
    # shellcheck disable=SC2086
    "$here/debian.sh" $2 || echo "restock: without$missing these tests are left out: $3" >&2
}

need "node npm" "nodejs npm" "the foreign Alexa client and Amazon's schemas (tests that need Node.js)"
need "chromium" "chromium" "the page in a real browser"
# On a person's own machine systemd would start a proxy that is installed: there it is taken only if it is there.
PATH="$PATH:/usr/sbin"
[ -d /run/systemd/system ] && [ -z "${CI:-}" ] || need "nginx systemd-analyze" "nginx-light systemd" "a server of one's own behind nginx"
exit 0
