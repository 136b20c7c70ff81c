"""The files of the classroom, version 1: assignment, result, release, erasure.

Each is a signed document (`signed.py`) whose payload is one of these structures as JSON; a result
is sealed on top (`sealed.py`). docs/exchange-format.md explains every field. Whatever a file
holds, `decode` gives the structure or a UserError in plain words: nothing is believed that is not
of the right type, within its bounds, and known.
"""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, TypeVar

import msgspec
from msgspec import Meta, Struct

from nklearn.base.errors import UserError
from nklearn.classroom.item_forms import Item, PracticeItem
from nklearn.domain.teaching import Counts, Kind, Stage

VERSION = 1
LIMIT = 4 * 1024 * 1024  # bytes of a payload

Id = Annotated[str, Meta(pattern=r"^[0-9a-f]{16}\Z")]
Hash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
StudentId = Annotated[str, Meta(pattern=r"^[0-9A-HJKMNP-TV-Z]{8}\Z")]
PublicKey = Annotated[str, Meta(pattern=r"^RW[A-Za-z0-9+/]{54}\Z")]
Recipient = Annotated[str, Meta(pattern=r"^age1[02-9ac-hj-np-z]{58}\Z")]
When = Annotated[datetime, Meta(tz=True)]
Fraction = Annotated[float, Meta(ge=0, le=1)]
Name = Annotated[str, Meta(max_length=100)]
Words = Annotated[str, Meta(max_length=4000)]
Reference = Annotated[str, Meta(max_length=300)]
Sequence = Annotated[int, Meta(ge=1, le=2**31)]
ItemName = Annotated[str, Meta(min_length=1, max_length=200)]
ItemHash = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]


class Document(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What every file begins with."""

    format: str
    version: Annotated[int, Meta(ge=1)]


class Teacher(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Who signed it, and to whom results are sealed: the teacher and the school's recovery key."""

    name: Name
    key: PublicKey
    recipient: Recipient
    recovery: Recipient


class Content(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The content that the work was made with."""

    version: Name


class Assignment(Document, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Work for a class. The same `id` with a higher `sequence` takes the place of an earlier one.

    `students` is empty for the whole class. `reading` holds sections (`module/lesson/section`).
    Graded questions are `items`, which hold no key; those of practice are named in `practice`.
    `attempts` 0 is as many as one likes; `minutes` is the time limit, `extra` more of it in
    percent. `feedback` of practice comes at once or at the end; of graded work when released.
    """

    format: Literal["nklearn-assignment"] = "nklearn-assignment"
    version: Literal[1] = 1
    id: Id
    sequence: Sequence
    school_class: Id
    class_label: Name
    students: Annotated[tuple[StudentId, ...], Meta(max_length=5000)] = ()
    teacher: Teacher
    title: Annotated[str, Meta(min_length=1, max_length=200)]
    words: Words = ""
    made: When
    due: When | None = None
    kind: Kind
    reading: Annotated[tuple[Reference, ...], Meta(max_length=2000)] = ()
    items: Annotated[tuple[Item, ...], Meta(max_length=300)] = ()
    practice: Annotated[tuple[PracticeItem, ...], Meta(max_length=1000)] = ()
    attempts: Annotated[int, Meta(ge=0, le=100)] = 1
    counts: Counts = Counts.BEST
    minutes: Annotated[int, Meta(ge=1, le=1440)] | None = None
    extra: Annotated[
        dict[StudentId, Annotated[int, Meta(ge=0, le=300)]], Meta(max_length=5000)
    ] = {}
    shuffle: bool = True
    hints: bool = False
    feedback: Literal["at once", "at the end", "released"] = "released"
    advisory: bool = True
    alternative: Words = ""
    alternative_lesson: Reference = ""
    leave_out: Literal["nothing", "sexual violence"] = "nothing"
    content: Content


class Given(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One answer. `item` is an item's key or a question's id; `kind`, `response`: responses.py."""

    item: ItemName
    kind: Annotated[str, Meta(max_length=20)]
    response: Annotated[str, Meta(max_length=20_000)]
    at: When
    confidence: Annotated[int, Meta(ge=1, le=3)] | None = None


class SectionRead(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A section of the reading list that was read."""

    section: Reference
    at: When


class ProblemNote(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a student says is wrong with a question."""

    item: ItemName
    words: Words
    at: When


class Result(Document, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One attempt at an assignment, begun or handed in; signed by the student's device.

    `assignment_hash` is the SHA-256 of the assignment's file. `seconds` is the time used;
    `over_time` says that the limit was passed. `alternative` is what was written for the other
    task. Of several answers to one item the first counts where feedback came at once, else (at the
    end, or released) the last.
    """

    format: Literal["nklearn-result"] = "nklearn-result"
    version: Literal[1] = 1
    id: Id
    stage: Stage
    assignment: Id
    assignment_hash: Hash
    school_class: Id
    student: StudentId
    device: PublicKey
    recipient: Recipient
    attempt: Annotated[int, Meta(ge=1, le=10_000)]
    begun: When
    handed_in: When | None = None
    seconds: Annotated[float, Meta(ge=0, le=1e8)] = 0.0
    over_time: bool = False
    content: Content
    answers: Annotated[tuple[Given, ...], Meta(max_length=3000)] = ()
    reads: Annotated[tuple[SectionRead, ...], Meta(max_length=2000)] = ()
    problems: Annotated[tuple[ProblemNote, ...], Meta(max_length=300)] = ()
    alternative: Annotated[str, Meta(max_length=20_000)] = ""


class Feedback(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a released item really is: the key to it, with the ids of the assignment's file.

    `body` and `explanation` are the question's own, as the content store writes them.
    """

    item: ItemName
    body: Annotated[str, Meta(max_length=100_000)]
    explanation: Annotated[str, Meta(max_length=50_000)]


class Release(Document, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Feedback for a class. `sealed` holds, for each student, age files in base64 of a `Part`."""

    format: Literal["nklearn-release"] = "nklearn-release"
    version: Literal[1] = 1
    school_class: Id
    assignment: Id
    assignment_hash: Hash
    sequence: Sequence
    teacher: Teacher
    made: When
    feedback: Annotated[tuple[Feedback, ...], Meta(max_length=300)] = ()
    sealed: Annotated[
        dict[
            StudentId,
            Annotated[tuple[Annotated[str, Meta(max_length=200_000)], ...], Meta(max_length=10)],
        ],
        Meta(max_length=5000),
    ] = {}


class ItemResult(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How one answer went; `level` and `comment` are those of a written one."""

    item: ItemName
    fraction: Fraction | None
    level: Annotated[int, Meta(ge=1, le=10)] | None = None
    level_words: Words = ""
    comment: Words = ""


class AttemptResult(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """How one attempt went."""

    result: Id
    attempt: Annotated[int, Meta(ge=1)]
    fraction: Fraction | None
    items: Annotated[tuple[ItemResult, ...], Meta(max_length=1000)] = ()


class Part(Document, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What of a release is for one student alone. `ruling` says what was decided by hand."""

    format: Literal["nklearn-release-part"] = "nklearn-release-part"
    version: Literal[1] = 1
    assignment: Id
    student: StudentId
    fraction: Fraction | None
    ruling: Literal["", "fraction", "excused"] = ""
    reason: Words = ""
    attempts: Annotated[tuple[AttemptResult, ...], Meta(max_length=100)] = ()


class Erasure(Document, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A student was erased: no file of theirs is to be admitted again, whenever it turns up."""

    format: Literal["nklearn-erasure"] = "nklearn-erasure"
    version: Literal[1] = 1
    school_class: Id
    student: StudentId
    sequence: Sequence
    teacher: Teacher
    made: When


class _Head(Struct):
    format: str
    version: int


_Doc = TypeVar("_Doc", bound=Document)
_NAMES: dict[type[Document], str] = {
    Assignment: "assignment",
    Result: "result",
    Release: "release",
    Erasure: "erasure",
    Part: "part",
}


class NewerVersionError(UserError):
    """The file was made by a newer version of the program."""


def encode(document: Document) -> bytes:
    """Return the payload of a document, always the same bytes for the same."""
    return (
        msgspec.json.format(msgspec.json.encode(document, order="deterministic"), indent=1) + b"\n"
    )


def decode(kind: type[_Doc], payload: bytes) -> _Doc:
    """Return the document of a payload.

    Raises:
        NewerVersionError: another version of NKLearn made it.
        UserError: it is damaged, or none of this kind.
    """
    name = _NAMES[kind]
    if len(payload) > LIMIT:
        raise UserError(f"This {name} is larger than any that NKLearn makes.", todo=_ASK)
    try:
        return msgspec.json.decode(payload, type=kind)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        _check_head(kind, payload)
        raise _damaged(name, error) from error


def _check_head(kind: type[Document], payload: bytes) -> None:
    """Say of what can't be read whether it is of another kind or of a newer version."""
    name = _NAMES[kind]
    try:
        head = msgspec.json.decode(payload, type=_Head)
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise _damaged(name, error) from error
    if head.format != f"nklearn-{name}" and kind is not Part:
        raise UserError(f"This file holds no {name} of NKLearn.", todo=_ASK)
    if head.version > VERSION:
        raise NewerVersionError(
            f"This {name} was made by a newer version of NKLearn.",
            safe="The file was not touched.",
            todo="Install the newer version to open it.",
            details=f"Its version is {head.version}; this program knows {VERSION}.",
        )


def _damaged(name: str, error: Exception) -> UserError:
    return UserError(
        f"This {name} is damaged.", safe="The file was not touched.", todo=_ASK, details=str(error)
    )


_ASK = "Ask the person who gave it to you for the file once more."
