"""Units, sources, claims, disagreements, glossary and names: from YAML to domain values.

`Records` also answers what a target is and what it supports.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeVar, cast

from pydantic import BaseModel

from nklearn.content.compile import models, yaml_files
from nklearn.content.compile.faults import Faults, Place
from nklearn.content.compile.support import Support
from nklearn.content.compile.yaml_files import Entry
from nklearn.content.shelf import PAGES
from nklearn.domain import quantities
from nklearn.domain.claims import (
    Claim,
    ClaimKind,
    Disagreement,
    Hop,
    Locator,
    Quantity,
    Sensitivity,
    Source,
    Status,
    Unit,
)
from nklearn.domain.datasets import Dataset, Observation
from nklearn.domain.dates import PartialDate
from nklearn.domain.entities import Entity
from nklearn.domain.lessons import GlossaryEntry

_Model = TypeVar("_Model", bound=BaseModel)


@dataclass(slots=True)
class Records:
    """Everything that prose may refer to, by id.

    `broken` holds targets that are there but have faults of their own, `lost` says that a file
    of claims could not be read, `lost_data` names data sets that could not be: what refers to
    these is not reported as well. `places` says where glossary words and disagreements stand, by
    their addresses; `resources` how data sets are written: the resource, its file, its number;
    `entities` bodies, events, places and the like, by page and id.
    """

    units: dict[str, Unit] = field(default_factory=dict[str, Unit])
    unit_words: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])
    sources: dict[str, Source] = field(default_factory=dict[str, Source])
    claims: dict[str, Claim] = field(default_factory=dict[str, Claim])
    claim_entries: dict[str, Entry] = field(default_factory=dict[str, Entry])
    datasets: dict[str, Dataset] = field(default_factory=dict[str, Dataset])
    cells: dict[str, Observation] = field(default_factory=dict[str, Observation])
    disagreements: dict[str, Disagreement] = field(default_factory=dict[str, Disagreement])
    glossary: dict[str, GlossaryEntry] = field(default_factory=dict[str, GlossaryEntry])
    places: dict[str, Place] = field(default_factory=dict[str, Place])
    words: dict[str, str] = field(default_factory=dict[str, str])
    names: list[tuple[str, ...]] = field(default_factory=list[tuple[str, ...]])
    entities: dict[str, dict[str, Entity]] = field(default_factory=dict[str, dict[str, Entity]])
    broken: set[str] = field(default_factory=set[str])
    lost: bool = False
    lost_data: set[str] = field(default_factory=set[str])
    resources: dict[str, tuple[models.ResourceModel, Entry, int]] = field(
        default_factory=dict[str, tuple[models.ResourceModel, Entry, int]]
    )

    def knows(self, target: str) -> bool:
        """Whether a target is a claim or a cell, be it a broken one."""
        if target in self.claims or target in self.cells or target in self.broken:
            return True
        return target.partition("/")[0] in self.lost_data if "/" in target else self.lost

    def sound(self, targets: Iterable[str]) -> bool:
        """Whether all of some targets are there without faults, so that values can be compared."""
        return all(
            (target in self.claims or target in self.cells) and target not in self.broken
            for target in targets
        )

    def support(self, targets: Iterable[str]) -> Support:
        """Return what the known ones of some targets support."""
        targets = list(targets)
        whole = Support(sound=self.sound(targets))
        for target in targets:
            if claim := self.claims.get(target):
                whole.values += [(each.number, self.units[each.unit]) for each in claim.quantities]
                whole.dates += claim.years
            elif cell := self.cells.get(target):
                if cell.number is not None:
                    whole.values.append((cell.number, self.units[cell.unit]))
                    if cell.number < 0:  # words say "fell by 7.6%", without the sign
                        whole.values.append((-cell.number, self.units[cell.unit]))
                whole.dates += dates_of(self.datasets[target.partition("/")[0]], cell)
                unread = cell.status is Status.ILLEGIBLE
                (whole.unread if unread else whole.printed).append(cell.printed)
        return whole

    def first_value(self, target: str) -> tuple[Decimal, Unit] | None:
        """Return the first value of a target."""
        values = self.support((target,)).values
        return values[0] if values else None

    def sensitivity(
        self, targets: Iterable[str], own: Sensitivity = Sensitivity.NONE
    ) -> Sensitivity:
        """Return the gravest of its own sensitivity and those of the targets that it rests on."""
        theirs = (self.claims[each].sensitivity for each in targets if each in self.claims)
        return max((own, *theirs), key=list(Sensitivity).index)

    def every_entity(self) -> list[Entity]:
        """Return all entities, kind by kind in order of importance."""
        return [each for page in PAGES for each in self.entities.get(page, {}).values()]

    def unit(self, name: str) -> Unit | None:
        """Return a unit by id, symbol or label."""
        if name in self.units:
            return self.units[name]
        every = self.units.values()
        return next((unit for unit in every if name in (unit.symbol, unit.label)), None)


def load(resources: Path, faults: Faults) -> Records:
    """Read all that stands in YAML below `resources` but data sets."""
    records = Records()
    for entry, model in _entries(resources / "units.yaml", models.UnitModel, faults):
        if _is_new(model.id, records.units, entry, faults):
            unit = Unit(model.id, model.label, model.symbol, model.dimension, model.factor)
            records.units[model.id] = unit
            records.unit_words[model.id] = tuple(model.words)
    for entry, model in _every(resources, "sources", models.SourceModel, faults):
        if _is_new(model.id, records.sources, entry, faults):
            with faults.guard(entry.at("csl"), "write plain texts and whole numbers"):
                records.sources[model.id] = _source(model)
    for path in sorted((resources / "claims").glob("*.yaml")):
        entries = yaml_files.read_list(path, faults)
        records.lost = records.lost or not entries
        for entry in entries:
            before = len(faults)
            model = yaml_files.check(entry, models.ClaimModel, faults)
            if model and _is_new(model.id, records.claims, entry, faults):
                records.claims[model.id] = _claim(model, entry, records, faults)
                records.claim_entries[model.id] = entry
            if len(faults) > before:
                records.broken |= _named(entry)
                # An id that is wrong itself may be cited by its right form.
                records.lost = records.lost or entry.at("id") in faults
    for entry, model in _every(resources, "glossary", models.GlossaryModel, faults):
        if _is_new(model.id, records.glossary, entry, faults):
            variants = tuple(model.variants)
            word = GlossaryEntry(model.id, model.word, model.meaning, model.hangul, variants)
            records.glossary[model.id] = word
            records.places[f"glossary/{model.id}"] = entry.at("meaning")
            for form in (model.id, model.word, *variants):
                records.words.setdefault(form.casefold(), model.id)
    if (resources / "names.yaml").exists():
        for _, model in _entries(resources / "names.yaml", models.NamesModel, faults):
            records.names.append(tuple(model.names))
    return records


def load_disagreements(resources: Path, records: Records, faults: Faults) -> None:
    """Read the disagreements; their members must be there already."""
    for entry, model in _every(resources, "disagreements", models.DisagreementModel, faults):
        if not _is_new(model.id, records.disagreements, entry, faults):
            continue
        for number, target in enumerate(model.members):
            check_target(target, entry.at("members", number), records, faults)
        if len(set(model.members)) < len(model.members):
            faults.add(entry.at("members"), "a member is named twice", "name each once")
        records.places[f"disagreement/{model.id}"] = entry.at("id")
        records.disagreements[model.id] = Disagreement(
            model.id,
            model.title,
            tuple(dict.fromkeys(model.members)),
            tuple(model.differs_in),
            model.explanation,
            model.meanwhile,
            records.sensitivity(model.members),
        )


def dates_of(dataset: Dataset, cell: Observation) -> list[PartialDate]:
    """Return the year that a cell is about; none where the data set has columns for years."""
    return [] if dataset.columns else [PartialDate.parse(cell.period)]


def check_target(target: str, place: Place, records: Records, faults: Faults) -> bool:
    """Say whether a target is known, and note it if not."""
    if records.knows(target):
        return True
    kind = "cell" if "/" in target else "claim"
    faults.add(place, f"unknown {kind} `{target}`", "correct the id or add what it names")
    return False


def hops(chain: list[models.HopModel], locator: Locator, records: Records) -> tuple[Hop, ...]:
    """Return a chain of hands; one that is left out has one hand, the source that we read."""
    if chain or locator.source not in records.sources:
        return tuple(Hop(hop.who, hop.what, hop.source, hop.known) for hop in chain)
    return (Hop(records.sources[locator.source].short, locator.place, locator.source),)


def check_source(name: str | None, place: Place, records: Records, faults: Faults) -> None:
    """Note a source that is not there."""
    if name is not None and name not in records.sources:
        faults.add(place, f"unknown source `{name}`", "correct the id or add it to the sources")


def files_of(resources: Path, name: str) -> list[Path]:
    """Return the files of one kind of record: `<name>.yaml` and all in the folder `<name>/`."""
    whole = resources / f"{name}.yaml"
    folder = resources / name
    parts = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    return [whole, *parts] if whole.exists() or not parts else parts


def _every(
    resources: Path, name: str, model: type[_Model], faults: Faults
) -> Iterable[tuple[Entry, _Model]]:
    for path in files_of(resources, name):
        yield from _entries(path, model, faults)


def _entries(path: Path, model: type[_Model], faults: Faults) -> Iterable[tuple[Entry, _Model]]:
    for entry in yaml_files.read_list(path, faults):
        checked = yaml_files.check(entry, model, faults)
        if checked is not None:
            yield entry, checked


def _named(entry: Entry) -> set[str]:
    """Return the id of an entry that has faults, if it can be told."""
    value = cast("object", entry.value)
    name = cast("dict[str, object]", value).get("id") if isinstance(value, dict) else None
    return {name} if isinstance(name, str) else set()


def _is_new(name: str, known: dict[str, Any], entry: Entry, faults: Faults) -> bool:
    if name in known:
        faults.add(entry.at("id"), f"the id `{name}` is used twice", "give one of them another id")
    return name not in known


def _source(model: models.SourceModel) -> Source:
    return Source(
        id=model.id,
        title=model.title,
        short=model.short,
        kind=model.kind,
        authors=model.authors,
        issued=str(PartialDate.parse(model.issued)),
        purpose=model.purpose,
        position=model.position,
        url=model.url,
        csl=csl_text(model.id, model.csl),
    )


def csl_text(name: str, csl: dict[str, Any]) -> str:
    """Return a work as CSL-JSON text.

    Raises:
        ValueError: a value is none that JSON knows.
    """

    def plain(value: object) -> object:
        if isinstance(value, Decimal):
            return float(value)
        raise ValueError("`csl` holds a value that is no text, number or list: quote it")

    return json.dumps({"id": name, **csl}, ensure_ascii=False, sort_keys=True, default=plain)


def _claim(model: models.ClaimModel, entry: Entry, records: Records, faults: Faults) -> Claim:
    check_source(model.source, entry.at("source"), records, faults)
    for number, hop in enumerate(model.chain):
        check_source(hop.source, entry.at("chain", number, "source"), records, faults)
    _check_status(model, entry, faults)
    locator = Locator(model.source, model.place)
    values: list[Quantity] = []
    for number, value in enumerate(model.values):
        unit = records.units.get(value.unit)
        if unit is None:
            place = entry.at("values", number, "unit")
            faults.add(place, f"unknown unit `{value.unit}`", "correct it or add it to units.yaml")
            continue
        text = value.text or quantities.quantity_text(value.number, unit, value.qualifier)
        values.append(Quantity(value.number, unit.id, text, value.qualifier))
    return Claim(
        id=model.id,
        title=model.title,
        statement=model.statement,
        subject=model.subject,
        measure=model.measure,
        kind=ClaimKind(model.kind),
        status=Status(model.status),
        sensitivity=Sensitivity(model.sensitivity),
        quantities=tuple(values),
        years=tuple(PartialDate.parse(code) for code in model.years),
        chain=hops(model.chain, locator, records),
        locator=locator,
        topics=tuple(model.topics),
        note=model.note,
        formula=model.formula,
    )


def _check_status(model: models.ClaimModel, entry: Entry, faults: Faults) -> None:
    if model.status == "corrected" and not model.note:
        todo = "say in `note` what is printed and why it is read otherwise"
        faults.add(entry.at("status"), "a correction without a note", todo)
    if model.status == "computed" and not model.formula:
        faults.add(entry.at("status"), "computed without a formula", "add `formula`")
    if model.formula and model.status != "computed":
        todo = "set `status: computed` or remove it"
        faults.add(entry.at("formula"), "a formula in a claim that is not computed", todo)
    if model.status in ("illegible", "no-value") and model.values:
        todo = "remove the values or correct the status"
        faults.add(entry.at("values"), f"values under the status {model.status}", todo)
    if model.status == "computed" and not model.values:
        faults.add(entry.at("status"), "computed without a value", "add the result to `values`")
