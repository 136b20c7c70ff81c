"""Bar figures of lessons: from the directive to a specification that holds."""

from __future__ import annotations

from nklearn.content.compile import charts
from nklearn.content.compile.faults import Place
from nklearn.content.compile.markdown import Directive, MarkdownReader
from nklearn.content.compile.proofreader import Proofreader
from nklearn.domain.charts import BarsSpec
from nklearn.domain.datasets import Dataset

KEYS = ("series", "period", "unit", "subtitle", "cite", "alt")
_NEEDED = ("period", "unit", "subtitle", "alt")


def from_directive(directive: Directive, proof: Proofreader) -> charts.ChartText | None:
    """Read a bars directive; None if it lacks what a bar figure needs, which is noted."""
    return charts.from_directive(directive, proof, KEYS, _NEEDED)


def build(text: charts.ChartText, proof: Proofreader, reader: MarkdownReader) -> BarsSpec | None:
    """Check a bar figure against its data set; return its specification, None if it can't be."""
    dataset = charts.dataset_of(text, proof)
    if dataset is None:
        return None
    names, place = text.first("series")
    series = tuple(names.split()) or tuple(line.id for line in dataset.series)
    unit = charts.unit_of(text, dataset, series, place, proof)
    if unit is None or not _drawable(text, dataset, series, place, proof):
        return None
    cites = charts.cites_of(text, proof)
    period, _ = text.first("period")
    spec = BarsSpec(dataset.id, series, period, unit.id, "", "", "", cites)
    cells = list(spec.cells(dataset))
    title, subtitle, alt = charts.words_of(text, cells, cites, unit, proof, reader)
    return BarsSpec(dataset.id, series, period, unit.id, title, subtitle, alt, cites)


def _drawable(
    text: charts.ChartText,
    dataset: Dataset,
    series: tuple[str, ...],
    place: Place,
    proof: Proofreader,
) -> bool:
    """Whether every bar has its cell; a value that is not there is a cell with a status."""
    faults = proof.faults
    period, period_place = text.first("period")
    if period not in dataset.periods:
        if dataset.id not in proof.records.lost_data:
            what = f"unknown period `{period}`"
            faults.add(period_place, what, f"{dataset.id} has {', '.join(dataset.periods)}")
        return False
    sound = True
    for name in dict.fromkeys(series):
        if series.count(name) > 1:
            faults.add(place, f"{name} is named twice", "name each series once")
            sound = False
        cell = proof.records.cells.get(f"{dataset.id}/{name}/{period}")
        if cell is not None and cell.number is not None and cell.number < 0:
            faults.add(place, f"{name} is below zero at {period}", "show it as a table")
            sound = False
        if not proof.records.knows(f"{dataset.id}/{name}/{period}"):
            what = f"{name} has no cell for {period}"
            faults.add(place, what, "name in :series: those that have one")
            sound = False
    return sound
