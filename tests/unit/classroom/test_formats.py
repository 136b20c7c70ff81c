"""The files of the classroom: the same bytes for the same, and refusals in plain words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from nklearn.base.errors import UserError
from nklearn.classroom import formats
from nklearn.classroom.formats import (
    Assignment,
    Content,
    Document,
    Erasure,
    Given,
    NewerVersionError,
    Part,
    Release,
    Result,
    Teacher,
    decode,
    encode,
)
from nklearn.domain.teaching import Kind, Stage

NOW = datetime(2026, 11, 22, 9, 15, tzinfo=UTC)
KEY, RECIPIENT = "RW" + "A" * 54, "age1" + "q" * 58
TEACHER = Teacher(name="R. Adeyemi", key=KEY, recipient=RECIPIENT, recovery=RECIPIENT)
ASSIGNMENT = Assignment(
    id="0" * 16,
    sequence=3,
    school_class="1" * 16,
    class_label="10B",
    teacher=TEACHER,
    title="Numbers that disagree",
    made=NOW,
    kind=Kind.GRADED,
    content=Content(version="0.4"),
)
RESULT = Result(
    id="2" * 16,
    stage=Stage.HANDED_IN,
    assignment=ASSIGNMENT.id,
    assignment_hash="a" * 64,
    school_class=ASSIGNMENT.school_class,
    student="7K2M9QXD",
    device=KEY,
    recipient=RECIPIENT,
    attempt=1,
    begun=NOW,
    handed_in=NOW,
    content=Content(version="0.4"),
    answers=(Given(item="a1b2c3", kind="text", response="석탄", at=NOW),),
)
RELEASE = Release(
    school_class=ASSIGNMENT.school_class,
    assignment=ASSIGNMENT.id,
    assignment_hash="a" * 64,
    sequence=4,
    teacher=TEACHER,
    made=NOW,
    sealed={"7K2M9QXD": ("YWdl",)},
)
PART = Part(assignment=ASSIGNMENT.id, student="7K2M9QXD", fraction=0.75)
ERASURE = Erasure(school_class="1" * 16, student="7K2M9QXD", sequence=5, teacher=TEACHER, made=NOW)
ALL: tuple[Document, ...] = (ASSIGNMENT, RESULT, RELEASE, PART, ERASURE)
of_each = pytest.mark.parametrize("document", ALL, ids=lambda found: found.format)


@of_each
def test_what_is_written_is_read(document: Document) -> None:
    payload = encode(document)
    assert decode(type(document), payload) == document
    assert encode(decode(type(document), payload)) == payload


@of_each
def test_a_newer_version_is_named_as_such(document: Document) -> None:
    payload = encode(document).replace(b'"version": 1', b'"version": 2, "more": [1]', 1)
    with pytest.raises(NewerVersionError, match="newer version of NKLearn"):
        decode(type(document), payload)


SPOILERS: tuple[Callable[[bytes], bytes], ...] = (
    lambda text: b"",
    lambda text: text[: len(text) // 2],
    lambda text: text.replace(b'"version": 1', b'"version": 0', 1),
    lambda text: text.replace(b'"version": 1', b'"version": "1"', 1),
    lambda text: text.replace(b"{", b'{"unknown": 1, ', 1),
    lambda text: text.replace(b"7K2M9QXD", b"7K2M9QXDX").replace(b'"R. A', b"5, "),
    lambda text: b"[" * 200_000,
    lambda text: b'{"format": ' + b"[" * 100_000,
    lambda text: text.replace(b"\n", b"\xff\xfe", 1),
    lambda text: b'{"format":"\\ud800","version":1}',
    lambda text: b" " * (formats.LIMIT + 1),
)


@of_each
@pytest.mark.parametrize("spoil", SPOILERS)
def test_what_is_damaged_is_refused(document: Document, spoil: Callable[[bytes], bytes]) -> None:
    with pytest.raises(UserError) as refused:
        decode(type(document), spoil(encode(document)))
    assert "Traceback" not in str(refused.value)
    assert refused.value.todo


def test_one_kind_is_not_taken_for_another() -> None:
    with pytest.raises(UserError, match="no result"):
        decode(Result, encode(ASSIGNMENT))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        (b'"id": "0000000000000000"', b'"id": "../../../etc/0000"'),
        (b'"id": "0000000000000000"', b'"id": "0000000000000000\\n"'),
        (b'"title": "Numbers that disagree"', b'"title": "' + b"x" * 201 + b'"'),
        (b'"attempts": 1', b'"attempts": 1e300'),
        (b'"attempts": 1', b'"attempts": -1'),
        (b'"made": "2026-11-22T09:15:00Z"', b'"made": "2026-11-22T09:15:00"'),
        (b'"kind": "graded"', b'"kind": "exam"'),
    ],
)
def test_every_field_has_its_bounds(name: bytes, value: bytes) -> None:
    payload = encode(ASSIGNMENT)
    assert name in payload
    with pytest.raises(UserError, match="damaged"):
        decode(Assignment, payload.replace(name, value))
