"""Starts a window while a screen reader listens, and prints the roles of what is on it.

A process of its own, because what Qt has been told of widgets stays until the end.
"""

from __future__ import annotations

import sys
from pathlib import Path

from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from nklearn import app
from nklearn.content.catalog import Catalog
from nklearn.storage.workspace_store import WorkspaceStore
from nklearn.ui.widgets.basics import IconLabel
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.strata import Strata


def main(content: str) -> None:
    """Print a line for each kind of widget and role on the first page."""
    app.make_application()
    QAccessible.setActive(True)
    window = app.make_window(Catalog.open(Path(content)), WorkspaceStore.in_memory())
    window.go("nk:home")
    window.show()
    QTest.qWait(200)
    kinds: tuple[type[QWidget], ...] = (IconLabel, LinkCard, Strata)
    for kind in kinds:
        for widget in window.findChildren(kind):
            role = QAccessible.queryAccessibleInterface(widget).role()
            print(f"{kind.__name__}: {role.name}")
    app.dispose(window)


if __name__ == "__main__":
    main(sys.argv[1])
