"""The tools over the lists of songbun: search, which lists, which wording."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from nklearn.base.overriding import override
from nklearn.domain.songbun_choice import SongbunChoice
from nklearn.ui import icons
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.segmented import Segmented

_FIELD, _SHORT = 240, 190  # px at 100% text


class FindField(QLineEdit):
    """Takes the words looked for; Down or Enter goes into the rows, Esc empties it."""

    rows_requested = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self.setClearButtonEnabled(True)
        self._wide = _FIELD
        self._glass = QAction(name, self)
        self.addAction(self._glass, QLineEdit.ActionPosition.LeadingPosition)
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        self._glass.setIcon(icons.icon("search", self._theme.color("TEXT_SECONDARY"), 18))
        self.setFixedWidth(self._theme.px(self._wide))

    def set_short(self, short: bool) -> None:
        """Take less room."""
        self._wide = _SHORT if short else _FIELD
        self._fit()

    @override
    def keyPressEvent(self, arg__1: QKeyEvent, /) -> None:
        key = arg__1.key()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.rows_requested.emit()
        elif key == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.textEdited.emit("")
        else:
            super().keyPressEvent(arg__1)


class SongbunTools(QWidget):
    """Shows a choice; what a person chooses goes out as wishes."""

    find_changed = Signal(str)
    origins_chosen = Signal(bool)
    printed_chosen = Signal(bool)
    panel_requested = Signal()

    def __init__(self, theme: Theme, takes: QWidget) -> None:
        """`takes` stands behind the tools: what can be taken away."""
        super().__init__()
        flow = Flow(self, spacing=10, line_spacing=8)
        self.field = FindField(theme, self.tr("Find in the labels"))
        # Not textEdited: the button that empties the field is no edit for Qt.
        self.field.textChanged.connect(self.find_changed)
        lists = {"categories": self.tr("Categories"), "origins": self.tr("Origins")}
        self._lists = Segmented(theme, lists, self.tr("List"), small=True)
        self._lists.chosen.connect(self._choose_lists)
        wordings = {"read": self.tr("Full wording"), "printed": self.tr("As printed")}
        self._wording = Segmented(theme, wordings, self.tr("Wording"), small=True)
        self._wording.chosen.connect(self._choose_wording)
        self._panel = Button(theme, self.tr("What followed"), small=True)
        self._panel.clicked.connect(self.panel_requested)
        for part in (self.field, self._lists, self._wording, takes, self._panel):
            flow.addWidget(part)

    def _choose_lists(self, value: str) -> None:
        self.origins_chosen.emit(value == "origins")

    def _choose_wording(self, value: str) -> None:
        self.printed_chosen.emit(value == "printed")

    def show_choice(self, choice: SongbunChoice) -> None:
        """Show a choice; words that somebody types are left as they are typed."""
        if " ".join(self.field.text().split()) != choice.find:
            self.field.blockSignals(True)
            self.field.setText(choice.find)
            self.field.blockSignals(False)
        self._lists.set_value("origins" if choice.origins else "categories")
        self._wording.set_value("printed" if choice.printed else "read")

    def set_compact(self, compact: bool) -> None:
        """Offer what stands in the panel where the panel isn't beside the lists."""
        self._panel.setVisible(compact)
        self.field.set_short(compact)
