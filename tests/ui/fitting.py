"""Looking for words that have no room: squeezed, cut off, or one over another."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QWidget,
)
from tests.ui.helpers import visible

from nklearn.ui.charts.chart_tip import ChartTip
from nklearn.ui.main_window import MainWindow
from nklearn.ui.panel_page import PanelPage
from nklearn.ui.shell.rail import Rail
from nklearn.ui.widgets.basics import ElidedLabel
from nklearn.ui.widgets.focus_ring import FocusRing
from nklearn.ui.widgets.prose import Prose

_SLACK = 2  # px: fonts round


def unfit(window: MainWindow) -> list[str]:
    """Return what on the page has less room than its words need."""
    told = [*_labels(window), *_buttons(window), *_fields(window), *_tables(window)]
    return [*told, *_prose(window), *_sideways(window), *_overlaps(window)]


def _about(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else ""
    return f"{type(widget).__name__} {(words or widget.accessibleName())[:50]!r}"


def _short(widget: QWidget, what: str, has: int, needs: int) -> Iterator[str]:
    if has < needs - _SLACK:
        yield f"{_about(widget)}: {what} {has} of {needs} px"


def _labels(window: MainWindow) -> Iterator[str]:
    for label in visible(window, QLabel):
        if isinstance(label, ElidedLabel):
            cut = label.fontMetrics().horizontalAdvance(label.text()) > label.contentsRect().width()
            if cut and label.toolTip() != label.text():
                yield f"{_about(label)}: elided, and no tooltip has it all"
        elif label.wordWrap():
            yield from _short(label, "height", label.height(), label.heightForWidth(label.width()))
            longest = max(
                map(
                    label.fontMetrics().horizontalAdvance,
                    label.text().replace("\u200b", " ").split(),
                ),
                default=0,
            )
            yield from _short(label, "width of a word", label.contentsRect().width(), longest)
        elif label.text():
            yield from _short(label, "width", label.width(), label.sizeHint().width())
            yield from _short(label, "height", label.height(), label.sizeHint().height())


def _buttons(window: MainWindow) -> Iterator[str]:
    for button in visible(window, QAbstractButton):
        if isinstance(button, QPushButton):
            yield from _short(button, "width", button.width(), button.sizeHint().width())
            yield from _short(button, "height", button.height(), button.sizeHint().height())
        elif button.hasHeightForWidth():
            yield from _short(
                button, "height", button.height(), button.heightForWidth(button.width())
            )
    for rail in visible(window, Rail):
        metrics = QFontMetrics(window.context.theme.font("chip"))
        for button in (own for own in rail._buttons if own.isVisible()):
            yield from _short(button, "height", button.height(), button.sizeHint().height())
            if not button.compact:
                needed = metrics.horizontalAdvance(button.text())
                if needed > button.width() and button.text() not in button.toolTip():
                    yield f"{_about(button)}: elided, and no tooltip has it all"


def _fields(window: MainWindow) -> Iterator[str]:
    for field in visible(window, QLineEdit):
        metrics, margins = field.fontMetrics(), field.textMargins()
        room = field.contentsRect().width() - margins.left() - margins.right()
        if metrics.horizontalAdvance(field.placeholderText()) > room and not field.toolTip():
            yield f"{_about(field)}: its placeholder is cut off"
        yield from _short(field, "height", field.height(), metrics.height() + 4)
        for label in visible(field, QLabel):  # a unit or a key stands at the end of the field
            yield from _short(label, "place in its field", margins.right(), label.width())


def _tables(window: MainWindow) -> Iterator[str]:
    for table in visible(window, QTableView):
        header = table.horizontalHeader()
        for column in range(table.model().columnCount()):
            if header.isVisible() and not header.isSectionHidden(column):
                has, needs = header.sectionSize(column), header.sectionSizeHint(column)
                yield from _short(table, f"head {column}", has, needs)
                yield from _short(table, f"column {column}", has, table.sizeHintForColumn(column))
        yield from _short(table, "head", header.height(), header.sizeHint().height())


def _prose(window: MainWindow) -> Iterator[str]:
    for prose in visible(window, Prose):
        yield from _short(prose, "height", prose.height(), round(prose.document().size().height()))


def _sideways(window: MainWindow) -> Iterator[str]:
    """Nothing reaches past its parent at the sides: there is no scrolling that way."""
    for widget in visible(window, QWidget):
        parent = widget.parentWidget()
        if isinstance(widget, FocusRing | ChartTip) or parent is None or widget.isWindow():
            continue
        if isinstance(parent, QAbstractScrollArea) or not _words(widget):
            continue
        if widget.x() < -_SLACK or widget.geometry().right() > parent.width() + _SLACK:
            yield f"{_about(widget)}: {widget.geometry()} in {parent.width()} px"


def _words(widget: QWidget) -> bool:
    return isinstance(widget, QLabel | QAbstractButton | QLineEdit | Prose | QTableView)


def _overlaps(window: MainWindow) -> Iterator[str]:
    """No words lie over others, but for those of a drawer."""
    drawers = [own.drawer for own in visible(window, PanelPage) if own.drawer]

    def apart(first: QWidget, second: QWidget) -> bool:
        return any(own.isAncestorOf(first) != own.isAncestorOf(second) for own in drawers)

    shown: list[tuple[QWidget, QRect]] = []
    for widget in visible(window, QWidget):
        if _words(widget) and not widget.visibleRegion().isEmpty():
            place = QRect(widget.mapTo(window, QPoint()), widget.size())
            shown.append((widget, place & _frame(widget, window)))
    for (first, one), (second, other) in combinations(shown, 2):
        common = one & other
        nested = first.isAncestorOf(second) or second.isAncestorOf(first)
        through = isinstance(second, QLabel) and isinstance(first, QLineEdit)  # a field's unit
        if min(common.width(), common.height()) > _SLACK and not (
            nested or through or apart(first, second)
        ):
            yield f"{_about(first)} and {_about(second)} overlap: {common}"


def _frame(widget: QWidget, window: MainWindow) -> QRect:
    """Return the part of the window in which a widget may show."""
    room, around = window.rect(), widget.parentWidget()
    while around is not None and around is not window:
        room &= QRect(around.mapTo(window, QPoint()), around.size())
        around = around.parentWidget()
    return room
