"""Where the keyboard may go."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget


def focus_into(pane: QWidget) -> bool:
    """Put the keyboard on a pane or the first thing in it that takes it."""
    if not pane.isVisible():
        return False
    for widget in (pane, *pane.findChildren(QWidget)):
        if is_stop(widget):
            widget.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False


def is_stop(widget: QWidget) -> bool:
    """Tell whether Tab stops at a widget."""
    return (
        bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        and widget.focusProxy() is None
        and widget.isVisible()
        and widget.isEnabled()
    )


def step_pane(panes: Sequence[QWidget], focus: QWidget | None, step: int) -> None:
    """Put the keyboard into the next (+1) or previous (-1) pane that takes it."""
    places = (n for n, pane in enumerate(panes) if focus and _holds(pane, focus))
    here = next(places, -1 if step > 0 else 0)
    for distance in range(1, len(panes) + 1):
        if focus_into(panes[(here + step * distance) % len(panes)]):
            return


def _holds(pane: QWidget, widget: QWidget) -> bool:
    return pane is widget or pane.isAncestorOf(widget)


def step_stop(
    parts: Sequence[QWidget],
    focus: QWidget | None,
    *,
    forward: bool,
    covers: Callable[[QWidget], bool] = lambda _: False,
) -> bool:
    """Put the keyboard on the next stop after `focus`, in the order in which things were put.

    What something `covers` is no stop: nobody would see where the keyboard is. Say whether there
    is one.
    """
    walk = [widget for part in parts for widget in (part, *part.findChildren(QWidget))]
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    if not forward:
        walk.reverse()
    start = walk.index(focus) + 1 if focus in walk else 0
    for widget in walk[start:] + walk[:start]:
        if is_stop(widget) and not covers(widget):
            widget.setFocus(reason)
            return True
    return False


def give_back(dialog: QDialog) -> None:
    """Have the keyboard return to what has it now once `dialog` closes.

    Window managers see to that; where there is none, nobody does.
    """
    opener = QApplication.focusWidget()

    def closed() -> None:
        if opener is not None and shiboken6.isValid(opener):
            opener.window().activateWindow()
            if opener.isVisible():
                opener.setFocus(Qt.FocusReason.ActiveWindowFocusReason)

    dialog.finished.connect(closed)
