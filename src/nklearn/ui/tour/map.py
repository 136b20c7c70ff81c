"""What the tour draws of the map: as it opens, everything at once, a year, tiles, list, a fold."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.content.catalog import Catalog
from nklearn.content.map_view import MapView
from nklearn.domain.map_choice import LAYERS, MapChoice
from nklearn.ui.tour.stop import Stop


def map_stops(catalog: Catalog) -> Iterator[Stop]:
    """Give each state of the map; none where the content has no map."""
    view = MapView(catalog)
    if not view.provinces:
        return
    largest = view.by_count[0].id
    disputed = next((site.id for site in view.sites if site.disputed), largest)
    year = view.years[-4] if len(view.years) > 4 else ""
    for name, choice in (
        ("map", MapChoice(open=largest)),
        ("map-all", MapChoice(layers=LAYERS, year=year)),
        ("map-disputed", MapChoice(layers=("counts", "towns"), open=disputed)),
        ("map-tiles", MapChoice(view="tiles")),
        ("map-list", MapChoice(layers=LAYERS, view="list")),
        ("map-found", MapChoice(find="coal")),
    ):
        yield Stop(name, str(choice.address))
