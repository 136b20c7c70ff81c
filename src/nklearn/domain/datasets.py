"""Data sets: tables of observations, each cell with its own status."""

from __future__ import annotations

import re
from decimal import Decimal

from nklearn.base.values import dataclass
from nklearn.domain.claims import Hop, Locator, Status

#: The unit of cells that hold words instead of a number.
WORDS = "words"
_MONTH = re.compile(r"\d{4}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class Observation:
    """One cell. `id` is `dataset/series/period`; `number` is None where no value can be read.

    `period` is a year, or the id of a column where the data set has columns. `printed` is what
    the page really shows where that differs from the value read, and in a cell of words what it
    says; `chain` and `locator` are the data set's own unless the cell stands elsewhere in the
    text.
    """

    id: str
    series: str
    period: str
    number: Decimal | None
    unit: str
    status: Status
    printed: str
    note: str
    locator: Locator

    @property
    def text(self) -> str:
        """The words of a cell that holds words; empty for every other."""
        return self.printed if self.unit == WORDS else ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a data set whose columns are no years; `unit` is empty if its rows have their
    own."""

    id: str
    label: str
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """One item of a data set followed over its periods, or one row of a data set with columns.

    `colour` names a palette entry; `unit` is empty where the columns have theirs.
    """

    id: str
    label: str
    unit: str
    colour: str
    observations: tuple[Observation, ...]


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table as published: its series, unit note and the hands it passed through.

    `subject` names what it is about: data sets of one subject can be compared. `breaks` holds
    pairs of neighbouring periods between which the source has no continuous series: a chart
    joins them by a dashed line over a broken axis. `joined` is false where the values are single
    points of the text, which no line may join. `columns` is empty where the periods are years;
    where it is not, they are the ids of columns, in the order of the table. `group` is the heading
    under which lists put it, empty for none.
    """

    id: str
    title: str
    description: str
    subject: str
    estimator: str
    locator: Locator
    chain: tuple[Hop, ...]
    breaks: tuple[tuple[str, str], ...]
    joined: bool
    series: tuple[Series, ...]
    columns: tuple[Column, ...] = ()
    group: str = ""

    @property
    def periods(self) -> tuple[str, ...]:
        """Every period that any series has, in order: years, or ids of columns."""
        found = {cell.period for line in self.series for cell in line.observations}
        if self.columns:
            return tuple(column.id for column in self.columns if column.id in found)
        return tuple(sorted(found))

    @property
    def dated(self) -> bool:
        """Whether the columns are months, so that its rows can be followed through time."""
        return bool(self.columns) and all(_MONTH.fullmatch(column.id) for column in self.columns)

    @property
    def lead(self) -> str:
        """The first sentence of the description."""
        head, stop, _ = self.description.partition(". ")
        return f"{head}." if stop else self.description

    def period_label(self, period: str) -> str:
        """Return a period as a reader sees it: the year, or the name of the column."""
        return next((column.label for column in self.columns if column.id == period), period)

    def title_of(self, series: Series, cell: Observation) -> str:
        """Return the title of one cell: "Output of mines: Coal, 2006"."""
        return f"{self.title}: {series.label}, {self.period_label(cell.period)}"

    @property
    def references(self) -> tuple[str, ...]:
        """The periods before a break, if all their cells stand elsewhere in the text."""
        cells = [cell for line in self.series for cell in line.observations]
        own = {cell.period for cell in cells if cell.locator == self.locator}
        found: list[str] = []
        for first, _ in self.breaks:
            before = [period for period in self.periods if period <= first]
            if not own.intersection(before):
                found += before
        return tuple(dict.fromkeys(found))
