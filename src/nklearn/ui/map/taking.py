"""What of the map can be taken away: a sheet with its legend, its rows as values, its sources."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from nklearn.content.catalog import Catalog
from nklearn.content.citations import Cited
from nklearn.content.map_view import MapView
from nklearn.domain.map_choice import MapChoice
from nklearn.ui.map.legend import Forms, Legend
from nklearn.ui.map.map_canvas import MapCanvas
from nklearn.ui.map.tile_canvas import TileCanvas
from nklearn.ui.map.titles import measure, source_line, title
from nklearn.ui.takeaway.offer import Offer
from nklearn.ui.takeaway.sheet import sheet
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, row


def taken(catalog: Catalog, view: MapView, choice: MapChoice) -> Offer:
    """Return what a choice offers; the list is given as the map it lists."""

    def page(theme: Theme) -> QWidget:
        body = QWidget()
        line = row(body, spacing=16)
        side = column(spacing=14)
        if "counts" in choice.layers:
            side.addWidget(Legend(theme, view))
        forms = Forms(theme)
        forms.setFixedWidth(theme.px(220))
        side.addWidget(forms)
        side.addStretch(1)
        line.addLayout(side)
        kind = TileCanvas if choice.view == "tiles" else MapCanvas
        canvas = kind(theme, view, title(view, choice))
        canvas.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        canvas.show_choice(choice)
        line.addWidget(canvas, 1)
        return sheet(theme, title(view, choice), measure(view, choice), body, source_line(view))

    def values() -> bytes:
        from nklearn.interchange.places_csv import write_places

        return write_places(catalog, view, choice)

    def cited() -> tuple[Cited, ...]:
        if view.dataset is None:
            return ()
        found = [Cited(view.dataset.locator.source, view.dataset.locator.place)]
        for site in view.shown(choice):
            for target in site.place.grounds:
                locator = catalog.evidence(target).locator
                found.append(Cited(locator.source, locator.place))
        return tuple(dict.fromkeys(found))

    name = "-".join(filter(None, ("map", choice.year, choice.find and "found")))
    return Offer(name, title(view, choice), page, values, cited)
