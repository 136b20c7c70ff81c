"""What can be done with a question, below it: put it off, report it, try again, go on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QWidget

from nklearn.base.overriding import override
from nklearn.ui.accessible import announce
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, column, label, row
from nklearn.ui.widgets.check_box import CheckBox


class PracticeFooter(QFrame):
    """Two groups side by side, or one above the other where there is no room for both."""

    again_wished = Signal(bool)
    report_requested = Signal()
    skip_requested = Signal()
    retry_requested = Signal()
    go_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "footer")
        self._theme = theme
        outer = column(self, spacing=6)
        outer.setContentsMargins(24, 8, 24, 8)
        self._said = label("", "small", tone="positive")
        self._said.hide()
        outer.addWidget(self._said)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setSpacing(8)
        outer.addLayout(self._box)
        self._left, left = QWidget(), row(spacing=16)
        self._left.setLayout(left)
        self.again = CheckBox(theme, self.tr("Ask me this again later"))
        self.again.setAccessibleName(self.again.text())
        self.again.clicked.connect(lambda: self.again_wished.emit(self.again.isChecked()))
        self.report = Button(theme, self.tr("Report a problem"), kind="text", icon="circle-alert")
        self.report.clicked.connect(self.report_requested)
        left.addWidget(self.again)
        left.addWidget(self.report)
        left.addStretch(1)
        self._right, right = QWidget(), row(spacing=12)
        self._right.setLayout(right)
        self.skip = Button(theme, self.tr("Skip for now"))
        self.skip.clicked.connect(self.skip_requested)
        self.retry = Button(theme, self.tr("Try again"), icon="rotate-ccw")
        self.retry.clicked.connect(self.retry_requested)
        self.go = Button(theme, "", kind="primary", icon="arrow-right", icon_after=True)
        self.go.clicked.connect(self.go_requested)
        right.addStretch(1)
        for button in (self.skip, self.retry, self.go):
            right.addWidget(button)
        self._box.addWidget(self._left, 1)
        self._box.addWidget(self._right, 0, Qt.AlignmentFlag.AlignRight)

    def offer(
        self,
        verb: str,
        icon: str,
        *,
        skip: bool = False,
        retry: bool = False,
        asked: bool | None = None,
        report: bool = False,
    ) -> None:
        """Show what may be done now; `asked` ticks the wish, None leaves the box out."""
        self._said.hide()
        self.go.set_text(verb)
        self.go.set_icon(icon)
        self.go.setEnabled(True)
        self.skip.setVisible(skip)
        self.retry.setVisible(retry)
        self.again.setVisible(asked is not None)
        self.again.setChecked(bool(asked))
        self.report.setVisible(report)
        self._left.setVisible(asked is not None or report)
        self._fit()

    def say(self, words: str) -> None:
        """Tell that something was done, until something else is offered."""
        self._said.setText(words)
        self._said.show()
        announce(self._said, words)

    def _fit(self) -> None:
        """Put the groups one above the other where there is no room for both in a line."""
        wanted = self._left.sizeHint().width() if not self._left.isHidden() else 0
        wanted += self._right.sizeHint().width() + 2 * 24 + self._box.spacing()
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if wanted <= self.width() else way.TopToBottom)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        self._fit()
