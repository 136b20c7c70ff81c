"""A data set with columns as a table: what stands in each cell, and what is to be known of it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from nklearn.content.bars import source_line
from nklearn.content.catalog import Catalog
from nklearn.domain.claims import Status, Unit
from nklearn.domain.datasets import WORDS, Dataset, Observation
from nklearn.domain.evidence import target_address
from nklearn.domain.quantities import cell_value, number_text, value_text


@dataclass(frozen=True, slots=True)
class GridCell:
    """One cell: `text` is what stands in it, `said` the value with its unit in words.

    Both are empty where there is no value; `words` tells words from a number; `remark` is what a
    reader should know, `rivals` whether sources disagree about it.
    """

    target: str
    text: str
    said: str
    words: bool
    status: Status
    remark: str
    rivals: bool

    @property
    def address(self) -> str:
        """Where the cell's evidence is."""
        return target_address(self.target)


@dataclass(frozen=True, slots=True)
class GridHead:
    """The head of a column or row: its name, and its unit's symbol where it has one.

    `words` says of a column that words stand in some of its cells.
    """

    id: str
    label: str
    symbol: str
    words: bool = False

    @property
    def text(self) -> str:
        """Name and unit, as they stand in the head; a unit that is the name is said once."""
        unit = "" if self.symbol.casefold() == self.label.casefold() else self.symbol
        return ", ".join(filter(None, (self.label, unit)))


@dataclass(frozen=True, slots=True)
class Grid:
    """The whole table. `cells` holds a row for each of `rows`, None where the table is empty.

    `lead` is the first sentence of its description; `measure` is the unit of all its numbers,
    where they have one, and the heads then name none.
    """

    dataset: str
    title: str
    lead: str
    measure: str
    columns: tuple[GridHead, ...]
    rows: tuple[GridHead, ...]
    cells: tuple[tuple[GridCell | None, ...], ...]
    source: str

    @property
    def statuses(self) -> frozenset[Status]:
        """The statuses that occur."""
        return frozenset(cell.status for row in self.cells for cell in row if cell)

    @property
    def targets(self) -> frozenset[str]:
        """The targets of all cells."""
        return frozenset(cell.target for row in self.cells for cell in row if cell)

    @property
    def rivals(self) -> bool:
        """Whether sources disagree about any cell."""
        return any(cell.rivals for row in self.cells for cell in row if cell)


def grid_of(catalog: Catalog, dataset: Dataset) -> Grid:
    """Lay out a data set with columns."""
    rows: list[GridHead] = []
    cells: list[tuple[GridCell | None, ...]] = []
    own = not all(column.unit for column in dataset.columns)
    for line in dataset.series:
        unit = catalog.unit(line.unit) if own and line.unit else None
        rows.append(GridHead(line.id, line.label, unit.symbol if unit else ""))
        found = {cell.period: cell for cell in line.observations}
        made: list[GridCell | None] = []
        for column in dataset.columns:
            cell = found.get(column.id)
            head = column.unit or line.unit
            made.append(_cell(catalog, cell, head) if cell else None)
        cells.append(tuple(made))
    units = {column.unit for column in dataset.columns} - {WORDS}
    numbers = sum(column.unit != WORDS for column in dataset.columns)
    alike = len(units) == 1 and "" not in units and numbers > 1
    measure = catalog.unit(units.pop()).label if alike else ""
    columns = tuple(
        GridHead(
            column.id,
            column.label,
            catalog.unit(column.unit).symbol if column.unit and not measure else "",
            any(cell.words for row in cells if (cell := row[n])),
        )
        for n, column in enumerate(dataset.columns)
    )
    every = [cell for line in dataset.series for cell in line.observations]
    source = source_line(catalog, dataset, every)
    return Grid(
        dataset=dataset.id,
        title=dataset.title,
        lead=dataset.lead,
        measure=measure,
        columns=columns,
        rows=tuple(rows),
        cells=tuple(cells),
        source=source,
    )


def part_of(grid: Grid, rows: Collection[str], columns: Collection[str]) -> Grid:
    """Return a table with some of its rows and columns, in its order; none named means all."""
    down = [n for n, head in enumerate(grid.rows) if not rows or head.id in rows]
    across = [n for n, head in enumerate(grid.columns) if not columns or head.id in columns]
    return replace(
        grid,
        rows=tuple(grid.rows[n] for n in down),
        columns=tuple(grid.columns[n] for n in across),
        cells=tuple(tuple(grid.cells[n][m] for m in across) for n in down),
    )


def _cell(catalog: Catalog, cell: Observation, head: str) -> GridCell:
    unit = catalog.unit(cell.unit)
    printed = "" if cell.text or not cell.printed else f"printed as “{cell.printed}”"
    return GridCell(
        target=cell.id,
        text=_text(cell, unit, head),
        said=cell_value(cell, unit),
        words=bool(cell.text),
        status=cell.status,
        remark=printed,
        rivals=bool(catalog.disagreements_of(cell.id)),
    )


def _text(cell: Observation, unit: Unit, head: str) -> str:
    """Return the number, with its unit where the head of column or row has another."""
    if cell.number is None:
        return cell.text
    if unit.id == head and unit.symbol != "%":
        return number_text(cell.number)
    return value_text(cell.number, unit.symbol)
