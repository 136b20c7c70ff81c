"""Taking a list over into a class: what was read and what would happen, before it does."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QWidget

from nklearn.base.errors import UserError
from nklearn.classroom import rosters
from nklearn.classroom.rosters import Taking
from nklearn.interchange.foreign_text import Encoding
from nklearn.interchange.roster_csv import RosterPreview, read_roster
from nklearn.ui.teach.import_reading import Reading, ReadingPane
from nklearn.ui.teach.rows_table import Line, RowsTable
from nklearn.ui.teach.work_dialog import WorkDialog
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, frame, label, rule
from nklearn.ui.widgets.check_box import CheckBox
from nklearn.ui.words import counted

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

_WIDTH, _SIDE, _NARROW = 1060, 330, 860


class ImportDialog(WorkDialog):
    """Shows a list with what would happen to each line; `taken_over` tells that it was done.

    `source` is a file's bytes, pasted text, or a list that has been read (from a OneRoster export).
    """

    taken_over = Signal()

    def __init__(
        self,
        theme: Theme,
        desk: TeacherDesk,
        school_class: str,
        source: bytes | str | RosterPreview,
        parent: QWidget,
    ) -> None:
        """Raises UserError where there is nothing that can be read."""
        own = rosters.school_class(desk, school_class)
        preview = source if isinstance(source, RosterPreview) else read_roster(source)
        super().__init__(theme, parent, width=_WIDTH)
        self.entitle(self.tr("Import a list into %s") % own.label)
        self._desk, self._class, self._source = desk, school_class, source
        self._preview, self._taking = preview, Taking(school_class, (), (), ())
        left = QWidget()
        box = column(left, spacing=8)
        box.setContentsMargins(20, 14, 14, 14)
        self._count = label("", "label")
        box.addWidget(self._count)
        titles = (
            self.tr("Line"),
            self.tr("Name"),
            self.tr("Number"),
            self.tr("Group"),
            self.tr("What happens"),
        )
        self._table = RowsTable(theme, titles, (5, 18, 11, 9, 34), self.tr("Lines of the list"))
        box.addWidget(self._table, 1)
        self._absent = CheckBox(theme, "")
        self._absent.toggled.connect(self._sum_up)
        box.addWidget(self._absent)
        self.body.addWidget(left, 1)
        narrow = self.width() < theme.px(_NARROW)
        self.body.addWidget(rule() if narrow else frame("upright"))
        given, pasted = isinstance(source, RosterPreview), isinstance(source, str)
        self._pane = ReadingPane(theme, preview, given=given, pasted=pasted)
        if narrow:
            self.body.setDirection(QBoxLayout.Direction.TopToBottom)
            self._table.setMinimumHeight(theme.px(31) * 4)
            self._pane.setMinimumHeight(theme.px(120))
        else:
            self._pane.setFixedWidth(theme.px(_SIDE))
        self._pane.reading_changed.connect(self._read_again)
        self._pane.class_chosen.connect(self._plan)
        self.body.addWidget(self._pane)
        self._go = self.finish("", icon="users")
        self._go.clicked.connect(self._take)
        self.fill_height()
        self._plan()

    # -- reading -----------------------------------------------------------------------------

    def _read_again(self, reading: Reading) -> None:
        if isinstance(self._source, RosterPreview):
            return
        try:
            self._preview = read_roster(
                self._source,
                encoding=cast("Encoding | None", reading.encoding or None),
                separator=reading.separator,
                header=reading.header,
                meanings=reading.meanings,
            )
        except UserError as error:
            self.say(f"{error.what} {error.todo}", "negative")
            self._go.setEnabled(False)
            return
        self._pane.show_preview(self._preview)
        self._plan()

    def _plan(self) -> None:
        of_class = self._pane.school_class
        self._taking = rosters.plan(self._desk, self._class, self._preview, of_class=of_class)
        self._table.show_lines(self._lines())
        absent = len(self._taking.absent)
        self._absent.setText(
            counted(
                absent,
                self.tr("Note that the one who is not on the list has left"),
                self.tr("Note that the %d who are not on the list have left"),
            )
        )
        self._absent.setVisible(bool(absent))
        self._sum_up()

    def _lines(self) -> list[Line]:
        """Return every line that was read, in the order of the file, and what comes of it."""
        elsewhere = {(own.number, own.name.casefold()) for own in self._taking.elsewhere}
        lines: list[tuple[int, Line]] = []
        new = {row.line for row in self._taking.new}
        changes = iter(self._taking.known)
        chosen = self._pane.school_class
        for row in self._preview.rows:
            muted = False
            if chosen is not None and row.school_class != chosen:
                words, muted = self.tr("Of another class: left out"), True
            elif row.line not in new:
                words = self._change(next(changes))
            elif (row.number, row.name.casefold()) in elsewhere:
                words = self.tr("New here; another class of yours has this student")
            else:
                words = self.tr("New")
            cells = (str(row.line), row.name, row.number, row.group, words)
            lines.append((row.line, Line(str(row.line), cells, muted)))
        for skipped in self._preview.skipped:
            why = self.tr("Left out. %s") % skipped.why
            cells = (str(skipped.line), skipped.name, "", "", why)
            lines.append((skipped.line, Line(f"skipped {skipped.line}", cells, muted=True)))
        return [line for _, line in sorted(lines, key=lambda pair: pair[0])]

    def _change(self, change: rosters.Change) -> str:
        before, after = change.before, change.after
        if change.same:
            return self.tr("Known, stays as it is")
        told = [
            words
            for differs, words in (
                (before.left is not None, self.tr("back in the class")),
                (before.name != after.name, self.tr("name was %s") % before.name),
                (before.number != after.number, self.tr("number is new")),
                (before.group != after.group, self.tr("group changes")),
            )
            if differs
        ]
        return self.tr("Known: %s") % ", ".join(told)

    def _sum_up(self) -> None:
        taking = self._taking
        count = len(taking.new) + len(taking.known)
        left_out = len(self._preview.skipped)
        words = [self.tr("%d new") % len(taking.new), self.tr("%d known") % len(taking.known)]
        if left_out:
            words.append(
                counted(left_out, self.tr("1 line left out"), self.tr("%d lines left out"))
            )
        self._count.setText(", ".join(words))
        self._go.set_text(
            counted(count, self.tr("Take 1 student over"), self.tr("Take %d students over"))
        )
        self._go.setEnabled(bool(count))
        absent = len(taking.absent)
        if absent and not self._absent.isChecked():
            self.say(
                counted(
                    absent,
                    self.tr("One student who is not on the list stays in the class."),
                    self.tr("%d students who are not on the list stay in the class."),
                )
            )
        else:
            self.say(self.tr("Names stay on this computer. Nobody is deleted."))

    # -- doing it ----------------------------------------------------------------------------

    def _take(self) -> None:
        leave = self._absent.isVisible() and self._absent.isChecked()
        try:
            rosters.take_over(self._desk, self._taking, absent_leave=leave)
        except UserError as error:
            self.say(f"{error.what} {error.todo}", "negative")
            return
        self.taken_over.emit()
        self.accept()
