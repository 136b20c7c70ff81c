"""The cells of the shipped data, as tests compare keys with them."""

from __future__ import annotations

from nklearn.content.catalog import Catalog


def line(catalog: Catalog, data: str, series: str) -> dict[str, float]:
    """Return the values of one series by period, in their order."""
    (found,) = (each for each in catalog.dataset(data).series if each.id == series)
    cells = found.observations
    return {cell.period: float(cell.number) for cell in cells if cell.number is not None}
