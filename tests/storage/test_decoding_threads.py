"""Two threads that meet a kind of item for the first time at once. In a process of its own: it must not crash."""

from __future__ import annotations

import subprocess
import sys
import threading

import msgspec

from skill.storage.encoding import decode, encode


class Inner(msgspec.Struct):
    """Its type is asked for when msgspec makes a decoder of it."""

    number: late()  # type: ignore[valid-type]


class Outer(msgspec.Struct):
    inner: Inner


def late() -> type[int]:
    """The type of the number, told while the other thread decodes: it has half a second to get in between."""
    other.start()
    other.join(0.5)
    return int


def read() -> None:
    found.append(decode(data, Outer))


data = encode(Outer(Inner(7)))
found: list[Outer] = []
other = threading.Thread(target=read)


def test_a_kind_that_two_threads_meet_at_once_is_read_by_both() -> None:
    ran = subprocess.run([sys.executable, "-m", __name__], check=False, capture_output=True, timeout=60)

    assert (ran.returncode, ran.stderr) == (0, b"")


if __name__ == "__main__":
    read()
    other.join()
    assert found == [Outer(Inner(7)), Outer(Inner(7))]
