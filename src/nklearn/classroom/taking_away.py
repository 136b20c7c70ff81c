"""A class's gradebook as a table to take away, with every attempt and every question."""

from __future__ import annotations

from datetime import UTC

from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.gradebook import gradebook_of
from nklearn.classroom.understanding import Understanding, understanding_of
from nklearn.domain.grade_table import AttemptRow, GradeTable, ItemRow, grade_rows
from nklearn.domain.item_statistics import Trust
from nklearn.domain.teaching import Stage


def grade_table(desk: TeacherDesk, school_class: str, *, names: bool = True) -> GradeTable:
    """Return what of a class is taken away; without `names` only ids tell students apart.

    Raises:
        UserError: what is kept of an assignment is damaged.
    """
    book = gradebook_of(desk, school_class)
    owner = desk.store.school_class(school_class)
    called = {row.id: row.name if names else "" for row in book.rows}
    titles = {column.id: column.title for column in book.columns}
    attempts = [
        AttemptRow(
            one.student,
            called[one.student],
            one.assignment,
            titles[one.assignment],
            one.attempt,
            one.handed_in.astimezone(UTC).isoformat(timespec="seconds") if one.handed_in else "",
            one.fraction,
            one.waits,
        )
        for column in book.columns
        for one in desk.store.results(column.id)
        if one.stage is Stage.HANDED_IN and one.student in called
    ]
    items = [row for column in book.columns for row in item_rows(understanding_of(desk, column.id))]
    return GradeTable(
        school_class=owner.label if owner else "",
        made=desk.now().astimezone(UTC).isoformat(timespec="seconds"),
        assignments=tuple(titles.items()),
        rows=grade_rows(book, names=names),
        means=tuple(book.column_mean(place) for place in range(len(book.columns))),
        attempts=tuple(attempts),
        items=tuple(items),
    )


def item_rows(found: Understanding) -> tuple[ItemRow, ...]:
    """Return the questions of an assignment with their figures; withheld ones are left out."""
    rows: list[ItemRow] = []
    for view in found.items:
        figures = view.figures
        told = figures is not None and found.trust is not Trust.WITHHELD
        rows.append(
            ItemRow(
                assignment=found.work.assigned.id,
                title=found.title,
                number=view.number,
                stem=view.question.stem,
                attempts=found.attempts,
                facility=view.share,
                discrimination=_share(figures.discrimination) if told and figures else None,
                efficiency=_share(figures.efficiency) if told and figures else None,
                most_chosen_instead=" → ".join(view.instead.words) if view.instead else "",
            )
        )
    return tuple(rows)


def _share(percentage: float | None) -> float | None:
    return None if percentage is None else percentage / 100
