"""What the map is asked for: its layers with their counts, and the year for which things hold."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractSlider, QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.map_view import MapView
from nklearn.domain.map_choice import LAYERS, MapChoice
from nklearn.ui.map.marks import MARK, paint_form
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label, row
from nklearn.ui.widgets.check_box import CheckBox

_HANDLE = 16


class _LayerBox(CheckBox):
    """A layer: its symbol before its name, and what it holds behind."""

    def __init__(self, theme: Theme, layer: str, name: str, held: str) -> None:
        super().__init__(theme, name)
        self._layer, self._held = layer, held
        self.setAccessibleName(f"{name}, {held}")
        self.setToolTip("")

    @property
    @override
    def lead(self) -> int:
        return super().lead + self._theme.px(MARK + 8)

    @property
    @override
    def behind(self) -> int:
        metrics = QFontMetrics(self._theme.font("caption"))
        return metrics.horizontalAdvance(self._held) + self._theme.px(8)

    @override
    def sizeHint(self) -> QSize:
        return super().sizeHint() + QSize(self.behind, 0)

    @override
    def paint_more(self, painter: QPainter) -> None:
        theme = self._theme
        side = theme.px(MARK if self._layer in ("camps", "prisons") else MARK - 2)
        body = QRectF(super().lead, (self.height() - side) / 2, side, side)
        if self._layer == "counts":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("MAP_3"))
            painter.drawRect(body.adjusted(1, 4, -1, -4))
        elif self._layer == "towns":
            body = QRectF(body.center() - QPointF(6, 6), body.center() + QPointF(6, 6))
            paint_form(painter, theme, self._layer, "", body)
        else:
            paint_form(painter, theme, self._layer, "", body)
        painter.setPen(theme.color("TEXT_SECONDARY"))
        painter.setFont(theme.font("caption"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(self.rect()), flags, self._held)


class Layers(QWidget):
    """Check boxes for all layers; `toggled` names the one that a person ticks."""

    toggled = Signal(str)

    def __init__(self, theme: Theme, view: MapView) -> None:
        super().__init__()
        self._boxes: dict[str, _LayerBox] = {}
        self.setAccessibleName(self.tr("Layers"))
        box = column(self, spacing=2)
        names = {
            "counts": self.tr("Mines by province"),
            "camps": self.tr("Political prison camps"),
            "prisons": self.tr("Long-term prisons"),
            "mines": self.tr("Named mines"),
            "enterprises": self.tr("Enterprises"),
            "towns": self.tr("Towns and counties"),
        }
        for layer in LAYERS:
            held = self.tr("%d named") % len(view.in_layer(layer))
            if layer == "counts":
                held = view.dataset.locator.place if view.dataset else ""
            made = _LayerBox(theme, layer, names[layer], held)
            made.clicked.connect(lambda _=False, layer=layer: self.toggled.emit(layer))
            self._boxes[layer] = made
            box.addWidget(made)

    def show_choice(self, choice: MapChoice) -> None:
        """Tick the layers that are on."""
        for layer, box in self._boxes.items():
            box.setChecked(layer in choice.layers)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        boxes = list(self._boxes.values())
        here = next((n for n, box in enumerate(boxes) if box.hasFocus()), None)
        if step and here is not None:
            boxes[(here + step) % len(boxes)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class _Track(QAbstractSlider):
    """The years on a line; `chosen` carries the number of one."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, years: tuple[str, ...]) -> None:
        super().__init__()
        self._theme, self._years = theme, years
        self._on = False
        self.setRange(0, max(0, len(years) - 1))
        self.setPageStep(10)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_year(self, year: str) -> None:
        """Put the handle on a year; for none it is an outline at the last."""
        self._on = year in self._years
        last = len(self._years) - 1
        self.setValue(self._years.index(year) if self._on else last)
        said = self.tr("What is known for %s") % (year if self._on else self.tr("all years"))
        self.setAccessibleName(said)
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(30))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(30))

    def _ends(self) -> tuple[float, float]:
        width = QFontMetrics(self._theme.font("caption")).horizontalAdvance("0000")
        side = width + self._theme.px(_HANDLE) * 0.8
        return side, self.width() - side

    def _x(self, index: int) -> float:
        first, last = self._ends()
        return first + (last - first) * index / max(1, self.maximum())

    @override
    def keyPressEvent(self, ev: QKeyEvent, /) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Down: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Up: 1,
            Qt.Key.Key_PageDown: -self.pageStep(),
            Qt.Key.Key_PageUp: self.pageStep(),
            Qt.Key.Key_Home: -self.maximum(),
            Qt.Key.Key_End: self.maximum(),
        }
        step = steps.get(Qt.Key(ev.key()))
        if step is None or ev.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            ev.ignore()
            return
        # From all years the first step chooses the year on which the handle stands.
        goal = self.value() + step if self._on else self.value()
        self.chosen.emit(max(0, min(goal, self.maximum())))

    def _choose_at(self, x: float) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self.chosen.emit(min(range(len(self._years)), key=lambda n: abs(self._x(n) - x)))

    @override
    def mousePressEvent(self, event: QMouseEvent, /) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._years:
            self._choose_at(event.position().x())

    @override
    def mouseMoveEvent(self, event: QMouseEvent, /) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton and self._years:
            self._choose_at(event.position().x())

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        if not self._years:
            return
        theme, middle = self._theme, self.height() / 2
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = self._ends()
        painter.setPen(QPen(theme.color("LINE_CONTROL"), 2))
        painter.drawLine(QPointF(first, middle), QPointF(last, middle))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("TEXT_MUTED"))
        flags = Qt.AlignmentFlag.AlignVCenter
        room = QRectF(self.rect())
        painter.drawText(room, flags | Qt.AlignmentFlag.AlignLeft, self._years[0])
        painter.drawText(room, flags | Qt.AlignmentFlag.AlignRight, self._years[-1])
        half = theme.px(_HANDLE) / 2 - 1
        painter.setPen(QPen(theme.color("ACCENT" if self._on else "LINE_CONTROL"), 2))
        painter.setBrush(theme.color("ACCENT" if self._on else "BG_SURFACE"))
        painter.drawEllipse(QPointF(self._x(self.value()), middle), half, half)
        painter.end()


class YearBar(QWidget):
    """Says for which year things are told; `chosen` carries a year, or nothing for all."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, years: tuple[str, ...]) -> None:
        super().__init__()
        self._years = years
        box = row(self, spacing=10)
        self._words = label(role="label", wrap=False)
        box.addWidget(self._words)
        self._all = Button(theme, self.tr("All years"), small=True)
        self._all.clicked.connect(lambda: self.chosen.emit(""))
        box.addWidget(self._all)
        self.track = _Track(theme, years)
        self.track.chosen.connect(self._choose)
        box.addWidget(self.track, 1)

    def _choose(self, index: int) -> None:
        self.chosen.emit(self._years[index])

    def show_year(self, year: str) -> None:
        """Show a year, or that all are shown."""
        known = year in self._years
        self._words.setText(self.tr("Known for %s") % (year if known else self.tr("all years")))
        if not known and self._all.hasFocus():
            self.track.setFocus(Qt.FocusReason.OtherFocusReason)
        self._all.setEnabled(known)
        self.track.show_year(year)
