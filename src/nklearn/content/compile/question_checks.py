"""What holds between questions, lessons and claims: answers stand where they are said to stand.

Each rule is one of the content's own (CONTENT.md, "Questions"): a question's section holds its
answer, and nothing asked rests on what nobody can read (alike.py compares questions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from nklearn.content.compile.faults import Faults
from nklearn.content.compile.questions import WrittenQuestion
from nklearn.content.compile.records import Records
from nklearn.content.compile.references import charted, section_holds
from nklearn.domain.claims import Status
from nklearn.domain.lessons import Lesson
from nklearn.domain.questions import Difficulty

_TARGET = re.compile(r"\{([^{}]+)\}")


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


def _held(target: str, known: frozenset[str], records: Records) -> bool:
    """Whether a section holds a target, or all that we computed it from."""
    if target in known:
        return True
    claim = records.claims.get(target)
    parts = _TARGET.findall(claim.formula) if claim else []
    return bool(parts) and all(_held(part, known, records) for part in parts)
