"""A text with widgets inside its lines, wrapped as text is, and room below a line for a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.ui.theme import Theme

#: Height of every line, in px at 100% text: that of a gap and the space to the next one.
LINE = 42
_GAP = 38
_BLOCK_WIDTH = 460
#: Letters that touch a gap keep this much off it.
_HAIR = 2


@dataclass(frozen=True, slots=True)
class _Placed:
    """Words or a widget with their place."""

    part: str | QWidget
    box: QRect


class GapFlow(QWidget):
    """Paints words in lines of even height; what stands between them is placed like a word.

    A widget keeps together with the letters that touch it, such as a full stop behind it.
    """

    accessible_role = "group"

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._chunks: list[list[str | QWidget]] = []
        self._placed: list[_Placed] = []
        self._anchor: QWidget | None = None
        self._block: QWidget | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._again)

    def show_text(self, pieces: Sequence[str], gaps: Sequence[Sequence[QWidget]]) -> None:
        """Show pieces of text with widgets between them; one piece more than there are gaps."""
        self._chunks = list(_chunks(pieces, gaps))
        for widgets in gaps:
            for widget in widgets:
                widget.setParent(self)
                widget.show()
        self._again()

    def show_below(self, anchor: QWidget | None, block: QWidget | None) -> None:
        """Show a block below the line that has `anchor` in it; the one before is let go."""
        if self._block is not None:
            self._block.hide()
            self._block.deleteLater()
        self._anchor, self._block = anchor, block
        if block is not None:
            block.setParent(self)
            block.show()
        self._again()

    # -- places ------------------------------------------------------------------------------

    def _again(self) -> None:
        self.updateGeometry()
        self._place()

    def _place(self) -> None:
        self._placed, _ = self._laid_out(self.width())
        for placed in self._placed:
            if isinstance(placed.part, QWidget):
                placed.part.setGeometry(placed.box)
        self.update()

    def _laid_out(self, width: int) -> tuple[list[_Placed], int]:
        """Return what stands where at a width, and how high that is."""
        placed: list[_Placed] = []
        top = 0
        for line in self._lines(width):
            widgets = [part for part, _ in line if isinstance(part, QWidget)]
            tall = max((_tall(part, wide) for part, wide in line), default=0)
            tall = max(tall + self._theme.px(LINE - _GAP), self._theme.px(LINE))
            left = 0
            for part, wide in line:
                if isinstance(part, QWidget):
                    high = _tall(part, wide)
                    placed.append(_Placed(part, QRect(left, top + (tall - high) // 2, wide, high)))
                elif part.strip():
                    placed.append(_Placed(part, QRect(left, top, wide, tall)))
                left += wide
            top += tall
            if self._block is not None and self._anchor in widgets:
                wide = min(width, self._theme.px(_BLOCK_WIDTH))
                high, free = _tall(self._block, wide), self._theme.px(LINE - _GAP)
                under = next(one.box.left() for one in placed if one.part is self._anchor)
                box = QRect(max(0, min(under, width - wide)), top + free, wide, high)
                placed.append(_Placed(self._block, box))
                top += high + 2 * free
        return placed, top

    def _lines(self, width: int) -> list[list[tuple[str | QWidget, int]]]:
        metrics = QFontMetrics(self._theme.font("lesson"))
        space = metrics.horizontalAdvance(" ")
        lines: list[list[tuple[str | QWidget, int]]] = []
        left = 0
        for chunk in self._chunks:
            letters = (part for part in chunk if isinstance(part, str))
            taken = sum(metrics.horizontalAdvance(part) + 2 * _HAIR for part in letters)
            room = max(self._theme.px(60), width - taken)
            sized: list[tuple[str | QWidget, int]] = []
            for part in chunk:
                if sized:
                    sized.append(("", _HAIR))
                size = (
                    metrics.horizontalAdvance(part)
                    if isinstance(part, str)
                    else min(part.sizeHint().width(), room)
                )
                sized.append((part, size))
            wide = sum(size for _, size in sized)
            if not lines or left + space + wide > width:
                lines.append([])
                left = 0
            else:
                lines[-1].append((" ", space))
                left += space
            lines[-1] += sized
            left += wide
        return lines

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        return self._laid_out(arg__1)[1]

    @override
    def sizeHint(self) -> QSize:
        wide = self._theme.px(480)
        return QSize(wide, self.heightForWidth(max(wide, self.width())))

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(LINE))

    @override
    def event(self, event: QEvent, /) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:  # a gap wants another width
            self._again()
        return super().event(event)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._place()

    # -- painting ----------------------------------------------------------------------------

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font("lesson"))
        painter.setPen(self._theme.color("TEXT_PRIMARY"))
        for placed in self._placed:
            if isinstance(placed.part, str):
                painter.drawText(placed.box, int(Qt.AlignmentFlag.AlignVCenter), placed.part)
        painter.end()


def _tall(part: str | QWidget, width: int) -> int:
    if isinstance(part, str):
        return 0
    if (box := part.layout()) is not None and box.hasHeightForWidth():
        return box.totalHeightForWidth(width)
    if part.hasHeightForWidth():
        return part.heightForWidth(width)
    return part.sizeHint().height()


def _chunks(
    pieces: Sequence[str], gaps: Sequence[Sequence[QWidget]]
) -> Iterator[list[str | QWidget]]:
    """Return what no line break may part, one after the other."""
    chunk: list[str | QWidget] = []
    for place, piece in enumerate(pieces):
        words = piece.split()
        if chunk and piece[:1].isspace():
            yield chunk
            chunk = []
        for number, word in enumerate(words):
            if number:
                yield chunk
                chunk = []
            chunk.append(word)
        if chunk and words and piece[-1:].isspace():
            yield chunk
            chunk = []
        widgets = gaps[place] if place < len(gaps) else ()
        for number, widget in enumerate(widgets):
            if number:
                yield chunk
                chunk = []
            chunk.append(widget)
    if chunk:
        yield chunk
