"""Work for teachers in a profile file: what came, what was begun and handed in, and the keys."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable
from datetime import datetime

from nklearn.domain.classwork import (
    Attempt,
    DeviceKey,
    Enrolment,
    HandedIn,
    KeptClasswork,
    Received,
    Released,
    TrustedTeacher,
)
from nklearn.domain.teaching import Stage
from nklearn.interchange.profile_fields import Fields

_SEQUENCE, _NUMBER, _ALTERNATIVE = 2**31, 10_000, 20_000


def written(kept: KeptClasswork, stamp: Callable[[datetime], str]) -> dict[str, object]:
    """Return work for teachers as it stands in the file; files are in base64."""
    return {
        "codes": [{"student": own.student, "at": stamp(own.at)} for own in kept.enrolments],
        "teachers": [
            {"key": own.key, "name": own.name, "at": stamp(own.at)} for own in kept.teachers
        ],
        "assignments": [
            {
                "hash": own.hash,
                "assignment": own.assignment,
                "sequence": own.sequence,
                "student": own.student,
                "data": _text(own.data),
                "at": stamp(own.at),
            }
            for own in kept.received
        ],
        "attempts": [
            {
                "assignment": own.assignment,
                "number": own.number,
                "hash": own.hash,
                "session": own.run,
                "begun": stamp(own.begun),
                "ended": stamp(own.ended) if own.ended else None,
                "seconds": own.seconds,
                "alternative": own.alternative,
            }
            for own in kept.attempts
        ],
        "handed_in": [
            {
                "id": own.id,
                "assignment": own.assignment,
                "number": own.number,
                "stage": own.stage.value,
                "hash": own.hash,
                "data": _text(own.data),
                "at": stamp(own.at),
            }
            for own in kept.handed
        ],
        "feedback": [
            {
                "hash": own.hash,
                "assignment": own.assignment,
                "sequence": own.sequence,
                "data": _text(own.data),
                "at": stamp(own.at),
            }
            for own in kept.releases
        ],
        "key": {
            "seed": kept.key.seed,
            "identity": kept.key.identity,
            "made": stamp(kept.key.made),
        }
        if kept.key
        else None,
    }


def read_classwork(file: Fields) -> KeptClasswork:
    """Take work for teachers out of a file; one that was made before there was any has none."""
    if file.peek("classwork") == "":
        return KeptClasswork()
    own = Fields(file.take("classwork"), "classwork")
    kept = KeptClasswork(
        own.each("codes", lambda f: Enrolment(f.text("student", 40), f.at())),
        own.each("teachers", lambda f: TrustedTeacher(f.text("key", 100), f.text("name"), f.at())),
        own.each("assignments", _received),
        own.each("attempts", _attempt),
        own.each("handed_in", _handed),
        own.each("feedback", _released),
        _key(own),
    )
    own.end()
    return kept


def twice(kept: KeptClasswork) -> bool:
    """Tell whether something is there twice that can be there once."""
    every: tuple[list[object], ...] = (
        [own.student for own in kept.enrolments],
        [own.key for own in kept.teachers],
        [own.hash for own in kept.received],
        [(own.assignment, own.number) for own in kept.attempts],
        [own.id for own in kept.handed],
        [own.hash for own in kept.releases],
    )
    return any(len(set(keys)) != len(keys) for keys in every)


def _text(data: bytes) -> str:
    return b64encode(data).decode("ascii")


def _received(f: Fields) -> Received:
    return Received(
        f.id("hash"),
        f.id("assignment"),
        f.whole("sequence", 1, _SEQUENCE),
        f.text("student", 40),
        f.data("data"),
        f.at(),
    )


def _attempt(f: Fields) -> Attempt:
    return Attempt(
        f.id("assignment"),
        f.whole("number", 1, _NUMBER),
        f.id("hash"),
        f.text("session"),
        f.at("begun"),
        f.maybe_at("ended"),
        f.number("seconds"),
        f.text("alternative", _ALTERNATIVE),
    )


def _handed(f: Fields) -> HandedIn:
    stage = f.text("stage")
    if stage not in list(Stage):
        raise f.wrong("stage is none that there is")
    return HandedIn(
        f.id(),
        f.id("assignment"),
        f.whole("number", 1, _NUMBER),
        Stage(stage),
        f.id("hash"),
        f.data("data"),
        f.at(),
    )


def _released(f: Fields) -> Released:
    return Released(
        f.id("hash"),
        f.id("assignment"),
        f.whole("sequence", 1, _SEQUENCE),
        f.data("data"),
        f.at(),
    )


def _key(own: Fields) -> DeviceKey | None:
    held = own.take("key")
    if held is None:
        return None
    f = Fields(held, "key")
    seed, identity, made = f.text("seed", 100), f.text("identity", 100), f.at("made")
    f.end()
    return DeviceKey(seed, identity, made)
