"""Places: provinces with outlines, mines, camps and towns, no finer than the texts have them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from nklearn.domain.dates import PartialDate
from nklearn.domain.entities import Entity

#: Longitude and latitude in degrees.
Point = tuple[float, float]
#: Kinds of places that are camps, of the political police and of the police.
CAMPS = frozenset({"kwan-li-so", "kyo-hwa-so"})
#: A closed line of points; the last is the first.
Ring = tuple[Point, ...]


class Precision(StrEnum):
    """How closely a place is known."""

    TOWN = "town"
    CITY = "city"
    VILLAGE = "village"
    COUNTY = "county"
    NONE_KNOWN = "none-known"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceState:
    """What a place was, or what was said of it, for a time; either end may be unknown.

    `change` names what the state begins with, "closed" or "moved"; `moved_to` is the place where
    it has been since, if it moved.
    """

    state: str
    start: PartialDate | None = None
    end: PartialDate | None = None
    targets: tuple[str, ...] = ()
    change: str = ""
    moved_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place(Entity):
    """A place that the texts name.

    `provinces` are ids of places; more than one means that the texts disagree. `latitude` and
    `longitude` (degrees) come from `position_source` and are no finer than `precision` says; camps
    have their county's. `outline` holds the rings of a province, of all its parts; a point lies
    within if an odd number of rings goes around it.
    """

    PAGE: ClassVar[str] = "place"

    kind: str
    provinces: tuple[str, ...] = ()
    county: str = ""
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    precision: Precision = Precision.NONE_KNOWN
    position_source: str = ""
    states: tuple[PlaceState, ...] = ()
    minerals: tuple[str, ...] = ()
    outline: tuple[Ring, ...] = ()

    @property
    def disputed(self) -> bool:
        """Whether the texts put it into more than one province."""
        return len(self.provinces) > 1

    @property
    def grounds(self) -> tuple[str, ...]:
        """Every claim and cell that it or one of its states rests on."""
        states = (target for state in self.states for target in state.targets)
        return tuple(dict.fromkeys((*self.targets, *states)))
