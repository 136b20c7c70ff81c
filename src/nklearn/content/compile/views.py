"""The authored views of the data (`data/views.yaml`)."""

from __future__ import annotations

from pathlib import Path

from nklearn.content.compile import yaml_files
from nklearn.content.compile.charts import plain
from nklearn.content.compile.faults import Faults
from nklearn.content.compile.markdown import MarkdownReader
from nklearn.content.compile.models import ViewModel
from nklearn.content.compile.proofreader import Proofreader
from nklearn.content.compile.yaml_files import Entry
from nklearn.domain.datasets import Dataset
from nklearn.domain.dates import PartialDate
from nklearn.domain.views import DataView, ViewLine


def load_views(path: Path, proof: Proofreader, reader: MarkdownReader) -> tuple[DataView, ...]:
    """Read the views; none if there is no such file.

    Every figure in their words is a value or a year of the cells that they show.
    """
    if not path.exists():
        return ()
    found: dict[str, DataView] = {}
    for entry in yaml_files.read_list(path, proof.faults):
        model = yaml_files.check(entry, ViewModel, proof.faults)
        if model is None:
            continue
        if model.id in found:
            what = f"the id `{model.id}` is used twice"
            proof.faults.add(entry.at("id"), what, "rename one of them")
        view = _view(model, entry, proof, reader)
        if view is not None:
            found[model.id] = view
    return tuple(found.values())


def _view(
    model: ViewModel, entry: Entry, proof: Proofreader, reader: MarkdownReader
) -> DataView | None:
    sets: list[Dataset] = []
    targets: list[str] = []
    dates: list[PartialDate] = []
    for number, line in enumerate(model.lines):
        name, _, series = line.line.partition("/")
        dataset = proof.records.datasets.get(name)
        own = (
            next((each for each in dataset.series if each.id == series), None) if dataset else None
        )
        if dataset is None or own is None:
            if name not in proof.records.lost_data:
                what = f"unknown line `{line.line}`"
                place = entry.at("lines", number, "line")
                proof.faults.add(place, what, "name a line as dataset/series")
            return None
        sets.append(dataset)
        targets += [cell.id for cell in own.observations]
        if dataset.dated:
            dates += [PartialDate.parse(cell.period) for cell in own.observations]
    _check_together(model, entry, sets, proof.faults)
    support = proof.records.support(targets)
    support.dates += dates
    title, subtitle, alt = (
        plain(proof.given(reader.line(getattr(model, key), entry.at(key)), support, "lines"))
        for key in ("title", "subtitle", "alt")
    )
    lines: list[ViewLine] = []
    for number, line in enumerate(model.lines):
        proof.words(line.label, entry.at("lines", number, "label"))
        place = entry.at("lines", number, "about")
        about = plain(proof.given(reader.line(line.about, place), support, "lines"))
        lines.append(ViewLine(line.line, line.label, about))
    return DataView(model.id, title, subtitle, alt, tuple(lines), panels=model.panels)


def _check_together(model: ViewModel, entry: Entry, sets: list[Dataset], faults: Faults) -> None:
    """Note lines that no chart can show together."""
    units = {
        next(s.unit for s in dataset.series if f"{dataset.id}/{s.id}" == line.line)
        for dataset, line in zip(sets, model.lines, strict=True)
    }
    if len(units) > 1 and not model.panels:
        what = "lines of several units share no scale"
        faults.add(entry.at("lines"), what, "add `panels: true` or leave lines out")
    odd = {dataset.id for dataset in sets if dataset.columns and not dataset.dated}
    mixed = len({dataset.id for dataset in sets}) > 1 and any(each.columns for each in sets)
    if odd or mixed:
        what = "a data set with columns has no years to stand beside others"
        faults.add(entry.at("lines"), what, "leave its lines out")
