"""The footer of a lesson: back and on, in as many words as there is room for."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame

from nklearn.base.overriding import override
from nklearn.learning.steps import Step, StepKind
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, label, row


class LessonFooter(QFrame):
    """Two buttons that name where they lead, and the place between them."""

    back_requested = Signal()
    on_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._back: Step | None = None
        self._on: Step | None = None
        self._short = False
        self.setProperty("role", "footer")
        self._box = row(self, spacing=16)
        self.previous = Button(theme, "", icon="chevron-left")
        self.previous.clicked.connect(self.back_requested)
        self._count = label("", "small", wrap=False)
        self.next = Button(theme, "", kind="primary", icon="chevron-right", icon_after=True)
        self.next.clicked.connect(self.on_requested)
        self._box.addWidget(self.previous)
        self._box.addStretch(1)
        self._box.addWidget(self._count)
        self._box.addStretch(1)
        self._box.addWidget(self.next)
        self.set_edges(24, 24)

    def set_edges(self, left: int, right: int) -> None:
        """Let the buttons begin and end with the text above."""
        self._box.setContentsMargins(left, 8, right, 8)

    def show_steps(self, back: Step | None, on: Step, where: str, *, short: bool) -> None:
        """Show where the buttons lead; `short` leaves titles out whatever the room."""
        self._back, self._on, self._short = back, on, short
        self._count.setText(where)
        self.previous.setVisible(back is not None)
        self._fit()

    def _fit(self) -> None:
        if self._on is None:
            return
        for short in (True,) if self._short else (False, True):
            self.previous.set_text(self._back_words(short=short))
            self.next.set_text(self._on_words(self._on, short=short))
            if self._box.totalMinimumSize().width() <= self.width():
                break
        back = self._back_words(short=False)
        if self._back is not None and self._back.kind is StepKind.SECTION:
            back = self.tr("Previous: %s") % back
        self.previous.setAccessibleName(back)
        self.next.setAccessibleName(self._on_words(self._on, short=False))

    def _back_words(self, *, short: bool) -> str:
        if self._back is None:
            return ""
        if self._back.kind is StepKind.LESSON:
            words = self.tr("Previous lesson")
            return words if short else f"{words}: {self._back.title}"
        return self.tr("Previous") if short else self._back.title  # the arrow says the rest

    def _on_words(self, step: Step, *, short: bool) -> str:
        if step.kind is StepKind.PRACTICE:
            return self.tr("Finish and practise")
        if step.kind is StepKind.MODULE:
            return self.tr("Finish the module")
        if step.kind is StepKind.LESSON:
            words = self.tr("Next lesson")
            return words if short else f"{words}: {step.title}"
        return self.tr("Next section") if short else self.tr("Next: %s") % step.title

    @override
    def minimumSizeHint(self) -> QSize:
        """Long titles never make the page wider: they give way."""
        return QSize(self._theme.px(360), super().minimumSizeHint().height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()
