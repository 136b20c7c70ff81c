"""What widgets say to screen readers beyond a name, and how something is said aloud.

Qt's own account of a widget is enough for labels, buttons and fields. A widget that paints what
it shows, or stands for something other than its class says, offers any of these, by name alone:

- `accessible_role`: a key of `accessible_bridge.ROLES`, e.g. "link", "radio" or "decoration";
- `accessible_states() -> set[str]`: names of `QAccessible.State` that hold now, e.g. {"checked"};
- `accessible_press()`: what Press does (buttons need none: Press clicks them);
- `accessible_marks() -> list[AccessibleMark]`: one child for each thing that it paints. The
  widget then has no other children for a screen reader. It is asked often: it must be cheap.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from nklearn.base.values import dataclass


@dataclass(frozen=True, slots=True)
class AccessibleMark:
    """A painted thing: what it is, where in the widget, and what opens it, if anything does."""

    name: str
    rect: QRect
    press: Callable[[], object] | None = None


def install() -> None:
    """Have Qt ask the widgets of this program; once is enough, more does no harm.

    Qt's classes for it are dear, so this waits until the window has been painted.
    """
    from nklearn.ui import accessible_bridge

    accessible_bridge.install()


def announce(widget: QWidget, words: str) -> None:
    """Have a screen reader say `words` now, while the keyboard stays where it is."""
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive() and words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, words))
