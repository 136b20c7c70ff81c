"""The top bar: where one is, search, text size, theme, profile."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QFocusEvent, QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QSizePolicy, QToolButton

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.search import SearchHit
from nklearn.ui import icons, tokens
from nklearn.ui.shell.profile_button import ProfileButton
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, ElidedLabel, IconButton, clear, label, row

_SHOWN = 8
if TYPE_CHECKING:
    from nklearn.ui.shell.search_list import SearchList

Key = TypeVar("Key", str, int)


class SearchField(QLineEdit):
    """The search field with its list of results."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, search: Callable[[str, int], list[SearchHit]]) -> None:
        super().__init__()
        self._theme, self._search = theme, search
        self.setPlaceholderText(self.tr("Search lessons, facts, places"))
        self.setToolTip(self.placeholderText())
        self.setAccessibleName(self.tr("Search"))
        self.setClearButtonEnabled(False)
        self._glass = QAction(self.tr("Search"), self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        self._key = label("Ctrl K", "key", wrap=False)
        self._key.setParent(self)
        self._list: SearchList | None = None
        self.textEdited.connect(self._find)
        theme.changed.connect(self._retint)
        self._retint()

    def _retint(self) -> None:
        self._glass.setIcon(icons.icon("search", self._theme.color("TEXT_SECONDARY"), 18))
        self.setFixedHeight(self._theme.px(tokens.SIZE["control"]) - 2)
        self._place_key()

    def _place_key(self) -> None:
        self._key.adjustSize()
        gap = (self.height() - self._key.height()) // 2
        self._key.move(self.width() - self._key.width() - gap, gap)
        self._key.setVisible(not self.text())
        self.setTextMargins(0, 0, 0 if self.text() else self._key.width(), 0)

    @override
    def resizeEvent(self, arg__1: QResizeEvent, /) -> None:
        super().resizeEvent(arg__1)
        self._place_key()

    @override
    def showEvent(self, event: QShowEvent, /) -> None:
        super().showEvent(event)
        self._place_key()

    def _results(self) -> SearchList:
        if self._list is None:
            # Here and not above: Qt's list classes are dear, and no start needs them.
            from nklearn.ui.shell.search_list import SearchList

            self._list = SearchList(self._theme, self.window())
            self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._list.chosen.connect(self._chosen)
        return self._list

    def _find(self, text: str) -> None:
        self._place_key()
        results = self._results()
        if not text.strip():
            results.hide()
            return
        every = str(Address.of("search", q=text))
        try:
            hits = self._search(text, _SHOWN)
        except UserError as error:
            results.show_hits([], (error.what, every))  # its page tells the rest
        else:
            words = self.tr("See all results for “%s”") if hits else self.tr("No results for “%s”")
            results.show_hits(hits, (words % text.strip(), every))
        height = sum(results.sizeHintForRow(row) for row in range(results.count())) + 4
        width = max(self.width(), self._theme.px(420))
        spot = self.mapTo(self.window(), QPoint(self.width() - width, self.height() + 4))
        room = self.window().height() - spot.y() - 12
        results.setGeometry(max(8, spot.x()), spot.y(), width, min(height, room))
        results.raise_()
        results.show()

    def _chosen(self, address: str) -> None:
        self.hide_results()
        self.clear()
        self._place_key()
        self.open_requested.emit(address)

    def hide_results(self) -> None:
        """Close the list of results."""
        if self._list is not None:
            self._list.hide()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        shown = self._list is not None and self._list.isVisible()
        key = event.key()
        if shown and self._list and key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._list.step(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if shown and self._list:
                self._list.take()
            elif self.text().strip():
                self._chosen(str(Address.of("search", q=self.text())))
        elif key == Qt.Key.Key_Escape:
            self.clear()
            self._place_key()
            self.hide_results()
        else:
            super().keyPressEvent(event)

    @override
    def focusOutEvent(self, event: QFocusEvent, /) -> None:
        super().focusOutEvent(event)
        self.hide_results()


class TopBar(QFrame):
    """The bar; it emits wishes and shows what it is told."""

    open_requested = Signal(str)
    back_requested = Signal()
    forward_requested = Signal()
    theme_requested = Signal(str)
    text_size_requested = Signal(int)

    def __init__(self, theme: Theme, search: Callable[[str, int], list[SearchHit]]) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self._theme = theme
        self.back = IconButton(theme, "chevron-left", self.tr("Back (Alt+Left)"))
        self.forward = IconButton(theme, "chevron-right", self.tr("Forward (Alt+Right)"))
        self.back.clicked.connect(self.back_requested)
        self.forward.clicked.connect(self.forward_requested)
        self._compact = False
        self._place: tuple[tuple[tuple[str, str], ...], str] = ((), "")
        self._crumbs = QFrame()
        self._crumb_row = row(self._crumbs, spacing=8)
        self.search = SearchField(theme, search)
        self.search.open_requested.connect(self.open_requested)
        self._find = IconButton(theme, "search", self.tr("Search (Ctrl+K)"))
        self._find.clicked.connect(lambda: self.open_requested.emit("nk:search"))
        self._sizes = self._menu_button("a-large-small", self.tr("Text size"))
        self._themes = self._menu_button("contrast", self.tr("Theme"))
        self.profile = ProfileButton(theme)
        self.profile.open_requested.connect(self.open_requested)
        self._lay_out()
        theme.changed.connect(self._resize)
        self._resize()

    def _lay_out(self) -> None:
        box = row(self, spacing=8)
        box.setContentsMargins(12, 0, 16, 0)
        box.addWidget(self.back)
        box.addWidget(self.forward)
        box.addWidget(self._crumbs, 1)
        for widget in (self.search, self._find, self._sizes, self._themes):
            box.addWidget(widget)
        line = QFrame()
        line.setProperty("role", "upright")
        line.setFixedSize(1, 32)
        box.addSpacing(6)
        box.addWidget(line)
        box.addWidget(self.profile)
        self._crumbs.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _menu_button(self, icon: str, name: str) -> IconButton:
        made = IconButton(self._theme, icon, name)
        made.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(made)
        menu.aboutToShow.connect(self._fill_menus)
        made.setMenu(menu)
        return made

    def _fill_menus(self) -> None:
        names = {
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast": self.tr("High contrast"),
            "system": self.tr("Same as the system"),
        }
        _choices(self._themes, names, self._theme.chosen, self.theme_requested.emit)
        sizes = {size: f"{size}%" for size in tokens.TEXT_SIZES}
        _choices(self._sizes, sizes, self._theme.text_size, self.text_size_requested.emit)

    def _resize(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(tokens.SIZE["topbar"]))
        self.profile.updateGeometry()
        self.search.setFixedWidth(px(tokens.SIZE["search"]))

    def set_compact(self, compact: bool) -> None:
        """Make search an icon and leave the reader's name out."""
        self.search.setVisible(not compact)
        self._find.setVisible(compact)
        self.profile.set_compact(compact)
        if compact != self._compact:
            self._compact = compact
            self.show_place(*self._place)

    def show_place(self, crumbs: tuple[tuple[str, str], ...], heading: str) -> None:
        """Show where the reader is: crumbs (words, address) and the page's name."""
        clear(self._crumb_row)
        self._place = (crumbs, heading)
        for words, address in crumbs[-1:] if self._compact else crumbs:
            crumb = Button(self._theme, words, kind="text")
            crumb.setProperty("role", "crumb")
            crumb.clicked.connect(lambda _=False, goal=address: self.open_requested.emit(goal))
            self._crumb_row.addWidget(crumb)
            self._crumb_row.addWidget(label("/", "crumb", wrap=False))
        name = ElidedLabel(heading)
        name.setObjectName("topname")
        self._crumb_row.addWidget(name, 1)

    def show_history(self, back: bool, forward: bool) -> None:
        """Say whether there is somewhere to go back or forward to."""
        self.back.setEnabled(back)
        self.forward.setEnabled(forward)


def _choices(
    button: QToolButton, names: dict[Key, str], now: Key, choose: Callable[[Key], None]
) -> None:
    menu = button.menu()
    menu.clear()
    group = QActionGroup(menu)
    for key, words in names.items():
        action = menu.addAction(words)
        action.setCheckable(True)
        action.setChecked(key == now)
        group.addAction(action)
        action.triggered.connect(lambda _=False, value=key: choose(value))
