"""Where reviewing what a class found hard begins: a new assignment of practice."""

from __future__ import annotations

from nklearn.classroom.understanding import Understanding
from nklearn.domain.addresses import Address

_MOST = 20  # an address has room for so many


def review_address(found: Understanding) -> str:
    """Return the address of a new assignment on what is worth going over, or else on all.

    `review` names the sections (`module/lesson/section`) that the questions are about.
    """
    chosen = found.worth.items if found.worth else tuple(each.question.id for each in found.items)
    sections = dict.fromkeys(
        f"{view.question.module}/{view.question.section}"
        for view in found.items
        if view.question.id in chosen and view.question.section
    )
    return str(Address.of("teach", "assignments", "new", review=",".join(list(sections)[:_MOST])))
