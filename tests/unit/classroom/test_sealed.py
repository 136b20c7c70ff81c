"""Sealed files open for those for whom they were sealed, whole, or not at all."""

from __future__ import annotations

import base64
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures.classroom import identity, recipient

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom import sealed
from nklearn.classroom.sealed import SealError, seal, seal_text, unseal, unseal_text


def refusal(data: bytes, number: int = 0) -> str:
    with pytest.raises(SealError) as caught:
        unseal(data, [identity(number)])
    assert caught.value.what
    assert caught.value.todo
    return caught.value.kind


@given(st.binary(max_size=300))
@settings(max_examples=40)
def test_each_recipient_opens_it_and_nobody_else(data: bytes) -> None:
    closed = seal(data, [recipient(0), recipient(1), recipient(0)])
    assert unseal(closed, [identity(0)]) == data
    assert unseal(closed, [identity(2), identity(1)]) == data
    assert refusal(closed, 2) == "not for us"
    assert unseal_text(seal_text(data, [recipient(0)]), [identity(0)]) == data


def test_the_largest_document_can_be_sealed() -> None:
    data = b"x" * signed.LIMIT
    assert unseal(seal(data, [recipient()]), [identity()]) == data
    with pytest.raises(ValueError, match="4 MiB"):
        seal(data + b"x", [recipient()])
    with pytest.raises(ValueError, match="somebody"):
        seal(b"x", [])


def test_every_changed_byte_is_refused() -> None:
    closed = seal(b"answers", [recipient()])
    kinds: set[str] = set()
    for at in range(len(closed)):
        changed = bytearray(closed)
        changed[at] ^= 1
        kinds.add(refusal(bytes(changed)))
    assert kinds == {"not age", "not for us", "damaged"}


def test_every_shorter_and_every_longer_file_is_refused() -> None:
    closed = seal(b"answers", [recipient()])
    assert {refusal(closed[:length]) for length in range(len(closed))} == {"not age", "damaged"}
    assert refusal(closed + b"\n") == "damaged"


def test_files_in_other_forms_are_no_sealed_files() -> None:
    closed = seal(b"answers", [recipient()])
    assert refusal(closed.replace(b"\n", b"\r\n")) == "not age"
    assert refusal(b"-----BEGIN AGE ENCRYPTED FILE-----\n") == "not age"
    assert refusal(b"") == "not age"
    assert refusal(closed + b"x" * sealed.LIMIT) == "not age"


def test_a_header_of_thousands_of_recipients_costs_no_time() -> None:
    stanza = b"-> X25519 " + b"A" * 43 + b"\n" + b"B" * 43 + b"\n"
    head = b"age-encryption.org/v1\n" + stanza * 30_000
    began = time.monotonic()
    assert refusal(head + b"--- " + b"C" * 43 + b"\n" + b"x" * 50) == "damaged"
    assert time.monotonic() - began < 0.5


@given(st.binary(max_size=200))
@settings(max_examples=40)
def test_anything_at_all_is_refused_in_plain_words(data: bytes) -> None:
    named = data.startswith(b"age-encryption.org/v1\n")
    assert refusal(data) in (("damaged", "not for us") if named else ("not age",))
    assert refusal(b"age-encryption.org/v1\n" + data) in ("damaged", "not for us")


@pytest.mark.parametrize("text", ["", "é", "AAAA", "=", "A" * (sealed.LIMIT * 4 // 3 + 5)])
def test_a_sealed_part_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(SealError):
        unseal_text(text, [identity()])


def test_a_sealed_part_is_one_line() -> None:
    text = seal_text(b"x" * 5000, [recipient()])
    assert base64.b64encode(base64.b64decode(text, validate=True)).decode() == text


def test_a_key_is_read_from_paper_with_its_check() -> None:
    key = identity()
    shown = sealed.shown_identity(key)
    assert shown.startswith("AGE-SECRET-KEY-1 ")
    assert sealed.read_identity(f" {shown.lower()}\n") == key
    for wrong in (
        "",
        "AGE-SECRET-KEY-1",
        shown[:-1],
        shown.replace(shown[-1], "Q" if shown[-1] != "Q" else "P"),
    ):
        with pytest.raises(UserError, match="secret key"):
            sealed.read_identity(wrong)
    assert sealed.read_recipient(recipient().upper() + " ") == recipient()
    for wrong in ("", key, recipient()[:-1]):
        with pytest.raises(UserError, match="public half of a key"):
            sealed.read_recipient(wrong)
