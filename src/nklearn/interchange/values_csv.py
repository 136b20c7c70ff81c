"""What a chart or a table shows as CSV: a row for each cell, with status and source."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence

from nklearn.content.catalog import Catalog
from nklearn.content.plots import Plot
from nklearn.domain.datasets import Dataset

COLUMNS = ("line", "year", "value", "unit", "status", "printed", "computed", "citation", "address")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def write_values(catalog: Catalog, plot: Plot) -> bytes:
    """Return the cells of a plot as CSV (RFC 4180, UTF-8 with a mark that spreadsheets know).

    `value` is in the chart's unit; empty where no value can be read. `computed` is the formula
    of values that we worked out. Text that a spreadsheet could take for a formula is kept apart
    by a quotation mark in front.
    """
    cells = ((line, point) for line in plot.series for point in line.points)
    return written(
        COLUMNS,
        (
            (
                line.label,
                point.period,
                "" if point.y is None else f"{point.y:.10g}",
                plot.symbol_of(line) or plot.measure,
                str(point.status),
                (evidence := catalog.evidence(point.target)).printed,
                point.formula,
                evidence.source_line,
                point.address,
            )
            for line, point in cells
        ),
    )


GRID_COLUMNS = (
    "row",
    "column",
    "value",
    "words",
    "unit",
    "status",
    "printed",
    "citation",
    "address",
)


def write_grid(catalog: Catalog, dataset: Dataset) -> bytes:
    """Return the cells of a data set with columns as CSV, in the same form as a plot's.

    `value` is a number or empty, `words` what a cell of words says.
    """
    cells = ((line, cell) for line in dataset.series for cell in line.observations)
    return written(
        GRID_COLUMNS,
        (
            (
                line.label,
                dataset.period_label(cell.period),
                "" if cell.number is None else f"{cell.number:f}",
                cell.text,
                catalog.unit(cell.unit).symbol,
                str(cell.status),
                (evidence := catalog.evidence(cell.id)).printed,
                evidence.source_line,
                evidence.address,
            )
            for line, cell in cells
        ),
    )


def written(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return rows under their heads as such a CSV."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows(map(_plain, row) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    """Put a mark before what a spreadsheet could take for a formula; a number is none."""
    if text[:1] not in "=+-@\t\r" or not text or _NUMBER.fullmatch(text):
        return text
    return f"'{text}"
