"""What may stand beside what: the lines that a data set can be shown with, and their names there.

Data sets of one subject, and those that an authored view holds together, measure one thing. Their
lines may share a chart. In it each keeps its own marks, its own colour and its own name.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from nklearn.content.catalog import Catalog
from nklearn.content.plots import Line
from nklearn.domain.datasets import Dataset
from nklearn.domain.views import DataView

_COLOURS = ("petrol", "ochre", "iron", "jade", "plum", "slate", "umber", "coal")


def lines_beside(catalog: Catalog, home: Dataset) -> dict[str, Line]:
    """Return the lines that a chart of `home` may show, by key, its own among them.

    A table with months has none but its own; one with other columns has no lines at all.
    """
    if home.columns:
        found = [home] if home.dated else []
    else:
        views = [view for view in catalog.views if home.id in view.datasets]
        near = dict.fromkeys(name for view in views for name in view.datasets)
        alike = catalog.datasets_about(home.subject)
        more = [catalog.dataset(name) for name in near]
        found = list({each.id: each for each in (*alike, *more) if not each.columns}.values())
    return {
        f"{dataset.id}/{series.id}": (dataset, series)
        for dataset in found
        for series in dataset.series
    }


def view_of(catalog: Catalog, keys: tuple[str, ...], *, panels: bool) -> DataView | None:
    """Return the authored view of exactly these lines, if there is one."""
    for view in catalog.views:
        if view.panels == panels and sorted(view.keys) == sorted(keys):
            return view
    return None


def view_around(catalog: Catalog, lines: list[Line]) -> DataView | None:
    """Return the authored view that holds all of some lines of several data sets, if one does."""
    keys = {f"{dataset.id}/{series.id}" for dataset, series in lines}
    if len({dataset.id for dataset, _ in lines}) > 1:
        for view in catalog.views:
            if keys <= set(view.keys):
                return view
    return None


def dressed(catalog: Catalog, lines: list[Line]) -> list[Line]:
    """Give lines that stand together names and colours by which they can be told apart."""
    view = view_around(catalog, lines)
    names = {line.key: line.label for line in view.lines if line.label} if view else {}
    labels = [names.get(f"{d.id}/{series.id}", series.label) for d, series in lines]
    count = Counter(labels)
    taken: set[str] = set()
    found: list[Line] = []
    for (dataset, series), label in zip(lines, labels, strict=True):
        told = label
        if count[label] > 1:  # the estimator, without the hands that it came through
            told = f"{label}, {dataset.estimator.partition(',')[0]}"
        colour = series.colour
        if colour in taken:
            colour = next((each for each in _COLOURS if each not in taken), colour)
        taken.add(colour)
        found.append((dataset, replace(series, label=told, colour=colour)))
    return found
