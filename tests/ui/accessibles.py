"""Looking at a window as a screen reader does: by Qt's accessible interfaces, from the root."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role
Text = QAccessible.Text


def interface(widget: QWidget) -> QAccessibleInterface:
    """Return what stands for a widget."""
    return QAccessible.queryAccessibleInterface(widget)


def children(parent: QAccessibleInterface) -> list[QAccessibleInterface]:
    """Return what a reader finds in something, without what is hidden."""
    found = [parent.child(place) for place in range(parent.childCount())]
    return [child for child in found if child and child.isValid() and not child.state().invisible]


def walk(parent: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    """Go through something and all that a reader finds in it."""
    yield parent
    for child in children(parent):
        yield from walk(child)


def name(of: QAccessibleInterface) -> str:
    """Return the name of something."""
    return of.text(Text.Name)


def names(widget: QWidget) -> list[str]:
    """Return the names of the children of a widget."""
    return [name(child) for child in children(interface(widget))]


def can_press(of: QAccessibleInterface) -> bool:
    """Tell whether a reader is offered to press something."""
    actions = of.actionInterface()
    return bool(actions) and actions.pressAction() in actions.actionNames()


def press(of: QAccessibleInterface) -> None:
    """Press something by its accessible action."""
    assert can_press(of), name(of)
    of.actionInterface().doAction(of.actionInterface().pressAction())
