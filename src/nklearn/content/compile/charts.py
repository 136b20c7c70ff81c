"""Charts of lessons and questions: from directive or mapping to a specification that holds.

What holds for every kind of chart is public here; `bars` uses it too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from nklearn.content.compile.faults import Place
from nklearn.content.compile.markdown import Directive, MarkdownReader
from nklearn.content.compile.proofreader import Proofreader
from nklearn.content.compile.question_models import ChartModel
from nklearn.content.compile.records import check_target, dates_of
from nklearn.content.compile.yaml_files import Entry
from nklearn.domain.charts import Annotation, ChartSpec
from nklearn.domain.claims import Unit
from nklearn.domain.datasets import Dataset, Observation

KEYS = ("series", "unit", "subtitle", "cite", "label", "note", "alt")
_NEEDED = ("series", "unit", "subtitle", "alt")
_POINT = re.compile(r"([a-z0-9-]+)/([0-9]{4})")


@dataclass(frozen=True, slots=True)
class ChartText:
    """A chart as written: keys with their texts and places (a key may repeat)."""

    dataset: str
    title: str
    parts: tuple[tuple[str, str, Place], ...]
    place: Place
    title_place: Place

    def all(self, key: str) -> list[tuple[str, Place]]:
        """Return every text under a key."""
        return [(text, place) for name, text, place in self.parts if name == key]

    def first(self, key: str) -> tuple[str, Place]:
        """Return the first text under a key, empty if there is none."""
        return next(iter(self.all(key)), ("", self.place))


def from_directive(
    directive: Directive,
    proof: Proofreader,
    keys: tuple[str, ...] = KEYS,
    needed: tuple[str, ...] = _NEEDED,
) -> ChartText | None:
    """Read a chart directive; None if it lacks what a chart needs, which is noted."""
    place, faults = directive.place, proof.faults
    known = {key for key, _, _ in directive.options}
    for key, _, line in directive.options:
        if key not in keys:
            faults.add(place.at(line), f"unknown key `{key}`", "use " + ", ".join(keys))
    missing = [f":{key}:" for key in needed if key not in known]
    if not directive.body.strip():
        missing.append("a title")
    if missing:
        faults.add(place, f"the chart lacks {', '.join(missing)}", "add it")
        return None
    parts = tuple((key, text, place.at(line)) for key, text, line in directive.options)
    title = " ".join(directive.body.split())
    return ChartText(directive.argument, title, parts, place, place.at(directive.body_line))


def from_model(model: ChartModel, entry: Entry) -> ChartText:
    """Read the chart of a question."""
    parts: list[tuple[str, str, Place]] = []
    for key in (*KEYS, "period"):
        value: str | list[str] = getattr(model, key)
        if isinstance(value, list) and key != "note":
            value = "; ".join(value) if key == "cite" else " ".join(value)
        for number, text in enumerate([value] if isinstance(value, str) else value):
            if text:
                parts.append((key, text, entry.at("chart", key, number)))
    return ChartText(
        model.data, model.title, tuple(parts), entry.at("chart"), entry.at("chart", "title")
    )


def build(text: ChartText, proof: Proofreader, reader: MarkdownReader) -> ChartSpec | None:
    """Check a line chart against its data set; return its specification, None if it can't be."""
    dataset = dataset_of(text, proof)
    if dataset is None:
        return None
    if dataset.columns:
        what = f"{dataset.id} has columns, not years: no line joins them"
        proof.faults.add(text.place, what, "use {bars} with a column as its :period:")
        return None
    names, place = text.first("series")
    series = tuple(names.split())
    unit = unit_of(text, dataset, series, place, proof)
    if unit is None:
        return None
    cites = cites_of(text, proof)
    labelled = tuple(
        point
        for words, place in text.all("label")
        for word in words.split()
        if (point := _point(word, place, dataset, series, proof))
    )
    notes = [(note, place) for note, place in text.all("note")]
    annotations = _annotations(notes, cites, dataset, series, proof, reader)
    spec = ChartSpec(
        dataset=dataset.id,
        series=series,
        unit=unit.id,
        title="",
        subtitle="",
        alt="",
        cites=cites,
        labelled=labelled,
        annotations=annotations,
    )
    title, subtitle, alt = words_of(text, list(spec.cells(dataset)), cites, unit, proof, reader)
    return replace(spec, title=title, subtitle=subtitle, alt=alt)


def dataset_of(text: ChartText, proof: Proofreader) -> Dataset | None:
    """Return the data set of a chart; None if it is unknown, which is noted, or has faults."""
    dataset = proof.records.datasets.get(text.dataset)
    if dataset is None and text.dataset not in proof.records.lost_data:
        what = f"unknown data set `{text.dataset}`"
        proof.faults.add(text.place, what, "name one of datapackage.json")
    return dataset


def unit_of(
    text: ChartText, dataset: Dataset, series: tuple[str, ...], place: Place, proof: Proofreader
) -> Unit | None:
    """Return the unit of a chart; None if it or a series is unknown or they don't go together.

    `place` is where the series are named. In a data set with columns the cells of the chart's
    period have the units.
    """
    records, faults = proof.records, proof.faults
    lines = {line.id: line for line in dataset.series}
    for name in series:
        if name not in lines:
            faults.add(place, f"unknown series `{name}`", f"{dataset.id} has {', '.join(lines)}")
            return None
    unit_name, place = text.first("unit")
    unit = records.unit(unit_name)
    if unit is None:
        faults.add(place, f"unknown unit `{unit_name}`", "name one of units.yaml")
        return None
    for name in series:
        measured = {lines[name].unit}
        if dataset.columns:
            period, _ = text.first("period")
            measured = {c.unit for c in lines[name].observations if c.period == period}
        if any(records.units[each].dimension != unit.dimension for each in measured):
            faults.add(place, f"{name} is not measured in {unit.label}", "choose another unit")
            return None
    return unit


def words_of(
    text: ChartText,
    cells: Sequence[Observation],
    cites: tuple[str, ...],
    unit: Unit,
    proof: Proofreader,
    reader: MarkdownReader,
) -> tuple[str, str, str]:
    """Check the numbers of title, subtitle and alt text against the citation; return the texts.

    The periods of the cells that a chart shows need no citation, nor do their values in `alt`.
    """
    support = proof.records.support(cites)
    dataset = proof.records.datasets[text.dataset]
    support.dates += [when for cell in cells for when in dates_of(dataset, cell)]
    title = proof.given(reader.line(text.title, text.title_place), support, ":cite:")
    words, place = text.first("subtitle")
    subtitle = proof.given(reader.line(words, place), support, ":cite:")
    words, place = text.first("alt")
    units = proof.records.units
    support.values += [
        (cell.number * units[cell.unit].factor / unit.factor, unit)
        for cell in cells
        if cell.number is not None
    ]
    support.sound = support.sound and text.dataset not in proof.records.lost_data
    alt = proof.given(reader.line(words, place), support, ":cite:")
    return plain(title), plain(subtitle), plain(alt)


def plain(spans: Iterable[object]) -> str:
    """Return the words of spans without their marks."""
    return "".join(str(getattr(span, "text", "")) for span in spans)


def cites_of(text: ChartText, proof: Proofreader) -> tuple[str, ...]:
    """Return the targets that a chart cites; unknown ones are noted, and back no number."""
    found: list[str] = []
    for words, place in text.all("cite"):
        for target in filter(None, re.split(r"[;\s]+", words.strip())):
            check_target(target, place, proof.records, proof.faults)
            found.append(target)
    return tuple(dict.fromkeys(found))


def _point(
    word: str, place: Place, dataset: Dataset, series: tuple[str, ...], proof: Proofreader
) -> tuple[str, str] | None:
    found = _POINT.fullmatch(word)
    if found and found[1] in series and proof.records.knows(f"{dataset.id}/{word}"):
        return found[1], found[2]
    proof.faults.add(place, f"the chart has no point `{word}`", "write series/period")
    return None


def _annotations(
    notes: list[tuple[str, Place]],
    cites: tuple[str, ...],
    dataset: Dataset,
    series: tuple[str, ...],
    proof: Proofreader,
    reader: MarkdownReader,
) -> tuple[Annotation, ...]:
    found: list[Annotation] = []
    for note, place in notes:
        word, _, words = note.partition(" ")
        point = _point(word, place, dataset, series, proof)
        if point is None:
            continue
        support = proof.records.support((*cites, f"{dataset.id}/{word}"))
        text = proof.given(reader.line(words, place), support, ":cite:")
        found.append(Annotation(*point, plain(text)))
    return tuple(found)
