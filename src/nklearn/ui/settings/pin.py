"""Setting, changing and removing a PIN."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from nklearn.base.errors import UserError
from nklearn.domain.records import Profile
from nklearn.ui.context import Context
from nklearn.ui.settings.dialog import Dialog
from nklearn.ui.widgets.basics import label


class PinDialog(Dialog):
    """Asks for the PIN of now, if there is one, and with `new` for another, twice."""

    def __init__(self, context: Context, person: Profile, parent: QWidget, *, new: bool) -> None:
        super().__init__(context.theme, parent)
        self._context, self._person, self._new = context, person, new
        if not new:
            self.entitle(self.tr("Remove my PIN"))
        else:
            self.entitle(self.tr("Change my PIN") if person.pin else self.tr("Set a PIN"))
        told = self.tr(
            "A PIN is a courtesy, not a lock: classmates won’t open your work by accident, but "
            "whoever looks after this computer can."
        )
        self.box.addWidget(label(told, "secondary"))
        self._old = self._field(self.tr("PIN of now")) if person.pin else None
        self._first = self._field(self.tr("New PIN, 4 to 20 characters")) if new else None
        self._second = self._field(self.tr("New PIN once more")) if new else None
        self.finish(self.tr("Save PIN") if new else self.tr("Remove my PIN")).clicked.connect(
            self._save
        )

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setEchoMode(QLineEdit.EchoMode.Password)
        field.setAccessibleName(name)
        field.returnPressed.connect(self._save)
        caption = label(name, "label")
        caption.setBuddy(field)
        self.box.addWidget(caption)
        self.box.addWidget(field)
        return field

    def _save(self) -> None:
        pin = self._first.text() if self._first else ""
        if self._first and self._second and pin != self._second.text():
            self.show_problem(self.tr("The two new PINs are not the same."))
            self._second.setFocus()
            return
        if self._new and not pin:
            self.show_problem(self.tr("Type the new PIN twice."))
            return
        try:
            old = self._old.text() if self._old else ""
            self._context.people.set_pin(self._person, pin, old)
        except UserError as error:
            self.show_problem(f"{error.what} {error.todo}")
            return
        self._context.saved()
        self.accept()
