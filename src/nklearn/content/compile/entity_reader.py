"""What reads the files of all kinds of entities: ids, references, and the words to proofread."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypedDict, TypeVar, cast

from nklearn.content.compile import yaml_files
from nklearn.content.compile.entity_models import EntityModel
from nklearn.content.compile.faults import Faults
from nklearn.content.compile.faults import Place as Spot
from nklearn.content.compile.records import Records, check_source, check_target, files_of
from nklearn.content.compile.yaml_files import Entry
from nklearn.domain.claims import Sensitivity
from nklearn.domain.dates import PartialDate
from nklearn.domain.entities import Entity
from nklearn.domain.institutions import Body, CommandLink, InstitutionEvent
from nklearn.domain.law import Instrument, Penalty, Provision, Sanction
from nklearn.domain.organisations import Organisation, Person
from nklearn.domain.places import Place
from nklearn.domain.songbun import Consequence, SocialClass

_Model = TypeVar("_Model", bound=EntityModel)

#: Where the records of each kind stand, below `resources/`, for what to do about a missing one.
FILES = {
    Body.PAGE: "institutions/bodies",
    InstitutionEvent.PAGE: "institutions/events",
    CommandLink.PAGE: "institutions/command",
    SocialClass.PAGE: "songbun/classes",
    Consequence.PAGE: "songbun/consequences",
    Place.PAGE: "places/places",
    Instrument.PAGE: "law/instruments",
    Provision.PAGE: "law/provisions",
    Penalty.PAGE: "law/penalties",
    Sanction.PAGE: "law/sanctions",
    Organisation.PAGE: "organisations",
    Person.PAGE: "people",
}


class Common(TypedDict):
    """What every record has, ready for its dataclass."""

    id: str
    name: str
    hangul: str
    variants: tuple[str, ...]
    about: str
    targets: tuple[str, ...]
    note: str
    sensitivity: Sensitivity


@dataclass(slots=True)
class Reader:
    """Reads the records of one kind after another into `records.entities`.

    `words` collects texts that must do without the words that are not used, with their places.
    `broken` holds (page, id) of records that have faults, `lost` pages with a file that can't be
    read.
    """

    resources: Path
    records: Records
    faults: Faults
    words: list[tuple[str, Spot]] = field(default_factory=list[tuple[str, Spot]])
    broken: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])
    lost: set[str] = field(default_factory=set[str])

    def entries(self, page: str, model: type[_Model]) -> Iterator[tuple[Entry, _Model]]:
        """Give every sound record of a kind; its id is new, and its claims are known."""
        seen: set[str] = set()
        for path in files_of(self.resources, FILES[page]):
            if not path.exists():
                continue
            read = yaml_files.read_list(path, self.faults)
            if not read and self.faults.place(path) in self.faults:
                self.lost.add(page)
            for entry in read:
                checked = yaml_files.check(entry, model, self.faults)
                if checked is None:
                    self._break(page, entry)
                elif checked.id in seen:
                    what = f"the id `{checked.id}` is used twice"
                    self.faults.add(entry.at("id"), what, "give one of them another id")
                else:
                    seen.add(checked.id)
                    self.targets(checked.claims, entry, "claims")
                    yield entry, checked

    def add(self, entity: Entity) -> None:
        """Keep a record."""
        self.records.entities.setdefault(entity.PAGE, {})[entity.id] = entity

    def common(
        self, model: EntityModel, name: str, entry: Entry, more: Iterable[str] = ()
    ) -> Common:
        """Return what every record has; `more` are further targets that it rests on."""
        for key in ("name", "title", "about", "note"):
            if isinstance(text := getattr(model, key, ""), str):
                self.words.append((text, entry.at(key)))
        rests_on = (*model.claims, *more)
        return Common(
            id=model.id,
            name=name,
            hangul=model.hangul,
            variants=tuple(model.variants),
            about=model.about,
            targets=tuple(dict.fromkeys(model.claims)),
            note=model.note,
            sensitivity=self.records.sensitivity(rests_on, Sensitivity(model.sensitivity)),
        )

    def targets(self, targets: Iterable[str], entry: Entry, *loc: str | int) -> None:
        """Note targets that are not there."""
        for number, target in enumerate(targets):
            check_target(target, entry.at(*loc, number), self.records, self.faults)

    def refer(self, page: str, names: Sequence[str], entry: Entry, *loc: str | int) -> None:
        """Note ids of records of a kind that are not there."""
        for number, name in enumerate(names):
            self.refer_one(page, name, entry.at(*loc, number))

    def refer_one(self, page: str, name: str | None, place: Spot) -> None:
        """Note the id of a record that is not there; none is fine."""
        known = name in self.records.entities.get(page, ()) or (page, name) in self.broken
        if name is not None and not known and page not in self.lost:
            todo = f"correct the id or add it to {FILES[page]}.yaml"
            self.faults.add(place, f"unknown {page} `{name}`", todo)

    def source(self, name: str | None, place: Spot) -> None:
        """Note a source that is not there."""
        check_source(name, place, self.records, self.faults)

    def _break(self, page: str, entry: Entry) -> None:
        value = cast("object", entry.value)
        name = cast("dict[str, Any]", value).get("id") if isinstance(value, dict) else None
        if isinstance(name, str):
            self.broken.add((page, name))
        else:
            self.lost.add(page)


def date(code: str | None) -> PartialDate | None:
    """Return the date of a code that was checked before."""
    return None if code is None else PartialDate.parse(code)
