"""A number that moves to its goal instead of jumping, where motion is not reduced."""

from __future__ import annotations

from PySide6.QtCore import QEasingCurve, QVariantAnimation
from PySide6.QtWidgets import QWidget

from nklearn.ui.theme import Theme

_MOVE = 160


class Glide(QVariantAnimation):
    """The place of a cursor in a widget, which is painted anew as it moves."""

    def __init__(self, widget: QWidget, theme: Theme) -> None:
        super().__init__(widget)
        self._widget, self._theme = widget, theme
        self._at: float | None = None
        self.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.valueChanged.connect(self._go)

    def _go(self, value: object) -> None:
        if isinstance(value, float):
            self._at = value
            self._widget.update()

    def place(self, goal: float) -> float:
        """Return where the cursor stands on its way to `goal`."""
        moving = self.state() == QVariantAnimation.State.Running
        return self._at if moving and self._at is not None else goal

    def move(self, start: float, goal: float) -> None:
        """Begin to move; at once where motion is reduced or nobody looks."""
        self.stop()
        time = self._theme.duration(_MOVE)
        if time and start != goal and self._widget.isVisible():
            self.setStartValue(start)
            self.setEndValue(goal)
            self.setDuration(time)
            self._at = start
            self.start()
