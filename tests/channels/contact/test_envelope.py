"""Sealed addresses: who can open one, for whom, how often the master key is asked, and what is told when it fails."""

from __future__ import annotations

import hashlib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from skill.channels.contact.envelope import Envelope
from skill.channels.contact.file import FileMaster
from skill.errors import SettingsError
from skill.profile.contact import Sealed, SealError
from tests.support.keys import SECRET, Counting, envelope, key_file

ANNA = "anna@example.com"
texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.fixture(scope="module")
def ours(tmp_path_factory: pytest.TempPathFactory) -> Envelope:
    return envelope(tmp_path_factory.mktemp("keys"))


@given(customer=texts, address=texts)
def test_what_is_sealed_opens_for_its_customer_and_nobody_else(ours: Envelope, customer: str, address: str) -> None:
    sealed = ours.close(customer, address)

    assert ours.open(customer, sealed) == address
    assert ours.same(customer, sealed, address)
    other = customer + "2"
    with pytest.raises(SealError, match="not sealed for this customer, or was changed since"):
        ours.open(other, sealed)
    assert not ours.same(other, sealed, address)
    assert not ours.same(customer, sealed, address + "2")


def test_nothing_of_it_can_be_read_and_no_two_are_alike(ours: Envelope) -> None:
    first, second = ours.close("anna", ANNA), ours.close("anna", ANNA)
    written = msgspec.msgpack.encode(first)

    assert msgspec.msgpack.decode(written, type=Sealed) == first
    assert b"anna" not in written and b"example" not in written
    assert first.text != second.text
    assert (len(first.text), len(first.mark)) == (12 + len(ANNA) + 16, 16)
    # The master key by its fingerprint.
    assert first.by == "file:" + hashlib.sha256(bytes([7]) * 32).hexdigest()[:8]


def test_every_changed_bit_is_noticed(ours: Envelope) -> None:
    sealed = ours.close("anna", ANNA)
    for place in range(8 * len(sealed.text)):
        changed = bytearray(sealed.text)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(SealError):
            ours.open("anna", replace(sealed, text=bytes(changed)))
    for broken in (b"", sealed.text[:11], sealed.text[:-1], sealed.text + b"x"):
        with pytest.raises(SealError):
            ours.open("anna", replace(sealed, text=broken))
    for place in range(8 * len(sealed.key)):
        changed = bytearray(sealed.key)
        changed[place // 8] ^= 1 << place % 8
        with pytest.raises(SealError, match=r"the file of RESTOCK_CONTACT_KEY is not the one"):
            ours.open("anna", replace(sealed, key=bytes(changed)))


def test_another_process_opens_it_with_the_same_key_only(tmp_path: Path) -> None:
    sealed = envelope(tmp_path, 1).close("anna", ANNA)

    assert envelope(tmp_path, 1).open("anna", sealed) == ANNA
    # Opening asks for no secret: whoever sends e-mails need not know it.
    assert envelope(tmp_path, 1, secret="").open("anna", sealed) == ANNA
    with pytest.raises(SealError, match=r"^the file of RESTOCK_CONTACT_KEY is not the one that addresses were sealed"):
        envelope(tmp_path, 2).open("anna", sealed)
    with pytest.raises(SealError, match=r"^an address was sealed by 'kms', but RESTOCK_CONTACT_KEY is 'file'$"):
        envelope(tmp_path, 1).open("anna", replace(sealed, by="kms:1a2b3c4d"))


def test_what_another_key_sealed_is_told_from_what_ours_did(tmp_path: Path) -> None:
    one, again, other = (envelope(tmp_path, byte) for byte in (1, 1, 2))
    sealed = one.close("anna", ANNA)
    assert (one.ours(sealed), again.ours(sealed), other.ours(sealed)) == (True, True, False)
    # The same address all the same.
    assert other.same("anna", sealed, ANNA)


def test_the_same_address_is_known_again_without_the_key_by_the_same_secret_only(tmp_path: Path) -> None:
    sealed = envelope(tmp_path, 1).close("anna", ANNA)

    def no_key() -> FileMaster:
        raise AssertionError("nobody needs the key for it")

    assert Envelope(no_key, lambda: SECRET).same("anna", sealed, ANNA)
    assert not Envelope(no_key, lambda: "another secret").same("anna", sealed, ANNA)


def test_one_data_key_serves_a_process_and_is_unwrapped_once_by_another(tmp_path: Path) -> None:
    mine, other = (Counting(FileMaster(key_file(tmp_path))) for _ in range(2))
    seal, opener = (Envelope(lambda master=one: master, lambda: SECRET) for one in (mine, other))  # type: ignore[misc]
    with ThreadPoolExecutor(8) as threads:
        sealed = list(threads.map(lambda number: seal.close(f"c{number}", f"c{number}@example.com"), range(200)))
        opened = list(threads.map(opener.open, [f"c{number}" for number in range(200)], sealed))

    assert opened == [f"c{number}@example.com" for number in range(200)]
    assert (mine.asked, other.asked) == (["data_key"], ["unwrap"])
    assert {one.key for one in sealed} == {sealed[0].key}
    # What it sealed itself, a process can open without asking.
    assert seal.open("c0", sealed[0]) == "c0@example.com"
    assert mine.asked == ["data_key"]


def test_a_master_key_that_fails_is_left_alone_for_a_minute(tmp_path: Path) -> None:
    master, now = Counting(FileMaster(key_file(tmp_path))), [0.0]
    seal = Envelope(lambda: master, lambda: SECRET, clock=lambda: now[0])
    master.down = "KMS does not answer"
    for at in (0.0, 1.0, 59.9):
        now[0] = at
        with pytest.raises(SealError, match=r"^KMS does not answer$"):
            seal.close("anna", ANNA)
    assert master.asked == ["data_key"]
    now[0], master.down = 60.0, ""

    assert seal.open("anna", seal.close("anna", ANNA)) == ANNA
    assert master.asked == ["data_key", "data_key"]


def test_whose_settings_name_no_key_seals_nothing_and_says_what_to_set() -> None:
    def missing() -> FileMaster:
        raise SettingsError("RESTOCK_CONTACT_KEY is missing; set it")

    with pytest.raises(SealError, match=r"^RESTOCK_CONTACT_KEY is missing; set it$"):
        Envelope(missing, lambda: SECRET).close("anna", ANNA)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (None, r"no-key cannot be read \(No such file or directory\); make one with: openssl rand -base64 32$"),
        ("not base64!", "no-key holds no key in base64; make one with"),
        ("größe", "no-key holds no key in base64; make one with"),
        ("c2hvcnQ=", "no-key holds 5 bytes, not 32; make one with"),
        ("", "no-key holds 0 bytes, not 32; make one with"),
    ],
)
def test_a_file_without_a_key_says_how_to_make_one(tmp_path: Path, content: str | None, sentence: str) -> None:
    path = tmp_path / "no-key"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    with pytest.raises(SettingsError, match=sentence) as refused:
        FileMaster(path)
    assert not content or content not in str(refused.value)
