"""The rows of a dumbbell chart as a table: all columns of the data set, ratio, sums of ours."""

from __future__ import annotations

from dataclasses import replace

from nklearn.content.catalog import Catalog
from nklearn.content.dumbbells import Dumbbell, Dumbbells, DumbbellSpec, End, end_of, other_cell
from nklearn.content.grids import Grid, GridCell, GridHead, grid_of


def comparison_grid(catalog: Catalog, spec: DumbbellSpec, shown: Dumbbells) -> Grid:
    """Return the table of the rows as they are ordered.

    What was computed leads to the claim or cell that says how; where none does, it is left out.
    """
    dataset = catalog.dataset(spec.dataset)
    whole = grid_of(catalog, dataset)
    cells = dict(zip((head.id for head in whole.rows), whole.cells, strict=True))
    heads = {head.id: head for head in whole.rows}
    extra = [head for head in (_share_head(catalog, spec), _ratio_head(spec)) if head]
    rows: list[GridHead] = []
    lines: list[tuple[GridCell | None, ...]] = []
    for row in shown.rows:
        rows.append(heads.get(row.id, GridHead(row.id, row.label, "")))
        own = _sums(spec, whole, row) if row.added else cells[row.id]
        lines.append((*own, *(_extra(catalog, spec, row, head.id) for head in extra)))
    return replace(whole, columns=(*whole.columns, *extra), rows=tuple(rows), cells=tuple(lines))


def _share_head(catalog: Catalog, spec: DumbbellSpec) -> GridHead | None:
    name, column = spec.share
    return GridHead("share", catalog.dataset(name).period_label(column), "%") if name else None


def _ratio_head(spec: DumbbellSpec) -> GridHead | None:
    return GridHead("ratio", "Ratio, computed", "") if spec.index[0] else None


def _extra(catalog: Catalog, spec: DumbbellSpec, row: Dumbbell, head: str) -> GridCell | None:
    if head == "ratio":
        return _grid_cell(row.ratio) if row.ratio.target else None
    cell = other_cell(catalog, spec.share, row.id)
    if cell is None:
        return None
    end = end_of(catalog, cell)
    return _grid_cell(replace(end, short=f"{end.short}%" if end.short else ""))


def _sums(spec: DumbbellSpec, whole: Grid, row: Dumbbell) -> tuple[GridCell | None, ...]:
    ends = {spec.first: row.first, spec.second: row.second}
    found = (ends.get(column.id) for column in whole.columns)
    return tuple(_grid_cell(end) if end and end.target else None for end in found)


def _grid_cell(end: End) -> GridCell:
    return GridCell(
        target=end.target,
        text=end.short,
        said=end.text,
        words=False,
        status=end.status,
        remark=end.remark,
        rivals=False,
    )
