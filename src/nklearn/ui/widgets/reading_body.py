"""The reading area: text in a column of fixed measure, notes in the margin beside their lines."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.ui import tokens
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column

_GAP = 8


class ReadingBody(QWidget):
    """Lays out `text` and its notes. Where the window is too narrow, notes follow the text.

    `placed` tells where the text begins, in px from the left, for what stands above and below.
    """

    placed = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setObjectName("scrollBody")
        self._theme = theme
        self._notes: list[tuple[QWidget, Callable[[], int], bool]] = []
        self._text = QWidget(self)
        self.text: QVBoxLayout = column(self._text, spacing=theme.px(14))
        self._text.installEventFilter(self)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self.relayout)
        theme.changed.connect(self._timer.start)

    def add_note(self, note: QWidget, top: Callable[[], int], *, own: bool = False) -> None:
        """Add a note; `top` gives the y of its line within the text, asked at every layout.

        Notes stand in the order of their lines; of one line, the reader's `own` first, and
        otherwise in that of their adding.
        """
        note.setParent(self)
        note.installEventFilter(self)
        note.show()
        self._notes.append((note, top, own))

    def take_note(self, note: QWidget) -> None:
        """Take a note away, and let it go."""
        self._notes = [each for each in self._notes if each[0] is not note]
        note.removeEventFilter(self)
        note.hide()
        note.deleteLater()
        self.relayout()

    @property
    def text_widget(self) -> QWidget:
        """The widget that holds the text."""
        return self._text

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self.relayout()
        return super().eventFilter(watched, event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.relayout()

    def relayout(self) -> None:
        """Place text and notes for the present width."""
        px = self._theme.px
        width = self.width()
        side = 24 if width < 1010 else 48
        measure = px(tokens.SIZE["measure"])
        gap = 28 if width < 1010 else 40
        notes = min(px(340), width - side - measure - gap - side)
        wide = notes >= px(230)
        if not wide:
            measure = min(measure, width - 2 * side)
            notes = measure
        left = side
        spare = width - (2 * side + measure + gap + notes)
        if wide and spare > 0:
            left += spare // 2
        self.placed.emit(left)
        self._text.setGeometry(left, 0, measure, self._text.height())
        height = _fit(self._text, measure)
        bottom = self._place_notes(left + measure + gap if wide else left, notes, wide, height)
        self.setMinimumHeight(max(height, bottom) + 24)

    def _place_notes(self, left: int, width: int, wide: bool, height: int) -> int:
        floor = 0 if wide else height + 20
        placed = [(top(), not own, note) for note, top, own in self._notes]
        for top, _, note in sorted(placed, key=lambda each: each[:2]):
            wanted = max(floor, top) if wide else floor
            tall = _fit(note, width)
            note.move(left, wanted)
            floor = wanted + tall + _GAP
        return floor


def _fit(widget: QWidget, width: int) -> int:
    """Make a widget as wide as told and as high as that needs; return the height.

    Twice, because text in it may change its own height once it knows its width.
    """
    height, layout = widget.height(), widget.layout()
    if layout is None:
        return height
    for _ in range(2):
        widget.resize(width, height)
        layout.activate()
        wraps = layout.hasHeightForWidth()
        height = layout.totalHeightForWidth(width) if wraps else layout.totalSizeHint().height()
    widget.resize(width, height)
    layout.activate()
    return height
