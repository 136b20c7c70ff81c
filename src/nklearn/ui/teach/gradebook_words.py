"""What the gradebook calls things."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from nklearn.domain.gradebook import Cell, CellState, Column


def state_words(state: CellState) -> str:
    """Return how a piece of work stands, in words."""
    return {
        CellState.NOT_ASKED: QCoreApplication.translate("gradebook", "not assigned"),
        CellState.MISSING: QCoreApplication.translate("gradebook", "not handed in"),
        CellState.IN_PROGRESS: QCoreApplication.translate("gradebook", "in progress"),
        CellState.WAITS: QCoreApplication.translate("gradebook", "to mark"),
        CellState.HANDED_IN: QCoreApplication.translate("gradebook", "handed in"),
        CellState.LATE: QCoreApplication.translate("gradebook", "handed in late"),
        CellState.OVERRIDDEN: QCoreApplication.translate("gradebook", "set by hand"),
        CellState.EXCUSED: QCoreApplication.translate("gradebook", "excused"),
    }[state]


def cell_words(cell: Cell) -> str:
    """Return a cell as a screen reader says it: “40 percent, handed in late”."""
    words = state_words(cell.state)
    if cell.percent is None or not (cell.state.scored or cell.state is CellState.WAITS):
        return words
    score = QCoreApplication.translate("gradebook", "%d percent") % cell.percent
    return score if cell.state is CellState.HANDED_IN else f"{score}, {words}"


def cell_text(cell: Cell) -> str:
    """Return what is drawn in a cell."""
    match cell.state:
        case CellState.NOT_ASKED:
            return ""
        case CellState.MISSING:
            return "–"
        case CellState.IN_PROGRESS | CellState.WAITS:
            return state_words(cell.state)
        case CellState.EXCUSED:
            return QCoreApplication.translate("gradebook", "excused")
        case CellState.LATE:
            return QCoreApplication.translate("gradebook", "%s late") % _number(cell)
        case CellState.OVERRIDDEN:
            return f"{_number(cell)} *"
        case CellState.HANDED_IN:
            return _number(cell)


def _number(cell: Cell) -> str:
    return "–" if cell.percent is None else str(cell.percent)


def when(moment: datetime | None) -> str:
    """Return a time as a teacher reads it."""
    if moment is None:
        return QCoreApplication.translate("gradebook", "no due time")
    local = moment.astimezone()
    return f"{local.day} {local:%b %Y, %H:%M}"


def column_tip(column: Column) -> str:
    """Return what a column's head tells besides its title."""
    return QCoreApplication.translate("gradebook", "%s. Due: %s. Click to sort.") % (
        column.title,
        when(column.due),
    )
