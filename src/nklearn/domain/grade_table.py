"""What of a gradebook is taken away: plain rows, ready for any spreadsheet."""

from __future__ import annotations

from dataclasses import dataclass

from nklearn.domain.gradebook import CellState, Gradebook


@dataclass(frozen=True, slots=True)
class GradeRow:
    """A student: what identifies them, then for each assignment the state and the score."""

    id: str
    name: str
    number: str
    group: str
    states: tuple[str, ...]
    fractions: tuple[float | None, ...]
    mean: float | None


@dataclass(frozen=True, slots=True)
class AttemptRow:
    """An attempt that was handed in; times are ISO 8601 in UTC."""

    student: str
    name: str
    assignment: str
    title: str
    attempt: int
    handed_in: str
    fraction: float | None
    waits: int


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A question of an assignment as a class answered it; indices in percent, None: not said."""

    assignment: str
    title: str
    number: int
    stem: str
    attempts: int
    facility: float | None
    discrimination: float | None
    efficiency: float | None
    most_chosen_instead: str


@dataclass(frozen=True, slots=True)
class GradeTable:
    """A gradebook to take away. `assignments` holds the id and the title of each column."""

    school_class: str
    made: str
    assignments: tuple[tuple[str, str], ...]
    rows: tuple[GradeRow, ...]
    means: tuple[float | None, ...]
    attempts: tuple[AttemptRow, ...] = ()
    items: tuple[ItemRow, ...] = ()


STATES: dict[CellState, str] = {
    CellState.NOT_ASKED: "not assigned",
    CellState.MISSING: "not handed in",
    CellState.IN_PROGRESS: "in progress",
    CellState.WAITS: "to mark",
    CellState.HANDED_IN: "handed in",
    CellState.LATE: "late",
    CellState.OVERRIDDEN: "set by hand",
    CellState.EXCUSED: "excused",
}


def grade_rows(book: Gradebook, *, names: bool = True) -> tuple[GradeRow, ...]:
    """Return the rows of a gradebook by names; without `names`, by ids and with no names at all."""
    order = book.order() if names else sorted(range(len(book.rows)), key=lambda n: book.rows[n].id)
    found: list[GradeRow] = []
    for place in order:
        row, cells = book.rows[place], book.cells(place)
        found.append(
            GradeRow(
                id=row.id,
                name=row.name if names else "",
                number=row.number if names else "",
                group=row.group,
                states=tuple(STATES[cell.state] for cell in cells),
                fractions=tuple(cell.fraction if cell.state.scored else None for cell in cells),
                mean=book.row_mean(place),
            )
        )
    return tuple(found)
