"""Modules, lessons and sections with boxes to tick: ticked, partly, or not."""

from __future__ import annotations

from typing import cast

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeWidget,
    QTreeWidgetItem,
)

from nklearn.base.overriding import override
from nklearn.classroom.choosing import LessonNode, ModuleNode, Node, QuizNode, Tick, tick, toggled
from nklearn.ui import icons
from nklearn.ui.teach.drafting import Drafting
from nklearn.ui.theme import Theme
from nklearn.ui.words import counted

_NODE = Qt.ItemDataRole.UserRole
_ASIDE = Qt.ItemDataRole.UserRole + 1
_STATES = {
    Tick.NONE: Qt.CheckState.Unchecked,
    Tick.SOME: Qt.CheckState.PartiallyChecked,
    Tick.ALL: Qt.CheckState.Checked,
}
# In px at 100% text: height of a module and of what is in it, the box, the chevron's room.
_HIGH, _LOW, _BOX, _CHEVRON, _STEP = 31, 28, 18, 27, 22


class ChoiceTree(QTreeWidget):
    """Ticks what is assigned; Space and a click on a row tick it, arrows fold and unfold."""

    def __init__(self, theme: Theme, drafting: Drafting) -> None:
        super().__init__()
        self._theme, self._drafting = theme, drafting
        self.setAccessibleName(self.tr("Modules and lessons"))
        self.setProperty("role", "choices")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setExpandsOnDoubleClick(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setItemDelegate(_Rows(theme, self))
        self._fill()
        drafting.kind_changed.connect(self._fill)
        drafting.changed.connect(self._show_ticks)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    # -- what is in it -----------------------------------------------------------------------

    def _fill(self) -> None:
        unfolded = {node.id for node in self._nodes() if self._item(node).isExpanded()}
        here = self.currentItem()
        name = self.node_of(here).id if here else ""
        self.clear()
        self._items: dict[str, QTreeWidgetItem] = {}
        for module in self._drafting.nodes:
            top = self._made(module, self)
            for lesson in module.lessons:
                own = self._made(lesson, top)
                for section in lesson.sections:
                    self._made(section, own)
            if module.quiz:
                self._made(module.quiz, top)
        for each in unfolded & self._items.keys():
            self._items[each].setExpanded(True)
        if start := self._items.get(name) or self.topLevelItem(0):
            self.setCurrentItem(start)
        self._show_ticks()

    def _made(self, node: Node, parent: QTreeWidget | QTreeWidgetItem) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [self._title(node)])
        item.setData(0, _NODE, node)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        self._items[node.id] = item
        return item

    def _title(self, node: Node) -> str:
        if isinstance(node, QuizNode):
            return self.tr("%d Questions on this module") % node.number
        if isinstance(node, LessonNode | ModuleNode):
            return f"{node.number} {node.title}"
        return node.title

    def _nodes(self) -> list[Node]:
        return [self.node_of(item) for item in getattr(self, "_items", {}).values()]

    def _item(self, node: Node) -> QTreeWidgetItem:
        return self._items[node.id]

    @staticmethod
    def node_of(item: QTreeWidgetItem) -> Node:
        """Return what a row stands for."""
        return cast("Node", item.data(0, _NODE))

    # -- ticks -------------------------------------------------------------------------------

    def _show_ticks(self) -> None:
        chosen = self._drafting.chosen
        for item in self._items.values():
            node = self.node_of(item)
            item.setCheckState(0, _STATES[tick(node, chosen)])
            aside = self._aside(node, chosen)
            item.setData(0, _ASIDE, aside)
            item.setData(0, Qt.ItemDataRole.AccessibleTextRole, f"{item.text(0)}, {aside}")
        self.viewport().update()

    def _aside(self, node: Node, chosen: frozenset[str]) -> str:
        if isinstance(node, ModuleNode):
            return self._module_words(node, chosen)
        if isinstance(node, LessonNode):
            return self.tr("%d min") % node.minutes
        if isinstance(node, QuizNode):
            taken, total = len(chosen.intersection(node.leaves)), len(node.leaves)
            if 0 < taken < total:
                return self.tr("%d of %d questions") % (taken, total)
            return counted(total, self.tr("1 question"), self.tr("%d questions"))
        return ""

    def _module_words(self, node: ModuleNode, chosen: frozenset[str]) -> str:
        total = len(node.lessons)
        taken = sum(tick(lesson, chosen) is not Tick.NONE for lesson in node.lessons)
        words = counted(total, self.tr("1 lesson"), self.tr("%d lessons"))
        if 0 < taken < total:
            words = self.tr("%d of %d lessons") % (taken, total)
        return self.tr("Advisory, %s") % words if node.advisory else words

    def toggle(self, item: QTreeWidgetItem) -> None:
        """Tick all of a row, or untick it if all was ticked."""
        self._drafting.choose(toggled(self.node_of(item), self._drafting.chosen))

    # -- keys and mouse ----------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        item = self.currentItem()
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if item is not None and event.key() in keys:
            if not event.isAutoRepeat():
                self.toggle(item)
        elif item is not None and event.key() == Qt.Key.Key_Left and not item.isExpanded():
            if above := item.parent():
                self.setCurrentItem(above)
        elif item is not None and event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            unfold = event.key() == Qt.Key.Key_Right
            if unfold and item.isExpanded() and (first := item.child(0)):
                self.setCurrentItem(first)
            else:
                item.setExpanded(unfold and item.childCount() > 0)
        else:
            super().keyPressEvent(event)


class _Rows(QStyledItemDelegate):
    """Paints a row: chevron, box, title, and what stands at the right."""

    def __init__(self, theme: Theme, tree: ChoiceTree) -> None:
        super().__init__(tree)
        self._theme, self._tree = theme, tree

    def _level(self, index: QModelIndex | QPersistentModelIndex) -> int:
        level = 0
        while (index := index.parent()).isValid():
            level += 1
        return level

    def _lead(self, index: QModelIndex | QPersistentModelIndex) -> int:
        return self._theme.px(12 + _STEP * self._level(index))

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> QSize:
        return QSize(100, self._theme.px(_LOW if self._level(index) else _HIGH))

    @override
    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        /,
    ) -> None:
        theme, px, room = self._theme, self._theme.px, option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        here = bool(option.state & QStyle.StateFlag.State_HasFocus)
        if here or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, theme.color("ACCENT_SOFT" if here else "BG_HOVER"))
        if here:
            painter.setPen(QPen(theme.color("FOCUS"), 2))
            painter.drawRect(room.adjusted(1, 1, -2, -1))
        left = room.left() + self._lead(index)
        item = self._tree.itemFromIndex(index)
        if item.childCount():
            icon = "chevron-down" if item.isExpanded() else "chevron-right"
            at = QRectF(left, room.center().y() - px(8) + 1, px(16), px(16))
            icons.paint(painter, icon, at, theme.color("TEXT_SECONDARY"))
        left += px(_CHEVRON)
        self._paint_box(painter, left, room.center().y() + 1, item.checkState(0))
        self._paint_words(
            painter, room.adjusted(left + px(_BOX + 10) - room.left(), 0, 0, 0), index
        )
        painter.restore()

    def _paint_words(
        self, painter: QPainter, room: QRect, index: QModelIndex | QPersistentModelIndex
    ) -> None:

        theme, px = self._theme, self._theme.px
        room = room.adjusted(0, 0, -px(12), 0)
        aside = str(index.data(_ASIDE) or "")
        painter.setFont(theme.font("small"))
        painter.setPen(theme.color("TEXT_SECONDARY"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignRight, aside)
        taken = painter.fontMetrics().horizontalAdvance(aside) + (px(12) if aside else 0)
        level = self._level(index)
        painter.setFont(theme.font("body" if level else "heading"))
        painter.setPen(theme.color("TEXT_SECONDARY" if level > 1 else "TEXT_PRIMARY"))
        words = room.adjusted(0, 0, -taken, 0)
        shown = painter.fontMetrics().elidedText(
            str(index.data(Qt.ItemDataRole.DisplayRole)), Qt.TextElideMode.ElideRight, words.width()
        )
        painter.drawText(words, middle | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_box(self, painter: QPainter, left: float, middle: float, state: object) -> None:
        theme, side = self._theme, self._theme.px(_BOX)
        box = QRectF(left + 0.75, middle - side / 2 + 0.75, side - 1.5, side - 1.5)
        full = state != Qt.CheckState.Unchecked
        painter.setPen(QPen(theme.color("ACCENT" if full else "LINE_CONTROL"), 1.5))
        painter.setBrush(theme.color("ACCENT" if full else "BG_SURFACE"))
        painter.drawRoundedRect(box, 4, 4)
        if full:
            icon = "check" if state == Qt.CheckState.Checked else "minus"
            size = theme.px(14)
            at = QRectF(0, 0, size, size)
            at.moveCenter(QPointF(box.center()))
            icons.paint(painter, icon, at, theme.color("TEXT_ON_ACCENT"))

    @override
    def editorEvent(
        self,
        event: QEvent,
        model: QAbstractItemModel,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
        /,
    ) -> bool:

        if not isinstance(event, QMouseEvent) or event.button() != Qt.MouseButton.LeftButton:
            return False
        if event.type() != QEvent.Type.MouseButtonRelease:
            return False
        item = self._tree.itemFromIndex(index)
        chevron = option.rect.left() + self._lead(index) + self._theme.px(_CHEVRON - 4)
        if item.childCount() and event.position().x() < chevron:
            item.setExpanded(not item.isExpanded())
        else:
            self._tree.toggle(item)
        return True
