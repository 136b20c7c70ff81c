"""Charts of lessons and questions: from directive or mapping to a specification that holds."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from nklearn.content.compile.faults import Place
from nklearn.content.compile.markdown import Directive, MarkdownReader
from nklearn.content.compile.models import ChartModel
from nklearn.content.compile.proofreader import Proofreader
from nklearn.content.compile.records import check_target
from nklearn.content.compile.support import Support
from nklearn.content.compile.yaml_files import Entry
from nklearn.domain.charts import Annotation, ChartSpec
from nklearn.domain.claims import Unit
from nklearn.domain.datasets import Dataset
from nklearn.domain.dates import PartialDate

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


def from_directive(directive: Directive, proof: Proofreader) -> ChartText | None:
    """Read a chart directive; None if it lacks what a chart needs, which is noted."""
    place, faults = directive.place, proof.faults
    known = {key for key, _, _ in directive.options}
    for key, _, line in directive.options:
        if key not in KEYS:
            faults.add(place.at(line), f"unknown key `{key}`", "use " + ", ".join(KEYS))
    missing = [f":{key}:" for key in _NEEDED if key not in known]
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
    for key in KEYS:
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
    """Check a chart against its data set and return its specification; None if it can't be."""
    records, faults = proof.records, proof.faults
    dataset = records.datasets.get(text.dataset)
    if dataset is None:
        if text.dataset in records.lost_data:
            return None
        faults.add(text.place, f"unknown data set `{text.dataset}`", "name one of datapackage.json")
        return None
    names, place = text.first("series")
    series = tuple(names.split())
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
        if name in lines and records.units[lines[name].unit].dimension != unit.dimension:
            faults.add(place, f"{name} is not measured in {unit.label}", "choose another unit")
            return None
    cites = _cites(text, proof)
    labelled = tuple(
        point
        for words, place in text.all("label")
        for word in words.split()
        if (point := _point(word, place, dataset, series, proof))
    )
    notes = [(note, place) for note, place in text.all("note")]
    annotations = _annotations(notes, cites, dataset, series, proof, reader)
    support = _with_years(records.support(cites), dataset, series)
    title = proof.given(reader.line(text.title, text.title_place), support, ":cite:")
    words, place = text.first("subtitle")
    subtitle = proof.given(reader.line(words, place), support, ":cite:")
    words, place = text.first("alt")
    support.values += _values(dataset, series, unit, proof)
    support.sound = support.sound and dataset.id not in records.lost_data
    alt = proof.given(reader.line(words, place), support, ":cite:")
    return ChartSpec(
        dataset=dataset.id,
        series=series,
        unit=unit.id,
        title=plain(title),
        subtitle=plain(subtitle),
        alt=plain(alt),
        cites=cites,
        labelled=labelled,
        annotations=annotations,
    )


def plain(spans: Iterable[object]) -> str:
    """Return the words of spans without their marks."""
    return "".join(str(getattr(span, "text", "")) for span in spans)


def _cites(text: ChartText, proof: Proofreader) -> tuple[str, ...]:
    found: list[str] = []
    for words, place in text.all("cite"):
        for target in re.split(r"[;\s]+", words.strip()):
            if target and check_target(target, place, proof.records, proof.faults):
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


def _with_years(support: Support, dataset: Dataset, series: tuple[str, ...]) -> Support:
    """A chart's own periods need no citation: it shows them."""
    for line in dataset.series:
        if line.id in series:
            support.dates += [PartialDate.parse(cell.period) for cell in line.observations]
    return support


def _values(
    dataset: Dataset, series: tuple[str, ...], unit: Unit, proof: Proofreader
) -> list[tuple[Decimal, Unit]]:
    """Return the values that the chart shows, in the unit it shows them in."""
    units = proof.records.units
    return [
        (cell.number * units[cell.unit].factor / unit.factor, unit)
        for line in dataset.series
        if line.id in series
        for cell in line.observations
        if cell.number is not None
    ]
