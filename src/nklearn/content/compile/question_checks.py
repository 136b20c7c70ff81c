"""What holds between questions, lessons and claims: answers stand where they are said to stand.

Each rule is one of the content's own (CONTENT.md, "Questions"): a question's section holds its
answer, no two questions are alike, and nothing asked rests on what nobody can read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import combinations

from nklearn.content.compile.faults import Faults
from nklearn.content.compile.questions import WrittenQuestion
from nklearn.content.compile.records import Records
from nklearn.content.compile.references import charted, section_holds
from nklearn.domain.claims import Status
from nklearn.domain.lessons import Lesson
from nklearn.domain.model_answers import right_words
from nklearn.domain.questions import Difficulty

_WORD = re.compile(r"[^\W_]+")
_TARGET = re.compile(r"\{([^{}]+)\}")
_ALIKE = 0.8  # of the words of two stems; measured on the shipped questions, see docs


def check(
    questions: Sequence[WrittenQuestion],
    lessons: Iterable[Lesson],
    records: Records,
    faults: Faults,
) -> None:
    """Note questions that break a rule about what they rest on."""
    held = {
        f"{lesson.id}/{section.id}": section_holds(section, records)
        for lesson in lessons
        for section in lesson.sections
    }
    for written in questions:
        question = written.question
        known = held.get(f"{question.module}/{question.section}")
        if known is not None and question.chart is not None:
            known |= frozenset(charted(question.chart, records))  # what the question itself shows
        sound = known is not None and records.sound(question.claims)
        if sound and not any(
            _held(target, known or frozenset(), records) for target in question.claims
        ):
            what = f"the section `{question.section}` cites none of the question’s claims"
            todo = "name the section that holds the answer, or cite the claim there"
            faults.add(written.entry.at("section"), what, todo)
        for number, target in enumerate(question.claims):
            claim = records.claims.get(target)
            judged = question.difficulty is Difficulty.JUDGE  # asks what to do with it
            if claim is not None and claim.status is Status.ILLEGIBLE and not judged:
                what = f"`{target}` is illegible, so no value can be asked of it"
                faults.add(written.entry.at("claims", number), what, "name another claim")
    _check_alike(questions, faults)


def _held(target: str, known: frozenset[str], records: Records) -> bool:
    """Whether a section holds a target, or all that we computed it from."""
    if target in known:
        return True
    claim = records.claims.get(target)
    parts = _TARGET.findall(claim.formula) if claim else []
    return bool(parts) and all(_held(part, known, records) for part in parts)


def _check_alike(questions: Sequence[WrittenQuestion], faults: Faults) -> None:
    words = {id(written): _words(written) for written in questions}
    for one, two in combinations(questions, 2):
        if one.question.module != two.question.module:
            continue
        first, second = words[id(one)], words[id(two)]
        shared = len(first & second) / max(1, len(first | second))
        if shared >= _ALIKE:
            what = f"the question is like `{one.question.id}`"
            faults.add(two.entry.at("stem"), what, "ask something else, or leave one out")


def _words(written: WrittenQuestion) -> frozenset[str]:
    """Return the words of a stem and of its right answer."""
    question = written.question
    return frozenset(_WORD.findall(f"{question.stem} {right_words(question)}".casefold()))
