"""What a figure draws, of whatever kind it is."""

from __future__ import annotations

from nklearn.content.bars import Bars, bars_of
from nklearn.content.catalog import Catalog
from nklearn.content.plots import Plot, plot_of
from nklearn.domain.charts import AnyChart, ChartSpec

Drawing = Plot | Bars


def drawing_of(catalog: Catalog, spec: AnyChart) -> Drawing:
    """Work out what a chart specification draws.

    Raises:
        UserError: the data set is unknown.
    """
    return plot_of(catalog, spec) if isinstance(spec, ChartSpec) else bars_of(catalog, spec)
