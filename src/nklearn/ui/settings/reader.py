"""Who is reading: the name, the PIN."""

from __future__ import annotations

from PySide6.QtCore import Qt

from nklearn.base.errors import UserError
from nklearn.domain.records import Profile
from nklearn.ui.context import Context
from nklearn.ui.settings.card import Card
from nklearn.ui.settings.pin import PinDialog
from nklearn.ui.widgets.basics import Button, label, row
from nklearn.ui.widgets.name_form import NameForm


class ReaderCard(Card):
    """Name and class; `form` is None where nobody can have a name."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.setText(self.tr("Who is reading"))
        self.form: NameForm | None = None
        person = context.learner.known
        if context.reader.guest or not context.people.keeps:
            told = self.tr("You read as a guest. When you leave, nothing of it is kept.")
            self.box.addWidget(label(told, "secondary"))
        else:
            told = self.tr("What you read and answered stays yours when the name changes.")
            self.box.addWidget(label(told, "secondary"))
            self.box.addSpacing(4)
            self.form = NameForm(context.theme, self.tr("Save name"))
            self.form.show_reader(
                person.name if person else "", person.school_class if person else ""
            )
            self.form.submitted.connect(self._rename)
            self.box.addWidget(self.form)
            if person and context.teacher is None:  # a teacher comes in by passphrase
                self._add_pin(person)
        if context.people.keeps:
            self.box.addSpacing(2)
            switch = Button(context.theme, self.tr("Switch reader"), icon="users")
            switch.clicked.connect(lambda: self.open_requested.emit("nk:profiles"))
            self.box.addWidget(switch, 0, Qt.AlignmentFlag.AlignLeft)

    def _rename(self, name: str, school_class: str) -> None:
        if self.form is None:
            return
        try:
            person = self.context.people.rename(self.context.learner.profile, name, school_class)
        except UserError as error:
            self.form.show_problem(error)
            return
        self.form.show_reader(person.name, person.school_class)
        self.context.enter(self.context.reader)
        self.context.saved()

    def _add_pin(self, person: Profile) -> None:
        theme, has = self.context.theme, bool(person.pin)
        told = self.tr("You are asked for it when you choose your name.")
        self.name(self.tr("PIN"), told if has else self.tr("You have none."))
        line = row(spacing=10)
        words = self.tr("Change my PIN") if has else self.tr("Set a PIN")
        offers = [(words, "key", True), *([(self.tr("Remove my PIN"), "", False)] if has else [])]
        for name, icon, new in offers:
            made = Button(theme, name, icon=icon, small=True)
            made.clicked.connect(lambda _=False, new=new: self._ask_pin(new))
            line.addWidget(made)
        line.addStretch(1)
        self.box.addLayout(line)

    def _ask_pin(self, new: bool) -> None:
        person = self.context.learner.profile
        dialog = PinDialog(self.context, person, self.window(), new=new)
        dialog.accepted.connect(self.refill_requested)
        dialog.open()
