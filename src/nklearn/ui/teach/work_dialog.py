"""A large dialog over the window: a title, a body that scrolls where it must, a foot of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QScrollArea, QVBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.ui import accessible, layouts
from nklearn.ui.focusing import give_back
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import Button, IconButton, column, frame, label, retone, row, rule

_EDGE = 40


class WorkDialog(QDialog):
    """Fill `box`, or put panes into `body` in its place, then `finish`."""

    def __init__(self, theme: Theme, parent: QWidget, *, width: int) -> None:
        """`width` is in px at 100% text; the window bounds it."""
        super().__init__(parent)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(True)
        window = parent.window()
        self._most = window.height() - _EDGE
        self.setFixedWidth(min(theme.px(width), window.width() - _EDGE))
        outer = column(self)
        head = row(spacing=8)
        head.setContentsMargins(20, 12, 12, 12)
        self._title = label("", "title")
        head.addWidget(self._title, 1)
        close = IconButton(theme, "x", self.tr("Close (Esc)"))
        close.clicked.connect(self.reject)
        head.addWidget(close)
        outer.addLayout(head)
        outer.addWidget(rule())
        self.body = row()
        outer.addLayout(self.body, 1)
        self._area: QScrollArea | None = None
        foot = frame("footer")
        self._foot = row(foot, spacing=10)
        self._foot.setContentsMargins(20, 12, 20, 12)
        self._said = label("", "small")
        self._foot.addWidget(self._said, 1)
        outer.addWidget(foot)
        give_back(self)

    def entitle(self, title: str) -> None:
        """Show a title."""
        self.setWindowTitle(title)
        self._title.setText(title)

    def scrolling(self) -> QVBoxLayout:
        """Add a pane that scrolls to the body; return its column."""
        area = QScrollArea()
        scrolling.set_up(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setProperty("role", "side")
        inner = QWidget()
        inner.setObjectName("sideBody")
        box = column(inner, spacing=8)
        box.setContentsMargins(20, 14, 12, 14)
        area.setWidget(inner)
        self.body.addWidget(area, 1)
        self._area = area
        return box

    def foot(self, button: Button) -> Button:
        """Add a button at the foot's right."""
        button.setAutoDefault(False)
        self._foot.addWidget(button)
        return button

    def finish(self, verb: str, icon: str = "") -> Button:
        """Add Cancel and the button that does it; return that."""
        self.foot(Button(self.theme, self.tr("Cancel"), on_click=self.reject))
        return self.foot(Button(self.theme, verb, kind="primary", icon=icon))

    def say(self, words: str, tone: str = "") -> None:
        """Show words at the foot: what is going to happen, or what is wrong (`negative`)."""
        retone(self._said, tone)
        self._said.setText(words)
        if tone:
            accessible.announce(self._said, words)

    def fill_height(self) -> None:
        """Be as high as the window lets it."""
        self.setFixedHeight(self._most)

    def _fit(self) -> None:
        """Be as high as what is in it, as far as the window lets it."""
        layouts.finish()
        inner = self._area.widget() if self._area else None
        if self._area is None or inner is None:
            return
        width = self._area.viewport().width()
        lay = inner.layout()
        wanted = lay.totalHeightForWidth(width) if lay and lay.hasHeightForWidth() else 0
        wanted = max(wanted, inner.sizeHint().height())
        others = self.sizeHint().height() - self._area.sizeHint().height()
        self.resize(self.width(), min(self._most, wanted + others + 4))

    @override
    def showEvent(self, arg__1: QShowEvent, /) -> None:
        super().showEvent(arg__1)
        self._fit()
