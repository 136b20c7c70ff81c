"""Small dialogs about a class: its name and date, a list to paste, a group for several students."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from nklearn.base.errors import UserError
from nklearn.classroom import rosters
from nklearn.domain.teaching import SchoolClass
from nklearn.ui.settings.dialog import Dialog
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import label

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk


def field(box: QVBoxLayout, name: str, text: str = "", told: str = "") -> QLineEdit:
    """Add a field with its name above and perhaps a line below it."""
    made = QLineEdit(text)
    made.setAccessibleName(name)
    made.setAccessibleDescription(told)
    caption = label(name, "label")
    caption.setBuddy(made)
    box.addWidget(caption)
    box.addWidget(made)
    if told:
        box.addWidget(label(told, "small"))
    return made


class ClassDialog(Dialog):
    """Makes a class, or changes one; `saved` carries its id."""

    saved = Signal(str)

    def __init__(
        self, theme: Theme, desk: TeacherDesk, known: SchoolClass | None, parent: QWidget
    ) -> None:
        super().__init__(theme, parent)
        self._desk, self._known = desk, known
        self.entitle(self.tr("Class %s") % known.label if known else self.tr("New class"))
        self._label = field(self.box, self.tr("Name of the class"), known.label if known else "")
        until = known.retain_until if known else None
        self._until = field(
            self.box,
            self.tr("Keep its students until"),
            until.isoformat() if until else "",
            self.tr(
                "Year, month, day, such as 2027-07-31. Once that day has passed NKLearn reminds "
                "you to erase them; it erases nobody by itself. Empty: no date."
            ),
        )
        verb = self.tr("Save") if known else self.tr("Make the class")
        self.finish(verb).clicked.connect(self._save)
        for each in (self._label, self._until):
            each.returnPressed.connect(self._save)
        self._label.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        try:
            until = rosters.until(self._until.text())
            if self._known:
                archived = self._known.archived
                made = rosters.change_class(
                    self._desk, self._known.id, self._label.text(), until, archived=archived
                )
            else:
                made = rosters.make_class(self._desk, self._label.text(), until)
        except UserError as error:
            self.show_problem(f"{error.what} {error.todo}")
            return
        self.saved.emit(made.id)
        self.accept()


class PasteDialog(Dialog):
    """Takes a list that was copied elsewhere; `pasted` carries it."""

    pasted = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.entitle(self.tr("Paste a list"))
        told = self.tr("One student a line: a name, or several columns copied from a table.")
        self.box.addWidget(label(told, "secondary"))
        self._field = QPlainTextEdit()
        self._field.setTabChangesFocus(True)
        self._field.setAccessibleName(self.tr("List of students"))
        self._field.setMinimumHeight(theme.px(180))
        self.box.addWidget(self._field)
        self.finish(self.tr("Look at it")).clicked.connect(self._send)
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self) -> None:
        words = self._field.toPlainText()
        if not words.strip():
            self.show_problem(self.tr("Paste or type at least one name."))
            return
        self.pasted.emit(words)
        self.accept()


class GroupDialog(Dialog):
    """Asks which group several students are put into; `chosen` carries it, empty for none."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, count: int, known: tuple[str, ...], parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.entitle(self.tr("Group of %d students") % count if count > 1 else self.tr("Group"))
        told = self.tr("Groups of this class: %s.") % ", ".join(known) if known else ""
        self._group = field(self.box, self.tr("Group, empty for none"), "", told)
        self.finish(self.tr("Save")).clicked.connect(self._send)
        self._group.returnPressed.connect(self._send)
        self._group.setFocus(Qt.FocusReason.OtherFocusReason)

    def _send(self) -> None:
        self.chosen.emit(self._group.text())
        self.accept()
