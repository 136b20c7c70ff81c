"""Whatever lies in the folder, in whatever order: the same is taken in, and each file is told."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.fixtures.handed_in import (
    CLASS,
    MemoryBook,
    erasure_of,
    hand_in,
    identity,
    recipient,
    result_of,
    sign_result,
    signing_key,
    student_id,
)

from nklearn.base import signed
from nklearn.classroom import sealed
from nklearn.classroom.admission import Fate, Verdict, judge, record_id
from nklearn.classroom.binding import Binding
from nklearn.classroom.exchange import Found, Trouble
from nklearn.classroom.formats import encode
from nklearn.domain.teaching import DeviceState

WORK, HASH = "a551000000000001", "ab" * 32


def a_book() -> MemoryBook:
    book = MemoryBook((identity("teacher"),), signing_key("teacher").public)
    book.classes = {CLASS: "10B", "c1a5500000000002": "10C"}
    book.assignments = {HASH: (WORK, CLASS)}
    for number in range(6):
        book.students[student_id(number)] = CLASS
        key = signing_key(f"device {number}").public
        book.devices[student_id(number), key] = DeviceState.CONFIRMED
    return book


def found(data: bytes, name: str = "a.nkresult", *, expected: bool = True) -> Found:
    mark = hashlib.sha256(data).hexdigest()
    return Found(Path(name), name, expected, data, mark, len(data), arriving=name.endswith(".part"))


def fate(data: bytes, book: MemoryBook | None = None, name: str = "a.nkresult") -> Fate:
    verdict = judge(found(data, name), book or a_book())
    assert verdict.words.endswith(".") and len(verdict.words) < 120
    return verdict.fate


@cache
def good(number: int = 1) -> bytes:
    return hand_in(result_of(number, WORK, HASH), f"device {number}")


def test_each_kind_of_file_gets_its_verdict() -> None:
    book, result = a_book(), result_of(1, WORK, HASH)
    assert fate(good()) is Fate.READ
    assert fate(good(), name="whatever (1).txt") is Fate.READ
    assert fate(hand_in(result, "device 1", "somebody else")) is Fate.WRONG_KEY
    assert fate(good()[:100]) is Fate.CUT_SHORT
    assert fate(good()[:-20]) is Fate.DAMAGED
    assert fate(good()[:-20], name="a.nkresult.part") is Fate.CUT_SHORT
    assert fate(b"age-encr") is Fate.CUT_SHORT
    assert fate(bytes(500)) is Fate.DAMAGED
    assert fate(b"PK\3\4 a spreadsheet") is Fate.FOREIGN
    # Signed by somebody who is not who it says, or changed inside.
    assert fate(hand_in(result, "device 2")) is Fate.DAMAGED
    document = sign_result(result, "device 1").replace(b'"attempt": 1', b'"attempt": 2')
    assert fate(sealed.seal(document, [recipient("teacher")])) is Fate.DAMAGED
    assert fate(sign_result(result, "device 1")) is Fate.WRONG_KEY
    # Made for something else.
    other = result_of(1, WORK, HASH, school_class="c1a5500000000002")
    assert fate(hand_in(other, "device 1")) is Fate.WRONG_CLASS
    other = result_of(1, WORK, HASH, school_class="c1a5500000000003")
    assert fate(hand_in(other, "device 1")) is Fate.WRONG_CLASS
    assert fate(hand_in(result_of(77, WORK, HASH), "device 77")) is Fate.WRONG_CLASS
    assert fate(hand_in(result_of(1, WORK, "cd" * 32), "device 1")) is Fate.OTHER_ASSIGNMENT
    assert fate(hand_in(result_of(1, "b" * 16, HASH), "device 1")) is Fate.OTHER_ASSIGNMENT
    # Computers.
    new = result_of(1, WORK, HASH, device="new")
    assert fate(hand_in(new, "new"), book) is Fate.WAITING
    book.devices[new.student, new.device] = DeviceState.REFUSED
    assert fate(hand_in(new, "new"), book) is Fate.REFUSED
    book.erased.add(new.student)
    assert fate(hand_in(new, "new"), book) is Fate.ERASED
    assert fate(good(), book) is Fate.ERASED


def test_a_newer_version_is_told_from_damage() -> None:
    result = result_of(1, WORK, HASH)
    changes: list[dict[str, object]] = [{"version": 2}, {"version": 2, "more": []}]
    for change in changes:
        payload = msgspec.json.encode(msgspec.json.decode(encode(result)) | change)
        binding = Binding("result", CLASS, result.id, 1)
        document = signed.sign(
            signing_key("device 1"), payload, untrusted="x", trusted=str(binding)
        )
        assert fate(sealed.seal(document, [recipient("teacher")])) is Fate.NEWER


def test_a_teachers_own_files_change_nothing_and_erasures_of_others_are_not_followed() -> None:
    book = a_book()
    assert fate(erasure_of(1), book) is Fate.ERASURE
    assert fate(erasure_of(1, by="stranger"), book) is Fate.WRONG_KEY
    assert fate(erasure_of(1).replace(b'"sequence": 9', b'"sequence": 8'), book) is Fate.DAMAGED
    book.erased.add(student_id(1))
    assert fate(erasure_of(1), book) is Fate.DUPLICATE
    binding = Binding("assignment", CLASS, WORK, 1)
    own = signed.sign(signing_key("teacher"), b"{}", untrusted="x", trusted=str(binding))
    assert fate(own) is Fate.OURS


@pytest.mark.parametrize("trouble", list(Trouble))
def test_what_can_not_be_read_is_told_too(trouble: Trouble) -> None:
    verdict = judge(Found(Path("a"), "a", True, trouble=trouble), a_book())
    assert verdict.fate in {Fate.FOREIGN, Fate.CUT_SHORT, Fate.TOO_LARGE, Fate.UNREADABLE}
    assert verdict.words


def test_no_work_pushes_out_another_by_bearing_its_id() -> None:
    """Ids are made on students' computers: one may bear that of a neighbour's work."""
    book = a_book()
    first, second = (result_of(n, WORK, HASH, id="0" * 16) for n in (1, 2))
    files = [hand_in(first, "device 1"), hand_in(second, "device 2")]
    for order in (files, files[::-1]):
        book = a_book()
        assert take_all([found(data) for data in order + order], book) == {
            encode(first),
            encode(second),
        }


def take_all(files: list[Found], book: MemoryBook) -> set[bytes]:
    """Take in what the verdicts say; return what the gradebook works from."""
    for each in files:
        take(judge(each, book), each, book)
    return set(book.payloads.values())


def take(verdict: Verdict, file: Found, book: MemoryBook) -> None:
    if verdict.fate is Fate.READ and verdict.result:
        book.payloads[record_id(verdict.payload)] = verdict.payload
        book.files.add(file.sha256)
    elif verdict.fate is Fate.ERASURE and verdict.erasure:
        student = verdict.erasure.student
        book.erased.add(student)
        mark = f'"{student}"'.encode()
        book.payloads = {key: each for key, each in book.payloads.items() if mark not in each}


@cache
def pile() -> tuple[tuple[Found, ...], frozenset[bytes]]:
    """Files of five students: two attempts, seals made anew, copies, damage; and the truth."""
    files: list[Found] = []
    truth: set[bytes] = set()
    for number in range(5):
        for attempt in (1, 2):
            result = result_of(number, WORK, HASH, attempt=attempt)
            data = hand_in(result, f"device {number}")
            files += [found(data), found(data, "a (1).nkresult")]
            files.append(found(hand_in(result, f"device {number}"), "b.sync-conflict-1.nkresult"))
            files += [found(data[:-7], "c.nkresult"), found(data[:60], "d.nkresult.part")]
            changed = bytearray(data)
            changed[-5] ^= 1
            files.append(found(bytes(changed)))
            if number != 3:
                truth.add(encode(result))
    files.append(found(hand_in(result_of(1, WORK, HASH, device="new"), "new")))
    files.append(found(erasure_of(3), "e.nkerase"))
    return tuple(files), frozenset(truth)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_any_order_and_any_repetition_take_in_the_same(data: st.DataObject) -> None:
    files, truth = pile()
    order = data.draw(st.permutations(files))
    again = data.draw(st.lists(st.sampled_from(files), max_size=20))
    assert take_all([*order, *again], a_book()) == truth
