"""How the map is laid out beyond its places: labels of seas and neighbours, and equal tiles."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

LabelKind = Literal["sea", "neighbour"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLabel:
    """Words on the map for what has no outline there; `names` are all that are in use.

    `longitude` and `latitude` (degrees) say where the words stand, not where the thing ends.
    """

    kind: LabelKind
    names: tuple[str, ...]
    hangul: str = ""
    longitude: float
    latitude: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """Where a province stands on the map of equal areas, by column and row from the upper left."""

    province: str
    column: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLayout:
    """Labels and tiles; both empty where the content has no map.

    `counts` and `shares` are ids of the data sets whose rows are provinces; a row that is none
    counts what could not be placed. `title` states what the map shows as it opens, `targets` are
    the claims and cells that it rests on.
    """

    counts: str = ""
    shares: str = ""
    title: str = ""
    targets: tuple[str, ...] = ()
    labels: tuple[MapLabel, ...] = ()
    tiles: tuple[Tile, ...] = ()


#: The layout of content without a map.
NO_MAP = MapLayout()
