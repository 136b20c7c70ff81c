"""The notebook: everything that a reader marked and wrote, lesson by lesson, to take away."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.notebook import Chapter, Entry, EntryKind
from nklearn.domain.records import Answer, Bookmark, Problem
from nklearn.learning.notebook_view import chapters, chosen
from nklearn.ui import accessible
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.context import Context
from nklearn.ui.focusing import focus_into
from nklearn.ui.reading.entry_card import EntryCard
from nklearn.ui.takeaway import saving
from nklearn.ui.widgets.basics import Button, IconLabel, clear, column, frame, label, row
from nklearn.ui.widgets.find_field import FindField
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.segmented import Segmented
from nklearn.ui.words import counted, reader_name

if TYPE_CHECKING:  # no look at the notebook needs a printer
    from nklearn.ui.takeaway.paper import Paper

_BATCH = 60  # cards that are made at once
_PAPERS = ("A4", "A3")
_ALL = "all"


class NotebookPage(ColumnPage):
    """`nk:notebook?q=…&kind=…&lesson=…`; any of them may be left out."""

    rail = "practice"
    cap = 900

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._words, self._kind, self._lesson = "", "", ""
        self._most = _BATCH
        self._all: tuple[Chapter, ...] = ()
        self._shown: tuple[Chapter, ...] = ()
        self._results: QVBoxLayout = column()
        self._holder = QWidget()

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        state = address.state
        self._words = state.get("q", "")
        kind = state.get("kind", "")
        self._kind = kind if kind in set(EntryKind) else ""
        self._lesson = state.get("lesson", "")
        self._most = _BATCH
        self.heading = self.tr("Notebook")
        self.address = self._address()
        self._all = chapters(self.context.catalog, self.context.learner)
        self._build()

    def _address(self) -> Address:
        state = {"q": self._words, "kind": self._kind, "lesson": self._lesson}
        return Address.of("notebook", **{name: text for name, text in state.items() if text})

    def _build(self) -> None:
        theme, main = self.context.theme, self.cards.main
        self.cards.empty()
        main.addWidget(label(self.heading, "display"))
        if not self._all:
            self._add_empty(main)
            self.cards.finish()
            return
        field = FindField(theme, self.tr("Search your notebook"))
        field.show_words(self._words)
        field.typed.connect(self._type)
        field.list_requested.connect(lambda: focus_into(self._holder))
        main.addWidget(field)
        tools = Flow(spacing=12, line_spacing=8)
        kinds = Segmented(
            theme,
            {_ALL: self.tr("All")} | {kind: kinds_name(kind) for kind in self._kinds()},
            self.tr("Show"),
            small=True,
            wrap=True,
        )
        kinds.set_value(self._kind if self._kind in self._kinds() else _ALL)
        kinds.chosen.connect(self._choose_kind)
        main.addWidget(kinds)
        save = Button(theme, self.tr("Save as Markdown"), icon="file-down", small=True)
        save.clicked.connect(self._ask_markdown)
        paper = Button(theme, self.tr("Print"), icon="printer", small=True)
        self._print_menu = QMenu(paper)
        self._fill_print(self._print_menu)
        paper.setMenu(self._print_menu)
        tools.addWidget(save)
        tools.addWidget(paper)
        main.addLayout(tools)
        self._told = label("", "small")
        main.addWidget(self._told)
        self._told.hide()
        self._only = QWidget()
        main.addWidget(self._only)
        self._fill_only()
        self._count = label("", "small")
        main.addWidget(self._count)
        self._holder = QWidget()
        self._results = column(self._holder, spacing=10)
        main.addWidget(self._holder)
        self._fill()
        self.cards.finish()

    def _kinds(self) -> list[EntryKind]:
        there = {entry.kind for chapter in self._all for entry in chapter.entries}
        return [kind for kind in EntryKind if kind in there]

    def _fill_only(self) -> None:
        """Say that one lesson alone is shown, and offer all."""
        self._only.setVisible(bool(self._lesson))
        if not self._lesson:
            return
        box = row(self._only, spacing=12)
        try:
            title = self.context.catalog.lesson(self._lesson).title
        except UserError:
            title = self._lesson
        box.addWidget(label(self.tr("Only from the lesson “%s”.") % title), 1)
        every = Button(self.context.theme, self.tr("Show all lessons"), small=True)
        every.clicked.connect(self._show_all)
        box.addWidget(every)

    def _add_empty(self, main: QVBoxLayout) -> None:
        theme = self.context.theme
        card = frame("dashed")
        box = column(card, spacing=8)
        box.setContentsMargins(20, 18, 20, 18)
        head = row(spacing=10)
        head.addWidget(IconLabel(theme, "notebook-pen", "TEXT_SECONDARY", 22))
        head.addWidget(label(self.tr("Nothing is marked yet"), "heading"), 1)
        box.addLayout(head)
        told = self.tr(
            "Bookmarks, highlights and notes that you make in lessons stand here, and what you "
            "write for questions. Choose words in a lesson to begin."
        )
        box.addWidget(label(told))
        goal = self.context.learner.place or "nk:lessons"
        there = goal if goal.startswith("nk:lesson/") else "nk:lessons"
        words = self.tr("Go on reading") if there != "nk:lessons" else self.tr("Choose a lesson")
        go = Button(theme, words, kind="primary", icon="book-open")
        go.clicked.connect(lambda: self.open_requested.emit(there))
        box.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        main.addWidget(card)

    # -- the list ----------------------------------------------------------------------------

    def _fill(self) -> None:
        clear(self._results)
        kinds = (self._kind,) if self._kind else ()
        self._shown = chosen(self._all, lesson=self._lesson, kinds=kinds, words=self._words)
        total = sum(len(chapter.entries) for chapter in self._shown)
        self._count.setText(counted(total, self.tr("1 entry"), self.tr("%d entries")))
        left = self._most
        for chapter in self._shown:
            if left <= 0:
                break
            self._add_heading(chapter)
            for entry in chapter.entries[:left]:
                self._add_card(entry)
            left -= len(chapter.entries)
        if total > self._most:
            more = Button(self.context.theme, self.tr("Show more"), icon="chevron-down")
            more.clicked.connect(self._show_more)
            self._results.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if not total:
            self._results.addWidget(label(self.tr("Nothing here fits what you chose."), "heading"))
        accessible.announce(self._count, self._count.text())

    def _add_heading(self, chapter: Chapter) -> None:
        self._results.addSpacing(6)
        title = chapter.title or self.tr("No longer in the lessons")
        self._results.addWidget(label(title, "title"))
        if chapter.module_title not in ("", chapter.title):
            self._results.addWidget(label(chapter.module_title, "small"))

    def _add_card(self, entry: Entry) -> None:
        today = self.context.people.now().astimezone().date()
        card = EntryCard(self.context.theme, entry, kind_name(entry.kind), today)
        card.open_requested.connect(self.open_requested)
        card.remove_requested.connect(partial(self._remove, entry))
        self._results.addWidget(card)
        card.show()

    def _show_more(self) -> None:
        self._most += _BATCH
        self._fill()
        focus_into(self._holder)

    # -- wishes ------------------------------------------------------------------------------

    def _type(self, words: str) -> None:
        self._words = words
        self._moved()

    def _choose_kind(self, kind: str) -> None:
        self._kind = "" if kind == _ALL else kind
        self._moved()

    def _moved(self) -> None:
        self._most = _BATCH
        self.address = self._address()
        self._fill()
        self.moved.emit(self.address)

    def _show_all(self) -> None:
        self._lesson = ""
        self.address = self._address()
        self._build()
        self.moved.emit(self.address)
        focus_into(self.cards)

    def _remove(self, entry: Entry) -> None:
        """Let go of an entry, and offer it back."""
        learner, record = self.context.learner, entry.record
        book = learner.notebook
        undo: Callable[[], object]
        try:
            if isinstance(record, Bookmark):
                book.set_bookmark(record.section, False)
                undo = partial(book.set_bookmark, record.section, True)
            elif isinstance(record, Problem):
                learner.take_back_problem(record.id)
                undo = partial(
                    learner.report_problem, record.question, record.words, record.content
                )
            elif isinstance(record, Answer):
                return
            else:
                book.remove_note(record)
                undo = partial(book.put_back, record)
        except UserError as error:
            self.context.report(error, partial(self._remove, entry))
            return
        self.context.saved()
        self._renew()
        self._offer_undo(self.tr("Removed: %s.") % kind_name(entry.kind), undo)

    def _offer_undo(self, words: str, undo: Callable[[], object]) -> None:
        line = QWidget()
        box = row(line, spacing=12)
        box.addWidget(label(words, "small"))
        back = Button(self.context.theme, self.tr("Undo"), kind="note", icon="rotate-ccw")
        back.clicked.connect(partial(self._undo, undo))
        box.addWidget(back)
        box.addStretch(1)
        self.cards.main.insertWidget(1, line)
        line.show()
        back.setFocus(Qt.FocusReason.OtherFocusReason)
        accessible.announce(back, words)

    def _undo(self, undo: Callable[[], object]) -> None:
        try:
            undo()
        except UserError as error:
            self.context.report(error, partial(self._undo, undo))
            return
        self.context.saved()
        self._renew()
        focus_into(self.cards)

    def _renew(self) -> None:
        self._all = chapters(self.context.catalog, self.context.learner)
        self._build()

    # -- taking away -------------------------------------------------------------------------

    @property
    def _title(self) -> str:
        person = self.context.learner.known
        return self.tr("Notebook of %s") % reader_name(person.name if person else "")

    def _ask_markdown(self) -> None:
        name = self.tr("notebook") + ".md"
        saving.ask(self, self.tr("Save"), name, self.save_markdown)

    def save_markdown(self, path: Path) -> None:
        """Write what is shown as Markdown; say so."""
        from nklearn.interchange.notebook_markdown import notebook_markdown

        self._take(
            lambda: write_atomically(path, notebook_markdown(self._shown, self._title)), path
        )

    def _fill_print(self, menu: QMenu) -> None:
        for paper in _PAPERS:
            menu.addAction(self.tr("Print on %s") % paper, partial(self._to_printer, paper))
        for paper in _PAPERS:
            menu.addAction(self.tr("Save as PDF, %s") % paper, partial(self._ask_pdf, paper))

    def _ask_pdf(self, paper: str) -> None:
        name = self.tr("notebook") + ".pdf"
        saving.ask(self, self.tr("Save"), name, lambda path: self.save_pdf(path, paper))

    def save_pdf(self, path: Path, paper: str) -> None:
        """Write what is shown as PDF; say so."""
        self._take(lambda: self._paper().save_pdf(paper, path), path)

    def _to_printer(self, paper: str) -> None:
        self._paper().ask_printer(self, paper, self.context.tell)

    def _paper(self) -> Paper:
        from nklearn.ui.reading.notebook_paper import notebook_paper

        foot = f"{self._title} · NKLearn {self.context.catalog.version}"
        return notebook_paper(self._shown, self._title, foot, kind_name)

    def _take(self, work: Callable[[], object], path: Path) -> None:
        try:
            work()
        except UserError as error:
            self.context.tell(error)
            return
        words = self.tr("Saved as %s.") % path
        self._told.setText(words)
        self._told.show()
        accessible.announce(self._told, words)

    @override
    def export(self) -> None:
        if self._all:
            self._print_menu.popup(self.mapToGlobal(self.rect().center()))


def kind_name(kind: EntryKind) -> str:
    """Return what an entry is called."""
    return {
        EntryKind.BOOKMARK: QCoreApplication.translate("notebook", "Bookmark"),
        EntryKind.HIGHLIGHT: QCoreApplication.translate("notebook", "Highlight"),
        EntryKind.NOTE: QCoreApplication.translate("notebook", "Note"),
        EntryKind.RESPONSE: QCoreApplication.translate("notebook", "Written answer"),
        EntryKind.PROBLEM: QCoreApplication.translate("notebook", "Note for the teacher"),
    }[kind]


def kinds_name(kind: EntryKind) -> str:
    """Return what several such entries are called."""
    return {
        EntryKind.BOOKMARK: QCoreApplication.translate("notebook", "Bookmarks"),
        EntryKind.HIGHLIGHT: QCoreApplication.translate("notebook", "Highlights"),
        EntryKind.NOTE: QCoreApplication.translate("notebook", "Notes"),
        EntryKind.RESPONSE: QCoreApplication.translate("notebook", "Written answers"),
        EntryKind.PROBLEM: QCoreApplication.translate("notebook", "For the teacher"),
    }[kind]
