"""The nav rail: one Tab stop, arrow keys inside, Alt and a digit from everywhere."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QVBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.base.values import dataclass
from nklearn.ui import icons, tokens
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import handle_key


@dataclass(frozen=True, slots=True)
class RailItem:
    """An entry of the rail: its name, which is that of a page, its words and its icon.

    Pages light the item that their `rail` names. It opens the page of its name, or another one
    of those that share it: `opens`. One with a `shortcut` of its own stands at the bottom; the
    others have Alt and their number.
    """

    page: str
    text: str
    icon: str
    shortcut: str = ""
    opens: str = ""

    @property
    def goal(self) -> str:
        """The page that it opens."""
        return self.opens or self.page


def rail_items(pages: Collection[str]) -> tuple[RailItem, ...]:
    """Return the rail's items in their order: those whose page is one of `pages`."""
    items = (
        RailItem("home", QCoreApplication.translate("rail", "Home"), "house"),
        RailItem("lessons", QCoreApplication.translate("rail", "Lessons"), "book-open"),
        RailItem("practice", QCoreApplication.translate("rail", "Practice"), "square-check"),
        RailItem("data", QCoreApplication.translate("rail", "Data"), "chart-line"),
        RailItem("ministries", QCoreApplication.translate("rail", "Ministries"), "git-merge"),
        RailItem("songbun", QCoreApplication.translate("rail", "Songbun"), "layers"),
        RailItem("map", QCoreApplication.translate("rail", "Map"), "map"),
        RailItem(
            "sources",
            QCoreApplication.translate("rail", "Sources"),
            "quote",
            opens="facts" if "facts" in pages else "",
        ),
        RailItem("teach", QCoreApplication.translate("rail", "Teach"), "graduation-cap", "Alt+9"),
        RailItem("settings", QCoreApplication.translate("rail", "Settings"), "settings", "Ctrl+,"),
    )
    return tuple(item for item in items if item.page in pages)


# Heights of an item in px at 100% text: with words, icons only, and the least.
_HIGH, _LOW, _LEAST = 58, 42, 30
# Lower than this an item has no room for words under its icon.
_WORDS = 44


class _RailButton(QAbstractButton):
    accessible_role = "tab"

    def __init__(self, theme: Theme, item: RailItem, shortcut: str) -> None:
        super().__init__()
        self._theme, self.item = theme, item
        self.compact = False
        self.setCheckable(True)
        self.setText(item.text)
        self.setAccessibleName(item.text)
        self.setToolTip(f"{item.text} ({shortcut})")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("onRail", True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def accessible_states(self) -> set[str]:
        """Say which page is open."""
        return {"selectable", "selected"} if self.isChecked() else {"selectable"}

    @override
    def sizeHint(self) -> QSize:
        height = _LOW if self.compact else _HIGH
        return QSize(self._theme.px(46 if self.compact else 70), self._theme.px(height))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(0, self._theme.px(_LEAST))  # in a low window all of them still have room

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if not handle_key(self, event):
            super().keyPressEvent(event)

    @override
    def enterEvent(self, event: QEnterEvent, /) -> None:
        super().enterEvent(event)
        self.update()

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked() or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("BG_RAIL_SELECTED"))
            painter.drawRoundedRect(box, 6, 6)
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("RAIL_MARKER"))
            painter.drawRect(QRectF(0, box.height() / 2 - theme.px(14), 3, theme.px(28)))
        ink = theme.color("TEXT_ON_RAIL_SELECTED" if self.isChecked() else "TEXT_ON_RAIL")
        size = theme.px(tokens.SIZE["icon_rail"])
        words_fit = not self.compact and box.height() >= theme.px(_WORDS)
        top = box.height() / 2 - size if words_fit else (box.height() - size) / 2
        icons.paint(painter, self.item.icon, QRectF((box.width() - size) / 2, top, size, size), ink)
        if words_fit:
            painter.setPen(ink)
            painter.setFont(theme.font("chip"))
            words = QRectF(0, top + size + theme.px(4), box.width(), theme.px(16))
            room = round(box.width()) - 2
            text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
        painter.end()


class _AppMark(QWidget):
    """The app's mark: two columns of layers offset by a fault."""

    accessible_role = "decoration"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(theme.px(34))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = float(self._theme.px(26))
        box = QRectF((self.width() - size) / 2, (self.height() - size) / 2, size, size)
        icons.paint(painter, "app-mark", box)
        painter.end()


class Rail(QFrame):
    """The rail; `open_requested` carries the page that a person wants."""

    accessible_role = "tabs"
    open_requested = Signal(str)

    def __init__(self, theme: Theme, items: tuple[RailItem, ...]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAccessibleName(self.tr("Pages"))
        self._theme = theme
        self._mark = _AppMark(theme)
        self._buttons = [
            _RailButton(theme, item, item.shortcut or f"Alt+{number}")
            for number, item in enumerate(items, 1)
        ]
        box = QVBoxLayout(self)
        box.setContentsMargins(7, 14, 7, 12)
        box.setSpacing(2)
        box.addWidget(self._mark)
        box.addSpacing(12)
        below = False
        for button in self._buttons:
            if button.item.shortcut and not below:
                below = True
                box.addStretch(1)
            box.addWidget(button)
            button.clicked.connect(lambda _=False, page=button.item.goal: self._wish(page))
        if not any(item.shortcut for item in items):
            box.addStretch(1)
        self.show_teacher(shown=False)
        theme.changed.connect(self._resize)
        self._compact = False
        self._set_tab_stop(0)
        self._resize()

    def _wish(self, page: str) -> None:
        self.open_requested.emit(page)

    def set_compact(self, compact: bool) -> None:
        """Show icons only, or icons with words."""
        self._compact = compact
        self._resize()

    def _resize(self) -> None:
        width = tokens.SIZE["rail_compact" if self._compact else "rail"]
        self.setFixedWidth(self._theme.px(width))
        self._mark.setFixedHeight(self._theme.px(34))
        for button in self._buttons:
            button.compact = self._compact
            button.setMaximumHeight(self._theme.px(_HIGH))
            button.updateGeometry()
            button.update()

    def show_teacher(self, *, shown: bool) -> None:
        """Show the item of the teacher’s pages, or keep it away."""
        for button in self._buttons:
            if button.item.page == "teach":
                button.setVisible(shown)

    def show_current(self, page: str) -> None:
        """Light the item of this page."""
        for index, button in enumerate(self._buttons):
            button.setChecked(button.item.page == page)
            if button.isChecked():
                self._set_tab_stop(index)

    def page_of(self, number: int) -> str | None:
        """Return the page of the item with this number, from 1; some have a key of their own."""
        inside = 1 <= number <= len(self._buttons)
        item = self._buttons[number - 1].item if inside else None
        return item.goal if item is not None and not item.shortcut else None

    def _set_tab_stop(self, index: int) -> None:
        for number, button in enumerate(self._buttons):
            tab = Qt.FocusPolicy.StrongFocus if number == index else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(tab)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        here = next((n for n, button in enumerate(self._buttons) if button.hasFocus()), None)
        if step and here is not None:
            goal = (here + step) % len(self._buttons)
            while self._buttons[goal].isHidden():
                goal = (goal + step) % len(self._buttons)
            self._set_tab_stop(goal)
            self._buttons[goal].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)
