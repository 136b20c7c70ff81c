"""A small dialog of the settings: a title, what it says or asks, a line of buttons."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QWidget

from nklearn.base.overriding import override
from nklearn.ui import layouts
from nklearn.ui.focusing import give_back
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label, row

_WIDTH = 480


class Dialog(QDialog):
    """Fill `box`, then `finish`, or `foot` with buttons of one's own.

    `show_problem` says what is wrong with what was typed.
    """

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setFixedWidth(min(theme.px(_WIDTH), parent.width() - 40))
        self._outer = outer = column(self, margins=20, spacing=10)
        self._title = label("", "title")
        outer.addWidget(self._title)
        self.box = column(spacing=8)
        outer.addLayout(self.box)
        self._problem = label("", "small", tone="negative")
        self._problem.hide()
        outer.addWidget(self._problem)
        self.foot = row(spacing=10)
        self.foot.addStretch(1)
        outer.addLayout(self.foot)
        give_back(self)

    def entitle(self, title: str) -> None:
        """Show a title."""
        self.setWindowTitle(title)
        self._title.setText(title)

    def finish(self, verb: str, icon: str = "") -> Button:
        """Add Cancel and the button that does it; return that."""
        cancel = Button(self.theme, self.tr("Cancel"))
        cancel.setAutoDefault(False)
        cancel.clicked.connect(self.reject)
        go = Button(self.theme, verb, kind="primary", icon=icon)
        go.setAutoDefault(False)
        self.foot.addWidget(cancel)
        self.foot.addWidget(go)
        return go

    @property
    def problem_shown(self) -> bool:
        """Whether something was said to be wrong."""
        return bool(self._problem.text())

    def show_problem(self, words: str) -> None:
        """Say what is wrong."""
        self._problem.setText(words)
        self._problem.setAccessibleName(words)
        self._problem.setVisible(bool(words))
        self._fit()

    def _fit(self) -> None:
        """Be as high as the text needs: Qt guesses the height of wrapped lines."""
        layouts.finish()
        self.resize(self.width(), self._outer.totalHeightForWidth(self.width()))

    @override
    def showEvent(self, arg__1: QShowEvent, /) -> None:
        super().showEvent(arg__1)
        self._fit()
