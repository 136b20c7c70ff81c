"""What holds between questions, lessons and claims: answers stand where they are said to stand.

Each rule is one of the content's own (CONTENT.md, "Questions"): a question's section holds its
answer, and nothing asked rests on what nobody can read (alike.py compares questions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from nklearn.content.compile.faults import Faults
from nklearn.content.compile.figures import Figure, FigureFinder
from nklearn.content.compile.questions import WrittenQuestion
from nklearn.content.compile.records import Records
from nklearn.content.compile.references import charted, section_holds
from nklearn.content.compile.support import Support
from nklearn.domain.claims import Status
from nklearn.domain.lessons import Lesson, Module
from nklearn.domain.questions import (
    Difficulty,
    Matching,
    MultipleResponse,
    Ordering,
    Question,
    Written,
)

_TARGET = re.compile(r"\{([^{}]+)\}")
# Questions with several answers, which may set things of a whole module beside one another.
_SEVERAL = (Ordering, Matching, MultipleResponse)


def check(
    questions: Sequence[WrittenQuestion],
    modules: Sequence[Module],
    lessons: Sequence[Lesson],
    unread: set[str],
    records: Records,
    faults: Faults,
) -> None:
    """Note questions that break a rule about what they rest on.

    `modules` stand in their order; `unread` names lessons whose file could not be read.
    """
    checker = _Checker(modules, lessons, unread, records, faults)
    for written in questions:
        question = written.question
        if records.sound(question.claims):
            checker.check(written)
        for number, target in enumerate(question.claims):
            claim = records.claims.get(target)
            judged = question.difficulty is Difficulty.JUDGE  # asks what to do with it
            if claim is not None and claim.status is Status.ILLEGIBLE and not judged:
                what = f"`{target}` is illegible, so no value can be asked of it"
                faults.add(written.entry.at("claims", number), what, "name another claim")


class _Checker:
    """Knows what sections and modules hold, to find where an answer stands."""

    def __init__(
        self,
        modules: Sequence[Module],
        lessons: Sequence[Lesson],
        unread: set[str],
        records: Records,
        faults: Faults,
    ) -> None:
        self._records, self._faults = records, faults
        self._whole = not unread
        self._sections = {
            f"{lesson.id}/{section.id}": section_holds(section, records)
            for lesson in lessons
            for section in lesson.sections
        }
        self._so_far: dict[str, frozenset[str]] = {}
        held: frozenset[str] = frozenset()
        for module in modules:
            own = (each for name, each in self._sections.items() if _is_in(name, module.id))
            held = self._so_far[module.id] = held.union(*own)
        units = records.units.items()
        self._finder = FigureFinder((unit, records.unit_words[name]) for name, unit in units)

    def check(self, written: WrittenQuestion) -> None:
        """Note a question whose section, or whose course so far, does not hold its answer."""
        question, claims = written.question, written.question.claims
        section = self._sections.get(f"{question.module}/{question.section}")
        if section is None:
            return
        drawn = frozenset[str]()
        if question.chart is not None:  # what the question itself shows
            drawn = frozenset(charted(question.chart, self._records))
        at = written.entry.at("section")
        todo = "name the section that holds the answer, or cite the claim there"
        if not any(self._held(target, section | drawn) for target in claims):
            what = f"the section `{question.section}` cites none of the question’s claims"
            self._faults.add(at, what, todo)
            return
        known = drawn.union(self._told(question))
        there = sum(self._held(target, section | known) for target in claims)
        if there * 2 < len(claims) and not isinstance(question.body, _SEVERAL):
            what = f"the section `{question.section}` holds {there} of {len(claims)} claims"
            self._faults.add(at, what, todo)
        so_far = self._so_far.get(question.module)
        if so_far is None or not self._whole:
            return
        lost = [target for target in claims if not self._held(target, so_far | known)]
        if len(lost) > 1:
            names = ", ".join(f"`{target}`" for target in lost)
            place = written.entry.at("claims", claims.index(lost[0]))
            self._faults.add(place, f"no lesson up to here holds {names}", "cite them in a lesson")

    def _told(self, question: Question) -> Iterator[str]:
        """Give what the question tells itself: a claim beside it, and values in its stem."""
        if isinstance(question.body, Written):
            yield question.body.beside
        figures = list(self._finder.find(question.stem))
        for target in self._parts(question.claims):
            value = self._records.first_value(target)
            if value is not None and any(_tells(figure, Support([value])) for figure in figures):
                yield target

    def _parts(self, targets: Iterable[str]) -> Iterator[str]:
        """Give targets, and all that they were computed from."""
        for target in targets:
            yield target
            yield from self._parts(self._computed_from(target))

    def _held(self, target: str, known: frozenset[str]) -> bool:
        """Whether some place holds a target, or all that we computed it from."""
        parts = self._computed_from(target)
        return target in known or (bool(parts) and all(self._held(part, known) for part in parts))

    def _computed_from(self, target: str) -> list[str]:
        """Return what a claim was computed from; a broken one may lead back to itself."""
        claim = self._records.claims.get(target)
        if claim is None or target in self._records.broken:
            return []
        return [part.strip() for part in _TARGET.findall(claim.formula)]


def _is_in(section: str, module: str) -> bool:
    return section.startswith(f"{module}/")


def _tells(figure: Figure, value: Support) -> bool:
    """Whether a figure says a value: "thousands of people" does not."""
    return figure.kind != "vague" and value.backs(figure)
