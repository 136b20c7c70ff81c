"""Of what kind a chart is: chosen by the shape of the data, never by hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from nklearn.content.plots import Line, periods_of

#: More lines than these can't be told apart in one chart.
MOST = 5
#: More small charts than these are too small.
MOST_PANELS = 12


class Kind(StrEnum):
    """How values are drawn."""

    LINES = "lines"
    POINTS = "points"
    STEPS = "steps"
    BARS = "bars"
    PANELS = "panels"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Shape:
    """What of the data decides on the chart.

    `dates` counts the years or months that any line has a value for; `lines` the lines; `joined`
    says that some line may join values, and has several; `dated` that the dates are months of
    changes; `words` that its
    columns are no dates.
    """

    dates: int
    lines: int
    joined: bool
    dated: bool = False
    words: bool = False


def kind_of(shape: Shape, *, panels: bool = False) -> Kind:
    """Return the kind of chart for data of this shape; `panels` is the reader's wish.

    A table with columns stays a table. Values of one year are bars. More lines than a chart can
    hold become small panels. Counts after each change are steps. What no line may join, or what
    has too few values for one, stands as points.
    """
    if shape.words:
        return Kind.TABLE
    if shape.dates <= 1:
        return Kind.BARS
    if panels or shape.lines > MOST:
        return Kind.PANELS
    if shape.dated:
        return Kind.STEPS
    return Kind.LINES if shape.joined else Kind.POINTS


def shape_of(lines: list[Line]) -> Shape:
    """Return the shape of some lines."""
    sets = [dataset for dataset, _ in lines]
    if any(dataset.columns and not dataset.dated for dataset in sets):
        return Shape(dates=0, lines=len(lines), joined=False, words=True)
    return Shape(
        dates=len(periods_of(lines)),
        lines=len(lines),
        joined=any(
            dataset.joined and sum(c.number is not None for c in series.observations) > 1
            for dataset, series in lines
        ),
        dated=any(dataset.dated for dataset in sets),
    )
