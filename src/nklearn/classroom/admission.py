"""What becomes of a file that was found: taken in, or why not, in words for a person.

A file is judged by what it is, never by its name: whether it opens, whose signature it bears, for
which class and assignment it was made. No order of files matters, nor how often one turns up:
what was taken in is a set, and the verdict on a file depends on nothing else but decisions that a
teacher made (which computers are whose, who was erased).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom import sealed
from nklearn.classroom.binding import read_binding
from nklearn.classroom.exchange import Found, Trouble
from nklearn.classroom.formats import Erasure, NewerVersionError, Result, decode
from nklearn.domain.teaching import DeviceState, Stage

_AGE = b"age-encryption.org/v1\n"
_SIGNED = b"untrusted comment:"
_YEARS = 1990, 2200
_SHORTEST = 200  # bytes: no file of ours is shorter


class Fate(StrEnum):
    """What becomes of a file. The values are kept with each import."""

    READ = "read"
    DUPLICATE = "duplicate"
    WAITING = "waiting"
    ERASURE = "erasure"
    OURS = "ours"
    CUT_SHORT = "cut short"
    DAMAGED = "damaged"
    FOREIGN = "foreign"
    WRONG_CLASS = "wrong class"
    WRONG_KEY = "wrong key"
    OTHER_ASSIGNMENT = "other assignment"
    NEWER = "newer"
    ERASED = "erased"
    REFUSED = "refused"
    TOO_LARGE = "too large"
    UNREADABLE = "unreadable"


FINE = frozenset({Fate.READ, Fate.DUPLICATE, Fate.ERASURE, Fate.OURS})


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of one file, and why.

    `result`, `payload` and `record`, the id to keep it under, are there where it was opened.
    """

    fate: Fate
    words: str
    result: Result | None = None
    payload: bytes = b""
    erasure: Erasure | None = None
    record: str = ""


class Book(Protocol):
    """What a teacher knows, as far as it matters for a file."""

    @property
    def identities(self) -> Sequence[str]:
        """The secret age keys that open what was handed in."""
        ...

    @property
    def teacher_key(self) -> str:
        """The public signing key of the teacher."""
        ...

    def knows_file(self, sha256: str) -> bool:
        """Tell whether a file with this hash was taken in for good."""
        ...

    def knows_result(self, record: str) -> bool:
        """Tell whether work was taken in that is kept under this id (`record_id`)."""
        ...

    def class_label(self, school_class: str) -> str | None:
        """Return the name of a class of this teacher."""
        ...

    def class_of(self, student: str) -> str | None:
        """Return the id of a student's class."""
        ...

    def device_state(self, student: str, key: str) -> DeviceState | None:
        """Return what was decided about a computer; None if it was never seen."""
        ...

    def assignment_of(self, file_hash: str) -> tuple[str, str] | None:
        """Return the id and class of the assignment whose file has this hash."""
        ...

    def is_erased(self, student: str) -> bool:
        """Tell whether a signed erasure names this student."""
        ...


def judge(found: Found, book: Book) -> Verdict:
    """Say what becomes of a file. Never raises for what is in it."""
    if found.trouble:
        return _trouble(found)
    if not found.expected:
        return Verdict(Fate.FOREIGN, "Not a file of NKLearn.")
    if book.knows_file(found.sha256):
        return Verdict(Fate.DUPLICATE, "Taken in before.")
    try:
        if found.data.startswith(_AGE):
            return _sealed(found, book)
        if found.data.startswith(_SIGNED):
            return _signed(found.data, book)
    except NewerVersionError:
        return Verdict(
            Fate.NEWER, "Made by a newer version of NKLearn. Install it, then import again."
        )
    except sealed.SealError as error:
        return _not_opened(error, found)
    except signed.SignatureError as error:
        return Verdict(Fate.DAMAGED, error.what)
    except UserError as error:
        return Verdict(Fate.DAMAGED, f"{error.what} Ask for the file once more.")
    return _no_form(found)


def _trouble(found: Found) -> Verdict:
    match found.trouble:
        case Trouble.LINK:
            return Verdict(Fate.FOREIGN, "A link to another place; links are not followed.")
        case Trouble.NOT_A_FILE:
            return Verdict(Fate.FOREIGN, "Not a file.")
        case Trouble.EMPTY:
            return Verdict(
                Fate.CUT_SHORT, "Empty. Perhaps it is still being copied; import again later."
            )
        case Trouble.CHANGING:
            return Verdict(
                Fate.CUT_SHORT, "Still being written. Import again when the copying is done."
            )
        case Trouble.TOO_LARGE:
            return Verdict(Fate.TOO_LARGE, "Larger than any file that NKLearn makes.")
        case _:
            return Verdict(
                Fate.UNREADABLE,
                "Can’t be read now. Perhaps another program holds it; import again later.",
            )


def _no_form(found: Found) -> Verdict:
    start = found.data[: len(_SIGNED)]
    if _AGE.startswith(found.data) or _SIGNED.startswith(start) or found.arriving:
        return Verdict(
            Fate.CUT_SHORT, "Only a part of a file. Import again when the copying is done."
        )
    if not any(found.data):
        return Verdict(Fate.DAMAGED, "Holds nothing but zeros. Ask for the file once more.")
    return Verdict(Fate.FOREIGN, "Has a name like a class file, but holds something else.")


def _not_opened(error: sealed.SealError, found: Found) -> Verdict:
    if error.kind == "not for us":
        return Verdict(
            Fate.WRONG_KEY,
            "Not sealed for your keys: made for another teacher, or changed on its way.",
        )
    headless = b"\n--- " not in found.data[: sealed.HEADER_LIMIT]
    if headless or found.arriving or len(found.data) < _SHORTEST:
        return Verdict(Fate.CUT_SHORT, "Only a part of a file. Copy it again or ask for it.")
    return Verdict(Fate.DAMAGED, "Cut short or changed on its way. Copy it again or ask for it.")


def _sealed(found: Found, book: Book) -> Verdict:
    parts = signed.split(sealed.unseal(found.data, book.identities))
    result = decode(Result, parts.payload)
    try:
        signed.check(parts, result.device)
    except signed.SignatureError:
        return Verdict(
            Fate.DAMAGED, "Changed after it was signed, so it is not what was handed in."
        )
    binding = read_binding(parts.trusted)
    if (binding.kind, binding.class_id) != ("result", result.school_class):
        return Verdict(Fate.DAMAGED, "Its signature was made for something else.")
    if not _times_hold(result):
        return Verdict(Fate.DAMAGED, "Its times can’t be true, so NKLearn did not make it.")
    record = record_id(parts.payload)
    return again(Verdict(Fate.READ, "", result, parts.payload, record=record), book)


def _times_hold(result: Result) -> bool:
    """Tell whether what is handed in says when, and no time is beyond what a clock can show."""
    if result.stage is Stage.HANDED_IN and result.handed_in is None:
        return False
    times = [result.begun, *([result.handed_in] if result.handed_in else [])]
    return all(_YEARS[0] <= each.year <= _YEARS[1] for each in times)


def again(verdict: Verdict, book: Book) -> Verdict:
    """Judge once more by what is known by now, without opening the file again."""
    if verdict.result is None:
        return verdict
    fate, words = _standing(verdict.result, verdict.record, book)
    return Verdict(fate, words, verdict.result, verdict.payload, record=verdict.record)


def _standing(result: Result, record: str, book: Book) -> tuple[Fate, str]:
    """Judge a result that is whole and signed by the computer that it names."""
    if book.is_erased(result.student):
        return Fate.ERASED, "Of a student who was erased; it is never taken in again."
    label = book.class_label(result.school_class)
    if label is None:
        return Fate.WRONG_CLASS, "Made for a class that is not one of yours."
    if book.class_of(result.student) is None:
        return Fate.WRONG_CLASS, f"Nobody with the id {result.student} is in your classes."
    if book.class_of(result.student) != result.school_class:
        return Fate.WRONG_CLASS, f"Made for {label}, where its student is not."
    known = book.assignment_of(result.assignment_hash)
    if known is None or known != (result.assignment, result.school_class):
        return Fate.OTHER_ASSIGNMENT, "Made with a file that is no assignment of yours."
    state = book.device_state(result.student, result.device)
    if state is DeviceState.REFUSED:
        return Fate.REFUSED, "From a computer that you refused for this student."
    if state is not DeviceState.CONFIRMED:
        return Fate.WAITING, "From a new computer. Confirm it under Classes, and it counts."
    if book.knows_result(record):
        return Fate.DUPLICATE, "The same work was taken in before, from another copy."
    return Fate.READ, "Taken in."


def _signed(document: bytes, book: Book) -> Verdict:
    """Judge what is signed but not sealed: a teacher's own files, or somebody else's."""
    binding = read_binding(signed.split(document).trusted)
    try:
        parts = signed.verify(document, book.teacher_key)
    except signed.SignatureError as error:
        if error.kind == "wrong key":
            return Verdict(Fate.WRONG_KEY, "Signed by somebody else, so it changes nothing here.")
        return Verdict(Fate.DAMAGED, "Changed after you signed it; do not give it out.")
    if binding.kind != "erasure":
        return Verdict(Fate.OURS, "Your own file; there is nothing to take in.")
    erasure = decode(Erasure, parts.payload)
    if binding.class_id != erasure.school_class:
        return Verdict(Fate.DAMAGED, "Its signature was made for something else.")
    if book.is_erased(erasure.student):
        return Verdict(Fate.DUPLICATE, "An erasure that was done before.", erasure=erasure)
    return Verdict(Fate.ERASURE, "You erased this student; that is done here too.", erasure=erasure)


def record_id(payload: bytes) -> str:
    """Return the id to keep a result under: it follows from what the result says.

    Ids in files are chosen on the computers of students, so two may be the same by malice; neither
    work may push the other out, and no order of files may matter.
    """
    return hashlib.sha256(payload).hexdigest()[:16]
