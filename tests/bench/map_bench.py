"""What drawing the map costs: a step of panning, and a zoom, which lays everything out anew."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QImage

from nklearn.content.catalog import Catalog
from nklearn.content.map_view import MapView
from nklearn.domain.map_choice import LAYERS, MapChoice
from nklearn.ui.map.map_canvas import MapCanvas
from nklearn.ui.theme import Theme

SIZE = QSize(1280, 900)


def cost(theme: Theme, catalog: Catalog, *, steps: int) -> tuple[float, float]:
    """Return CPU milliseconds, medians: (a step of panning, a zoom), with all layers on."""
    canvas = MapCanvas(theme, MapView(catalog), "Map")
    canvas.resize(SIZE)
    canvas.show_choice(MapChoice(layers=LAYERS))
    canvas.set_zoom(canvas.most_zoom())
    image = QImage(SIZE, QImage.Format.Format_RGB32)

    def drawn(change: Callable[[], object]) -> float:
        start = time.process_time()
        change()
        canvas.render(image)
        return 1000 * (time.process_time() - start)

    drawn(canvas.refresh)  # fills what is kept
    pans = [drawn(lambda n=n: canvas.pan(QPointF(7 * (-1) ** n, 3))) for n in range(steps)]
    far = canvas.most_zoom()
    zooms = [drawn(lambda n=n: canvas.set_zoom(1 + (far - 1) * n / steps)) for n in range(steps)]
    canvas.deleteLater()
    return statistics.median(pans), statistics.median(zooms)
