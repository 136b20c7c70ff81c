"""One list with its head: a block for each row, names, how many there are, how many match."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.songbun_view import LabelGroup, LabelRow
from nklearn.ui.songbun.label_list import LabelList
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label, row, rule
from nklearn.ui.words import capital, counted, status_name

# The colours of the lists in their order; a list that belongs to no class has none.
_COLOURS = ("PETROL", "OCHRE", "PLUM")
_BLOCK = (9, 13, 4)  # width, height, gap in px at 100% text


class Blocks(QWidget):
    """A block for each row of a list, filled where it matches; the head says it in words."""

    accessible_role = "decoration"

    def __init__(self, theme: Theme, tone: str) -> None:
        super().__init__()
        self._theme, self._tone = theme, tone
        self._filled: tuple[bool, ...] = ()
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_blocks(self, filled: tuple[bool, ...]) -> None:
        """Show a block for each value, filled where it is true."""
        self._filled = filled
        self.updateGeometry()
        self.update()

    def _in_line(self, width: int) -> int:
        px = self._theme.px
        wide, _, gap = _BLOCK
        return max(1, (width + px(gap)) // px(wide + gap))

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        lines = max(1, -(-len(self._filled) // self._in_line(arg__1)))
        _, tall, gap = _BLOCK
        return lines * self._theme.px(tall + gap)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self.heightForWidth(self._theme.px(160)))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(60), self._theme.px(_BLOCK[1]))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        px, painter = self._theme.px, QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = self._theme.color(self._tone)
        wide, tall, gap = _BLOCK
        for number, filled in enumerate(self._filled):
            line, place = divmod(number, self._in_line(self.width()))
            box = QRectF(place * px(wide + gap), line * px(tall + gap), px(wide), px(tall))
            painter.setPen(QPen(ink, 1.25))
            painter.setBrush(ink if filled else Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 1.5, 1.5)
        painter.end()


class LabelColumn(QFrame):
    """The head and the rows of one list. `place` is its place among the lists."""

    open_requested = Signal(str)

    def __init__(self, theme: Theme, group: LabelGroup, place: int) -> None:
        super().__init__()
        self._group, self._theme = group, theme
        tone = f"DATA_{_COLOURS[place % len(_COLOURS)]}" if group.of_class else "TEXT_MUTED"
        box = column(self, spacing=4)
        self._blocks = Blocks(theme, tone)
        box.addWidget(self._blocks)
        head = row(spacing=8)
        head.addWidget(self._name(), 1)
        box.addLayout(head)
        if also := self._also():
            box.addWidget(label(also, "small"))
        self._count = Button(theme, "", kind="note")
        self._count.clicked.connect(lambda: self.open_requested.emit(group.count_address))
        box.addWidget(self._count, 0, Qt.AlignmentFlag.AlignLeft)
        box.addWidget(rule())
        self.rows = LabelList(theme, self.name)
        box.addSpacing(4)
        box.addWidget(self.rows)
        box.addStretch(1)

    @property
    def name(self) -> str:
        """What the list is called."""
        of_class = self._group.of_class
        return capital(of_class.name) if of_class else self.tr("Origins")

    @property
    def matches(self) -> int:
        """How many rows match."""
        return self._group.matches

    def _name(self) -> QWidget:
        """Return the name; that of a class leads to its page."""
        of_class = self._group.of_class
        if of_class is None:
            return label(self.name, "chart")
        made = Button(self._theme, self.name, kind="listname")
        made.clicked.connect(lambda: self.open_requested.emit(of_class.address))
        return made

    def _also(self) -> str:
        of_class = self._group.of_class
        if of_class is None:
            return ""
        other = of_class.other_name if of_class.other_name != of_class.name else ""
        also = self.tr("also “%s”") % other if other else ""
        return ", ".join(filter(None, (also, of_class.hangul)))

    def show_group(
        self, group: LabelGroup, find: str, rows: tuple[LabelRow, ...] | None = None
    ) -> None:
        """Show the same list, with what matches a search; `rows` are those shown, all if None."""
        self._group = group
        self._blocks.show_blocks(tuple(each.matches for each in group.rows))
        total = len(group.rows)
        if find:
            words = self.tr("{count} of {total} match").format(count=group.matches, total=total)
        elif group.of_class:
            words = counted(total, self.tr("1 category"), self.tr("%d categories"))
        else:
            words = counted(total, self.tr("1 origin"), self.tr("%d origins"))
        self._count.set_text(words)
        self._count.setAccessibleName(f"{self.name}: {words}")
        shown = group.rows if rows is None else rows
        self.rows.show_rows(shown, self._said, searched=bool(find))

    def _said(self, each: LabelRow) -> str:
        """Return what a row is, for a screen reader."""
        of_class = self._group.of_class
        kind = self.tr("Category %s") if of_class else self.tr("Origin %s")
        text = each.text[:1].lower() + each.text[1:]
        doubt = status_name(each.label.status).lower() if each.restored else ""
        text = "" if text == doubt else text
        found = self.tr("matches search") if each.matches else ""
        parts = (kind % each.number, text, of_class.name if of_class else "", doubt, found)
        return ", ".join(filter(None, parts))
