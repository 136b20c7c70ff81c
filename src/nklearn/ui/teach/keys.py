"""The teacher’s keys: the fingerprint that a class compares once, the passphrase, the recovery."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.classroom import fingerprint
from nklearn.domain.addresses import Address
from nklearn.ui.context import Context
from nklearn.ui.reading.to_paper import Sheet, ToPaper
from nklearn.ui.settings.dialog import Dialog
from nklearn.ui.teach.key_paper import fingerprint_sheet, recovery_steps, recovery_words
from nklearn.ui.teach.qr_view import QrView
from nklearn.ui.teach.segment import Segment
from nklearn.ui.widgets.basics import Button, column, frame, label, row
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.scroll_column import ScrollColumn

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk


class KeysSegment(Segment):
    """`nk:teach/keys`."""

    about_class = False

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__(context, desk)
        self._cards = ScrollColumn(context.theme, cap=1300)
        self._cards.set_margins(0, 0, 0, 0)
        column(self).addWidget(self._cards)
        self.paper = ToPaper(context, self, self._sheet)
        self._told = label("", "small", tone="positive")
        self._told.hide()
        main = self._cards.main
        main.addWidget(self._fingerprint())
        main.addWidget(self._passphrase())
        main.addWidget(self._recovery())
        self._cards.finish()

    def _card(self, title: str, *words: str) -> tuple[QWidget, QVBoxLayout]:
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 14, 18, 16)
        box.addWidget(label(title, "title"))
        for each in words:
            box.addWidget(label(each, "secondary"))
        return card, box

    def _fingerprint(self) -> QWidget:
        theme, public = self.context.theme, self.desk.keys.public
        card, box = self._card(
            self.tr("Your key, in six words"),
            self.tr(
                "When a student opens your first assignment, NKLearn shows these words. Have the "
                "class compare them once with your sheet: then nobody else can pass for you."
            ),
        )
        line = row(spacing=20)
        code = QrView(theme, public, self.tr("QR code of your public key"))
        line.addWidget(code, 0, Qt.AlignmentFlag.AlignTop)
        words = column(spacing=8)
        english = label("  ".join(self.desk.words), "heading")
        english.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        words.addWidget(english)
        korean = "  ".join(fingerprint.words(public, "korean"))
        words.addWidget(label(korean, "secondary"))
        words.addSpacing(4)
        words.addWidget(label(self.tr("Your public key, for programs such as minisign"), "caption"))
        whole = QLineEdit(public)
        whole.setReadOnly(True)
        whole.setCursorPosition(0)
        whole.setAccessibleName(self.tr("Public key"))
        words.addWidget(whole)
        buttons = Flow(spacing=10, line_spacing=6)
        printed = Button(theme, self.tr("Print for the class"), icon="printer")
        printed.clicked.connect(lambda: self.paper.print_on())
        saved = Button(theme, self.tr("Save as PDF"), icon="file-down")
        saved.clicked.connect(lambda: self.paper.ask())
        buttons.addWidget(printed)
        buttons.addWidget(saved)
        words.addLayout(buttons)
        words.addWidget(self.paper.line)
        words.addStretch(1)
        line.addLayout(words, 1)
        box.addLayout(line)
        return card

    def _passphrase(self) -> QWidget:
        card, box = self._card(
            self.tr("Your passphrase"),
            self.tr(
                "It locks the keys, not the names and results in your folder: who may use this "
                "account of the computer can read those."
            ),
        )
        change = Button(self.context.theme, self.tr("Change the passphrase"), icon="lock")
        change.clicked.connect(self._ask_change)
        lock = Button(self.context.theme, self.tr("Lock the desk now"), icon="log-out")
        lock.clicked.connect(lambda: self.open_requested.emit("nk:profiles"))
        buttons = Flow(spacing=10, line_spacing=6)
        buttons.addWidget(change)
        buttons.addWidget(lock)
        box.addLayout(buttons)
        box.addWidget(self._told)
        return card

    def _recovery(self) -> QWidget:
        card, box = self._card(
            self.tr("If the passphrase is forgotten"),
            self.tr("The recovery key of your school stands on paper alone. With it:"),
        )
        for number, words in enumerate(recovery_steps(), 1):
            box.addWidget(label(f"{number}.  {words}"))
        told = self.tr(
            "What is handed in to you is sealed for your key and for the recovery key. This is its "
            "public half, which another teacher of your school types when they are set up:"
        )
        box.addWidget(label(told, "small"))
        box.addWidget(self._public_half())
        self.words = ToPaper(self.context, self, self._words)
        printed = Button(self.context.theme, self.tr("Print what to do"), icon="printer")
        printed.clicked.connect(lambda: self.words.print_on())
        box.addWidget(printed, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _public_half(self) -> QLineEdit:
        school = QLineEdit(self.desk.recovery)
        school.setReadOnly(True)
        school.setCursorPosition(0)
        school.setAccessibleName(self.tr("Recovery key of the school, public half"))
        return school

    def _words(self) -> Sheet:
        catalog, recovery = self.context.catalog, self.desk.recovery
        name = self.desk.profile.name
        return Sheet(
            self.tr("If the passphrase is forgotten"),
            "if-the-passphrase-is-forgotten",
            lambda: recovery_words(catalog, recovery, name),
        )

    def _sheet(self) -> Sheet:
        catalog, public = self.context.catalog, self.desk.keys.public
        name = self.desk.profile.name
        return Sheet(
            self.tr("The key of %s") % name,
            "teacher-key",
            lambda: fingerprint_sheet(catalog, public, name),
        )

    def _ask_change(self) -> None:
        dialog = PassphraseDialog(self.context, self.desk, self.window())
        dialog.accepted.connect(self._say_changed)
        dialog.open()

    def _say_changed(self) -> None:
        self._told.setText(self.tr("The passphrase is changed."))
        self._told.show()

    @override
    def open(self, address: Address) -> None:
        if len(address.path) > 1:
            raise UserError(f"There is no page “{address}”.", todo="Choose from the line above.")
        self._told.hide()

    @override
    def export(self) -> None:
        self.paper.ask()


class PassphraseDialog(Dialog):
    """Asks for the passphrase of now, and for another, twice."""

    def __init__(self, context: Context, desk: TeacherDesk, parent: QWidget) -> None:
        super().__init__(context.theme, parent)
        self._context, self._desk = context, desk
        self.entitle(self.tr("Change the passphrase"))
        told = self.tr("Your keys stay the same; the recovery key of your school still opens them.")
        self.box.addWidget(label(told, "secondary"))
        self._old = self._field(self.tr("Passphrase of now"))
        self._first = self._field(self.tr("New passphrase, at least 10 characters"))
        self._second = self._field(self.tr("New passphrase once more"))
        self.finish(self.tr("Save the passphrase")).clicked.connect(self._save)

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
        if self._first.text() != self._second.text():
            self.show_problem(self.tr("The two new passphrases are not the same."))
            self._second.setFocus()
            return
        try:
            self._context.door.change(self._desk, self._old.text(), self._first.text())
        except UserError as error:
            self.show_problem(f"{error.what} {error.todo}")
            return
        self._context.saved()
        self.accept()
