"""What the map shows: provinces with their counts, places by layer, and what holds for a year."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cached_property
from itertools import pairwise

from nklearn.base.errors import UnknownAddressError
from nklearn.content.catalog import Catalog
from nklearn.content.map_geometry import Projection, Region
from nklearn.domain import quantities
from nklearn.domain.claims import Disagreement
from nklearn.domain.datasets import Dataset, Observation
from nklearn.domain.evidence import target_address
from nklearn.domain.map_choice import MapChoice
from nklearn.domain.map_layout import MapLayout
from nklearn.domain.places import Place, PlaceState, Point

#: The kinds of places in each layer.
KINDS = {
    "camps": ("kwan-li-so",),
    "prisons": ("kyo-hwa-so",),
    "mines": ("mine",),
    "enterprises": ("enterprise", "institute"),
    "towns": ("city", "county", "village", "mountains"),
}
_LAYER = {kind: layer for layer, kinds in KINDS.items() for kind in kinds}
# Places that may lie outside of the country; they are on the map if they name a province of it.
_ANYWHERE = frozenset(("city", "county", "village"))
# A range may lie in two provinces; for every other place two provinces are a dispute.
_WIDE = frozenset(("mountains",))
_CLASSES = 4


class Standing(Enum):
    """What holds for a place in a year."""

    STATED = "stated"
    CLOSED = "closed"
    MOVED = "moved"
    UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Count:
    """A number of mines: what it says, and the cells that it and its share rest on.

    `share` is as printed. `rank` counts from the largest; `ties` are others of the same rank.
    """

    number: int
    address: str
    share: str = ""
    share_address: str = ""
    rank: int = 0
    ties: int = 0
    grade: int = 0


@dataclass(frozen=True, slots=True)
class Province:
    """A province or city with an outline; `count` is None where the table has no row for it."""

    place: Place
    region: Region
    count: Count | None

    @property
    def id(self) -> str:
        """The id of its place."""
        return self.place.id


@dataclass(frozen=True, slots=True)
class Site:
    """A place that a layer can show; `point` is None where none is known.

    `elsewhere` are the provinces where the texts put it while the point, if there is one, lies
    in another: it stands there as an outline. `new_point` is the county to which it moved.
    """

    place: Place
    layer: str
    number: str
    point: Point | None
    disputed: bool
    elsewhere: tuple[str, ...] = ()
    new_point: Point | None = None

    @property
    def id(self) -> str:
        """The id of its place."""
        return self.place.id

    @property
    def change(self) -> PlaceState | None:
        """The state in which it closed or moved; None for most."""
        return next((state for state in self.place.states if state.change), None)

    def standing(self, year: str) -> Standing:
        """Return what holds in a year, or at last if `year` is empty."""
        change = self.change
        if change and change.start and (not year or change.start.start.year <= int(year)):
            return Standing(change.change)
        stated = self.place.states if not year else states_in(self.place, year)
        return Standing.STATED if stated else Standing.UNDATED

    def at_old_place(self, year: str) -> bool:
        """Whether its point stands for where it was, no longer is."""
        change = self.change
        if self.standing(year) is not Standing.MOVED or not change or not change.start:
            return False
        return not year or change.start.start.year < int(year)


def states_in(place: Place, year: str) -> tuple[PlaceState, ...]:
    """Return the states that were said to hold at some time of a year, or all for no year."""
    if not year:
        return place.states
    found: list[PlaceState] = []
    for state in place.states:
        begun = state.start is None or state.start.start.year <= int(year)
        over = state.end is not None and state.end.end.year < int(year)
        if begun and not over:
            found.append(state)
    return tuple(found)


class MapView:
    """All that the map can show, of one catalog."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self.layout: MapLayout = catalog.map_layout()
        self._places = {place.id: place for place in catalog.places()}
        outlined = [place for place in self._places.values() if place.outline]
        self.projection = Projection.around(ring for place in outlined for ring in place.outline)
        counts = self._counts()
        self.provinces: tuple[Province, ...] = tuple(
            Province(place, self._region(place), counts.get(place.id)) for place in outlined
        )
        self._outlined = {province.id: province for province in self.provinces}
        #: All provinces in one: where two share a border, the region goes on.
        self.land = Region([ring for province in self.provinces for ring in province.region.rings])
        self.sites: tuple[Site, ...] = tuple(self._sites())

    # -- provinces ---------------------------------------------------------------------------

    def _region(self, place: Place) -> Region:
        flat = self.projection.flat
        return Region([tuple(flat(point) for point in ring) for ring in place.outline])

    @cached_property
    def dataset(self) -> Dataset | None:
        """The data set of the counts; None if the content has no map."""
        return self._catalog.dataset(self.layout.counts) if self.layout.counts else None

    @property
    def source(self) -> str:
        """Where the counts are from: work and place in one line."""
        found = self.dataset
        return self._catalog.source_line(found.locator.source, found.locator.place) if found else ""

    @property
    def period(self) -> str:
        """The year of the counts."""
        return self.dataset.periods[-1] if self.dataset else ""

    def _cells(self, dataset: str) -> dict[str, Observation]:
        """Return the last cell of each row of a data set."""
        rows = self._catalog.dataset(dataset).series if dataset else ()
        return {row.id: row.observations[-1] for row in rows if row.observations}

    def _counts(self) -> dict[str, Count]:
        """Return the counts by row; rows that are no place come without rank."""
        shares = self._cells(self.layout.shares)
        numbers = {
            name: (int(cell.number), cell)
            for name, cell in self._cells(self.layout.counts).items()
            if cell.number is not None
        }
        placed = [number for name, (number, _) in numbers.items() if name in self._places]
        self.breaks: tuple[tuple[int, int], ...] = class_breaks(placed)
        found: dict[str, Count] = {}
        for name, (number, cell) in numbers.items():
            share = shares.get(name)
            ranked = name in self._places
            found[name] = Count(
                number=number,
                address=target_address(cell.id),
                share=quantities.cell_value(share, self._catalog.unit(share.unit)) if share else "",
                share_address=target_address(share.id) if share else "",
                rank=1 + sum(other > number for other in placed) if ranked else 0,
                ties=placed.count(number) - 1 if ranked else 0,
                grade=next(
                    (n for n, (low, high) in enumerate(self.breaks) if low <= number <= high), 0
                ),
            )
        unplaced = [count for name, count in found.items() if name not in self._places]
        self.unplaced: Count | None = unplaced[0] if unplaced else None
        self.total: int = sum(count.number for count in found.values())
        self.ranked: int = len(placed)
        return found

    def province(self, name: str) -> Province | None:
        """Return a province by the id of its place; None if it has no outline."""
        return self._outlined.get(name)

    @cached_property
    def by_count(self) -> tuple[Province, ...]:
        """The provinces, the most mines first; those without a count last."""
        return tuple(sorted(self.provinces, key=lambda p: -(p.count.number if p.count else -1)))

    # -- sites -------------------------------------------------------------------------------

    def _sites(self) -> Iterable[Site]:
        for place in self._places.values():
            layer = _LAYER.get(place.kind)
            here = [name for name in place.provinces if name in self._outlined]
            if layer is None or (place.kind in _ANYWHERE and not here):
                continue
            point = self._point(place)
            disputed = len(here) > 1 and place.kind not in _WIDE
            yield Site(
                place=place,
                layer=layer,
                number=_number(place.name),
                point=point,
                disputed=disputed,
                elsewhere=self._elsewhere(place, here, point) if disputed else (),
                new_point=self._moved_to(place),
            )

    def _point(self, place: Place) -> Point | None:
        if place.latitude is None or place.longitude is None:
            return None
        return self.projection.flat((float(place.longitude), float(place.latitude)))

    def _elsewhere(
        self, place: Place, provinces: Sequence[str], point: Point | None
    ) -> tuple[str, ...]:
        """Return the provinces where a disputed place stands as an outline.

        Villages stand for nothing of their own: their county is on the map.
        """
        if place.kind == "village":
            return ()
        return tuple(
            name
            for name in provinces
            if point is None or not self._outlined[name].region.holds(point)
        )

    def _moved_to(self, place: Place) -> Point | None:
        """Return the point of the place to which one moved, or of the county named for that."""
        for state in place.states:
            goal = self._places.get(state.moved_to)
            if goal is None:
                continue
            named = (each for each in self._places.values() if each.name == goal.county)
            for each in (goal, *named):
                if point := self._point(each):
                    return point
        return None

    def site(self, name: str) -> Site | None:
        """Return a site by the id of its place."""
        return next((site for site in self.sites if site.id == name), None)

    def place(self, name: str) -> Place:
        """Return a place that the map can open.

        Raises:
            UnknownAddressError: it has none of that id.
        """
        if name not in self._outlined and self.site(name) is None:
            raise UnknownAddressError("place", name)
        return self._places[name]

    def in_layer(self, layer: str) -> tuple[Site, ...]:
        """Return the places of a layer, in the authors' order."""
        return tuple(site for site in self.sites if site.layer == layer)

    def shown(self, choice: MapChoice) -> tuple[Site, ...]:
        """Return the places that layers show, what is looked for, and the open one."""
        more = {choice.open, *self.found(choice.find)}
        return tuple(site for site in self.sites if site.layer in choice.layers or site.id in more)

    def named_in(self, province: str) -> tuple[Site, ...]:
        """Return the places that the texts name for a province, by layer."""
        return tuple(
            site
            for layer in KINDS
            for site in self.in_layer(layer)
            if province in site.place.provinces
        )

    @cached_property
    def years(self) -> tuple[str, ...]:
        """Every year from the first to the last that a state names."""
        dates = [
            date
            for site in self.sites
            for state in site.place.states
            for date in (state.start, state.end)
            if date is not None
        ]
        named = [year for date in dates for year in date.years]
        return tuple(str(year) for year in range(min(named), max(named) + 1)) if named else ()

    # -- words and doubts --------------------------------------------------------------------

    def disagreements(self, place: Place) -> tuple[Disagreement, ...]:
        """Return what the texts disagree on about a place, on where it lies first."""
        found = {
            each.id: each
            for target in place.grounds
            for each in self._catalog.disagreements_of(target)
        }
        return tuple(sorted(found.values(), key=lambda each: "place" not in each.differs_in))

    def found(self, words: str) -> tuple[str, ...]:
        """Return the ids of places whose name, spelling, Hangul or mineral has all the words."""
        wanted = _plain(words).split()
        if not wanted:
            return ()
        places = [*(each.place for each in self.by_count), *(each.place for each in self.sites)]
        return tuple(
            dict.fromkeys(
                place.id for place in places if all(word in _text_of(place) for word in wanted)
            )
        )


def class_breaks(numbers: Iterable[int], classes: int = _CLASSES) -> tuple[tuple[int, int], ...]:
    """Return (lowest, highest) of each class: numbers are parted where they lie furthest apart."""
    known = sorted(set(numbers))
    gaps = sorted(range(1, len(known)), key=lambda n: (known[n - 1] - known[n], n))
    cuts = [0, *sorted(gaps[: classes - 1]), len(known)]
    return tuple((known[low], known[high - 1]) for low, high in pairwise(cuts) if high > low)


def _number(name: str) -> str:
    """Return the number in a name ("Camp 14"), empty for none."""
    return "".join(letter for letter in name if letter.isascii() and letter.isdigit())


def _text_of(place: Place) -> str:
    parts = (place.name, place.hangul, *place.variants, *place.minerals)
    return _plain(" | ".join(parts))


def _plain(words: str) -> str:
    """Return words in small letters, without accents, apostrophes and hyphens."""
    parted = unicodedata.normalize("NFKD", words.casefold())
    kept = "".join(letter for letter in parted if not unicodedata.combining(letter))
    return kept.replace("’", "").replace("'", "").replace("-", " ")
