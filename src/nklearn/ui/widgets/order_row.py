"""One row of an ordering: handle, position, words, and buttons that move it up and down."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel

from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import IconButton, IconLabel, chip, column, label, retone, row


class OrderRow(QFrame):
    """Shows an item at its place; what holds it moves it.

    `compact` is the form inside a lesson. The buttons take no keyboard: the row has keys for them.
    """

    move_requested = Signal(int)
    press_requested = Signal()
    accessible_role = "item"

    def __init__(self, theme: Theme, item: str, words: str, *, compact: bool) -> None:
        super().__init__()
        self.item, self.words = item, words
        self._theme, self._compact = theme, compact
        self._held = self._done = False
        self.setProperty("role", "orderrow")
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        box = row(self, spacing=10)
        box.setContentsMargins(10, 6, 10, 6)
        self._mark = IconLabel(theme, "grip-vertical", "TEXT_SECONDARY", 18)
        box.addWidget(self._mark)
        self._number = label("", "number", wrap=False)
        self._number.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box.addWidget(self._number)
        self._lines = column(spacing=2)
        self._lines.setContentsMargins(4, 0, 0, 0)
        self._lines.addStretch(1)
        self._lines.addWidget(label(words, "" if compact else "heading"))
        self._lines.addStretch(1)
        box.addLayout(self._lines, 1)
        self._buttons = row(spacing=8 if compact else 12)
        self._up = self._button("arrow-up", self.tr("Move up: %s") % words, -1)
        self._down = self._button("arrow-down", self.tr("Move down: %s") % words, 1)
        box.addLayout(self._buttons)
        self._end = row()
        box.addLayout(self._end)
        self.fit()

    def _button(self, icon: str, name: str, by: int) -> IconButton:
        made = IconButton(self._theme, icon, name)
        made.setProperty("role", "move")
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.clicked.connect(lambda: self.move_requested.emit(by))
        self._buttons.addWidget(made)
        return made

    @property
    def middle(self) -> int:
        """Where the middle of the number is, from the left."""
        return self._number.geometry().center().x() + 1

    def fit(self) -> None:
        """Follow the text size."""
        self.setMinimumHeight(self._theme.px(48 if self._compact else 58))
        self._number.setMinimumWidth(self._theme.px(20))

    def show_place(self, place: int, count: int, *, held: bool) -> None:
        """Show the place, from 0, of `count`, and whether the row is picked up."""
        self._held = held
        self._number.setText(str(place + 1))
        self._up.setEnabled(place > 0)
        self._down.setEnabled(place < count - 1)
        retone(self, "held" if held else "", "state")
        name = self.tr("%s, position %d of %d") % (self.words, place + 1, count)
        self.setAccessibleName(self.tr("%s, picked up") % name if held else name)

    def accessible_states(self) -> set[str]:
        """Say that the row can be picked up, and whether it is."""
        if self._done:
            return {"readOnly"}
        return {"selectable", "selected"} if self._held else {"selectable"}

    def accessible_press(self) -> None:
        """Pick up, or drop."""
        self.press_requested.emit()

    def fix(self) -> None:
        """Offer no moving any more."""
        self._done = True
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._up.hide()
        self._down.hide()

    def show_result(self, off: int | None, tag: str, reveal: str, *, linked: bool) -> None:
        """Show how many places the row has to go, its tag, and what it really is.

        `off` is below 0 for up and None where there was no such answer; `linked` says that the
        right one follows it.
        """
        self.fix()
        spoken = [self.accessibleName(), tag]
        if off is None:
            self._mark.hide()
        else:
            tone = "caution" if off else "positive"
            icon = "arrow-up" if off < 0 else "arrow-down" if off else "check"
            self._mark.set(icon, tone.upper())
            retone(self, "off" if off else "right", "state")
            words = self._places(off)
            self._add_line(label(words, "label", tone=tone))
            spoken.append(words)
        if linked:
            spoken.append(self.tr("the right one follows"))
        if reveal:
            self._add_line(label(reveal, "small"))
            spoken.append(reveal)
        if tag:
            self._end.addWidget(chip(tag, "accent"))
        self.setAccessibleName(", ".join(filter(None, spoken)))

    def _add_line(self, line: QLabel) -> None:
        self._lines.insertWidget(self._lines.count() - 1, line)

    def _places(self, off: int) -> str:
        if not off:
            return self.tr("In its place")
        if abs(off) == 1:
            return self.tr("1 place up") if off < 0 else self.tr("1 place down")
        return (self.tr("%d places up") if off < 0 else self.tr("%d places down")) % abs(off)
