"""Puts together what a reader marked and wrote: by module, lesson and section, in reading order."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.domain.evidence import section_address
from nklearn.domain.finding import find_all
from nklearn.domain.lessons import Check, Lesson, Module, section_text
from nklearn.domain.notebook import Chapter, Entry, EntryKind
from nklearn.domain.questions import Question, Written, is_blind
from nklearn.domain.records import Answer, Bookmark, Note, Problem
from nklearn.domain.responses import WrittenResponse
from nklearn.learning.anchors import find
from nklearn.learning.learner import Learner
from nklearn.learning.notebook import quote_of

_CONTEXTS = ("check", "quiz", "review")


class Shelf(Protocol):
    """What a notebook needs of the catalog."""

    def modules(self) -> tuple[Module, ...]:
        """Return all modules in order."""
        ...

    def lesson(self, name: str, /) -> Lesson:
        """Return a lesson by `module/lesson`."""
        ...

    def question(self, name: str, /) -> Question:
        """Return a question by `module/name`."""
        ...


def chapters(shelf: Shelf, learner: Learner) -> tuple[Chapter, ...]:
    """Return all that a reader marked and wrote; what the content lost stands at the end."""
    book = learner.notebook
    accepted = book.advisories_accepted
    marks = {mark.section: mark for mark in book.bookmarks}
    notes: dict[str, list[Note]] = {}
    for note in book.notes():
        notes.setdefault(note.section, []).append(note)
    problems: dict[str, list[Problem]] = {}
    for problem in learner.problems:
        if is_blind(problem.question):
            continue  # it stands with its assignment
        problems.setdefault(problem.question, []).append(problem)
    made: list[Chapter] = []
    for module in shelf.modules():
        hard = module.advisory if module.id not in accepted else ""
        asked = _by_section(shelf, module, problems)
        for summary in module.lessons:
            name = f"{summary.id}/"
            touched = any(key.startswith(name) for key in (*marks, *notes, *asked))
            lesson = shelf.lesson(summary.id) if touched else None
            entries: list[Entry] = []
            for section in lesson.sections if lesson else ():
                key = f"{summary.id}/{section.id}"
                where = section_address(summary.id, section.id)
                if key in marks:
                    entries.append(_bookmark(marks.pop(key), where, section.title))
                text = section_text(section)
                entries += _notes(notes.pop(key, ()), where, section.title, text, hard)
                for question in asked.pop(key, ()):
                    entries += _asked(learner, question, problems, where, section.title, hard)
            if entries:
                made.append(Chapter(summary.id, module.title, summary.title, tuple(entries)))
        for question in (each for rest in asked.values() for each in rest):
            where = str(Address.of("practice", module.id))
            entries = list(_asked(learner, question, problems, where, module.title, hard))
            if entries:
                made.append(Chapter("", module.title, module.title, tuple(entries)))
    lost = [*_lost(marks.values(), notes.values(), problems.values())]
    return (*made, Chapter("", "", "", tuple(lost))) if lost else tuple(made)


def chosen(
    found: Iterable[Chapter], *, lesson: str = "", kinds: Collection[str] = (), words: str = ""
) -> tuple[Chapter, ...]:
    """Return what is of a lesson, of one of some kinds and holds some words, where those are given.

    Folded quotes are not searched: what is found would say what they hold.
    """

    def wanted(entry: Entry) -> bool:
        quote = "" if entry.advisory else entry.quote
        within = "\n".join((entry.title, quote, entry.words))
        return (not kinds or entry.kind in kinds) and (
            not words.strip() or bool(find_all(within, words))
        )

    kept = (
        replace(each, entries=tuple(filter(wanted, each.entries)))
        for each in found
        if not lesson or each.lesson == lesson
    )
    return tuple(each for each in kept if each.entries)


def _by_section(
    shelf: Shelf, module: Module, reported: Collection[str]
) -> dict[str, list[Question]]:
    """Return the questions of a module to write at length or with reports, by their sections."""
    names = dict.fromkeys(module.quiz)
    for summary in module.lessons if _has_checks(module) else ():
        for section in shelf.lesson(summary.id).sections:
            names.update((b.question, None) for b in section.blocks if isinstance(b, Check))
    found: dict[str, list[Question]] = {}
    for name in names:
        question = shelf.question(name)
        if name in reported or isinstance(question.body, Written):
            found.setdefault(f"{module.id}/{question.section}", []).append(question)
    return found


def _has_checks(module: Module) -> bool:
    return any(summary.checks for summary in module.lessons)


def _bookmark(mark: Bookmark, address: str, title: str) -> Entry:
    return Entry(EntryKind.BOOKMARK, address, title, "", "", mark.at, mark)


def _notes(
    notes: Iterable[Note], address: str, title: str, text: str, hard: str
) -> Iterator[Entry]:
    """Return the notes of a section: on the whole of it, by their places, then the detached."""

    def place(note: Note) -> tuple[int, int]:
        if not note.quote:
            return (0, 0)
        found = find(text, quote_of(note))
        return (1, found[0]) if found else (2, 0)

    for note in sorted(notes, key=place):
        kind = EntryKind.NOTE if note.words else EntryKind.HIGHLIGHT
        advisory = hard if note.quote else ""
        yield Entry(kind, address, title, note.quote, note.words, note.changed, note, advisory)


def _asked(
    learner: Learner,
    question: Question,
    problems: dict[str, list[Problem]],
    address: str,
    title: str,
    hard: str,
) -> Iterator[Entry]:
    """Return what the reader wrote for a question, and to the teacher about it."""
    folded = hard or ("" if question.sensitivity is Sensitivity.NONE else question.sensitivity)
    given = _latest(learner, question) if isinstance(question.body, Written) else None
    if given is not None and isinstance(given.response, WrittenResponse):
        words, at = given.response.text, given.at
        yield Entry(EntryKind.RESPONSE, address, title, question.stem, words, at, given, folded)
    for each in problems.pop(question.id, ()):
        yield Entry(
            EntryKind.PROBLEM, address, title, question.stem, each.words, each.at, each, folded
        )


def _latest(learner: Learner, question: Question) -> Answer | None:
    found = [learner.last_answer(question.id, context) for context in _CONTEXTS]
    return max((each for each in found if each), key=lambda each: each.at, default=None)


def _lost(
    marks: Iterable[Bookmark], notes: Iterable[list[Note]], problems: Iterable[list[Problem]]
) -> Iterator[Entry]:
    """Return what is on sections and questions that the lessons no longer have."""
    home = str(Address.of("lessons"))
    for mark in marks:
        yield _bookmark(mark, home, "")
    for note in (each for held in notes for each in held):
        kind = EntryKind.NOTE if note.words else EntryKind.HIGHLIGHT
        yield Entry(kind, home, "", note.quote, note.words, note.changed, note)
    for problem in (each for held in problems for each in held):
        yield Entry(EntryKind.PROBLEM, home, "", "", problem.words, problem.at, problem)
