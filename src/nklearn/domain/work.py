"""Everything that a person did, in one value: what goes to another computer with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import field, replace
from datetime import datetime
from typing import TypeVar

from nklearn.base.values import dataclass
from nklearn.domain.classwork import KeptClasswork, merged_classwork
from nklearn.domain.records import Answer, Bookmark, Draft, Note, Problem, Profile, QuizRun

_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class SectionRead:
    """A section that was read, and when first; `lesson` is `module/lesson`."""

    lesson: str
    section: str
    at: datetime


@dataclass(frozen=True, slots=True)
class SavedDraft:
    """What was chosen or typed but not checked; `run` is empty within a lesson."""

    question: str
    run: str
    draft: Draft
    at: datetime


@dataclass(frozen=True, slots=True)
class Stamped:
    """A name (a question to be asked again, a module, an address) and its time."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Work:
    """A person's all; answers and runs are in the order in which they were made."""

    profile: Profile
    reads: tuple[SectionRead, ...] = ()
    runs: tuple[QuizRun, ...] = ()
    answers: tuple[Answer, ...] = ()
    drafts: tuple[SavedDraft, ...] = ()
    asked_again: tuple[Stamped, ...] = ()
    problems: tuple[Problem, ...] = ()
    bookmarks: tuple[Bookmark, ...] = ()
    notes: tuple[Note, ...] = ()
    advisories: tuple[Stamped, ...] = ()
    preferences: tuple[tuple[str, str], ...] = ()
    place: Stamped | None = None
    classwork: KeptClasswork = field(default_factory=KeptClasswork)


def merged(here: Work, there: Work) -> Work:
    """Return what a person did on two computers as one; merging the same again changes nothing.

    Name, class and PIN are those of `here`. Of a session on both computers the one that is
    further counts; of sessions of one module and mode that are open on both, the older one ends
    when the newer began, as if that had been begun here.
    """
    answers = _woven(here.answers, there.answers, lambda answer: answer.at, lambda a: a.id)
    return Work(
        _profile(here.profile, there.profile),
        _union(here.reads, there.reads, lambda r: (r.lesson, r.section), lambda a, b: a.at <= b.at),
        _runs(here.runs, there.runs),
        answers,
        _drafts(here, there, answers),
        _wishes(here, there),
        _union(here.problems, there.problems, lambda p: p.id, _first),
        _union(here.bookmarks, there.bookmarks, lambda b: b.section, _first),
        _union(here.notes, there.notes, lambda n: n.id, lambda a, b: a.changed >= b.changed),
        _union(here.advisories, there.advisories, lambda a: a.name, lambda a, b: a.at <= b.at),
        _union(here.preferences, there.preferences, lambda p: p[0], _first),
        _place(here.place, there.place),
        merged_classwork(here.classwork, there.classwork),
    )


def _first(_one: object, _other: object) -> bool:
    return True


def _profile(here: Profile, there: Profile) -> Profile:
    used = [at for at in (here.last_used, there.last_used) if at]
    return replace(
        here, created=min(here.created, there.created), last_used=max(used) if used else None
    )


def _place(here: Stamped | None, there: Stamped | None) -> Stamped | None:
    if here is None or there is None:
        return here or there
    return here if here.at >= there.at else there


def _union(
    here: Sequence[_Item],
    there: Sequence[_Item],
    key: Callable[[_Item], object],
    prefer_here: Callable[[_Item, _Item], bool],
) -> tuple[_Item, ...]:
    """Return all, each once, those of `here` first; of two with one key the preferred."""
    found = {key(item): item for item in here}
    for item in there:
        own = found.get(key(item))
        if own is None or not prefer_here(own, item):
            found[key(item)] = item
    return tuple(found.values())


def _woven(
    here: Sequence[_Item],
    there: Sequence[_Item],
    at: Callable[[_Item], datetime],
    key: Callable[[_Item], str],
) -> tuple[_Item, ...]:
    """Return all, each once, by time as far as the order within `here` and `there` allows."""
    known = {key(item) for item in here}
    new = [item for item in there if key(item) not in known]
    found: list[_Item] = []
    for item in here:
        while new and at(new[0]) < at(item):
            found.append(new.pop(0))
        found.append(item)
    return (*found, *new)


def _runs(here: Sequence[QuizRun], there: Sequence[QuizRun]) -> tuple[QuizRun, ...]:
    others = {run.id: run for run in there}
    further = [_further(run, others.get(run.id, run)) for run in here]
    runs = list(_woven(further, there, lambda run: run.started, lambda run: run.id))
    later: dict[tuple[str, str], QuizRun] = {}
    for number in range(len(runs) - 1, -1, -1):
        run = runs[number]
        after = later.get((run.module, run.mode))
        if after is not None and run.ended is None:
            runs[number] = run = replace(run, ended=after.started)
        later[run.module, run.mode] = run
    return tuple(runs)


def _further(here: QuizRun, there: QuizRun) -> QuizRun:
    """Return the one of two states of a session that came later."""

    def reached(run: QuizRun) -> tuple[bool, bool, int]:
        return run.released, run.ended is not None, run.position

    return there if reached(there) > reached(here) else here


def _drafts(here: Work, there: Work, answers: Sequence[Answer]) -> tuple[SavedDraft, ...]:
    answered: dict[tuple[str, str], datetime] = {}
    for answer in answers:
        spot = answer.question, answer.run
        answered[spot] = max(answer.at, answered.get(spot, answer.at))
    ended = {run.id for run in (*here.runs, *there.runs) if run.ended}

    def waits(saved: SavedDraft) -> bool:
        at = answered.get((saved.question, saved.run))
        return (at is None or at < saved.at) and saved.run not in ended

    return _union(
        here.drafts,
        [saved for saved in there.drafts if waits(saved)],
        lambda saved: (saved.question, saved.run),
        lambda a, b: a.at >= b.at,
    )


def _wishes(here: Work, there: Work) -> tuple[Stamped, ...]:
    """Return the questions to be asked again but for those that were, on the other computer."""

    def waits(wish: Stamped) -> bool:
        return not any(
            answer.context == "review" and answer.question == wish.name and answer.at > wish.at
            for work in (here, there)
            for answer in work.answers
        )

    return _union(
        here.asked_again,
        [wish for wish in there.asked_again if waits(wish)],
        lambda wish: wish.name,
        lambda a, b: a.at <= b.at,
    )
