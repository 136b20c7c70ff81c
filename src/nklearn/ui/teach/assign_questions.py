"""The second part of a new assignment: questions chosen by hand from the bank."""

from __future__ import annotations

import contextlib
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from nklearn.base.errors import UnknownAddressError, UserError
from nklearn.classroom.bank import BankFilter
from nklearn.classroom.packs import import_pack
from nklearn.domain.grading import grade
from nklearn.domain.model_answers import right_response
from nklearn.domain.questions import Difficulty, Question, Written
from nklearn.domain.records import Answer
from nklearn.domain.teaching import Kind
from nklearn.learning.progress import Checked
from nklearn.ui import layouts
from nklearn.ui.context import Context
from nklearn.ui.focusing import give_back
from nklearn.ui.practice.question_part import QuestionPart
from nklearn.ui.questions.answer_view import plain
from nklearn.ui.teach.drafting import Drafting
from nklearn.ui.teach.fields import Dropdown
from nklearn.ui.teach.question_list import QuestionList, type_names
from nklearn.ui.teach.split import Split
from nklearn.ui.widgets.basics import Button, column, label, row
from nklearn.ui.widgets.check_box import CheckBox
from nklearn.ui.widgets.find_field import FindField
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.words import counted, difficulty_name

_LONGEST = 60


class QuestionsPart(Split):
    """Filters and rows at the left, one question as a teacher sees it at the right."""

    failed = Signal(object)  # the UserError of a pack that could not be imported

    def __init__(self, context: Context, drafting: Drafting) -> None:
        left, self._shown = QWidget(), ScrollColumn(context.theme, fold=10_000)
        super().__init__(context.theme, left, self._shown, (5, 4))
        self._context, self._drafting = context, drafting
        self._titles = {one.id: one.title for one in context.catalog.modules()}
        self._filter = BankFilter()
        self._fresh = False
        box = column(left, spacing=8)
        self._fill_filters(box)
        self.list = QuestionList(context.theme)
        self.list.setMinimumHeight(context.theme.px(160))
        self.list.toggled.connect(self._toggle)
        self.list.looked_at.connect(self._preview)
        box.addWidget(self.list, 1)
        self._nothing = label("", "secondary")
        box.addWidget(self._nothing)
        self._shown.set_margins(0, 0, 4, 0)
        self._shown.setMinimumHeight(context.theme.px(240))
        self._shown.setAccessibleName(self.tr("The question with its answer"))
        drafting.kind_changed.connect(self._forget)
        drafting.changed.connect(self._show_chosen)

    def _fill_filters(self, box: QVBoxLayout) -> None:
        theme = self._context.theme
        self.words = FindField(theme, self.tr("Find words in questions"))
        self.words.typed.connect(self._refilter)
        self.words.list_requested.connect(self._enter_list)
        box.addWidget(self.words)
        self._module = Dropdown(theme, self.tr("Module"))
        self._type = Dropdown(theme, self.tr("Type of question"))
        self._difficulty = Dropdown(theme, self.tr("What it asks"))
        self._claim = Dropdown(theme, self.tr("Fact it rests on"))
        for pair in ((self._module, self._type), (self._difficulty, self._claim)):
            line = row(spacing=8)
            for each in pair:
                each.chosen.connect(self._refilter)
                line.addWidget(each, 1)
            box.addLayout(line)
        line = row(spacing=10)
        self._only = CheckBox(theme, self.tr("Only chosen"))
        self._only.toggled.connect(self._refilter)
        line.addWidget(self._only)
        line.addStretch(1)
        self._count = label("", "small", wrap=False)
        line.addWidget(self._count)
        self._pack = Button(theme, self.tr("Import teacher pack"), small=True, icon="folder-input")
        self._pack.clicked.connect(self._choose_pack)
        line.addWidget(self._pack)
        box.addLayout(line)

    # -- showing -----------------------------------------------------------------------------

    def open(self) -> None:
        """Show the bank of now; what was looked for stays."""
        if not self._fresh:
            self._fresh = True
            self._offer()
            self._refilter()

    def _forget(self) -> None:
        self._fresh = False
        if self.isVisible():
            self.open()

    def _offer(self) -> None:
        bank = self._drafting.bank
        used = {one.partition("/")[0] for one in bank.ids}
        modules = {name: title for name, title in self._titles.items() if name in used}
        self._module.offer({"": self.tr("All modules")} | modules, _kept(self._module, modules))
        types = type_names()
        self._type.offer({"": self.tr("All types")} | types, _kept(self._type, types))
        asks = {one.value: difficulty_name(one) for one in Difficulty}
        self._difficulty.offer({"": self.tr("Everything asked")} | asks, self._difficulty.value)
        self._offer_claims()

    def _offer_claims(self) -> None:
        claims = {
            name: self._claim_words(name) for name in self._drafting.bank.claims(self._module.value)
        }
        claims = dict(sorted(claims.items(), key=lambda pair: pair[1].casefold()))
        self._claim.offer({"": self.tr("All facts")} | claims, _kept(self._claim, claims))

    def _claim_words(self, name: str) -> str:
        title = name
        with contextlib.suppress(UnknownAddressError):
            title = self._context.catalog.evidence(name).title
        return title if len(title) <= _LONGEST else title[: _LONGEST - 1] + "…"

    def _enter_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refilter(self) -> None:
        if not self._fresh:
            return
        if self._filter.module != self._module.value:
            self._offer_claims()
        asks = self._difficulty.value
        self._filter = BankFilter(
            module=self._module.value,
            claim=self._claim.value,
            type=self._type.value,
            difficulty=Difficulty(asks) if asks else None,
            words=self.words.text(),
        )
        found = self._drafting.bank.found(self._filter)
        chosen = self._drafting.draft.questions
        if self._only.isChecked():
            found = tuple(one for one in found if one.id in chosen)
        self.list.show_questions(found, chosen, self._titles)
        graded = self._drafting.draft.kind is Kind.GRADED
        self._pack.setVisible(graded)
        words = self.tr("No question has all of this. Take a filter back.")
        if graded and not self._drafting.bank.ids:
            words = self.tr(
                "Graded questions come in a teacher pack, a file that students don’t have. "
                "Import one."
            )
        self._nothing.setText(words)
        self._nothing.setVisible(not found)
        self._show_chosen()

    def _show_chosen(self) -> None:
        if not self._fresh:
            return
        chosen = self._drafting.draft.questions
        self.list.show_chosen(chosen)
        found = self.list.count()
        shown = counted(found, self.tr("1 question"), self.tr("%d questions"))
        self._count.setText(self.tr("%s, %d chosen") % (shown, len(chosen)))

    def _toggle(self, name: str) -> None:
        draft = self._drafting.draft
        gone = name in draft.questions
        kept = [one for one in draft.questions if one != name]
        self._drafting.choose({*draft.reading, *(kept if gone else [*kept, name])})

    # -- one question ------------------------------------------------------------------------

    def _preview(self, name: str) -> None:
        self._shown.empty()
        question = self._drafting.bank.question(name)
        if question is None:
            return
        box = self._shown.main
        lesson = f"{question.module}/{question.section.partition('/')[0]}"
        with contextlib.suppress(UnknownAddressError):
            words = self.tr("To the lesson “%s”") % self._context.catalog.lesson(lesson).title
            box.addWidget(label(words, "small"))
        part = QuestionPart(self._context, question, "", "")
        checked = _answered(question)
        if checked is not None:
            part.show_key(checked)
        else:
            part.view.lock()
        box.addWidget(part)
        if isinstance(question.body, Written):
            box.addWidget(label(self.tr("A good answer"), "label"))
            for spans in question.body.looks_for:
                box.addWidget(label(f"• {plain(spans)}", "advice"))
        rests = label(self.tr("Rests on: %s") % ", ".join(question.claims), "caption")
        box.addWidget(rests)
        box.addStretch(1)
        part.show()
        layouts.finish()
        self._shown.verticalScrollBar().setValue(0)

    # -- packs -------------------------------------------------------------------------------

    def _choose_pack(self) -> None:
        name = self.tr("Teacher packs (*.db)")
        dialog = QFileDialog(self.window(), self.tr("Import teacher pack"), str(Path.home()), name)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_pack)
        dialog.finished.connect(dialog.deleteLater)
        give_back(dialog)
        dialog.open()

    def take_pack(self, path: str) -> None:
        """Import a pack and show its questions."""
        try:
            import_pack(self._drafting.desk, Path(path))
        except UserError as error:
            self.failed.emit(error)
            return
        self._drafting.forget_banks()


def _kept(chooser: Dropdown, offered: dict[str, str]) -> str:
    return chooser.value if chooser.value in offered else ""


def _answered(question: Question) -> Checked | None:
    """Return the right answer as if somebody had given it; None for a text."""
    if not question.scored:
        return None
    response = right_response(question)
    graded = grade(question, response)
    if graded is None:
        return None
    at = datetime(2026, 1, 1, tzinfo=UTC)
    return Checked(graded, Answer("", question.id, "quiz", response, graded.fraction, at))
