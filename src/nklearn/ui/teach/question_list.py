"""Questions of the bank as rows with boxes: what is asked, how, and for which module."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import (
    QCoreApplication,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from nklearn.base.overriding import override
from nklearn.domain.questions import Question
from nklearn.ui import icons
from nklearn.ui.theme import Theme
from nklearn.ui.words import difficulty_name

_ID = Qt.ItemDataRole.UserRole
_ASIDE = Qt.ItemDataRole.UserRole + 1
_BOX, _PAD = 18, 12


def type_names() -> dict[str, str]:
    """Return the words for each type of question."""
    return {
        "single-choice": QCoreApplication.translate("questions", "Single choice"),
        "multiple-response": QCoreApplication.translate("questions", "Several answers"),
        "numeric": QCoreApplication.translate("questions", "Number"),
        "ordering": QCoreApplication.translate("questions", "Ordering"),
        "matching": QCoreApplication.translate("questions", "Matching"),
        "short-answer": QCoreApplication.translate("questions", "Short answer"),
        "gap-text": QCoreApplication.translate("questions", "Text with gaps"),
        "pointing": QCoreApplication.translate("questions", "Point at map or chart"),
        "written": QCoreApplication.translate("questions", "Written answer"),
    }


class QuestionList(QListWidget):
    """Ticks questions: Space, Enter or a click on the box. `looked_at` names the current one."""

    looked_at = Signal(str)
    toggled = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setProperty("role", "questions")
        self.setAccessibleName(self.tr("Questions"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setItemDelegate(_Rows(theme, self))
        self.currentItemChanged.connect(self._look)
        theme.changed.connect(self.scheduleDelayedItemsLayout)

    def show_questions(
        self, questions: Sequence[Question], chosen: Collection[str], titles: dict[str, str]
    ) -> None:
        """Show these questions; the current one stays, if it is among them."""
        here = self.current
        names = type_names()
        was = self.blockSignals(True)
        self.clear()
        for question in questions:
            item = QListWidgetItem(question.stem)
            item.setData(_ID, question.id)
            aside = (
                names[question.type],
                difficulty_name(question.difficulty),
                titles.get(question.module, question.module),
            )
            item.setData(_ASIDE, " · ".join(aside))
            said = f"{question.stem}, {', '.join(aside)}"
            item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
            self.addItem(item)
            if question.id == here:
                self.setCurrentItem(item)
        if self.currentRow() < 0 and self.count():
            self.setCurrentRow(0)
        self.blockSignals(was)
        self.show_chosen(chosen)
        self._look()

    def show_chosen(self, chosen: Collection[str]) -> None:
        """Show which questions are chosen."""
        states = Qt.CheckState
        for place in range(self.count()):
            item = self.item(place)
            on = str(item.data(_ID)) in chosen
            item.setCheckState(states.Checked if on else states.Unchecked)

    @property
    def current(self) -> str:
        """The question that the keyboard is on; empty for none."""
        item = self.currentItem()
        return str(item.data(_ID)) if item else ""

    def _look(self) -> None:
        self.looked_at.emit(self.current)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        keys = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys:
            if self.current and not event.isAutoRepeat():
                self.toggled.emit(self.current)
        else:
            super().keyPressEvent(event)

    @override
    def mouseReleaseEvent(self, e: QMouseEvent, /) -> None:
        super().mouseReleaseEvent(e)
        item = self.itemAt(e.position().toPoint())
        if item is not None and e.position().x() < self._theme.px(_PAD + _BOX + 8):
            self.toggled.emit(str(item.data(_ID)))


class _Rows(QStyledItemDelegate):
    """Paints a row: box, the first line of the question, and what it is below."""

    def __init__(self, theme: Theme, parent: QuestionList) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex, /
    ) -> QSize:
        heights = (QFontMetrics(self._theme.font(role)).height() for role in ("body", "caption"))
        return QSize(100, sum(heights) + self._theme.px(16))

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
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        if chosen or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(room, theme.color("ACCENT_SOFT" if chosen else "BG_HOVER"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("FOCUS"), 2))
            painter.drawRect(room.adjusted(1, 1, -2, -1))
        side = px(_BOX)
        box = QRectF(room.left() + px(_PAD), room.center().y() - side / 2 + 1, side, side)
        full = index.data(Qt.ItemDataRole.CheckStateRole) in (2, Qt.CheckState.Checked)
        painter.setPen(QPen(theme.color("ACCENT" if full else "LINE_CONTROL"), 1.5))
        painter.setBrush(theme.color("ACCENT" if full else "BG_SURFACE"))
        painter.drawRoundedRect(box, 4, 4)
        if full:
            at = QRectF(0, 0, px(14), px(14))
            at.moveCenter(QPointF(box.center()))
            icons.paint(painter, "check", at, theme.color("TEXT_ON_ACCENT"))
        words = room.adjusted(px(_PAD + _BOX + 10), px(7), -px(10), -px(7))
        for role, token, text, place in (
            ("body", "TEXT_PRIMARY", index.data(), Qt.AlignmentFlag.AlignTop),
            ("caption", "TEXT_MUTED", index.data(_ASIDE), Qt.AlignmentFlag.AlignBottom),
        ):
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(token))
            shown = painter.fontMetrics().elidedText(
                str(text), Qt.TextElideMode.ElideRight, words.width()
            )
            painter.drawText(words, place | Qt.AlignmentFlag.AlignLeft, shown)
        painter.restore()
