"""Spots as rows: to mark them without a picture, and to tell what each is after the check."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from string import ascii_uppercase

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.domain.questions import Spot
from nklearn.ui import icons
from nklearn.ui.questions.answer_view import plain
from nklearn.ui.questions.point_marks import paint_sign
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column
from nklearn.ui.widgets.option_row import OptionRow, OptionState

_CHOSEN = {OptionState.RIGHT: "check", OptionState.WRONG: "x"}


class SpotList(QWidget):
    """A row for each spot, with a letter as the key that marks it; `clicked` names the spot."""

    clicked = Signal(str)

    def __init__(self, theme: Theme, spots: Sequence[Spot], *, several: bool) -> None:
        super().__init__()
        box = column(self, spacing=6)
        self._rows: dict[str, OptionRow] = {}
        for number, spot in enumerate(spots):
            letter = ascii_uppercase[number] if number < len(ascii_uppercase) else str(number + 1)
            row = OptionRow(theme, letter, spot.label, compact=True, several=several)
            row.clicked.connect(lambda _=False, name=spot.id: self.clicked.emit(name))
            box.addWidget(row)
            self._rows[spot.id] = row

    @property
    def focused(self) -> str:
        """The spot whose row has the keyboard; empty for none."""
        return next((name for name, row in self._rows.items() if row.hasFocus()), "")

    def show_states(
        self,
        states: Mapping[str, OptionState],
        reveals: Mapping[str, str] | None = None,
        *,
        key: bool = False,
    ) -> None:
        """Show what is marked; `reveals` says what each spot is, once that may be known."""
        for name, row in self._rows.items():
            row.show_state(states[name], (reveals or {}).get(name, ""), key=key)

    def row(self, spot: str) -> QWidget | None:
        """Return the row of a spot, or the first one."""
        return self._rows.get(spot) or next(iter(self._rows.values()), None)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key, typed = event.key(), event.text().upper()
        names = list(self._rows)
        if names and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            here = names.index(self.focused) if self.focused else 0
            goal = names[(here + (1 if key == Qt.Key.Key_Down else -1)) % len(names)]
            self._rows[goal].setFocus(Qt.FocusReason.TabFocusReason)
        elif len(typed) == 1 and typed in ascii_uppercase[: len(names)]:
            if not event.isAutoRepeat():  # a held key would flicker
                name = names[ascii_uppercase.index(typed)]
                self._rows[name].setFocus(Qt.FocusReason.OtherFocusReason)
                self.clicked.emit(name)
        else:
            super().keyPressEvent(event)


class SpotResults(QWidget):
    """Below the picture after the check: each spot that was marked or is right, and what it is."""

    def __init__(
        self,
        theme: Theme,
        spots: Sequence[Spot],
        states: Mapping[str, OptionState],
        *,
        several: bool,
        key: bool = False,
    ) -> None:
        super().__init__()
        box = column(self, spacing=6)
        for spot in spots:
            if states[spot.id] is not OptionState.OTHER:
                row = _Result(theme, spot.label, several=several)
                row.show_state(states[spot.id], plain(spot.reveals), key=key)
                box.addWidget(row)


class _Result(OptionRow):
    """A row with the sign of the picture in the place of a letter."""

    def __init__(self, theme: Theme, text: str, *, several: bool) -> None:
        self._many = several
        super().__init__(theme, "", text, compact=True)

    @override
    def _tag(self) -> str:
        if self._many and self._state is OptionState.MISSED:
            return self.tr("Correct, not marked")
        return super()._tag()

    @override
    def _name(self) -> None:
        said = {
            OptionState.RIGHT: self.tr("the key") if self._key else self.tr("your answer, correct"),
            OptionState.WRONG: self.tr("your answer, incorrect"),
            OptionState.MISSED: self.tr("correct answer, not marked"),
        }.get(self._state, "")
        self.setAccessibleName(", ".join(filter(None, (self.text(), said, self._reveal))))

    @override
    def _paint_tile(self, painter: QPainter, shape: QPainterPath, *, strong: bool) -> None:
        super()._paint_tile(painter, shape, strong=strong)
        middle = QPointF(self._tile() / 2, self.height() / 2)
        if icon := _CHOSEN.get(self._state):
            half = self._theme.px(9)
            box = QRectF(middle.x() - half, middle.y() - half, 2 * half, 2 * half)
            icons.paint(painter, icon, box, self._theme.color("TEXT_ON_ACCENT"))
        else:
            paint_sign(painter, self._theme, self._state, middle)
