"""A reader's own data: export, bring from another computer, erase."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from nklearn.base import file_names
from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.domain.records import Profile
from nklearn.learning.erasing import Holdings
from nklearn.ui.context import Context
from nklearn.ui.settings.card import Card
from nklearn.ui.settings.dialog import Dialog
from nklearn.ui.takeaway import saving
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, label
from nklearn.ui.widgets.check_box import CheckBox
from nklearn.ui.words import counted

_KIND = "nkprofile"


class DataCard(Card):
    """What a reader can do with what is kept of them; only for somebody with a profile."""

    def __init__(self, context: Context, person: Profile) -> None:
        super().__init__(context)
        self._person = person
        self.title.setText(self.tr("My data"))
        self.name(
            self.tr("Take my work to another computer"),
            self.tr(
                "One file with all that you read, answered and wrote, but not your PIN. You can "
                "read it, keep it, or bring it to NKLearn elsewhere. Keep it as carefully as a "
                "diary: it is not locked."
            ),
        )
        self._keys: CheckBox | None = None
        told = self.tr(
            "Whoever has a file with the keys can hand in as you, and open your feedback. Without "
            "them the other computer makes its own, and your teacher confirms it."
        )
        if context.people.has_keys(person):
            self._keys = CheckBox(context.theme, self.tr("With the keys of this computer"))
            self._keys.setAccessibleName(self._keys.text())
            self.box.addWidget(self._keys)
            self.box.addWidget(label(told, "small"))
        self.button(self.tr("Export my data"), "file-down", self.ask_export)
        self.name(
            self.tr("Bring work from another computer"),
            self.tr("What you did there is added to what you did here. Nothing is lost."),
        )
        self.button(self.tr("Bring my work"), "folder-input", self._ask_bring)
        self.name(
            self.tr("Erase my data"),
            self.tr(
                "Your name, your answers and everything else of yours go from this computer, "
                "and you are no longer in the list of readers."
            ),
        )
        self.button(self.tr("Erase my data"), "trash-2", self._ask_erase)
        self._told = label("", "small", tone="positive")
        self._told.hide()
        self.box.addWidget(self._told)

    def _tell(self, words: str) -> None:
        self._told.setText(words)
        self._told.show()

    # -- export and bring --------------------------------------------------------------------

    def ask_export(self) -> None:
        """Ask for a file to export to."""
        name = file_names.words(self._person.name, "reader")
        saving.ask(self, self.tr("Export my data"), f"{name}.{_KIND}", self.export)

    def export(self, path: Path) -> None:
        """Write all that is kept of the reader to a file."""
        from nklearn.interchange.profile_file import profile_file

        try:
            keys = self._keys is not None and self._keys.isChecked()
            work = self.context.people.work(self._person, with_keys=keys)
            write_atomically(path, profile_file(work))
        except UserError as error:
            self.context.report(error, partial(self.export, path))
            return
        self._tell(self.tr("Your data is in %s.") % path.name)

    def _ask_bring(self) -> None:
        saving.ask_open(self, self.tr("Bring work from another computer"), _KIND, self.bring)

    def bring(self, path: Path) -> None:
        """Add what the reader did on another computer."""
        from nklearn.interchange.profile_file import read_profile

        people = self.context.people
        try:
            work = read_profile(path)
            if work.profile.id != self._person.id:
                raise UserError(
                    self.tr("%s holds the work of another reader, or of you under another start.")
                    % path.name,
                    safe=self.tr("Nothing was changed here."),
                    todo=self.tr(
                        "Choose “Switch reader”, then “Bring work from another computer”: it "
                        "becomes a reader of its own."
                    ),
                )
            people.bring(work)
        except UserError as error:
            self.context.tell(error)
            return
        self.context.saved()
        self._tell(self.tr("Your work from %s is here now.") % path.name)

    # -- erase -------------------------------------------------------------------------------

    def _ask_erase(self) -> None:
        held = self.context.people.erasing.holdings(self._person)
        dialog = EraseDialog(self.context.theme, self.window(), held)
        dialog.export_requested.connect(self.ask_export)
        dialog.accepted.connect(self.erase)
        dialog.open()

    def erase(self) -> None:
        """Erase the reader, and go to the choice of names."""
        context = self.context
        try:
            erased = context.people.erasing.erase(self._person)
        except UserError as error:
            context.report(error, self.erase)
            return
        self.open_requested.emit("nk:profiles")
        if erased.unfinished:
            context.tell(erased.unfinished)
        elif erased.unreadable:
            names = ", ".join(path.name for path in erased.unreadable)
            context.tell(
                UserError(
                    self.tr("Your data is erased, but these backups can’t be read: %s.") % names,
                    safe=self.tr("They may still hold some of it. Nobody has deleted them."),
                    todo=self.tr(
                        "In the settings, “Where work is kept” asks what to do with them."
                    ),
                )
            )


class EraseDialog(Dialog):
    """Says what goes, offers an export first, and needs a tick."""

    export_requested = Signal()

    def __init__(self, theme: Theme, parent: QWidget, held: Holdings) -> None:
        super().__init__(theme, parent)
        self.entitle(self.tr("Erase my data"))
        parts = (
            counted(held.sections, self.tr("1 section read"), self.tr("%d sections read")),
            counted(held.answers, self.tr("1 answer"), self.tr("%d answers")),
            counted(held.notes, self.tr("1 note or highlight"), self.tr("%d notes or highlights")),
            counted(held.bookmarks, self.tr("1 bookmark"), self.tr("%d bookmarks")),
        )
        told = self.tr(
            "This goes from this computer, and from its backups: your name, %s, and all that is "
            "kept with them."
        )
        self.box.addWidget(label(told % ", ".join(parts)))
        told = self.tr(
            "It can’t be undone. Files that you exported or gave to somebody stay as they are. "
            "What others did here stays too."
        )
        self.box.addWidget(label(told, "secondary"))
        export = Button(theme, self.tr("Export my data first"), icon="file-down", small=True)
        export.setAutoDefault(False)
        export.clicked.connect(self.export_requested)
        self.box.addWidget(export, 0, Qt.AlignmentFlag.AlignLeft)
        self._tick = CheckBox(theme, self.tr("Yes, erase all of it"))
        self.box.addWidget(self._tick)
        go = self.finish(self.tr("Erase my data"), "trash-2")
        go.setEnabled(False)
        self._tick.toggled.connect(go.setEnabled)
        go.clicked.connect(self.accept)
