"""Deciding by hand about one student's work: another score, excused, or back to what it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from nklearn.base.errors import UserError
from nklearn.classroom import overriding
from nklearn.classroom.gradebook import cell_of, last_rulings
from nklearn.domain.teaching import Ruling
from nklearn.ui.context import Context
from nklearn.ui.settings.dialog import Dialog
from nklearn.ui.teach.gradebook_words import when
from nklearn.ui.widgets.basics import label
from nklearn.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk


class RulingDialog(Dialog):
    """`decided` comes once the decision is saved. A reason has to be given.

    `called` stands for the student where names are hidden.
    """

    decided = Signal()

    def __init__(
        self,
        context: Context,
        desk: TeacherDesk,
        student: str,
        work: str,
        parent: QWidget,
        called: str = "",
    ) -> None:
        super().__init__(context.theme, parent)
        self._context, self._desk, self._student, self._work = context, desk, student, work
        person = desk.store.student(student)
        versions = desk.store.versions(work)
        self.entitle(self.tr("Decide by hand"))
        name = called or (person.name if person else "")
        said = ": ".join((name, versions[-1].title if versions else ""))
        self.box.addWidget(label(said, "heading"))
        for one in desk.store.overrides(work):
            if one.student == student:
                self.box.addWidget(
                    label(
                        f"{when(one.at)}: {ruling_words(one.ruling, one.fraction)}. {one.reason}",
                        "small",
                    )
                )
        kinds = {
            Ruling.FRACTION.value: self.tr("Another score"),
            Ruling.EXCUSED.value: self.tr("Excused"),
        }
        if (work, student) in last_rulings(desk.store.overrides(work)):
            kinds[Ruling.CLEARED.value] = self.tr("As worked out")
        self._kind = Segmented(context.theme, kinds, self.tr("Decision"))
        self._kind.set_value(Ruling.FRACTION.value)
        self._kind.chosen.connect(self._choose)
        self.box.addWidget(self._kind)
        self._score = QSpinBox()
        self._score.setRange(0, 100)
        self._score.setSuffix(" %")
        self._score.setValue(_score_of_now(desk, student, work))
        self._score.setAccessibleName(self.tr("Score in percent"))
        self.box.addWidget(self._score, 0, Qt.AlignmentFlag.AlignLeft)
        self.box.addWidget(label(self.tr("Reason"), "label"))
        self._reason = QLineEdit()
        self._reason.setAccessibleName(self.tr("Reason"))
        self._reason.setMaxLength(overriding.REASON_LIMIT)
        self.box.addWidget(self._reason)
        self.box.addWidget(
            label(
                self.tr("Kept in a log with the date. The student reads it with the feedback."),
                "small",
            )
        )
        self._go = self.finish(self.tr("Save decision"), "check")
        self._go.clicked.connect(self._save)
        self._reason.returnPressed.connect(self._save)

    def _choose(self, kind: str) -> None:
        self._score.setVisible(kind == Ruling.FRACTION.value)
        self._fit()

    def _save(self) -> None:
        kind, reason = Ruling(self._kind.value), self._reason.text()
        try:
            if kind is Ruling.FRACTION:
                score = self._score.value() / 100
                overriding.override(self._desk, self._work, self._student, score, reason)
            elif kind is Ruling.EXCUSED:
                overriding.excuse(self._desk, self._work, self._student, reason)
            else:
                overriding.clear(self._desk, self._work, self._student, reason)
        except UserError as error:
            self.show_problem(str(error))
            return
        self.accept()
        self.decided.emit()


def _score_of_now(desk: TeacherDesk, student: str, work: str) -> int:
    """Return the score that the gradebook shows, from which another one is mostly near."""
    cell = cell_of(desk, student, work)
    return (cell.percent if cell else None) or 0


def ruling_words(ruling: Ruling, fraction: float | None) -> str:
    """Return a decision in words."""
    if ruling is Ruling.FRACTION:
        words = QCoreApplication.translate("gradebook", "set to %d percent")
        return words % round(100 * (fraction or 0))
    if ruling is Ruling.EXCUSED:
        return QCoreApplication.translate("gradebook", "excused")
    return QCoreApplication.translate("gradebook", "back to the score as worked out")
