"""The list of all data sets over an explorer: one types, moves by arrows, and takes one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nklearn.base.overriding import override
from nklearn.content.data_list import Entry, Heading
from nklearn.ui import accessible
from nklearn.ui.explorer.scales import chart_kind_name
from nklearn.ui.explorer.sketch import paint_sketch
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label

_ENTRY = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class SetButton(Button):
    """Names the data set that is open, as far as there is room, and asks for the list of all."""

    def __init__(self, theme: Theme, *, narrow: bool = False) -> None:
        super().__init__(theme, "", icon="chevrons-up-down", icon_after=True)
        self._name = ""
        self._narrow = narrow
        if not narrow:
            self.setProperty("align", "left")
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_name(self, name: str) -> None:
        """Show which data set is open."""
        self._name = name
        self._fit()

    def _fit(self) -> None:
        room = self.width() - self._theme.px(16) - 44
        elide = Qt.TextElideMode.ElideRight
        words = self.tr("Data sets") if self._narrow else self._name
        shown = words if self._narrow else self.fontMetrics().elidedText(words, elide, room)
        if self.text().strip() != shown.strip():
            self.set_text(shown)
        self.setAccessibleName(self.tr("Data set: %s. Choose another") % self._name)
        self.setToolTip(self.tr("Choose another data set (now: %s)") % self._name)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()


class _Delegate(QStyledItemDelegate):
    """Draws an entry (picture, title, years) or a heading."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        tall = 46 if index.data(_ENTRY) is not None else 30
        return QSize(self._theme.px(200), self._theme.px(tall))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        theme, px, box = self._theme, self._theme.px, option.rect
        state: QStyle.StateFlag = option.state
        entry = index.data(_ENTRY)
        painter.save()
        if not isinstance(entry, Entry):
            painter.setFont(theme.font("label"))
            painter.setPen(theme.color("TEXT_SECONDARY"))
            words = box.adjusted(px(10), 0, -px(8), -px(4))
            flags = Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft
            painter.drawText(words, flags, index.data())
            painter.restore()
            return
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("ACCENT_SOFT"))
            bar = box.adjusted(0, 0, 0, 0)
            bar.setWidth(px(3))
            painter.fillRect(bar, theme.color("ACCENT"))
        size = QSize(px(34), px(22))
        spot = QRectF(
            box.left() + px(10), box.center().y() - size.height() / 2, size.width(), size.height()
        )
        paint_sketch(painter, theme, spot, entry)
        words = box.adjusted(px(54), px(5), -px(10), -px(5))
        for role, token, edge, text in (
            ("button", "TEXT_PRIMARY", Qt.AlignmentFlag.AlignTop, entry.title),
            ("caption", "TEXT_MUTED", Qt.AlignmentFlag.AlignBottom, under(entry)),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(token))
            fits = painter.fontMetrics().elidedText(
                text, Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, edge | Qt.AlignmentFlag.AlignLeft, fits)
        painter.restore()


def under(entry: Entry) -> str:
    """Return what stands below the title of an entry: how it is drawn, and its years."""
    return " · ".join(filter(None, (chart_kind_name(entry.kind), entry.years)))


class Finder(QFrame):
    """A field and the list under it; `chosen` carries an address, `closed` says that it is gone."""

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self._headings: Sequence[tuple[str, Heading]] = ()
        self.setProperty("role", "drawer")
        self.setAccessibleName(self.tr("Choose a data set"))
        box = column(self, spacing=8)
        box.setContentsMargins(12, 12, 12, 12)
        self._field = QLineEdit()
        self._field.setPlaceholderText(self.tr("Find data by a word"))
        self._field.setAccessibleName(self.tr("Find data by a word"))
        self._field.textChanged.connect(self._fill)
        self._list = QListWidget()
        self._list.setItemDelegate(_Delegate(theme, self._list))
        self._list.setAccessibleName(self.tr("Data sets and views"))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setMouseTracking(True)
        self._list.itemClicked.connect(self._choose)
        self._list.itemActivated.connect(self._choose)
        self._none = label(self.tr("No data has this word in its name."), "small")
        box.addWidget(self._field)
        box.addWidget(self._none)
        box.addWidget(self._list, 1)
        self.hide()

    def show_list(self, headings: Sequence[tuple[str, Heading]], here: str) -> None:
        """Open with the entries under their headings; the one with the address `here` is marked."""
        self._headings = headings
        self._field.clear()
        self._fill("")
        for number in range(self._list.count()):
            entry = self._list.item(number).data(_ENTRY)
            if isinstance(entry, Entry) and entry.address == here:
                self._list.setCurrentRow(number)
        self.show()
        self.raise_()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._reveal)  # once the list has its size

    def _reveal(self) -> None:
        if item := self._list.currentItem():
            self._list.scrollToItem(item, QListWidget.ScrollHint.PositionAtCenter)

    def close_list(self) -> None:
        """Close without a choice."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _fill(self, text: str) -> None:
        self._list.clear()
        wanted = text.casefold().split()
        for name, heading in self._headings:
            found = [
                entry
                for entry in heading.entries
                if all(word in f"{entry.title} {entry.lead} {name}".casefold() for word in wanted)
            ]
            if not found:
                continue
            head = QListWidgetItem(name, self._list)
            head.setFlags(Qt.ItemFlag.NoItemFlags)
            for entry in found:
                item = QListWidgetItem(f"{entry.title}, {under(entry)}", self._list)
                item.setData(_ENTRY, entry)
                item.setToolTip(entry.title)
        if self._list.count():
            self._list.setCurrentRow(1)
        self._none.setVisible(not self._list.count())
        self._list.setVisible(bool(self._list.count()))

    def _choose(self, item: QListWidgetItem) -> None:
        entry = item.data(_ENTRY)
        if isinstance(entry, Entry):
            self.chosen.emit(entry.address)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        """Move in the list from the field, take what is marked, or close."""
        key = event.key()
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(key), 0)
        if key == Qt.Key.Key_Escape:
            self.close_list()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if item := self._list.currentItem():
                self._choose(item)
        elif step:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def _step(self, step: int) -> None:
        count = self._list.count()
        number = self._list.currentRow()
        for _ in range(count):
            number = (number + step) % count
            if self._list.item(number).data(_ENTRY) is not None:
                self._list.setCurrentRow(number)
                self._list.scrollToItem(self._list.item(number))
                accessible.announce(self._list, self._list.item(number).text())
                return
