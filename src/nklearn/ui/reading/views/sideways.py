"""A picture that may be wider than a lesson, with a bar to move it to the side."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPointF, QSignalBlocker, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from nklearn.base.overriding import override
from nklearn.ui.canvas.canvas import Canvas
from nklearn.ui.widgets.basics import column


class Sideways(QWidget):
    """Shows a canvas in its own height. Its arrow keys, a drag and the bar move what is too wide.

    The canvas stays as wide as the lesson, so that what has the keyboard is always in sight.
    """

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._canvas = canvas
        box = column(self)
        box.addWidget(canvas)
        self._bar = QScrollBar(Qt.Orientation.Horizontal)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._bar.hide()
        self._bar.valueChanged.connect(self._move)
        self._bar.installEventFilter(self)
        box.addWidget(self._bar)
        canvas.installEventFilter(self)
        canvas.theme.changed.connect(self._fit)
        self._fit()

    @property
    def wide(self) -> int:
        """The width in px of the whole scene, at its least scale."""
        return round(self._canvas.scene_size().width() * self._canvas.least_scale())

    def _fit(self) -> None:
        high = self._canvas.scene_size().height() * self._canvas.least_scale()
        self._canvas.setFixedHeight(round(high))
        self._bar.setVisible(self.wide > self.width())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._bar.setVisible(self.wide > self.width())

    def _move(self, value: int) -> None:
        self._canvas.pan(QPointF(-value - self._canvas.transform().dx(), 0))

    def _follow(self) -> None:
        """Have the bar stand where the canvas does."""
        with QSignalBlocker(self._bar):
            self._bar.setRange(0, max(0, self.wide - self._canvas.width()))
            self._bar.setPageStep(self._canvas.width())
            self._bar.setSingleStep(self._canvas.theme.px(40))
            self._bar.setValue(round(-self._canvas.transform().dx()))

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if watched is self._bar:
            if event.type() == QEvent.Type.Wheel:
                event.ignore()
                return True
        elif event.type() == QEvent.Type.Paint:
            self._follow()
        return False
