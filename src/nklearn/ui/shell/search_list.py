"""The list of results under the search field, filled as one types."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nklearn.base.overriding import override
from nklearn.domain.claims import Sensitivity
from nklearn.domain.search import SearchHit
from nklearn.ui import accessible, icons
from nklearn.ui.theme import Theme
from nklearn.ui.words import NAMED, kind_icon, kind_name

_TITLE, _SOURCE, _KIND, _ADDRESS = (Qt.ItemDataRole.UserRole + n for n in range(4))
Index = QModelIndex | QPersistentModelIndex


class _HitDelegate(QStyledItemDelegate):
    """Draws a hit: icon, title, and kind with source below."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(46))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        theme = self._theme
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.color("ACCENT_SOFT"))
            # High contrast has no soft colours: there the bar alone says it.
            bar = QRect(box.left(), box.top(), theme.px(3), box.height())
            painter.fillRect(bar, theme.color("ACCENT"))
        size = theme.px(16)
        spot = QRect(box.left() + 12, box.center().y() - size // 2, size, size)
        icons.paint(painter, index.data(_KIND), spot.toRectF(), theme.color("TEXT_SECONDARY"))
        words = box.adjusted(24 + size, theme.px(5), -10, -theme.px(5))
        painter.setFont(theme.font("button"))
        painter.setPen(theme.color("TEXT_PRIMARY"))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(index.data(_TITLE), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft, text)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("TEXT_MUTED"))
        metrics = painter.fontMetrics()
        text = metrics.elidedText(index.data(_SOURCE), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, text)
        painter.restore()


class SearchList(QListWidget):
    """Hits; `chosen` carries the address of the one that a person takes."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setItemDelegate(_HitDelegate(theme, self))
        self.setAccessibleName(self.tr("Search results"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.itemActivated.connect(self._choose)
        self.itemClicked.connect(self._choose)

    def _choose(self, item: QListWidgetItem) -> None:
        if address := item.data(_ADDRESS):
            self.chosen.emit(address)

    def show_hits(self, hits: list[SearchHit], tail: tuple[str, str] | None = None) -> None:
        """Fill the list; `tail` is a last entry (words, address), e.g. to see all results."""
        self.clear()
        for hit in hits:
            source = f"{kind_name(hit.kind)} · {hit.source}" if hit.source else kind_name(hit.kind)
            # Hard material stays folded here too, but for proper names; its page asks first.
            hard = hit.sensitivity not in ("", Sensitivity.NONE) and hit.kind not in NAMED
            title = self.tr("Folded: this may be hard to read") if hard else hit.title
            self._add(title, source, kind_icon(hit.kind), hit.address)
        if tail:
            self._add(tail[0], "", "text-search", tail[1])
        if self.count():
            self.setCurrentRow(0)

    def _add(self, title: str, source: str, icon: str, address: str) -> None:
        item = QListWidgetItem(f"{title}, {source}" if source else title, self)
        for role, value in ((_TITLE, title), (_SOURCE, source), (_KIND, icon), (_ADDRESS, address)):
            item.setData(role, value)

    def step(self, by: int) -> None:
        """Move the selection."""
        if self.count():
            self.setCurrentRow((self.currentRow() + by) % self.count())
            accessible.announce(self, self.currentItem().text())  # the field keeps the keyboard

    def take(self) -> None:
        """Choose the selected hit."""
        if item := self.currentItem():
            self._choose(item)
