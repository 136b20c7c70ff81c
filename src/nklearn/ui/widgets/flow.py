"""A layout that puts things side by side and goes on in the next line where there is no room."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from nklearn.base.overriding import override


class Flow(QLayout):
    """Lines of items, each as wide as it wants to be, and in the middle of its line."""

    def __init__(
        self, parent: QWidget | None = None, *, spacing: int = 6, line_spacing: int = 4
    ) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._gaps = (spacing, line_spacing)
        self.setContentsMargins(0, 0, 0, 0)
        if parent is not None:
            parent.setLayout(self)

    @override
    def addItem(self, arg__1: QLayoutItem, /) -> None:
        self._items.append(arg__1)

    @override
    def count(self) -> int:
        return len(self._items)

    @override
    def itemAt(self, index: int, /) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    @override
    def takeAt(self, index: int, /) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    @override
    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation.Horizontal

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        return sum(self._heights(arg__1))

    @override
    def sizeHint(self) -> QSize:
        """Return the size of all in one line."""
        sizes = self._sizes()
        width = sum(size.width() for size in sizes) + self._gaps[0] * max(0, len(sizes) - 1)
        return QSize(width, max((size.height() for size in sizes), default=0))

    @override
    def minimumSize(self) -> QSize:
        widest = max((size.width() for size in self._sizes()), default=0)
        return QSize(widest, self.sizeHint().height())

    @override
    def setGeometry(self, arg__1: QRect, /) -> None:
        super().setGeometry(arg__1)
        top = arg__1.top()
        for line in self._lines(arg__1.width()):
            tall = max(item.sizeHint().height() for item in line)
            left = arg__1.left()
            for item in line:
                size = item.sizeHint()
                width = min(size.width(), arg__1.width())
                spot = QPoint(left, top + (tall - size.height()) // 2)
                item.setGeometry(QRect(spot, QSize(width, size.height())))
                left += width + self._gaps[0]
            top += tall + self._gaps[1]

    def _shown(self) -> list[QLayoutItem]:
        return [item for item in self._items if not item.isEmpty()]

    def _sizes(self) -> list[QSize]:
        return [item.sizeHint() for item in self._shown()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        left = 0
        for item in self._shown():
            wide = item.sizeHint().width()
            if not lines or left + wide > width:
                lines.append([])
                left = 0
            lines[-1].append(item)
            left += wide + self._gaps[0]
        return lines

    def _heights(self, width: int) -> list[int]:
        tall = [max(item.sizeHint().height() for item in line) for line in self._lines(width)]
        return [*tall, self._gaps[1] * max(0, len(tall) - 1)]
