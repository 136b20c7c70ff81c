"""The list of facts: painted cards, so that a thousand of them are there at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPen,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from nklearn.base.overriding import override
from nklearn.content.facts import Facts, FactsView
from nklearn.domain.claims import Status
from nklearn.domain.facts import FactLine
from nklearn.domain.search import Spans
from nklearn.ui import icons
from nklearn.ui.theme import Theme
from nklearn.ui.words import claim_kind, folded_words, rivalled_chip, status_chip

Index = QModelIndex | QPersistentModelIndex
_LINE = Qt.ItemDataRole.UserRole
_PAD, _GAP, _VALUE = 14, 8, 104
# The size of a value that is too long for one line of large letters.
_LONG = 14
# Cards narrower than this (at 100% text) have their chips below the words.
_NARROW = 430


def line_words(line: FactLine, source_line: str) -> str:
    """Return what a screen reader says of a fact in the list."""
    if line.folded:
        return f"{folded_words()}, {source_line}"
    doubt = [words for words, _ in chips(line)]
    return ", ".join(filter(None, (line.value, line.title, source_line, *doubt)))


def chips(line: FactLine) -> list[tuple[str, str]]:
    """Return what is doubtful about a fact, each with the icon that says it too."""
    found: list[tuple[str, str]] = []
    if line.rivalled:
        found.append((rivalled_chip(), "equal-not"))
    if line.status is not Status.AS_PRINTED:
        found.append((status_chip(line.status), ""))
    return found


def shows_value(line: FactLine) -> bool:
    """Whether the value says something without its fact: a lone word such as “second” doesn’t."""
    value = "" if line.folded else line.value
    return " " in value or any(each.isdigit() for each in value)


class FactModel(QAbstractListModel):
    """The lines of a view."""

    def __init__(self, facts: Facts) -> None:
        super().__init__()
        self._facts = facts
        self.lines: tuple[FactLine, ...] = ()
        self.marks: Callable[[str], Spans] = lambda _text: ()

    def show_view(self, view: FactsView) -> None:
        """Hold the lines of a view."""
        self.beginResetModel()
        self.lines, self.marks = view.lines, view.marks
        self.endResetModel()

    def source_line(self, line: FactLine) -> str:
        """Return the work and the place of a fact."""
        return ", ".join(filter(None, (self._facts.work(line.source), line.place)))

    @override
    def rowCount(self, parent: Index = QModelIndex(), /) -> int:  # noqa: B008 (as Qt has it)
        return 0 if parent.isValid() else len(self.lines)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        if not index.isValid():
            return None
        line = self.lines[index.row()]
        if role == _LINE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line_words(line, self.source_line(line))
        return None


class _FactDelegate(QStyledItemDelegate):
    """Draws a card: value or kind at the left, title with marked words, source, chips."""

    def __init__(self, theme: Theme, view: FactList, model: FactModel) -> None:
        super().__init__(view)
        self._theme, self._view, self._model = theme, view, model
        self._heights: dict[tuple[str, int], int] = {}
        self._measure()
        theme.changed.connect(self._measure)

    def _measure(self) -> None:
        """Forget what was measured in other letters."""
        self._heights.clear()
        self._body = QFontMetrics(self._theme.font("body"))
        self._small = QFontMetrics(self._theme.font("chip"))
        long = self._theme.font("chart")
        self._value = QFontMetrics(long)
        long.setPixelSize(self._theme.px(_LONG))
        self._long = QFontMetrics(long)

    # -- sizes -------------------------------------------------------------------------------

    def _room(self, width: int) -> tuple[int, bool]:
        """Return the width of the words of a card, and whether its chips stand below them."""
        px = self._theme.px
        return width - 3 * _PAD - px(_VALUE), width < px(_NARROW)

    def _title(self, line: FactLine) -> str:
        return folded_words() if line.folded else line.title

    def _beside(self, line: FactLine, narrow: bool) -> int:
        """Return the width that chips take from the words."""
        found = [] if narrow or line.folded else chips(line)
        return max((self._chip_width(*each) + self._theme.px(10) for each in found), default=0)

    def _chip_width(self, words: str, icon: str) -> int:
        px = self._theme.px
        return self._small.horizontalAdvance(words) + px(16) + (px(18) if icon else 0)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index, /) -> QSize:
        width = self._view.viewport().width()
        line: FactLine = index.data(_LINE)
        key = (line.id, width)
        if key not in self._heights:
            self._heights[key] = self._height(line, width)
        return QSize(width, self._heights[key])

    def _height(self, line: FactLine, width: int) -> int:
        px = self._theme.px
        room, narrow = self._room(width)
        room -= self._beside(line, narrow)
        lines = 2 if self._body.horizontalAdvance(self._title(line)) > room else 1
        height = 2 * px(10) + lines * px(20) + px(17) + _GAP
        found = [] if line.folded else chips(line)
        least = self._value_height(line) + 2 * px(9) + _GAP
        if narrow and found:
            return max(height + px(26), least)
        beside = len(found) * px(26) + px(14) + _GAP if found else 0
        return max(height, beside, least)

    # -- painting ----------------------------------------------------------------------------

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, /) -> None:
        theme = self._theme
        line: FactLine = index.data(_LINE)
        box: QRect = option.rect
        state: QStyle.StateFlag = option.state
        card = QRectF(box).adjusted(1, 1, -1, -_GAP + 1)
        thin = card.adjusted(-0.5, -0.5, 0.5, 0.5)  # a line of one or three pixels, on pixels
        current = bool(state & QStyle.StateFlag.State_Selected)
        over = bool(state & QStyle.StateFlag.State_MouseOver)
        thick = (3 if theme.name == "contrast" else 2) if current else 1
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("ACCENT" if current or over else "LINE_SUBTLE"), thick))
        painter.setBrush(theme.color("BG_SURFACE"))
        painter.drawRoundedRect(thin if thick % 2 else card, 8, 8)
        room, narrow = self._room(box.width())
        inner = card.adjusted(_PAD, theme.px(9), -_PAD, -theme.px(9))
        left = QRectF(inner.left(), inner.top(), theme.px(_VALUE) - _PAD, inner.height())
        self._paint_value(painter, line, left)
        words = QRectF(inner.left() + theme.px(_VALUE), inner.top(), room, inner.height())
        taken = self._beside(line, narrow)
        words.setWidth(words.width() - taken)
        bottom = self._paint_words(painter, line, words)
        if not line.folded:
            self._paint_chips(painter, chips(line), inner, words.left() if narrow else None, bottom)
        painter.restore()

    def _paint_value(self, painter: QPainter, line: FactLine, box: QRectF) -> None:
        """Paint the value, smaller where it is long; without one, what kind of fact this is."""
        theme, flags = self._theme, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        if not shows_value(line):
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("TEXT_MUTED"))
            name = claim_kind(line.kind.value)
            painter.drawText(box, flags, name)
            return
        painter.setPen(theme.color("TEXT_PRIMARY"))
        lines, more = self._value_lines(line)
        large = theme.font("chart")
        if len(lines) > 1 or QFontMetrics(large).horizontalAdvance(lines[0]) > box.width():
            large.setPixelSize(theme.px(_LONG))
        painter.setFont(large)
        step, under = painter.fontMetrics().height(), theme.px(17) if more else 0
        top = box.center().y() - (len(lines) * step + under) / 2
        for words in lines:
            painter.drawText(QRectF(box.left(), top, box.width(), step), flags, words)
            top += step
        if more:
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("TEXT_MUTED"))
            painter.drawText(QRectF(box.left(), top, box.width(), under), flags, more)

    def _value_lines(self, line: FactLine) -> tuple[list[str], str]:
        """Return the first value in as many lines as it needs, and how many more there are."""
        first, *others = line.value.split("; ")
        wide = self._theme.px(_VALUE) - _PAD
        more = self.tr("and %d more") % len(others) if others else ""
        if self._value.horizontalAdvance(first) <= wide:
            return [first], more
        metrics, lines = self._long, [""]
        for word in first.split(" "):
            longer = f"{lines[-1]} {word}".strip()
            if not lines[-1] or metrics.horizontalAdvance(longer) <= wide:
                lines[-1] = longer
            else:
                lines.append(word)
        return lines, more

    def _value_height(self, line: FactLine) -> int:
        if not shows_value(line):
            return 0
        lines, more = self._value_lines(line)
        metrics = self._long if len(lines) > 1 else self._value
        return len(lines) * metrics.height() + (self._theme.px(17) if more else 0)

    def _paint_words(self, painter: QPainter, line: FactLine, box: QRectF) -> float:
        """Paint title and source; return where they end."""
        theme, title = self._theme, self._title(line)
        layout = QTextLayout(title, theme.font("body"))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WordWrap)
        layout.setTextOption(option)
        if not line.folded:
            layout.setFormats(self._formats(title))
        layout.beginLayout()
        top, count = 0.0, 0
        while count < 2 and (piece := layout.createLine()).isValid():
            piece.setLineWidth(box.width())
            piece.setPosition(QPointF(0, top))
            top += theme.px(20)
            count += 1
        layout.endLayout()
        painter.setPen(theme.color("TEXT_SECONDARY" if line.folded else "TEXT_PRIMARY"))
        layout.draw(painter, box.topLeft())
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("TEXT_MUTED"))
        source = self._model.source_line(line)
        metrics = painter.fontMetrics()
        text = metrics.elidedText(source, Qt.TextElideMode.ElideRight, int(box.width()))
        below = QRectF(box.left(), box.top() + top, box.width(), theme.px(17))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)
        return below.bottom()

    def _formats(self, title: str) -> list[QTextLayout.FormatRange]:
        found: list[QTextLayout.FormatRange] = []
        for begin, end in self._model.marks(title):
            made = QTextLayout.FormatRange()
            made.start, made.length = begin, end - begin
            style = QTextCharFormat()
            style.setBackground(self._theme.color("MARK_SEARCH"))
            style.setFontUnderline(self._theme.name == "contrast")
            made.format = style
            found.append(made)
        return found

    def _paint_chips(
        self,
        painter: QPainter,
        found: list[tuple[str, str]],
        inner: QRectF,
        left: float | None,
        below: float,
    ) -> None:
        """Paint chips at the right, in the middle, or from `left` on under the words."""
        theme, px = self._theme, self._theme.px
        height, step = px(22), px(26)
        top = (
            inner.center().y() - (len(found) * step - px(4)) / 2 if left is None else below + px(4)
        )
        for words, icon in found:
            tone = "CONFLICT" if icon else "ACCENT"
            width = self._chip_width(words, icon)
            at = inner.right() - width if left is None else left
            box = QRectF(round(at), round(top), width, height)
            if theme.name == "contrast":
                box.adjust(0.5, 0.5, -0.5, -0.5)  # its border, on pixels
            painter.setPen(
                QPen(theme.color(tone), 1) if theme.name == "contrast" else Qt.PenStyle.NoPen
            )
            painter.setBrush(theme.color(f"{tone}_SOFT"))
            painter.drawRoundedRect(box, 6, 6)
            text = box.adjusted(px(8), 0, -px(8), 0)
            if icon:
                size = px(13)
                spot = QRectF(text.left(), box.center().y() - size / 2, size, size)
                icons.paint(painter, icon, spot, theme.color(tone))
                text.setLeft(text.left() + px(18))
            painter.setPen(theme.color(tone))
            painter.setFont(theme.font("chip"))
            painter.drawText(text, Qt.AlignmentFlag.AlignVCenter, words)
            if left is None:
                top += step
            else:
                left += width + px(6)


class FactList(QListView):
    """Facts; ids go out: `passed` where arrows come by, `chosen` by a click, `entered` by Enter."""

    chosen = Signal(str)
    entered = Signal(str)
    passed = Signal(str)

    def __init__(self, theme: Theme, facts: Facts, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = FactModel(facts)
        self._quiet = False
        self.setProperty("role", "plain")
        self.setModel(self._model)
        self.setItemDelegate(_FactDelegate(theme, self, self._model))
        self.setAccessibleName(self.tr("Facts"))
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.verticalScrollBar().setSingleStep(theme.px(30))
        self._settle = QTimer(self, interval=0, singleShot=True)
        self._settle.timeout.connect(self._to_current)
        self.clicked.connect(self._take)
        theme.changed.connect(self.doItemsLayout)

    def show_view(self, view: FactsView) -> None:
        """Show the lines of a view; the open one is current, else the first."""
        self._quiet = True
        self._model.show_view(view)
        places = (n for n, line in enumerate(view.lines) if line.id == view.choice.open)
        place = next(places, 0)
        if view.lines:
            self.setCurrentIndex(self._model.index(place))
        self._quiet = False

    def make_current(self, name: str) -> None:
        """Make a fact the current one, if it is in the list."""
        for place, line in enumerate(self._model.lines):
            if line.id == name and place != self.currentIndex().row():
                self._quiet = True
                self.setCurrentIndex(self._model.index(place))
                self._quiet = False

    @property
    def current(self) -> str:
        """The id of the current fact; empty if there is none."""
        row = self.currentIndex().row()
        return self._model.lines[row].id if 0 <= row < len(self._model.lines) else ""

    def _take(self, _index: QModelIndex) -> None:
        if self.current:
            self.chosen.emit(self.current)

    @override
    def currentChanged(self, current: Index, previous: Index, /) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self._settle.start() if self._quiet else self.scrollTo(current)
            if not self._quiet:
                self.passed.emit(self._model.lines[current.row()].id)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.current:
                self.entered.emit(self.current)
        else:
            super().keyPressEvent(event)

    @override
    def resizeEvent(self, e: QResizeEvent, /) -> None:
        super().resizeEvent(e)
        if e.oldSize().width() != e.size().width():
            self.scheduleDelayedItemsLayout()  # the height of a card depends on its width
        # Later, and once: to find its place Qt measures every card above.
        self._settle.start()

    def _to_current(self) -> None:
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())
