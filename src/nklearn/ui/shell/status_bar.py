"""The status bar: saved or not, offline, content pack, help."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy

from nklearn.base.overriding import override
from nklearn.ui import tokens
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import ElidedLabel, IconLabel, handle_key, label, retone, row


class _Link(QPushButton):
    @override
    def keyPressEvent(self, arg__1: QKeyEvent, /) -> None:
        if not handle_key(self, arg__1):
            super().keyPressEvent(arg__1)


class StatusBar(QFrame):
    """Says what is on disk. `keeps` is False when this session can't keep anything.

    For a guest nothing is kept either, but by choice.
    """

    help_requested = Signal()
    details_requested = Signal()

    def __init__(self, theme: Theme, pack: str, *, keeps: bool, portable: bool) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self._theme, self._keeps, self._guest = theme, keeps, False
        self._portable, self._unsaved = portable, False
        box = row(self, spacing=18)
        box.setContentsMargins(24, 0, 20, 0)
        self._icon = IconLabel(theme, "check", "TEXT_SECONDARY", 14)
        self._saved = ElidedLabel("")
        self._saved.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._saved.setMinimumWidth(40)
        self._details = _Link(self.tr("Details"))
        self._details.setAccessibleName(self.tr("Details of the problem"))
        self._details.setCursor(Qt.CursorShape.PointingHandCursor)
        self._details.clicked.connect(self.details_requested)
        self._details.hide()
        inner = row(spacing=6)
        inner.addWidget(self._icon)
        inner.addWidget(self._saved)
        inner.addWidget(self._details)
        box.addLayout(inner)
        box.addWidget(label(self.tr("Works offline"), wrap=False))
        box.addStretch(1)
        box.addWidget(label(self.tr("Content pack %s") % pack, wrap=False))
        help_button = _Link(self.tr("F1 Help"))
        help_button.setAccessibleName(self.tr("Help, F1"))
        help_button.setCursor(Qt.CursorShape.PointingHandCursor)
        help_button.clicked.connect(self.help_requested)
        box.addWidget(help_button)
        theme.changed.connect(self._resize)
        self._resize()
        self.show_reader(guest=False)

    def show_reader(self, *, guest: bool) -> None:
        """Begin anew for a reader."""
        self._guest = guest
        if not self._keeps:
            self.show_problem(self.tr("Nothing can be saved here"))
            return
        self._unsaved = False
        self._details.hide()
        if guest:
            self._say("info", "TEXT_SECONDARY", self.tr("Reading as a guest: nothing is kept"))
        else:
            self._say("check", "TEXT_SECONDARY", self.tr("Nothing to save yet"))

    def _resize(self) -> None:
        self.setFixedHeight(self._theme.px(tokens.SIZE["status"]))

    def _say(self, icon: str, color: str, text: str, tone: str = "") -> None:
        self._icon.set(icon, color)
        self._saved.setText(text)
        self._saved.setAccessibleName(text)
        retone(self._saved, tone)

    def show_saved(self, at: datetime) -> None:
        """Say that everything is on disk; `at` is local time."""
        if self._keeps and not self._guest:
            self._unsaved = False
            self._details.hide()
            where = self.tr("Saved on this computer at %s")
            if self._portable:
                where = self.tr("Saved beside the program at %s")
            text = where % at.strftime("%H:%M")
            self._say("check", "TEXT_SECONDARY", text)

    @property
    def unsaved(self) -> bool:
        """Whether the bar says that something is not saved."""
        return self._unsaved

    def show_unsaved(self) -> None:
        """Say that the last step could not be saved."""
        self._unsaved = True
        self.show_problem(self.tr("The last step is not saved"))

    def show_problem(self, words: str) -> None:
        """Say what is wrong; the details tell the rest."""
        self._say("triangle-alert", "NEGATIVE", words, "negative")
        room = self._theme.px(480)  # a long path must not widen the window
        shown = self._saved.fontMetrics().elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        self._saved.setText(shown)
        self._details.show()
