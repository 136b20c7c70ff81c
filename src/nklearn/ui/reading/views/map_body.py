"""The map in a lesson: its layers at one year, on the map or as tiles."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.content.map_view import MapView
from nklearn.domain.map_choice import MapChoice
from nklearn.ui.map.legend import Legend
from nklearn.ui.map.map_canvas import MapCanvas
from nklearn.ui.map.tile_canvas import TileCanvas
from nklearn.ui.map.titles import title
from nklearn.ui.reading.views.body import FigureBody, Quiet, Source


class _Ground(QWidget):
    """The picture with the legend over its corner, which it keeps clear of."""

    def __init__(self, canvas: MapCanvas, legend: Legend | None) -> None:
        super().__init__()
        self._canvas, self._legend = canvas, legend
        canvas.setParent(self)
        if legend is not None:
            legend.setParent(self)
            legend.raise_()

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._canvas.setGeometry(self.rect())
        if self._legend is None:
            return
        size = self._legend.sizeHint()
        self._legend.setGeometry(0, 0, size.width(), size.height())
        self._canvas.keep_clear([self._legend.geometry()])


class MapBody(FigureBody):
    """`nk:map`: a click or Enter on a place opens it on the map itself."""

    @property
    @override
    def kept(self) -> int:
        return 380

    @override
    def fill(self) -> None:
        self._choice = choice = MapChoice.parse(self.address)
        view = MapView(self.catalog)
        if choice.open:
            view.place(choice.open)
        kind = TileCanvas if choice.view == "tiles" else MapCanvas
        canvas = kind(self.theme, view, title(view, choice))
        canvas.show_choice(choice)
        canvas.activated.connect(self._open)
        Quiet(canvas, held=True)
        tiles = isinstance(canvas, TileCanvas)
        legend = Legend(self.theme, view, flat=tiles) if "counts" in choice.layers else None
        if legend is not None:
            legend.open_requested.connect(self.open_requested)
        if tiles:
            self.box.addWidget(canvas, 1)
            if legend is not None:
                self.box.addWidget(legend)
        else:
            self.box.addWidget(_Ground(canvas, legend), 1)

    def _open(self, spot: str) -> None:
        name = spot.partition(":")[0]
        self.open_requested.emit(str(replace(self._choice, open=name).address))

    @override
    def sources(self) -> tuple[Source, ...]:
        dataset = MapView(self.catalog).dataset
        if dataset is None:
            return ()
        where = dataset.locator
        words = self.catalog.source_line(where.source, where.place)
        return ((words, f"nk:data/{dataset.id}"),)
