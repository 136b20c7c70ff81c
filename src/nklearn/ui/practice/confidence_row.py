"""How sure somebody is, asked before the check; never required."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from nklearn.domain.records import Confidence
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import label
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.segmented import Segmented
from nklearn.ui.words import confidence_name


class ConfidenceRow(QWidget):
    """A line with the question and what may be said to it."""

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        box = Flow(self, spacing=12, line_spacing=6)
        asked = self.tr("How sure are you?")
        box.addWidget(label(asked, "small", wrap=False))
        choices = {"": self.tr("Not said")}
        choices |= {str(int(each)): confidence_name(each) for each in Confidence}
        self._choice = Segmented(theme, choices, asked, small=True)
        self._choice.chosen.connect(self._said)
        box.addWidget(self._choice)
        box.setAlignment(Qt.AlignmentFlag.AlignLeft)

    @property
    def confidence(self) -> Confidence | None:
        """What was said; None if nothing was."""
        return Confidence(int(self._choice.value)) if self._choice.value else None

    def _said(self, _value: str) -> None:
        self.changed.emit()

    def set_confidence(self, confidence: Confidence | None) -> None:
        """Show what was said before."""
        self._choice.set_value(str(int(confidence)) if confidence else "")
