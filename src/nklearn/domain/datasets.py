"""Data sets: tables of observations, each cell with its own status."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from nklearn.domain.claims import Hop, Locator, Status


@dataclass(frozen=True, slots=True)
class Observation:
    """One cell. `id` is `dataset/series/period`; `number` is None where no value can be read.

    `printed` is what the page really shows where that differs from the value read; `chain` and
    `locator` are the data set's own unless the cell stands elsewhere in the text.
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


@dataclass(frozen=True, slots=True)
class Series:
    """One item of a data set followed over its periods; `colour` names a palette entry."""

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
    points of the text, which no line may join.
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

    @property
    def periods(self) -> tuple[str, ...]:
        """Every period that any series has, in order."""
        return tuple(sorted({cell.period for line in self.series for cell in line.observations}))

    @property
    def references(self) -> tuple[str, ...]:
        """The periods that come from elsewhere in the text than the table itself.

        Single points have no table behind them: each is as much the data set's own as any other.
        """
        if not self.joined:
            return ()
        cells = [cell for line in self.series for cell in line.observations]
        own = {cell.period for cell in cells if cell.locator == self.locator}
        return tuple(period for period in self.periods if period not in own)
