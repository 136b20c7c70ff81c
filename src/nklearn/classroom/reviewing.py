"""A draft of practice on what a class found hard in an assignment."""

from __future__ import annotations

import msgspec

from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.drafts import AssignmentDraft, new_draft
from nklearn.classroom.understanding import Understanding, understanding_of
from nklearn.domain.questions import Question
from nklearn.domain.teaching import Kind

_MOST = 12  # questions of a review


def review_draft(desk: TeacherDesk, assignment: str) -> AssignmentDraft:
    """Return a draft with the sections that questions worth going over are about, and practice.

    Practice are questions of the content on the same claims, then on the same sections. Where
    nothing is under half, it is about all questions.

    Raises:
        UserError: there is no such assignment.
    """
    found = understanding_of(desk, assignment)
    asked = _worth(found)
    sections = tuple(dict.fromkeys(f"{each.module}/{each.section}" for each in asked))
    claims = {claim for each in asked for claim in each.claims}
    modules = dict.fromkeys(each.module for each in asked)
    every = [
        desk.catalog.question(name)
        for module in modules
        for name in desk.catalog.module(module).quiz
    ]
    near = [each for each in every if claims.intersection(each.claims)]
    near += [each for each in every if f"{each.module}/{each.section}" in sections]
    chosen = tuple(dict.fromkeys(each.id for each in near))[:_MOST]
    return msgspec.structs.replace(
        new_draft(desk).for_class(found.work.assigned.school_class),
        title=f"Review: {found.title}"[:200],
        kind=Kind.PRACTICE,
        reading=sections,
        practice=chosen,
    )


def _worth(found: Understanding) -> list[Question]:
    low = found.worth.items if found.worth else ()
    every = [view.question for view in found.items]
    return [each for each in every if each.id in low] or every
