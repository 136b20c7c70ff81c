"""A picture with its title and its source, as it stands on paper or in a file."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QWidget

from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, frame, label, rule

#: The usual size of a sheet in px: the shape of a page of A4 or A3 on its side.
SIZE = QSize(1120, 780)


def sheet(
    theme: Theme,
    title: str,
    subtitle: str,
    body: QWidget,
    source: str,
    size: QSize = SIZE,
) -> QWidget:
    """Return a sheet that holds `body` between its title and its source line.

    `body` must be new and made with the same theme; `size` is in px at 100% text.
    """
    made = frame("sheet")
    box = column(made, spacing=4)
    box.setContentsMargins(20, 18, 20, 14)
    box.addWidget(label(title, "chart"))
    if subtitle:
        box.addWidget(label(subtitle, "small"))
    box.addSpacing(8)
    box.addWidget(body, 1)
    box.addSpacing(4)
    box.addWidget(rule())
    box.addWidget(label(source, "caption"))
    made.setFixedSize(theme.px(size.width()), theme.px(size.height()))
    made.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    return made
