"""Choosing a class of a OneRoster export."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from nklearn.interchange.oneroster import OneRoster
from nklearn.ui.teach.rows_table import Line, RowsTable
from nklearn.ui.teach.work_dialog import WorkDialog
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column
from nklearn.ui.widgets.find_field import FindField
from nklearn.ui.words import counted

_WIDTH, _SHOWN = 760, 8


class ExportDialog(WorkDialog):
    """`class_chosen` carries the id of a class of the export."""

    class_chosen = Signal(str)

    def __init__(self, theme: Theme, found: OneRoster, parent: QWidget) -> None:
        super().__init__(theme, parent, width=_WIDTH)
        self.entitle(self.tr("Choose a class of the export"))
        self._found = found
        pane = QWidget()
        box = column(pane, spacing=8)
        box.setContentsMargins(20, 14, 20, 14)
        self.body.addWidget(pane, 1)
        self._find = FindField(theme, self.tr("Find a class"))
        self._find.typed.connect(self._show)
        box.addWidget(self._find)
        titles = (self.tr("Class"), self.tr("School"), self.tr("Students"))
        self._table = RowsTable(theme, titles, (5, 4, 1), self.tr("Classes of the export"))
        self._table.line_opened.connect(self._choose)
        self._find.list_requested.connect(self._table.setFocus)
        box.addWidget(self._table, 1)
        self._add_problems(box)
        self._go = self.finish(self.tr("Look at it"))
        self._go.clicked.connect(self._chosen)
        self._table.picked.connect(self._picked)
        self._show("")
        self.fill_height()
        self._find.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_problems(self, box: QVBoxLayout) -> None:
        problems = self._found.problems
        count = len(problems) + self._found.more
        if not count:
            self.say(self.tr("All references of the export are sound."))
            return
        words = counted(
            count,
            self.tr("One line of the export was left out."),
            self.tr("%d lines of the export were left out."),
        )
        lines = [Line(str(place), (each,)) for place, each in enumerate(problems)]
        table = RowsTable(self.theme, (words,), (1,), self.tr("Lines that were left out"))
        table.show_lines(lines)
        table.setMaximumHeight(self.theme.px(31) * min(_SHOWN, len(lines) + 1) + 8)
        table.setMinimumHeight(self.theme.px(31) * min(3, len(lines) + 1))
        box.addWidget(table)

    def _show(self, words: str) -> None:
        wanted = words.casefold().split()
        self._table.show_lines(
            [
                Line(own.id, (own.title, own.school, str(own.students)))
                for own in self._found.classes
                if all(word in f"{own.title} {own.code} {own.school}".casefold() for word in wanted)
            ]
        )

    def _picked(self) -> None:
        self._go.setEnabled(bool(self._table.selected()))

    def _chosen(self) -> None:
        for name in self._table.selected():
            self._choose(name)

    def _choose(self, name: str) -> None:
        self.accept()
        self.class_chosen.emit(name)
