"""The stops of the tour at the pages that compare two works."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.content.catalog import Catalog
from nklearn.content.dumbbells import SPECS, Subjects, dumbbells_of
from nklearn.domain.comparison import Comparison


def reserves_stops(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Give name and address: nothing open, a row, a value, the table, and the sums that fail.

    A content without the tables has none.
    """
    datasets = {each.id for each in catalog.datasets()}
    first, second = SPECS
    if not {first.dataset, second.dataset} <= datasets:
        return
    subjects = Subjects(catalog)
    far = dumbbells_of(catalog, subjects, first).ordered("increase").rows[0]
    total = next(row for row in dumbbells_of(catalog, subjects, second).rows if row.total)
    yield "reserves", str(Comparison().address)
    yield "reserves-row", str(Comparison(row=far.id).address)
    yield "reserves-value", str(Comparison(row=far.id, open=far.second.target).address)
    yield "reserves-table", str(Comparison(order="name", table=True).address)
    yield "reserves-mines", str(Comparison(dataset=second.dataset, row=total.id).address)
