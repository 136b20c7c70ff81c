"""Qt's accessible interfaces for what widgets offer (see `accessible`).

Three things about PySide6 6.11.3 shape this module:

- What a factory returns stays in a list of PySide's until the end, so an interface made by ours
  keeps nothing but its 200 bytes, and only while something listens.
- Marks come without a factory: they are registered with Qt's cache, which deletes the C++ side
  when the mark's QObject goes. The Python side must not go first, for it would take the C++ side
  along under Qt's feet: `_kept` holds it until then.
- `interface_cast` must give an object or `VoidPtr(0)`: None or an int is an invalid pointer.
"""

from __future__ import annotations

from typing import Any, cast

import shiboken6
from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleObject,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QAccessibleWidget,
    QApplication,
    QLabel,
    QWidget,
)

from nklearn.base.overriding import override
from nklearn.ui.accessible import AccessibleMark

_Role = QAccessible.Role
ROLES = {
    "chart": _Role.Chart,
    "check": _Role.CheckBox,
    "chooser": _Role.ButtonDropDown,
    "decoration": _Role.Whitespace,
    "graphic": _Role.Graphic,
    "group": _Role.Grouping,
    "heading": _Role.Heading,
    "item": _Role.ListItem,
    "link": _Role.Link,
    "list": _Role.List,
    "radio": _Role.RadioButton,
    "status": _Role.StatusBar,
    "tab": _Role.PageTab,
    "tabs": _Role.PageTabList,
}
_CHECKABLE = (_Role.CheckBox, _Role.RadioButton)
# Roles of the style sheet that are headings.
_HEADINGS = frozenset({"display", "question", "title", "chart", "heading"})
_PRESS = QAccessibleActionInterface.pressAction()
_FOCUS = QAccessibleActionInterface.setFocusAction()


class _Described(QAccessibleWidget):
    """A widget with a role, states or a press of its own."""

    __slots__ = ()

    @override
    def state(self) -> QAccessible.State:
        state = super().state()
        widget = self.widget()
        if not shiboken6.isValid(widget):
            return state
        for name in _call(widget, "accessible_states", ()):
            setattr(state, name, 1)
        if isinstance(widget, QAbstractButton) and widget.isCheckable():
            of_choice = self.role() in _CHECKABLE  # a tab is selected, not checked
            state.checkable, state.checked = int(of_choice), int(of_choice and widget.isChecked())
        if self.role() == _Role.Whitespace:
            state.invisible = 1
        return state

    @override
    def text(self, t: QAccessible.Text, /) -> str:
        said = super().text(t)
        widget = self.widget()
        if not said and t == QAccessible.Text.Name and isinstance(widget, QLabel):
            return widget.text()
        return said

    @override
    def actionNames(self) -> list[str]:
        widget = self.widget()
        names = super().actionNames()
        return [_PRESS, *names] if widget.isEnabled() and _can_press(widget) else names

    @override
    def doAction(self, actionName: str, /) -> None:
        widget = self.widget()
        if actionName != _PRESS:
            super().doAction(actionName)
        elif widget.isEnabled() and isinstance(widget, QAbstractButton):
            widget.click()
        elif widget.isEnabled():
            _call(widget, "accessible_press", None)


class _Painted(_Described):
    """A widget whose children are its marks."""

    __slots__ = ()

    @override
    def childCount(self) -> int:
        return len(_marks(self.widget()))

    @override
    def child(self, index: int, /) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride] (Qt takes null here)
        widget = self.widget()
        if not 0 <= index < len(_marks(widget)):
            return None
        return QAccessible.queryAccessibleInterface(_objects(widget)[index])

    @override
    def indexOfChild(self, child: QAccessibleInterface, /) -> int:
        mark = child.object()
        return mark.place if isinstance(mark, _Mark) else -1

    @override
    def childAt(self, x: int, y: int, /) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride] (Qt takes null here)
        widget = self.widget()
        spot = widget.mapFromGlobal(QPoint(x, y))
        for place, mark in enumerate(_marks(widget)):
            if mark.rect.contains(spot):
                return self.child(place)
        return None

    @override
    def focusChild(self) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride] (Qt takes null here)
        return None


class _Mark(QObject):
    """Stands for the mark with this number; it goes with its widget."""

    def __init__(self, widget: QWidget, place: int) -> None:
        super().__init__(widget)
        self.place = place

    def now(self) -> AccessibleMark | None:
        """Return what the widget paints there now."""
        widget = self.parent()
        marks = _marks(widget) if isinstance(widget, QWidget) else []
        return marks[self.place] if self.place < len(marks) else None


class _MarkPress(QAccessibleActionInterface):
    def __init__(self, mark: _Mark) -> None:
        super().__init__()
        self._mark = mark

    @override
    def actionNames(self) -> list[str]:
        now = self._mark.now()
        return [_PRESS] if now is not None and now.press is not None else []

    @override
    def doAction(self, actionName: str, /) -> None:
        now = self._mark.now()
        if actionName == _PRESS and now is not None and now.press is not None:
            now.press()

    @override
    def localizedActionName(self, name: str, /) -> str:
        return name

    @override
    def localizedActionDescription(self, name: str, /) -> str:
        return ""

    @override
    def keyBindingsForAction(self, actionName: str, /) -> list[str]:
        return []


class _MarkInterface(QAccessibleObject):
    def __init__(self, mark: _Mark) -> None:
        super().__init__(mark)
        self._press = _MarkPress(mark)

    def _mark(self) -> _Mark | None:
        mark = self.object()
        return mark if isinstance(mark, _Mark) and shiboken6.isValid(mark) else None

    def _now(self) -> AccessibleMark | None:
        mark = self._mark()
        return mark.now() if mark else None

    def _widget(self) -> QWidget | None:
        mark = self._mark()
        widget = mark.parent() if mark else None
        return widget if isinstance(widget, QWidget) else None

    @override
    def isValid(self) -> bool:
        return self._now() is not None

    @override
    def parent(self) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride] (Qt takes null here)
        widget = self._widget()
        return QAccessible.queryAccessibleInterface(widget) if widget else None

    @override
    def child(self, index: int, /) -> QAccessibleInterface | None:  # pyright: ignore[reportIncompatibleMethodOverride] (Qt takes null here)
        return None

    @override
    def childCount(self) -> int:
        return 0

    @override
    def indexOfChild(self, arg__1: QAccessibleInterface, /) -> int:
        return -1

    @override
    def role(self) -> QAccessible.Role:
        return _Role.ListItem

    @override
    def text(self, t: QAccessible.Text, /) -> str:
        now = self._now()
        return now.name if now and t == QAccessible.Text.Name else ""

    @override
    def rect(self) -> QRect:
        now, widget = self._now(), self._widget()
        if now is None or widget is None:
            return QRect()
        return QRect(widget.mapToGlobal(now.rect.topLeft()), now.rect.size())

    @override
    def state(self) -> QAccessible.State:
        state, widget = QAccessible.State(), self._widget()
        state.readOnly = 1
        if widget is None or not widget.isVisible():
            state.invisible = 1
        return state

    @override
    def interface_cast(self, arg__1: QAccessible.InterfaceType, /) -> int:
        if arg__1 == QAccessible.InterfaceType.ActionInterface:
            return cast(int, self._press)
        return cast(int, shiboken6.VoidPtr(0))


_kept: list[_MarkInterface] = []


def _objects(widget: QWidget) -> list[_Mark]:
    """Return a QObject for each mark of a widget, made and registered when first asked for."""
    global _kept
    made = [child for child in widget.children() if isinstance(child, _Mark)]
    wanted = len(_marks(widget))
    if len(made) < wanted:
        _kept = [interface for interface in _kept if shiboken6.isValid(interface)]
        for place in range(len(made), wanted):
            mark = _Mark(widget, place)
            interface = _MarkInterface(mark)
            QAccessible.registerAccessibleInterface(interface)
            _kept.append(interface)
            made.append(mark)
    return made


def _marks(widget: QWidget) -> list[AccessibleMark]:
    return _call(widget, "accessible_marks", []) if shiboken6.isValid(widget) else []


def _call(widget: QWidget, name: str, otherwise: Any) -> Any:
    """Ask a widget for something that it may offer."""
    offer = getattr(widget, name, None)
    return otherwise if offer is None else offer()


def _can_press(widget: QWidget) -> bool:
    return isinstance(widget, QAbstractButton) or hasattr(widget, "accessible_press")


def _interface(_: str, asked: QObject) -> QAccessibleInterface | None:
    """Return the interface of a widget that offers something, or None: then Qt has its own."""
    if not isinstance(asked, QWidget):
        return None
    if hasattr(asked, "accessible_marks"):
        return _Painted(asked, ROLES[getattr(asked, "accessible_role", "graphic")])
    if role := getattr(asked, "accessible_role", ""):
        return _Described(asked, ROLES[role])
    if isinstance(asked, QLabel) and asked.property("role") in _HEADINGS:
        return _Described(asked, _Role.Heading)
    return None


_installed = False


def install() -> None:
    """Have Qt ask `_interface` first."""
    global _installed
    if not _installed:
        _installed = True
        QAccessible.installFactory(_interface)
        _forget()


def _forget() -> None:
    """Have Qt ask anew about widgets that a reader, there from the start, has asked about."""
    if not QAccessible.isActive():
        return
    for widget in QApplication.allWidgets():
        made = QAccessible.queryAccessibleInterface(widget)
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(made))
