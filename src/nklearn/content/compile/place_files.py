"""Places and the outlines of provinces; camps are placed by county only."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any, cast

from pydantic import ValidationError

from nklearn.content.compile.entity_models import GeometryModel, OutlinesModel, PlaceModel
from nklearn.content.compile.entity_reader import Reader, date
from nklearn.content.compile.yaml_files import Entry
from nklearn.domain.places import Place, PlaceState, Precision, Ring

OUTLINES = "places/provinces.geojson"
_CAMPS = ("kwan-li-so", "kyo-hwa-so")
_LARGE = ("province", "city")
_TENTHS = Decimal("0.1")


def load(reader: Reader) -> None:
    """Read the places into the records."""
    outlines = _outlines(reader)
    read = list(reader.entries(Place.PAGE, PlaceModel))
    large = {model.id for _, model in read if model.kind in _LARGE}
    known = {model.id for _, model in read}
    for entry, model in read:
        _check_provinces(entry, model, large, reader)
        _check_position(entry, model, reader)
        _check_changes(entry, model, known, reader)
        if model.outline is not None:
            if model.kind not in _LARGE:
                what = f"an outline of a {model.kind}"
                reader.faults.add(entry.at("outline"), what, "remove it: provinces have outlines")
            elif outlines is not None and model.outline not in outlines:
                what = f"unknown outline `{model.outline}`"
                reader.faults.add(entry.at("outline"), what, f"name an id of {OUTLINES}")
        reader.add(_place(entry, model, (outlines or {}).get(model.outline or "", ()), reader))


def _place(entry: Entry, model: PlaceModel, outline: tuple[Ring, ...], reader: Reader) -> Place:
    for number, state in enumerate(model.states):
        reader.targets(state.claims, entry, "states", number, "claims")
        reader.words.append((state.state, entry.at("states", number, "state")))
        start, end = date(state.start), date(state.end)
        if start and end and end.end < start.start:
            place = entry.at("states", number, "to")
            reader.faults.add(place, "a state that ends before it starts", "correct `from` or `to`")
    reader.words.append((model.county, entry.at("county")))
    more = [target for state in model.states for target in state.claims]
    return Place(
        **reader.common(model, model.name, entry, more),
        kind=model.kind,
        provinces=tuple(model.provinces),
        county=model.county,
        latitude=model.lat,
        longitude=model.lon,
        precision=Precision(model.precision),
        position_source=model.position_source or "",
        states=tuple(
            PlaceState(
                state=state.state,
                start=date(state.start),
                end=date(state.end),
                targets=tuple(state.claims),
                change=state.change or "",
                moved_to=state.moved_to or "",
            )
            for state in model.states
        ),
        minerals=tuple(model.minerals),
        outline=outline,
    )


def _check_provinces(entry: Entry, model: PlaceModel, large: set[str], reader: Reader) -> None:
    for number, name in enumerate(model.provinces):
        known = name in large or (Place.PAGE, name) in reader.broken or Place.PAGE in reader.lost
        if not known or name == model.id:
            what = f"unknown province `{name}`"
            todo = "name a province or city of places/places.yaml"
            reader.faults.add(entry.at("provinces", number), what, todo)


def _check_changes(entry: Entry, model: PlaceModel, known: set[str], reader: Reader) -> None:
    for number, state in enumerate(model.states):
        place = entry.at("states", number, "change")
        if state.change and state.start is None:
            reader.faults.add(place, "a change without a date", "say in `from` when it was")
        if (state.change == "moved") != (state.moved_to is not None):
            reader.faults.add(
                place, "`moved_to` belongs to `change: moved`", "give both or neither"
            )
        lost = Place.PAGE in reader.lost or (Place.PAGE, state.moved_to) in reader.broken
        if state.moved_to and not lost and state.moved_to not in known - {model.id}:
            what = f"unknown place `{state.moved_to}`"
            reader.faults.add(entry.at("states", number, "moved_to"), what, "name another place")


def _check_position(entry: Entry, model: PlaceModel, reader: Reader) -> None:
    def wrong(key: str, what: str, todo: str) -> None:
        reader.faults.add(entry.at(key), what, todo)

    position = [each for each in (model.lat, model.lon) if each is not None]
    reader.source(model.position_source, entry.at("position_source"))
    if len(position) == 1:
        wrong("lat", "one half of a position", "give `lat` and `lon`, or neither")
    if position and model.precision == "none-known":
        wrong("precision", "a position of unknown precision", "say how closely it is known")
    if position and model.position_source is None:
        wrong("lat", "a position without its source", "name it in `position_source`")
    if model.kind not in _CAMPS:
        return
    if model.precision != "county" and (position or model.precision != "none-known"):
        wrong("precision", "a camp placed more closely than its county", "write `county`")
    if any(each % _TENTHS for each in position):
        todo = "round `lat` and `lon` to one decimal"
        wrong("lat", "a camp placed more closely than a tenth of a degree", todo)


def _outlines(reader: Reader) -> dict[str, tuple[Ring, ...]] | None:
    """Return the rings of every outline by its id; None if the file can't be read."""
    path = reader.resources / OUTLINES
    if not path.exists():
        return {}
    text = reader.faults.read(path)
    if text is None:
        return None
    place = reader.faults.place(path)
    try:
        read = OutlinesModel.model_validate(json.loads(text))
    except (ValidationError, ValueError, RecursionError):
        todo = "write a FeatureCollection of Polygon and MultiPolygon features with ids"
        reader.faults.add(place, "not a GeoJSON file of outlines", todo)
        return None
    found: dict[str, tuple[Ring, ...]] = {}
    for feature in read.features:
        if feature.id in found:
            reader.faults.add(place, f"the outline `{feature.id}` stands twice", "remove one")
        try:
            found[feature.id] = _rings(feature.geometry)
        except (TypeError, ValueError):
            todo = "write rings of [longitude, latitude], each closed by its first point"
            reader.faults.add(place, f"the outline `{feature.id}` has no sound rings", todo)
            found.setdefault(feature.id, ())
    return found


def _rings(geometry: GeometryModel) -> tuple[Ring, ...]:
    whole = cast("Any", geometry.coordinates)
    polygons = whole if geometry.type == "MultiPolygon" else [whole]
    rings: list[Ring] = []
    for polygon in polygons:
        for points in polygon:
            ring = tuple((_degrees(lon, 180), _degrees(lat, 90)) for lon, lat, *_ in points)
            if len(ring) < 4 or ring[0] != ring[-1]:
                raise ValueError("a ring that is not closed")
            rings.append(ring)
    if not rings:
        raise ValueError("no ring")
    return tuple(rings)


def _degrees(value: object, most: int) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) <= most:
        raise ValueError("not in degrees")
    return float(value)
