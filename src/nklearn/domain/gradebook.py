"""A gradebook as data: who, what, and how each piece of work stands.

Built for a school: states and scores of all cells lie in two flat arrays, row by row.
"""

from __future__ import annotations

import math
from array import array
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum

from nklearn.domain.teaching import Counts, Kind


class CellState(IntEnum):
    """How one student's work stands. Late work has a score too."""

    NOT_ASKED = 0
    MISSING = 1
    IN_PROGRESS = 2
    WAITS = 3
    HANDED_IN = 4
    LATE = 5
    OVERRIDDEN = 6
    EXCUSED = 7

    @property
    def scored(self) -> bool:
        """Whether the score of such work counts into averages."""
        return self in (CellState.HANDED_IN, CellState.LATE, CellState.OVERRIDDEN)


@dataclass(frozen=True, slots=True)
class Row:
    """A student; `name` may be a pseudonym."""

    id: str
    name: str
    group: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """An assignment. `short` words of a title are the ui's business."""

    id: str
    title: str
    due: datetime | None = None
    kind: Kind = Kind.GRADED
    counts: Counts = Counts.BEST


@dataclass(frozen=True, slots=True)
class Cell:
    """One student's work: `fraction` is 0 to 1, or None where there is no score."""

    state: CellState
    fraction: float | None = None

    @property
    def percent(self) -> int | None:
        """The score as it is shown: a whole percentage, halves rounded up."""
        return None if self.fraction is None else percent(self.fraction)


def percent(fraction: float) -> int:
    """Return a fraction as a whole percentage, halves rounded up."""
    return math.floor(fraction * 100 + 0.5)


@dataclass(slots=True)
class Gradebook:
    """Rows of students by columns of assignments.

    Averages are means of the scores that are there: what is missing, excused, in progress or
    waits for a mark is left out, never counted as 0.
    """

    rows: Sequence[Row]
    columns: Sequence[Column]
    _states: bytearray = field(init=False, repr=False)
    _fractions: array[float] = field(init=False, repr=False)
    _row_means: list[float | None] | None = field(init=False, default=None, repr=False)

    def __post_init__(self) -> None:
        """Begin with work that nobody was asked for."""
        size = len(self.rows) * len(self.columns)
        self._states = bytearray(size)
        self._fractions = array("d", bytes(8 * size))

    def put(self, row: int, column: int, state: CellState, fraction: float | None = None) -> None:
        """Say how a piece of work stands."""
        place = row * len(self.columns) + column
        self._states[place] = state
        self._fractions[place] = math.nan if fraction is None else fraction
        self._row_means = None

    def cell(self, row: int, column: int) -> Cell:
        """Return how a piece of work stands."""
        place = row * len(self.columns) + column
        held = self._fractions[place]
        state = CellState(self._states[place])
        bare = state in (CellState.NOT_ASKED, CellState.MISSING, CellState.EXCUSED)
        return Cell(state, None if bare or math.isnan(held) else held)

    def cells(self, row: int) -> tuple[Cell, ...]:
        """Return all work of a student."""
        return tuple(self.cell(row, column) for column in range(len(self.columns)))

    def row_mean(self, row: int) -> float | None:
        """Return the mean of a student's scores."""
        if self._row_means is None:
            width = len(self.columns)
            self._row_means = [
                self._mean(range(row * width, (row + 1) * width)) for row in range(len(self.rows))
            ]
        return self._row_means[row]

    def column_mean(self, column: int, rows: Iterable[int] | None = None) -> float | None:
        """Return the mean of the scores of an assignment, of all students or of some rows."""
        width = len(self.columns)
        chosen = range(len(self.rows)) if rows is None else rows
        return self._mean(row * width + column for row in chosen)

    def mean(self, rows: Iterable[int] | None = None) -> float | None:
        """Return the mean of the students' means."""
        chosen = range(len(self.rows)) if rows is None else rows
        found = [mean for row in chosen if (mean := self.row_mean(row)) is not None]
        return math.fsum(found) / len(found) if found else None

    def count(self, column: int, *states: CellState) -> int:
        """Count the students whose work of an assignment stands in one of these states."""
        held = self._states[column :: len(self.columns)]
        return sum(held.count(state) for state in states)

    def order(
        self,
        *,
        by: str = "",
        descending: bool = False,
        words: str = "",
        group: str = "",
        states: Collection[CellState] = (),
    ) -> list[int]:
        """Return the rows to show, in order.

        `by` is "" for names, "mean", or the id of a column; what has no score comes last either
        way. `words` are looked for in names and numbers; with `states`, only who has work in one
        of them stays (in the column `by`, if it names one).
        """
        sought = words.casefold().strip()
        places = {column.id: place for place, column in enumerate(self.columns)}
        column = places.get(by)
        wanted = {int(state) for state in states}
        kept = [
            place
            for place, row in enumerate(self.rows)
            if (not group or row.group == group)
            and (not sought or sought in row.name.casefold() or sought in row.number.casefold())
            and (not wanted or self._has(place, column, wanted))
        ]
        if not by:
            kept.sort(key=lambda place: self._name(place), reverse=descending)
            return kept

        def score(place: int) -> float | None:
            return self.row_mean(place) if column is None else self.cell(place, column).fraction

        scores = {place: score(place) for place in kept}
        with_score = [place for place in kept if scores[place] is not None]
        without = [place for place in kept if scores[place] is None]
        with_score.sort(key=lambda place: self._name(place))
        with_score.sort(key=lambda place: scores[place] or 0.0, reverse=descending)
        without.sort(key=lambda place: self._name(place))
        return with_score + without

    def _name(self, place: int) -> tuple[str, str]:
        row = self.rows[place]
        return row.name.casefold(), row.id

    def _has(self, row: int, column: int | None, states: set[int]) -> bool:
        width = len(self.columns)
        if column is not None:
            return self._states[row * width + column] in states
        return any(state in states for state in self._states[row * width : (row + 1) * width])

    def _mean(self, places: Iterable[int]) -> float | None:
        total, found = 0.0, 0
        for place in places:
            held = self._fractions[place]
            if self._states[place] in _SCORED and held == held:
                total += held
                found += 1
        return total / found if found else None


_SCORED = frozenset(int(state) for state in CellState if state.scored)
