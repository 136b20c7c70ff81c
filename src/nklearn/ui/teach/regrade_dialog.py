"""Scoring an assignment by the questions of now: what would change, and then doing it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from nklearn.base.errors import UserError
from nklearn.classroom import regrading
from nklearn.domain.gradebook import percent
from nklearn.ui.context import Context
from nklearn.ui.settings.dialog import Dialog
from nklearn.ui.teach.gradebook_words import when
from nklearn.ui.widgets.basics import label
from nklearn.ui.words import counted

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

_SHOWN = 8


class RegradeDialog(Dialog):
    """`regraded` comes once the new scores are saved.

    `called` says what stands for a student, as names may be hidden; empty for one it doesn’t know.
    """

    regraded = Signal()

    def __init__(
        self,
        context: Context,
        desk: TeacherDesk,
        work: str,
        parent: QWidget,
        called: Callable[[str], str],
    ) -> None:
        super().__init__(context.theme, parent)
        self._desk, self._work, self._called = desk, work, called
        self.entitle(self.tr("Regrade"))
        self._plan = regrading.plan(desk, work)
        for words in self._words():
            self.box.addWidget(label(words, "body"))
        for old in desk.store.regrades(work):
            self.box.addWidget(label(self.tr("Regraded %s: %s") % (when(old.at), old.why), "small"))
        self._reason = QLineEdit()
        self._reason.setAccessibleName(self.tr("Why"))
        self._reason.setPlaceholderText(self.tr("Why, in a few words"))
        self._reason.setMaxLength(500)
        self._reason.setVisible(self._plan.needed)
        self.box.addWidget(self._reason)
        self._go = self.finish(self.tr("Regrade"))
        self._go.setEnabled(self._plan.needed)
        self._go.clicked.connect(self._do)
        self._reason.returnPressed.connect(self._do)

    def _words(self) -> list[str]:
        plan = self._plan
        if not plan.needed:
            return [
                self.tr(
                    "No question of this assignment has changed since it was given out: every "
                    "score stands."
                )
            ]
        names = {one.id: one.name for one in self._desk.store.students()}
        said = [
            counted(len(plan.changed), self.tr("1 question has"), self.tr("%d questions have"))
            + " "
            + self.tr("changed since. Scored as it is now:")
        ]
        for change in plan.changes[:_SHOWN]:
            before = "–" if change.before is None else str(percent(change.before))
            after = "–" if change.after is None else str(percent(change.after))
            name = self._called(change.student) or names.get(change.student, change.student)
            said.append(f"{name}: {before} → {after}")
        if len(plan.changes) > _SHOWN:
            said.append(self.tr("and %d more.") % (len(plan.changes) - _SHOWN))
        if not plan.changes:
            said.append(self.tr("No score would be another one."))
        if plan.gone:
            said.append(
                self.tr("%d that are no longer there stay scored as they were asked.")
                % len(plan.gone)
            )
        return said

    def _do(self) -> None:
        try:
            regrading.apply(self._desk, self._work, self._reason.text())
        except UserError as error:
            self.show_problem(str(error))
            return
        self.accept()
        self.regraded.emit()
