"""The voice code: what opens it, how long it stays shut after wrong ones, and what is kept of it."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from msgspec.structs import replace

from skill.profile.voice_code import COST, VoiceCode, is_code, new_code, random_code

NOON = datetime(2026, 11, 18, 17, 0, tzinfo=UTC)
SALT = bytes(range(16))
NEEDED = r"^a voice code is four digits and at least 16 random bytes of salt$"
# As cheap to try as can be.
CODE = new_code("1234", SALT, cost=16)


def wrong(code: VoiceCode, times: int, at: datetime = NOON) -> VoiceCode:
    """The code after so many wrong tries."""
    for _ in range(times):
        right, code = code.tried("4321", at)
        assert not right
    return code


def test_the_right_digits_open_it_and_no_others() -> None:
    assert CODE.matches("1234")
    assert [digits for digits in ("1235", "0234", "4321", "123", "12345", "", " 1234") if CODE.matches(digits)] == []
    assert CODE.tried("1234", NOON) == (True, CODE)


def test_the_third_wrong_try_locks_it() -> None:
    once, twice, locked = (wrong(CODE, times) for times in (1, 2, 3))
    assert once == replace(CODE, wrong=1)
    assert twice == replace(CODE, wrong=2)
    assert not twice.locked(NOON)
    assert locked == replace(CODE, wrong=0, lockouts=1, locked_until=NOON + timedelta(minutes=15))


def test_while_it_is_locked_no_try_counts_not_even_the_right_one() -> None:
    locked = wrong(CODE, 3)
    last = NOON + timedelta(minutes=15) - timedelta(microseconds=1)
    for at in (NOON, last):
        assert locked.locked(at)
        assert locked.tried("1234", at) == (False, locked)
        assert locked.tried("4321", at) == (False, locked)


def test_after_the_lock_the_right_digits_make_all_good_again() -> None:
    locked = wrong(CODE, 3)
    free = NOON + timedelta(minutes=15)
    assert not locked.locked(free)
    assert locked.tried("1234", free) == (True, CODE)


def test_after_the_lock_there_are_three_tries_again() -> None:
    free = NOON + timedelta(minutes=15)
    after = wrong(wrong(CODE, 3), 2, free)
    assert (after.wrong, after.lockouts, after.locked(free)) == (2, 1, False)


def test_the_right_digits_forget_the_wrong_ones() -> None:
    assert wrong(CODE, 2).tried("1234", NOON) == (True, CODE)


def test_each_lock_is_longer_up_to_a_day() -> None:
    code, at, pauses = CODE, NOON, []
    for _ in range(6):
        code = wrong(code, 3, at)
        assert code.locked_until is not None
        pauses.append(code.locked_until - at)
        at = code.locked_until
    hour = timedelta(hours=1)
    assert pauses == [hour / 4, hour, 4 * hour, 24 * hour, 24 * hour, 24 * hour]
    assert code.lockouts == 6


def test_a_code_that_was_never_locked_is_open() -> None:
    assert not CODE.locked(NOON)


@pytest.mark.parametrize(
    ("digits", "four"),
    [
        ("1234", True),
        ("0000", True),
        ("123", False),
        ("12345", False),
        ("", False),
        ("12a4", False),
        ("abcd", False),
        ("-123", False),
        ("12.4", False),
        ("1 34", False),
        ("١٢٣٤", False),  # digits, but not of this keyboard
        ("²²²²", False),
    ],
)
def test_what_four_digits_are(digits: str, four: bool) -> None:
    assert is_code(digits) is four
    if not four:
        with pytest.raises(ValueError, match=NEEDED):
            new_code(digits, SALT)


def test_a_short_salt_makes_no_code() -> None:
    with pytest.raises(ValueError, match=NEEDED):
        new_code("1234", SALT[1:])
    assert new_code("1234", SALT, cost=16).salt == SALT


def test_what_is_kept_is_a_salted_scrypt_hash() -> None:
    """Of cost 2**14 unless said otherwise, as OWASP asks; a code that was set stays valid in later versions."""
    digest = hashlib.scrypt(b"1234", salt=SALT, n=2**14, r=8, p=1, maxmem=2**25, dklen=32)
    assert new_code("1234", SALT) == VoiceCode(SALT, digest, 2**14)
    assert COST == 2**14
    assert digest.hex() == "58dfbceef3ed18ee28d5fc04b6d96828d230b6a199aa7b1f91209634986ba4c8"
    assert CODE.digest != new_code("1234", SALT[::-1], cost=16).digest
    assert b"1234" not in msgspec.msgpack.encode(CODE)


def test_a_dearer_code_is_computed_too() -> None:
    """More memory than OpenSSL allows unasked."""
    dear = new_code("1234", SALT, cost=2**15)
    assert dear.cost == 2**15
    assert dear.matches("1234")
    assert not dear.matches("1235")


def test_every_code_has_a_salt_of_its_own() -> None:
    one, other = random_code("1234"), random_code("1234")
    assert (len(one.salt), len(other.salt), one.cost) == (16, 16, COST)
    assert one.salt != other.salt
    assert one.matches("1234")
