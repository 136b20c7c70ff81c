"""A person's work as a file for another computer (`.nkprofile`): see docs/profile-format.md.

The format has a version of its own. Reading believes nothing: whatever the file holds, the answer
is a `Work` or a UserError in plain words.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import NoReturn, TypeVar, cast

from nklearn.base.errors import UserError
from nklearn.base.files import read_text
from nklearn.domain.records import (
    Answer,
    Bookmark,
    Draft,
    Mode,
    Note,
    Problem,
    Profile,
    QuizRun,
)
from nklearn.domain.responses import Response, encode
from nklearn.domain.work import SavedDraft, SectionRead, Stamped, Work
from nklearn.interchange.profile_classwork import read_classwork, twice, written
from nklearn.interchange.profile_fields import TEXT, Fields, WrongError

ENDING = "nkprofile"
VERSION = 1
LIMIT = 32 * 1024 * 1024
_FORMAT = "nklearn-profile"
_CONTEXTS = ("check", "quiz", "review")

_Item = TypeVar("_Item")


# -- writing ---------------------------------------------------------------------------------


def profile_file(work: Work) -> bytes:
    """Return the file of a person's work.

    Raises:
        UserError: there is more than such a file may hold.
    """
    person = work.profile
    held: dict[str, object] = {
        "format": _FORMAT,
        "version": VERSION,
        "profile": {
            "id": person.id,
            "name": person.name,
            "class": person.school_class,
            "created": _stamp(person.created),
            "last_used": _stamp(person.last_used or person.created),
        },
        "place": _named(work.place, "address") if work.place else None,
        "preferences": dict(work.preferences),
        "sections_read": [
            {"lesson": own.lesson, "section": own.section, "at": _stamp(own.at)}
            for own in work.reads
        ],
        "sessions": [_session(run) for run in work.runs],
        "answers": [
            {
                "id": own.id,
                "question": own.question,
                "context": own.context,
                "session": own.run,
                **_response(own.response),
                "fraction": own.fraction,
                "confidence": own.confidence,
                "at": _stamp(own.at),
            }
            for own in work.answers
        ],
        "drafts": [
            {
                "question": own.question,
                "session": own.run,
                **_response(own.draft.response),
                "confidence": own.draft.confidence,
                "at": _stamp(own.at),
            }
            for own in work.drafts
        ],
        "asked_again": [_named(own, "question") for own in work.asked_again],
        "problems": [
            {
                "id": own.id,
                "question": own.question,
                "words": own.words,
                "content": own.content,
                "at": _stamp(own.at),
            }
            for own in work.problems
        ],
        "bookmarks": [{"section": own.section, "at": _stamp(own.at)} for own in work.bookmarks],
        "notes": [
            {
                "id": own.id,
                "section": own.section,
                "quote": own.quote,
                "before": own.before,
                "after": own.after,
                "words": own.words,
                "made": _stamp(own.made),
                "changed": _stamp(own.changed),
            }
            for own in work.notes
        ],
        "advisories_accepted": [_named(own, "module") for own in work.advisories],
        "classwork": written(work.classwork, _stamp),
    }
    data = f"{json.dumps(held, ensure_ascii=False, indent=1)}\n".encode()
    if len(data) > LIMIT:
        raise UserError(
            "There is more work than fits into one file.",
            safe="Nothing was written, and nothing is lost here.",
        )
    return data


def _stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def _named(stamped: Stamped, name: str) -> dict[str, object]:
    return {name: stamped.name, "at": _stamp(stamped.at)}


def _response(response: Response) -> dict[str, object]:
    kind, text = encode(response)
    return {"kind": kind, "response": text}


def _session(run: QuizRun) -> dict[str, object]:
    return {
        "id": run.id,
        "module": run.module,
        "mode": str(run.mode),
        "seed": run.seed,
        "questions": list(run.questions),
        "position": run.position,
        "retrying": run.retrying,
        "released": run.released,
        "started": _stamp(run.started),
        "ended": _stamp(run.ended) if run.ended else None,
    }


# -- reading ---------------------------------------------------------------------------------


def read_profile(path: Path) -> Work:
    """Read the file of a person's work.

    Raises:
        UserError: it can't be read, is no such file, was cut or changed, or is of a newer version.
    """
    text = read_text(path, limit=LIMIT)
    try:
        stored: object = json.loads(text, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise UserError(
            f"{path.name} is no file with somebody’s work, or only a part of one.",
            safe="Nothing was changed here.",
            todo="Save it anew on the other computer, and copy it whole.",
            details=str(error),
        ) from error
    held = cast("dict[str, object]", stored) if isinstance(stored, dict) else {}
    if held.get("format") != _FORMAT:
        raise UserError(
            f"{path.name} is a file of another kind.",
            safe="Nothing was changed here.",
            todo="Choose the file that “Take my work to another computer” saved.",
        )
    version = held.get("version")
    if isinstance(version, int) and not isinstance(version, bool) and version > VERSION:
        raise UserError(
            f"{path.name} was made by a newer version of NKLearn.",
            safe="Nothing was changed here.",
            todo="Install the newer version on this computer.",
            details=f"Its version is {version}; this program knows {VERSION}.",
        )
    try:
        return _work(Fields(held, "file"))
    except WrongError as error:
        raise UserError(
            f"{path.name} was changed or damaged after it was saved.",
            safe="Nothing was changed here.",
            todo="Save it anew on the other computer, and copy it whole.",
            details=str(error),
        ) from error


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _work(file: Fields) -> Work:
    file.take("format")
    file.whole("version", VERSION, VERSION)
    work = Work(
        _one(file, "profile", _profile),
        file.each(
            "sections_read", lambda f: SectionRead(f.text("lesson"), f.text("section"), f.at())
        ),
        file.each("sessions", _run),
        file.each("answers", _answer),
        file.each("drafts", _draft),
        file.each("asked_again", lambda f: Stamped(f.text("question"), f.at())),
        file.each("problems", _problem),
        file.each("bookmarks", lambda f: Bookmark(f.text("section"), f.at())),
        file.each("notes", _note),
        file.each("advisories_accepted", lambda f: Stamped(f.text("module"), f.at())),
        file.pairs("preferences"),
        _place(file),
        read_classwork(file),
    )
    file.end()
    _check_whole(work)
    return work


def _one(file: Fields, name: str, read: Callable[[Fields], _Item]) -> _Item:
    fields = Fields(file.take(name), name)
    found = read(fields)
    fields.end()
    return found


def _place(file: Fields) -> Stamped | None:
    if file.peek("place") is None:
        file.take("place")
        return None
    return _one(file, "place", lambda f: Stamped(f.text("address", 2_000), f.at()))


def _profile(f: Fields) -> Profile:
    return Profile(f.id(), f.text("name"), f.at("created"), f.text("class"), f.at("last_used"))


def _run(f: Fields) -> QuizRun:
    mode = f.text("mode")
    if mode not in list(Mode):
        raise f.wrong("mode is none that there is")
    questions = f.texts("questions")
    return QuizRun(
        id=f.id(),
        module=f.text("module"),
        seed=f.whole("seed", 0, 2**63 - 1),
        questions=questions,
        position=f.whole("position", 0, len(questions)),
        started=f.at("started"),
        ended=f.maybe_at("ended"),
        retrying=f.flag("retrying"),
        mode=Mode(mode),
        released=f.flag("released"),
    )


def _answer(f: Fields) -> Answer:
    context = f.text("context")
    if context not in _CONTEXTS:
        raise f.wrong("context is none that there is")
    return Answer(
        f.id(),
        f.text("question"),
        context,
        f.response(),
        f.fraction(),
        f.at(),
        f.text("session"),
        f.confidence(),
    )


def _draft(f: Fields) -> SavedDraft:
    draft = Draft(f.response(), f.confidence())
    return SavedDraft(f.text("question"), f.text("session"), draft, f.at())


def _problem(f: Fields) -> Problem:
    words = f.text("words", TEXT)
    return Problem(f.id(), f.text("question"), words, f.at(), f.text("content"))


def _note(f: Fields) -> Note:
    return Note(
        f.id(),
        f.text("section"),
        *(f.text(name, TEXT) for name in ("quote", "before", "after", "words")),
        made=f.at("made"),
        changed=f.at("changed"),
    )


def _check_whole(work: Work) -> None:
    """Refuse what no workspace can hold: ids twice, answers of sessions that are not there."""
    for name, keys in (
        ("sessions", [run.id for run in work.runs]),
        ("answers", [own.id for own in work.answers]),
        ("problems", [own.id for own in work.problems]),
        ("notes", [own.id for own in work.notes]),
        ("sections_read", [f"{own.lesson}/{own.section}" for own in work.reads]),
        ("drafts", [(own.question, own.run) for own in work.drafts]),
        ("asked_again", [own.name for own in work.asked_again]),
        ("bookmarks", [own.section for own in work.bookmarks]),
        ("advisories_accepted", [own.name for own in work.advisories]),
        ("open sessions", [(run.module, run.mode) for run in work.runs if run.ended is None]),
    ):
        if len(set(keys)) != len(keys):
            raise WrongError(f"{name}: one is there twice")
    if twice(work.classwork):
        raise WrongError("classwork: one is there twice")
    sessions = {run.id for run in work.runs}
    for answer in work.answers:
        if answer.run and answer.run not in sessions:
            raise WrongError("answers: one is of a session that is not there")
