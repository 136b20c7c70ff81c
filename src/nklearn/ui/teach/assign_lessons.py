"""The first part of a new assignment: what is read, for which class, until when, and where to."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QFrame, QLineEdit, QWidget

from nklearn.classroom.drafts import free_space
from nklearn.domain.teaching import Counts, Kind
from nklearn.ui import icons
from nklearn.ui.focusing import give_back
from nklearn.ui.teach.choice_tree import ChoiceTree
from nklearn.ui.teach.drafting import Drafting
from nklearn.ui.teach.due_field import DueField
from nklearn.ui.teach.fields import CountField, Dropdown, named
from nklearn.ui.teach.split import Split
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import Button, IconLabel, column, frame, label, retone, row
from nklearn.ui.widgets.check_box import CheckBox
from nklearn.ui.widgets.segmented import Segmented
from nklearn.ui.words import counted

_GIGABYTE = 1_000_000_000
_MEGABYTE = 1_000_000


class WhatPart(QWidget):
    """Title and tree."""

    def __init__(self, theme: Theme, drafting: Drafting) -> None:
        super().__init__()
        self._drafting = drafting
        box = column(self, spacing=6)
        self.title = QLineEdit(drafting.draft.title)
        self.title.setMaxLength(200)
        self.title.setPlaceholderText(self.tr("What students will see"))
        self.title.textChanged.connect(drafting.taker("title"))
        box.addWidget(named(self.tr("Title"), self.title))
        box.addSpacing(8)
        head = row(spacing=8)
        head.addWidget(label(self.tr("Modules and lessons"), "label"), 1)
        self._count = label("", "small", wrap=False)
        head.addWidget(self._count)
        box.addLayout(head)
        self.tree = ChoiceTree(theme, drafting)
        self.tree.setMinimumHeight(theme.px(250))
        box.addWidget(self.tree, 1)
        drafting.changed.connect(self._tell)
        self._tell()

    def _tell(self) -> None:
        if self.title.text() != self._drafting.draft.title:
            self.title.setText(self._drafting.draft.title)
        count = self._drafting.sums().lessons
        words = counted(count, self.tr("1 lesson chosen"), self.tr("%d lessons chosen"))
        self._count.setText(words)


class HowPart(QWidget):
    """Class, due time, kind, attempts, options, folder and sums."""

    def __init__(self, theme: Theme, drafting: Drafting) -> None:
        super().__init__()
        self._theme, self._drafting = theme, drafting
        self._looked: tuple[str, int | None] = ("", None)  # a share may be slow: once a folder
        store = drafting.desk.store
        classes = [one for one in store.classes() if not one.archived]
        self._classes = {one.id: self._class_words(one.id, one.label) for one in classes}
        box = column(self, spacing=12)
        self._class = Dropdown(theme, self.tr("Class"))
        self._class.chosen.connect(self._choose_class)
        self.due = DueField(theme, self.tr("Due"))
        self.due.due_changed.connect(lambda: drafting.set(due=self.due.due))
        box.addLayout(_pair(named(self.tr("Class"), self._class), named(self.tr("Due"), self.due)))
        box.addWidget(self._kind_part())
        self.attempts = CountField(theme, 0, 100)
        self.attempts.setSpecialValueText(self.tr("No limit"))
        self.attempts.valueChanged.connect(drafting.taker("attempts"))
        self._counts = Dropdown(theme, self.tr("Count"))
        self._counts.chosen.connect(self._choose_counts)
        attempts = named(self.tr("Attempts"), self.attempts)
        box.addLayout(_pair(attempts, named(self.tr("Count"), self._counts)))
        checks = column(spacing=0)
        self._shuffle = self._check(self.tr("Shuffle question order"), "shuffle")
        self._advisory = self._check(self.tr("Show content advisories first"), "advisory")
        self._hints = self._check(self.tr("Allow hints"), "hints")
        for check in (self._shuffle, self._advisory, self._hints):
            checks.addWidget(check)
        box.addLayout(checks)
        box.addWidget(self._folder_part())
        box.addWidget(self._sums_part())
        box.addStretch(1)
        drafting.changed.connect(self.show_draft)
        self.show_draft()

    # -- making ------------------------------------------------------------------------------

    def _kind_part(self) -> QWidget:
        holder = QWidget()
        box = column(holder, spacing=6)
        box.addWidget(label(self.tr("Type"), "label"))
        words = {Kind.GRADED.value: self.tr("Graded"), Kind.PRACTICE.value: self.tr("Practice")}
        self.kind = Segmented(self._theme, words, self.tr("Type"))
        self.kind.fill_width()
        self.kind.chosen.connect(self._choose_kind)
        box.addWidget(self.kind)
        self._kind_words = label("", "small")
        box.addWidget(self._kind_words)
        # What to think of stands here and not below the sums, where a low window would cut it off.
        self._said = label("", "small", tone="caution")
        box.addWidget(self._said)
        return holder

    def _check(self, words: str, name: str) -> CheckBox:
        made = CheckBox(self._theme, words)
        made.toggled.connect(self._drafting.taker(name))
        return made

    def _folder_part(self) -> QWidget:
        holder = QWidget()
        box = column(holder, spacing=6)
        box.addWidget(label(self.tr("Save to folder or USB drive"), "label"))
        line = row(spacing=8)
        self.folder = QLineEdit()
        self.folder.setAccessibleName(self.tr("Folder for the file"))
        self.folder.setPlaceholderText(self.tr("Choose a folder"))
        self.folder.textChanged.connect(self._drafting.taker("folder"))
        lead = QLineEdit.ActionPosition.LeadingPosition
        self._sign = self.folder.addAction(self._folder_icon(), lead)
        self._sign.setText(self.tr("Folder"))
        self._theme.changed.connect(lambda: self._sign.setIcon(self._folder_icon()))
        line.addWidget(self.folder, 1)
        browse = Button(self._theme, self.tr("Browse"))
        browse.clicked.connect(self._browse)
        line.addWidget(browse)
        box.addLayout(line)
        found = row(spacing=6)
        self._found_icon = IconLabel(self._theme, "check", "POSITIVE", 16)
        self._found = label("", "small")
        found.addWidget(self._found_icon, 0, Qt.AlignmentFlag.AlignTop)
        found.addWidget(self._found, 1)
        box.addLayout(found)
        return holder

    def _folder_icon(self) -> QIcon:
        return icons.icon("folder", self._theme.color("TEXT_SECONDARY"), self._theme.px(18))

    def _sums_part(self) -> QFrame:
        card = frame("sums")
        line = row(card)
        line.setContentsMargins(4, 10, 4, 10)
        self._sums = [(label("", "title", wrap=False), label("", "small")) for _ in range(3)]
        for place, (number, words) in enumerate(self._sums):
            if place:
                upright = frame("upright")
                upright.setFixedWidth(1)
                line.addWidget(upright)
            part = column(spacing=0)
            for each in (number, words):
                each.setAlignment(Qt.AlignmentFlag.AlignHCenter)
                part.addWidget(each)
            line.addLayout(part, 1)
        return card

    # -- showing -----------------------------------------------------------------------------

    def show_draft(self) -> None:
        """Show the draft as it stands."""
        draft = self._drafting.draft
        self._class.offer(self._classes, draft.school_class)
        self.due.setEnabled(draft.due is not None)
        if draft.due is not None and draft.due != self.due.due:
            self.due.show_due(draft.due)
        self.kind.set_value(draft.kind.value)
        graded = draft.kind is Kind.GRADED
        self._kind_words.setText(
            self.tr("Graded: answers are shown only after you release them.")
            if graded
            else self.tr("Practice: each answer is explained to the student.")
        )
        self.attempts.setValue(draft.attempts)
        names = {
            Counts.BEST.value: self.tr("Best attempt"),
            Counts.LAST.value: self.tr("Last attempt"),
            Counts.FIRST.value: self.tr("First attempt"),
            Counts.AVERAGE.value: self.tr("Average"),
        }
        self._counts.offer(names, draft.counts.value)
        self._counts.setEnabled(draft.attempts != 1)
        for check, on in (
            (self._shuffle, draft.shuffle),
            (self._advisory, draft.advisory),
            (self._hints, draft.hints and not graded),
        ):
            was = check.blockSignals(True)
            check.setChecked(on)
            check.blockSignals(was)
        self._hints.setEnabled(not graded)
        self._hints.setToolTip(self.tr("Graded questions have no hints.") if graded else "")
        if self.folder.text() != draft.folder:
            self.folder.setText(draft.folder)
        self._show_folder()
        self._show_sums()

    def _class_words(self, name: str, words: str) -> str:
        here = sum(one.left is None for one in self._drafting.desk.store.students(name))
        count = counted(here, self.tr("1 student"), self.tr("%d students"))
        return f"{words}, {count}"

    def _show_folder(self) -> None:
        folder = self._drafting.draft.folder
        if self._looked[0] != folder:
            self._looked = folder, free_space(Path(folder)) if folder else None
        free = self._looked[1]
        found = free is not None
        self._found_icon.setVisible(found)
        if free is None:
            words = self.tr("This folder can’t be written. Is its drive connected?")
            self._found.setText(words if folder else self.tr("No folder is chosen yet."))
        else:
            large = free >= _GIGABYTE
            words = self.tr("Folder found, %.1f GB free") if large else self.tr("%.1f MB free")
            self._found.setText(words % (free / (_GIGABYTE if large else _MEGABYTE)))
        retone(self._found, "positive" if found else "caution" if folder else "")

    def _show_sums(self) -> None:
        told = self._drafting.sums()
        shown = (
            (told.lessons, self.tr("lesson") if told.lessons == 1 else self.tr("lessons")),
            (told.questions, self.tr("question") if told.questions == 1 else self.tr("questions")),
            (told.minutes, self.tr("minutes, about")),
        )
        for (number, words), (count, name) in zip(self._sums, shown, strict=True):
            number.setText(str(count))
            words.setText(name)
        said = [one.words for one in self._drafting.findings() if not one.blocks]
        self._said.setText("\n".join(said))
        self._said.setVisible(bool(said))

    # -- choosing ----------------------------------------------------------------------------

    def _choose_counts(self, value: str) -> None:
        self._drafting.set(counts=Counts(value))

    def _choose_kind(self, value: str) -> None:
        self._drafting.set(kind=Kind(value))

    def _choose_class(self, name: str) -> None:
        store = self._drafting.desk.store
        folder = store.setting(f"folder/{name}") or self._drafting.draft.folder
        self._drafting.set(school_class=name, students=(), group="", extra={}, folder=folder)

    def _browse(self) -> None:
        at = self._drafting.draft.folder or str(Path.home())
        dialog = QFileDialog(self.window(), self.tr("Folder for the assignment"), at)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._drafting.taker("folder"))
        dialog.finished.connect(dialog.deleteLater)
        give_back(dialog)
        dialog.open()


class LessonsPart(Split):
    """Both."""

    def __init__(self, theme: Theme, drafting: Drafting) -> None:
        self.what, self.how = WhatPart(theme, drafting), HowPart(theme, drafting)
        super().__init__(theme, self.what, self.how, (5, 4))


def _pair(one: QWidget, two: QWidget) -> QBoxLayout:
    line = row(spacing=14)
    line.addWidget(one, 1, Qt.AlignmentFlag.AlignTop)
    line.addWidget(two, 1, Qt.AlignmentFlag.AlignTop)
    return line
