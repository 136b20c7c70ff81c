"""What the report says followed from class, by area of life: bars, closed occupations, claims."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from nklearn.base.errors import UnknownAddressError
from nklearn.content.bars import Bar, Bars
from nklearn.content.catalog import Catalog
from nklearn.content.entry_words import code_words
from nklearn.domain.claims import Disagreement, Sensitivity, Status
from nklearn.domain.datasets import Dataset, Observation
from nklearn.domain.evidence import target_address
from nklearn.domain.quantities import number_text
from nklearn.domain.songbun import (
    OCCUPATIONS,
    RATIONS,
    RATIONS_FINDING,
    WHITE_RICE,
    Consequence,
    Label,
    SocialClass,
)

#: The areas under each tab; any other area stands under the third.
AREAS = {
    "food": ("food",),
    "work": ("work", "party", "army"),
    "home": ("residence", "schooling", "medicine"),
    "mobility": ("mobility",),
}
_OTHERS = "home"
_BASE = re.compile(r"\bparts? in (\d+)")
_NUMBER = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Ground:
    """A claim or cell that something rests on."""

    title: str
    address: str
    sensitivity: Sensitivity


@dataclass(frozen=True, slots=True)
class Followed:
    """One consequence with the classes it is said of and what it rests on.

    `sensitivity` is the gravest of its own.
    """

    consequence: Consequence
    classes: tuple[SocialClass, ...]
    grounds: tuple[Ground, ...]


@dataclass(frozen=True, slots=True)
class Tab:
    """What a tab holds, by area; `note` is what its consequences all ask the reader to know."""

    id: str
    areas: tuple[tuple[str, tuple[Followed, ...]], ...]
    note: str
    rivals: tuple[Disagreement, ...]


@dataclass(frozen=True, slots=True)
class RationBar:
    """One rank of Table 10: `low` and `high` are shares of white rice from 0 to 1, None if no
    split is given; they differ where the cell gives a range. `text` is the value in words.
    """

    name: str
    who: str
    text: str
    low: Fraction | None
    high: Fraction | None
    status: Status
    address: str


@dataclass(frozen=True, slots=True)
class Rations:
    """The bars; `title` states a finding if the content has it, which `finding` leads to."""

    title: str
    finding: str
    measure: str
    about: str
    bars: tuple[RationBar, ...]
    rest: str
    source: str
    address: str


@dataclass(frozen=True, slots=True)
class Field:
    """A column of Table 8: its name and its entries; `counted` of them were counted."""

    name: str
    counted: str
    address: str
    status: Status
    note: str
    labels: tuple[Label, ...]


def tab_of(catalog: Catalog, tab: str) -> Tab:
    """Return what a tab holds."""
    named = {area for areas in AREAS.values() for area in areas}
    found = [
        each
        for each in catalog.consequences()
        if each.area in AREAS[tab] or (tab == _OTHERS and each.area not in named)
    ]
    notes = {each.note for each in found}
    order = list(dict.fromkeys([*AREAS[tab], *(each.area for each in found)]))
    areas = (
        (code_words(area), tuple(_followed(catalog, each) for each in found if each.area == area))
        for area in order
    )
    return Tab(
        id=tab,
        areas=tuple((name, items) for name, items in areas if items),
        note=notes.pop() if len(found) > 1 and len(notes) == 1 else "",
        rivals=rivals(catalog, [target for each in found for target in each.targets]),
    )


def _followed(catalog: Catalog, each: Consequence) -> Followed:
    classes = {known.id: known for known in catalog.classes()}
    return Followed(
        consequence=each,
        classes=tuple(classes[name] for name in each.classes if name in classes),
        grounds=grounds(catalog, each.targets),
    )


def grounds(catalog: Catalog, targets: tuple[str, ...]) -> tuple[Ground, ...]:
    """Return claims and cells as what something rests on."""
    found = (catalog.evidence(target) for target in targets)
    return tuple(Ground(each.title, each.address, each.sensitivity) for each in found)


def rivals(catalog: Catalog, targets: Iterable[str]) -> tuple[Disagreement, ...]:
    """Return the disagreements about claims and cells, each once."""
    found = (own for target in dict.fromkeys(targets) for own in catalog.disagreements_of(target))
    return tuple({own.id: own for own in found}.values())


def rations(catalog: Catalog) -> Rations | None:
    """Return the shares of white rice by rank; None if the content has no such table."""
    dataset = _dataset(catalog, RATIONS)
    if dataset is None:
        return None
    finding = next((d for d in catalog.disagreements() if d.id == RATIONS_FINDING), None)
    bars: list[RationBar] = []
    for line in dataset.series:
        cells = {cell.period: cell for cell in line.observations}
        if cell := cells.get(WHITE_RICE):
            who = cells.get("recipients")
            bars.append(_bar(catalog, line.label, who.text if who else "", cell))
    return Rations(
        title=finding.title if finding else dataset.title,
        finding=f"nk:disagreement/{finding.id}" if finding else "",
        measure=dataset.period_label(WHITE_RICE),
        about=dataset.description,
        bars=tuple(bars),
        rest=dataset.period_label("mixed-rice"),
        source=catalog.source_line(dataset.locator.source, dataset.locator.place),
        address=f"nk:data/{dataset.id}",
    )


def _bar(catalog: Catalog, name: str, who: str, cell: Observation) -> RationBar:
    if cell.number is not None:
        low = high = Fraction(cell.number) / 100
    else:
        low, high = shares(cell.text) or (None, None)
    text = cell.text or catalog.evidence(cell.id).value
    return RationBar(name, who, text, low, high, cell.status, target_address(cell.id))


def shares(words: str) -> tuple[Fraction, Fraction] | None:
    """Return the least and the largest share that words give: "7 or 5 parts in 10, by rank"."""
    base = _BASE.search(words)
    if base is None or int(base[1]) == 0:
        return None
    before, after = words[: base.start(1)], words[base.end(1) :]
    parts = [Fraction(int(n), int(base[1])) for n in _NUMBER.findall(f"{before} {after}")]
    if not parts or max(parts) > 1:
        return None
    return min(parts), max(parts)


def fields(catalog: Catalog) -> tuple[Field, ...]:
    """Return the columns of the table of closed occupations; none if there is no such table."""
    dataset = _dataset(catalog, OCCUPATIONS)
    if dataset is None:
        return ()
    return tuple(
        Field(
            name=line.label,
            counted=catalog.evidence(cell.id).value,
            address=target_address(cell.id),
            status=cell.status,
            note=cell.note,
            labels=catalog.labels(f"occupations-{line.id}"),
        )
        for line in dataset.series
        for cell in line.observations[:1]
    )


def closed_bars(catalog: Catalog) -> Bars | None:
    """Return how many entries each column has, as bars; None if there is no such table."""
    dataset = _dataset(catalog, OCCUPATIONS)
    if dataset is None:
        return None
    bars = [
        Bar(
            target=cell.id,
            label=line.label,
            colour="petrol",
            number=cell.number,
            short="" if cell.number is None else number_text(cell.number),
            text=catalog.evidence(cell.id).value,
            status=cell.status,
            remark="",
        )
        for line in dataset.series
        for cell in line.observations[:1]
    ]
    return Bars(
        title=dataset.title,
        subtitle=dataset.estimator,
        alt=dataset.description,
        bars=tuple(bars),
        symbol="",
        period=dataset.period_label(dataset.periods[0]),
        sources=(),
    )


def _dataset(catalog: Catalog, name: str) -> Dataset | None:
    try:
        return catalog.dataset(name)
    except UnknownAddressError:
        return None
