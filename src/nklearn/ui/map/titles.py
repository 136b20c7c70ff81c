"""What stands over and under the map: a finding or a plain title, measure, years and source."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nklearn.content.map_view import MapView
from nklearn.domain.map_choice import MapChoice


def title(view: MapView, choice: MapChoice) -> str:
    """Return the title: the finding of the content as the map opens, else what is shown."""
    if choice.plain and view.layout.title:
        return view.layout.title
    if "counts" in choice.layers and view.dataset:
        return view.dataset.title
    return QCoreApplication.translate("map", "Places that the texts name")


def measure(view: MapView, choice: MapChoice) -> str:
    """Return the measure and the years."""
    parts: list[str] = []
    if "counts" in choice.layers and view.dataset:
        parts.append(
            QCoreApplication.translate("map", "Mines counted in each province, %s") % view.period
        )
    if any(layer != "counts" for layer in choice.layers):
        parts.append(
            QCoreApplication.translate("map", "places as known for %s")
            % (choice.year or QCoreApplication.translate("map", "all years"))
        )
    words = "; ".join(parts)
    return words[:1].upper() + words[1:]


def source_line(view: MapView) -> str:
    """Return where the counts and outlines are from, and how closely camps are placed."""
    return QCoreApplication.translate(
        "map",
        "Source: {counts}. Outlines: Natural Earth, simplified. Camps and prisons are placed "
        "by county, not by site: no zoom shows more.",
    ).format(counts=view.source)
