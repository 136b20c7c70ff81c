"""What the shapes and marks of the lineage mean."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.lineage import Lineage
from nklearn.ui.lineage.inks import INKS, kind_names, paint_box, paint_dots
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import label, row
from nklearn.ui.widgets.flow import Flow


class _Key(QWidget):
    """A small picture of a kind of body or of a mark; the words beside it say what it is."""

    accessible_role = "decoration"

    def __init__(
        self, theme: Theme, kind: str, *, doubtful: bool = False, dots: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._kind, self._doubtful, self._dots = theme, kind, doubtful, dots
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(8) if self._dots else px(20), px(18))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._dots:
            paint_dots(painter, self._theme, self.width() / 2, self.height() / 2, self._kind)
        else:
            room = QRectF(self.rect()).adjusted(2, 3, -2, -3)
            paint_box(painter, self._theme, room, self._kind, doubtful=self._doubtful, strong=False)
        painter.end()


class LineageLegend(QWidget):
    """Shows the kinds of bodies that occur, and the marks of what is not known."""

    def __init__(self, theme: Theme, lineage: Lineage) -> None:
        super().__init__()
        self._flow = Flow(self, spacing=14)
        boxes = lineage.layout.boxes
        kinds = {box.body.kind if box.body.kind in INKS else "" for box in boxes}
        for kind, name in kind_names().items():
            if kind in kinds:
                self._add(_Key(theme, kind), name)
        if any(box.stretch.unknown_start or box.stretch.unknown_end for box in boxes):
            self._add(_Key(theme, "", dots=True), self.tr("Start or end not told"))
        if any(box.stretch.doubtful for box in boxes):
            self._add(_Key(theme, "", doubtful=True), self.tr("Unclear whether it went on"))
        self._flow.addWidget(label(self.tr("Columns are not to scale"), "small", wrap=False))
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def _add(self, key: QWidget, words: str) -> None:
        pair = QWidget()
        line = row(pair, spacing=5)
        line.addWidget(key)
        line.addWidget(label(words, "small", wrap=False))
        self._flow.addWidget(pair)

    def fit(self) -> None:
        """Ask for room anew where the width has changed."""
        self.updateGeometry()
