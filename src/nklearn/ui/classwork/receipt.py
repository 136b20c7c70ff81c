"""The receipt of what was handed in: on a page, on paper, as PDF or text."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.classroom.handing_in import Receipt
from nklearn.domain.claims import Sensitivity
from nklearn.ui.classwork.words import moment_words
from nklearn.ui.context import Context
from nklearn.ui.takeaway import saving
from nklearn.ui.widgets.basics import Button, column, frame, label, rule
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.words import counted, sensitivity_words

if TYPE_CHECKING:
    from nklearn.ui.takeaway.paper import Paper

_NAME = "receipt"


def receipt_lines(context: Context, told: Receipt) -> tuple[tuple[str, str], ...]:
    """Return what the receipt says, as pairs of a name and its words."""
    at = f"{moment_words(told.at, context.people.now())} ({told.at:%Y-%m-%d %H:%M} UTC)"
    if told.late:
        at += ", " + QCoreApplication.translate("receipt", "after the due date")
    lines = [
        (QCoreApplication.translate("receipt", "Assignment"), told.title),
        (QCoreApplication.translate("receipt", "For"), f"{told.teacher}, {told.class_label}"),
        (QCoreApplication.translate("receipt", "Your code"), told.student),
        (QCoreApplication.translate("receipt", "Attempt"), str(told.attempt)),
        (QCoreApplication.translate("receipt", "Handed in"), at),
    ]
    if told.over_time:
        lines.append(
            (
                QCoreApplication.translate("receipt", "Time"),
                QCoreApplication.translate("receipt", "longer than the time limit"),
            )
        )
    if told.sections:
        lines.append((QCoreApplication.translate("receipt", "Sections read"), str(told.sections)))
    answered = sum(bool(words) for _, words in told.answers)
    if told.answers:
        words = QCoreApplication.translate("receipt", "%d of %d questions") % (
            answered,
            len(told.answers),
        )
        lines.append((QCoreApplication.translate("receipt", "Answered"), words))
    lines += [
        (QCoreApplication.translate("receipt", "The file in six words"), " ".join(told.words)),
        (QCoreApplication.translate("receipt", "SHA-256 of the file"), told.hash),
    ]
    if told.saved_to:
        lines.append((QCoreApplication.translate("receipt", "Saved as"), told.saved_to))
    return tuple(lines)


def answer_lines(told: Receipt) -> tuple[tuple[str, str], ...]:
    """Return each question with its answer; of hard material only that it is such."""
    found: list[tuple[str, str]] = []
    for number, (question, words) in enumerate(told.answers, 1):
        hard = question.sensitivity is not Sensitivity.NONE
        stem = sensitivity_words(question.sensitivity) if hard else question.stem
        said = (
            (QCoreApplication.translate("receipt", "Answered") if hard else words)
            if words
            else QCoreApplication.translate("receipt", "Left open")
        )
        found.append((f"{number}. {stem}", said))
    if told.alternative.strip():
        found.append(
            (QCoreApplication.translate("receipt", "The other task"), told.alternative.strip())
        )
    return tuple(found)


def receipt_text(context: Context, told: Receipt) -> str:
    """Return the receipt as plain text."""
    title = QCoreApplication.translate("receipt", "Receipt for work that was handed in")
    lines = [title, "", *(f"{name}: {words}" for name, words in receipt_lines(context, told)), ""]
    for question, answer in answer_lines(told):
        lines += [question, f"   {answer}", ""]
    return "\n".join(lines)


class ReceiptPart(QWidget):
    """Shows a receipt, and lets it be printed or saved."""

    def __init__(self, context: Context, told: Receipt) -> None:
        super().__init__()
        self._context, self._told = context, told
        box = column(self, spacing=12)
        box.addWidget(label(self.tr("Receipt"), "display"))
        words = self.tr(
            "Keep it. If your teacher can’t find your work, the six words show which file it is; "
            "you can save that file again."
        )
        box.addWidget(label(words, "secondary"))
        ways = Flow(spacing=8, line_spacing=6)
        for name, icon, work in (
            (self.tr("Print"), "printer", self._print),
            (self.tr("Save as PDF"), "download", partial(self._ask, "pdf")),
            (self.tr("Save as text"), "file-down", partial(self._ask, "txt")),
        ):
            ways.addWidget(Button(context.theme, name, icon=icon, small=True, on_click=work))
        box.addLayout(ways)
        box.addWidget(self._card(receipt_lines(context, told)))
        if answers := answer_lines(told):
            one = self.tr("1 answer")
            box.addWidget(label(counted(len(answers), one, self.tr("%d answers")), "title"))
            box.addWidget(self._card(answers))
        self._said = label("", "small", tone="positive")
        self._said.hide()
        box.addWidget(self._said)

    def _card(self, lines: tuple[tuple[str, str], ...]) -> QWidget:
        card = frame("card")
        box = column(card)
        for number, (name, words) in enumerate(lines):
            if number:
                box.addWidget(rule())
            inside = column(spacing=1)
            inside.setContentsMargins(18, 8, 18, 8)
            inside.addWidget(label(name, "small"))
            # A hash has no place to break by itself.
            shown = label("\u200b".join(words[n : n + 16] for n in range(0, len(words), 16)))
            shown.setText(words if " " in words else shown.text())
            shown.setAccessibleName(words)
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            inside.addWidget(shown)
            box.addLayout(inside)
        return card

    def _ask(self, kind: str) -> None:
        title = self.tr("Save the receipt")
        saving.ask(self, title, f"{_NAME}-{self._told.hash[:8]}.{kind}", self.save)

    def save(self, path: Path) -> None:
        """Write the receipt to a file, as PDF or text by its ending."""
        try:
            if path.suffix.lower() == ".pdf":
                _on_paper(self._context, self._told).save_pdf("A4", path)
            else:
                write_atomically(path, receipt_text(self._context, self._told).encode())
        except UserError as error:
            self._context.report(error, partial(self.save, path))
            return
        self._said.setText(self.tr("The receipt is in %s.") % path.name)
        self._said.show()

    def _print(self) -> None:
        _on_paper(self._context, self._told).ask_printer(self, "A4", self._context.report)


def _on_paper(context: Context, told: Receipt) -> Paper:
    """Return the receipt as a document to be printed."""
    from nklearn.ui.takeaway.paper import Paper

    title = QCoreApplication.translate("receipt", "Receipt for work that was handed in")
    paper = Paper(title, "NKLearn")
    paper.add_line(title, size=16, weight=600)
    for name, words in receipt_lines(context, told):
        paper.add_line(name, size=8, above=7, ink="TEXT_MUTED")
        paper.add_line(words)
    for question, answer in answer_lines(told):
        paper.add_line(question, weight=600, above=12)
        paper.add_line(answer, left=14)
    return paper
