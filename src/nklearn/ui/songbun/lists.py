"""The lists of the classes side by side, or under one another where there is no room."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from nklearn.content.songbun_view import SongbunView
from nklearn.ui.songbun.label_column import LabelColumn
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import clear

# The width of a column of rows, in px at 100% text.
_COLUMN = 196
_GAP, _MOST = 18, 6


class Lists(QWidget):
    """Shows the lists of a view in as many columns as `arrange` finds room for.

    `opened` carries the id of a label; arrow keys go on from list to list.
    """

    open_requested = Signal(str)
    opened = Signal(str)
    #: Up was pressed in the first row.
    left_upwards = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lists: list[LabelColumn] = []
        self._view: SongbunView | None = None
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_GAP)

    def show_view(self, view: SongbunView) -> bool:
        """Show a view; lists that stay keep the keyboard. Say whether there are other lists."""
        before = [group.id for group in self._view.groups] if self._view else []
        self._view = view
        new = before != [group.id for group in view.groups]
        if new:
            self._make(view)
        for own, group in zip(self._lists, view.groups, strict=True):
            own.show_group(group, view.choice.find)
            own.rows.set_open(view.choice.open)
        return new

    def _make(self, view: SongbunView) -> None:
        clear(self._box)
        self._lists = [LabelColumn(self._theme, g, n) for n, g in enumerate(view.groups)]
        for own in self._lists:
            own.open_requested.connect(self.open_requested)
            own.rows.opened.connect(self.opened)
            own.rows.edge_passed.connect(partial(self._pass_edge, own))
            self._box.addWidget(own)

    def arrange(self, room: int) -> None:
        """Give each list its columns within `room` px: the longest the most."""
        if self._view is None or not self._lists:
            return
        most = max(1, min(_MOST, (room + _GAP) // self._theme.px(_COLUMN)))
        lengths = [len(group.rows) for group in self._view.groups]
        direction = QBoxLayout.Direction
        stacked = most < len(lengths)
        self._box.setDirection(direction.TopToBottom if stacked else direction.LeftToRight)
        shares = [most] * len(lengths) if stacked else shared(lengths, most)
        for number, (own, share) in enumerate(zip(self._lists, shares, strict=True)):
            own.rows.set_columns(share)
            self._box.setStretch(number, 0 if stacked else share)

    # -- keyboard ----------------------------------------------------------------------------

    def enter(self) -> None:
        """Take the keyboard on the first row that matches, else on the first of all."""
        found = [own for own in self._lists if own.matches] or self._lists
        if found:
            found[0].rows.enter_at_match()

    def enter_at(self, label_id: str) -> bool:
        """Take the keyboard on a row; say whether it is there."""
        for own in self._lists:
            if any(each.row.id == label_id for each in own.rows.placed):
                own.rows.setFocus(Qt.FocusReason.ShortcutFocusReason)
                own.rows.set_cursor_on(label_id)
                return True
        return False

    def reveal(self, label_id: str) -> None:
        """Scroll to a row, wherever the keyboard is."""
        for own in self._lists:
            own.rows.reveal(label_id)

    def _pass_edge(self, own: LabelColumn, key: Qt.Key, at: QPointF) -> None:
        """Go on in the list beside, or leave upwards."""
        stacked = self._box.direction() == QBoxLayout.Direction.TopToBottom
        back, on = Qt.Key.Key_Left, Qt.Key.Key_Right
        if stacked:
            back, on = Qt.Key.Key_Up, Qt.Key.Key_Down
        step = {back: -1, on: 1}.get(key, 0)
        goal = self._lists.index(own) + step
        if step and 0 <= goal < len(self._lists):
            rows = self._lists[goal].rows
            rows.enter_at(rows.mapFromGlobal(own.rows.mapToGlobal(at)))
        elif key == Qt.Key.Key_Up:
            self.left_upwards.emit()


def shared(lengths: list[int], columns: int) -> list[int]:
    """Share columns among lists: one each, then each more to the list that is longest in its own.

    There must be as many columns as lists, at least.
    """
    shares = [1] * len(lengths)
    for _ in range(columns - len(lengths)):
        longest = max(range(len(lengths)), key=lambda n: lengths[n] / shares[n])
        shares[longest] += 1
    return shares
