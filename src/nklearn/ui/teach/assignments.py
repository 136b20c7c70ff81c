"""Work that a teacher gives out: drafts, and what was given out with how far each class is."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QVBoxLayout, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.classroom import assigning, packs
from nklearn.classroom.assigning import Progress
from nklearn.classroom.drafts import AssignmentDraft, new_draft, read_draft
from nklearn.classroom.reviewing import review_draft
from nklearn.domain.addresses import Address
from nklearn.domain.teaching import Assigned, Kind, SavedDraft
from nklearn.ui.context import Context
from nklearn.ui.focusing import give_back
from nklearn.ui.teach.segment import Segment
from nklearn.ui.widgets.basics import Button, IconLabel, chip, column, frame, label, row
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.widgets.strata import Strata
from nklearn.ui.words import counted, sentences, short_date

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk
    from nklearn.ui.teach.assign_dialog import AssignDialog

_ALL = "all"
_BLOCKS = 60  # of more students the words alone tell


class AssignmentsSegment(Segment):
    """`nk:teach/assignments`; `…/new` opens an empty draft, `…/draft/<id>` one that was kept.

    `…/new?review=<id>` opens one on what was hard in an assignment.
    """

    all_classes = True

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__(context, desk)
        self.dialog: AssignDialog | None = None
        self._class = ""
        box = column(self, spacing=8)
        self._told = label("", "small", tone="positive")
        self._told.hide()
        box.addWidget(self._told)
        self._list = ScrollColumn(context.theme)
        self._list.set_margins(0, 4, 0, 12)
        self._list.setAccessibleName(self.tr("Assignments"))
        box.addWidget(self._list, 1)

    @override
    def open(self, address: Address) -> None:
        wanted = address.state.get("class", "")
        self._class = "" if wanted == _ALL else wanted
        self._show()
        match address.path[1:]:
            case ("new",):
                about = address.state.get("review", "")
                draft = review_draft(self.desk, about) if about else new_draft(self.desk)
                known = {one.id for one in self.desk.store.classes()}
                if self._class in known and not about:
                    draft = draft.for_class(self._class)
                self._ask(draft)
            case ("draft", name):
                saved = {one.id: one for one in self.desk.store.drafts()}
                if name not in saved:
                    raise UserError("This draft is no longer here.", todo="Begin a new one.")
                self._ask(read_draft(saved[name]))
            case ():
                pass
            case _:
                raise UserError(f"There is no page “{address}”.", todo="Choose from the list.")

    # -- the list ----------------------------------------------------------------------------

    def _show(self) -> None:
        self._list.empty()
        box = self._list.main
        drafts, given = self.desk.store.drafts(), self.desk.store.assignments(self._class)
        if drafts:
            box.addWidget(label(self.tr("Drafts"), "title"))
            for saved in drafts:
                box.addWidget(self._draft_card(saved))
        if given:
            if drafts:
                box.addSpacing(6)
                box.addWidget(label(self.tr("Given out"), "title"))
            told = assigning.progress(self.desk, self._class)
            for one in sorted(given, key=lambda one: (one.made, one.sequence), reverse=True):
                box.addWidget(self._given_card(one, told[one.id]))
        if not drafts and not given:
            box.addWidget(self._empty_card())
        box.addSpacing(6)
        box.addWidget(self._packs_card())
        box.addStretch(1)
        self._list.finish()

    def _empty_card(self) -> QFrame:
        card, box = _card()
        box.addWidget(IconLabel(self.context.theme, "clipboard-list", "TEXT_SECONDARY", 22))
        box.addWidget(label(self.tr("Nothing was given out yet"), "heading"))
        words = self.tr(
            "Choose lessons and questions for a class. NKLearn writes one file, which students "
            "open from a folder or a USB drive."
        )
        box.addWidget(label(words, "secondary"))
        begin = Button(self.context.theme, self.tr("Make an assignment"), icon="plus")
        begin.clicked.connect(
            lambda: self.open_requested.emit(str(Address.of("teach", "assignments", "new")))
        )
        box.addWidget(begin, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _draft_card(self, saved: SavedDraft) -> QFrame:
        card, box = _card()
        title = saved.title.strip() or self.tr("Without a title")
        box.addWidget(label(title, "heading"))
        words = self.tr("Changed %s. Nobody has it yet.") % _moment(saved.changed, self._now())
        box.addWidget(label(words, "small"))
        line = Flow(spacing=8, line_spacing=6)
        theme = self.context.theme
        go = Button(theme, self.tr("Continue"), small=True, icon="pencil")
        go.setAccessibleName(self.tr("Continue: %s") % title)
        goal = str(Address.of("teach", "assignments", "draft", saved.id))
        go.clicked.connect(lambda: self.open_requested.emit(goal))
        drop = Button(theme, self.tr("Delete draft"), small=True, icon="trash-2")
        drop.setAccessibleName(self.tr("Delete draft: %s") % title)
        drop.clicked.connect(lambda: self._drop(saved.id))
        for button in (go, drop):
            line.addWidget(button)
        box.addLayout(line)
        return card

    def _given_card(self, given: Assigned, told: Progress) -> QFrame:
        card, box = _card()
        head = row(spacing=8)
        head.addWidget(label(given.title, "heading"), 1)
        graded = given.kind is Kind.GRADED
        words = self.tr("Graded") if graded else self.tr("Practice")
        head.addWidget(chip(words, "accent" if graded else ""), 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(head)
        box.addWidget(label(self._given_words(given, told), "small"))
        left = told.students - told.handed_in - told.begun
        counts = (
            ("done", self.tr("Handed in"), told.handed_in),
            ("current", self.tr("In progress"), told.begun),
            ("open", self.tr("Not handed in"), left),
        )
        states = [(state, tip) for state, tip, count in counts for _ in range(count)]
        done = self.tr("%d of %d handed in") % (told.handed_in, told.students)
        parts = [done]
        if told.begun:
            parts.append(self.tr("%d in progress") % told.begun)
        words = ", ".join(parts)
        if 0 < told.students <= _BLOCKS:
            strata = Strata(self.context.theme, 10)
            strata.show_states([one for one, _ in states], [tip for _, tip in states], words)
            box.addWidget(strata)
        box.addWidget(label(words, "small"))
        released = self.desk.store.releases(given.id)
        if released:
            at = _moment(released[-1].at, self._now())
            box.addWidget(label(self.tr("Feedback released %s") % at, "small", tone="positive"))
        box.addLayout(self._given_buttons(given, told))
        return card

    def _given_words(self, given: Assigned, told: Progress) -> str:
        owner = self.desk.store.school_class(given.school_class)
        people = counted(told.students, self.tr("1 student"), self.tr("%d students"))
        parts = [f"{owner.label if owner else given.school_class}, {people}"]
        if given.due is None:
            parts.append(self.tr("no due time"))
        else:
            over = given.due <= self._now()
            form = self.tr("was due %s") if over else self.tr("due %s")
            parts.append(form % _moment(given.due, self._now()))
        parts.append(self.tr("given out %s") % _moment(given.made, self._now()))
        return " · ".join(parts)

    def _given_buttons(self, given: Assigned, told: Progress) -> Flow:
        theme = self.context.theme
        line = Flow(spacing=8, line_spacing=6)
        query = {"class": given.school_class, "at": given.id}
        book = str(Address.of("teach", "gradebook", **query))
        wishes = (
            (self.tr("Open gradebook"), "table", partial(self.open_requested.emit, book)),
            (self.tr("Release feedback"), "file-up", partial(self._release, given)),
            (self.tr("Open folder"), "folder-open", partial(self._open_folder, given)),
            (self.tr("Save file again"), "folder-output", partial(self._save_again, given)),
            (self.tr("Change and assign again"), "pencil", partial(self._anew, given)),
        )
        for words, icon, wish in wishes:
            button = Button(theme, words, small=True, icon=icon)
            button.setAccessibleName(f"{words}: {given.title}")
            button.clicked.connect(lambda _=False, wish=wish: wish())
            if icon == "folder-open" and not Path(given.folder).is_dir():
                button.setEnabled(False)
                button.setToolTip(self.tr("The folder is not connected: %s") % given.folder)
            if icon == "file-up" and not told.handed_in:
                button.setEnabled(False)
                button.setToolTip(self.tr("Nobody has handed in yet."))
            line.addWidget(button)
        return line

    def _packs_card(self) -> QFrame:
        card, box = _card()
        box.addWidget(label(self.tr("Graded questions"), "heading"))
        held = packs.packs(self.desk)
        content = self.context.catalog.version
        if not held:
            words = self.tr(
                "They come in a teacher pack, a file of its own that students don’t have. Keep it "
                "where students can’t read it."
            )
            box.addWidget(label(words, "small"))
        for pack in held:
            count = counted(pack.questions, self.tr("1 question"), self.tr("%d questions"))
            words = self.tr("%s: %s, for content %s") % (pack.name, count, pack.version)
            box.addWidget(label(words, "small"))
            if pack.version != content:
                other = self.tr("The content here is %s. Ask for the newer pack.") % content
                box.addWidget(label(other, "small", tone="caution"))
        theme = self.context.theme
        take = Button(theme, self.tr("Import teacher pack"), small=True, icon="folder-input")
        take.clicked.connect(self._choose_pack)
        box.addWidget(take, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _now(self) -> datetime:
        return self.desk.now()

    # -- wishes ------------------------------------------------------------------------------

    def _ask(self, draft: AssignmentDraft) -> None:
        from nklearn.ui.teach.assign_dialog import AssignDialog

        if self.dialog is not None:
            self.dialog.close()
        dialog = AssignDialog(self.context, self.desk, draft, self.window())
        self.dialog = dialog
        dialog.saved.connect(self._say)
        dialog.finished.connect(self._asked)
        QTimer.singleShot(0, dialog, dialog.ask)

    def _asked(self) -> None:
        self.dialog = None
        query = {"class": self._class} if self._class else {}
        self.moved.emit(Address.of("teach", "assignments", **query))
        self._show()

    def _say(self, words: str) -> None:
        self._told.setText(words)
        self._told.show()
        self.context.saved()

    def _drop(self, name: str) -> None:
        try:
            self.desk.store.drop_draft(name)
        except UserError as error:
            self.context.report(error)
            return
        self._say(self.tr("The draft is deleted."))
        self._show()

    def _anew(self, given: Assigned) -> None:
        try:
            draft = assigning.draft_of(self.desk, given)
        except UserError as error:
            self.context.report(error)
            return
        self._ask(draft)

    def _release(self, given: Assigned) -> None:
        from nklearn.ui.teach.release_dialog import ReleaseDialog

        dialog = ReleaseDialog(self.context, self.desk, given.id, self.window())
        dialog.accepted.connect(self._show)
        dialog.open()

    def _open_folder(self, given: Assigned) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(given.folder))

    def _save_again(self, given: Assigned) -> None:
        at = given.folder if Path(given.folder).is_dir() else str(Path.home())
        dialog = QFileDialog(self.window(), self.tr("Folder for the assignment"), at)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(partial(self.put_again, given))
        dialog.finished.connect(dialog.deleteLater)
        give_back(dialog)
        dialog.open()

    def put_again(self, given: Assigned, folder: str) -> None:
        """Write the file of an assignment into a folder once more."""
        try:
            path = assigning.save_again(given, Path(folder))
        except UserError as error:
            self.context.report(error)
            return
        self._say(sentences(self.tr("“%s” is saved as %s.") % (given.title, path.name)))

    def _choose_pack(self) -> None:
        name = self.tr("Teacher packs (*.db)")
        dialog = QFileDialog(self.window(), self.tr("Import teacher pack"), str(Path.home()), name)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_pack)
        dialog.finished.connect(dialog.deleteLater)
        give_back(dialog)
        dialog.open()

    def take_pack(self, path: str) -> None:
        """Import a pack of graded questions."""
        try:
            made, older = packs.import_pack(self.desk, Path(path))
        except UserError as error:
            self.context.report(error)
            return
        words = counted(made.questions, self.tr("1 question"), self.tr("%d questions"))
        told = self.tr("%s is imported: %s.") % (made.name, words)
        if older:
            told = sentences(told, self.tr("It took the place of %s.") % older[0].name)
        self._say(told)
        self._show()

    # -- the page ----------------------------------------------------------------------------

    @override
    def panes(self) -> list[QWidget]:
        return [self._list]


def _card() -> tuple[QFrame, QVBoxLayout]:
    card = frame("card")
    box = column(card, spacing=8)
    box.setContentsMargins(18, 14, 18, 14)
    return card, box


def _moment(at: datetime, now: datetime) -> str:
    """Return a day with its time, as this computer's clock has it: 27 Nov 2026, 16:00."""
    here = at.astimezone()
    return f"{short_date(here.date(), now.astimezone().date())}, {here:%H:%M}"
