"""The layout of the map (`places/map.yaml`): labels of seas and neighbours, tiles of provinces."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from nklearn.content.compile import yaml_files
from nklearn.content.compile.faults import Faults
from nklearn.content.compile.models import Id, Line, Model, Number
from nklearn.content.compile.records import Records, check_target
from nklearn.content.compile.yaml_files import Entry
from nklearn.domain.map_layout import MapLabel, MapLayout, Tile
from nklearn.domain.places import Place

FILE = "places/map.yaml"


class _LabelModel(Model):
    kind: Literal["sea", "neighbour"]
    names: Annotated[list[Line], Field(min_length=1)]
    hangul: str = ""
    lat: Annotated[Number, Field(ge=-90, le=90)]
    lon: Annotated[Number, Field(ge=-180, le=180)]


class _TileModel(Model):
    province: Id
    column: Annotated[int, Field(ge=0, le=20)]
    row: Annotated[int, Field(ge=0, le=20)]


class _MapModel(Model):
    counts: str = ""
    shares: str = ""
    title: str = ""
    claims: list[Line] = []
    labels: list[_LabelModel] = []
    tiles: list[_TileModel] = []


def load(resources: Path, records: Records, faults: Faults) -> MapLayout:
    """Read the layout; an empty one if there is no such file."""
    path = resources / FILE
    if not path.exists():
        return MapLayout()
    entry = yaml_files.read(path, faults)
    model = entry and yaml_files.check(entry, _MapModel, faults)
    if not entry or not model:
        return MapLayout()
    _check_tiles(entry, model, records, faults)
    for number, target in enumerate(model.claims):
        check_target(target, entry.at("claims", number), records, faults)
    for key in ("counts", "shares"):
        name = getattr(model, key)
        if name and name not in records.datasets and name not in records.lost_data:
            faults.add(entry.at(key), f"unknown data set `{name}`", "correct its id")
    if model.title and not model.claims:
        faults.add(entry.at("title"), "a finding without a claim", "name one in `claims`")
    for number, label in enumerate(model.labels):
        if label.kind == "sea" and len(label.names) < 2:
            todo = "give both names that are in use"
            faults.add(entry.at("labels", number, "names"), "a sea with one name", todo)
    return MapLayout(
        counts=model.counts,
        shares=model.shares,
        title=model.title,
        targets=tuple(model.claims),
        labels=tuple(
            MapLabel(
                kind=label.kind,
                names=tuple(label.names),
                hangul=label.hangul,
                longitude=float(label.lon),
                latitude=float(label.lat),
            )
            for label in model.labels
        ),
        tiles=tuple(
            Tile(province=tile.province, column=tile.column, row=tile.row) for tile in model.tiles
        ),
    )


def _check_tiles(entry: Entry, model: _MapModel, records: Records, faults: Faults) -> None:
    places = records.entities.get(Place.PAGE, {})
    cells: dict[tuple[int, int], str] = {}
    seen: set[str] = set()
    for number, tile in enumerate(model.tiles):
        place = entry.at("tiles", number)
        if tile.province not in places:
            faults.add(place, f"unknown province `{tile.province}`", "name one of places.yaml")
        if tile.province in seen:
            faults.add(place, f"`{tile.province}` has two tiles", "remove one of them")
        if other := cells.get((tile.column, tile.row)):
            what = f"the tile of `{tile.province}` lies on that of `{other}`"
            faults.add(place, what, "give it another column or row")
        seen.add(tile.province)
        cells[tile.column, tile.row] = tile.province
