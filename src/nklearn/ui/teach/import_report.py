"""Importing results: the window stays alive meanwhile, and every file is told of afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QTableView,
    QWidget,
)

from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.base.overriding import override
from nklearn.classroom.admission import FINE, Fate
from nklearn.classroom.collecting import PUT_BACK, Batch, Collecting, problems
from nklearn.classroom.computers import waiting_address
from nklearn.classroom.erasure import REACH
from nklearn.domain.teaching import FileSeen, ImportRun
from nklearn.ui import tasks
from nklearn.ui.context import Context
from nklearn.ui.focusing import give_back
from nklearn.ui.takeaway import saving
from nklearn.ui.teach.import_words import count_words, fate_words, report_text
from nklearn.ui.widgets.basics import Button, chip, clear, column, label, row
from nklearn.ui.widgets.flow import Flow

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

_SLICE = 0.25  # seconds of work between two looks at the window
_SIZE = (920, 600)
_MEASURED = 300  # rows that are as high as their words; more of them have two lines each
_QUIET = {*(fate.value for fate in FINE), PUT_BACK}
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class ImportModel(QAbstractTableModel):
    """The files of an import, those to look at first: name, what became of it, why."""

    def __init__(self, files: Sequence[FileSeen]) -> None:
        super().__init__()
        self._files = sorted(files, key=lambda one: one.verdict in _QUIET)
        self._names = fate_words()

    @override
    def rowCount(self, parent: Index = _ROOT, /) -> int:
        return 0 if parent.isValid() else len(self._files)

    @override
    def columnCount(self, parent: Index = _ROOT, /) -> int:
        return 3

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole, /) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        one = self._files[index.row()]
        return (one.name, self._names.get(one.verdict, one.verdict), one.words)[index.column()]

    @override
    def headerData(
        self,
        section: int,
        orientation: Qt.Orientation,
        role: int = Qt.ItemDataRole.DisplayRole,
        /,
    ) -> object:
        if orientation is Qt.Orientation.Vertical or role != Qt.ItemDataRole.DisplayRole:
            if role == Qt.ItemDataRole.TextAlignmentRole:
                return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
            return None
        return (self.tr("File"), self.tr("What became of it"), self.tr("Why"))[section]


class ImportDialog(QDialog):
    """One import, from the first file on; or the list of one that was done before.

    `imported` carries the list once all is taken in; `open_requested` a wish to go elsewhere.
    """

    imported = Signal(object)
    open_requested = Signal(str)

    def __init__(self, context: Context, desk: TeacherDesk, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._desk = context, desk
        self._theme = theme = context.theme
        self._collecting: Collecting | None = None
        self._run: ImportRun | None = None
        self.setWindowTitle(self.tr("Import results"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        width, height = (theme.px(side) for side in _SIZE)
        self.resize(min(width, parent.width() - 40), min(height, parent.height() - 40))
        box = column(self, margins=20, spacing=10)
        box.addWidget(label(self.tr("Import results"), "title"))
        self._status = label("", "secondary")
        box.addWidget(self._status)
        self._chips = QWidget()
        self._counts = Flow(self._chips, spacing=6, line_spacing=6)
        box.addWidget(self._chips)
        self._trouble = label("", "small", tone="negative")
        self._trouble.hide()
        box.addWidget(self._trouble)
        self._table = self._make_table()
        box.addWidget(self._table, 1)
        self._note = label("", "small")
        self._note.hide()
        box.addWidget(self._note)
        box.addLayout(self._make_foot())
        give_back(self)

    def _make_table(self) -> QTableView:
        table = QTableView()
        table.setAccessibleName(self.tr("Files of this import"))
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(self._theme.px(44))
        head = table.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        return table

    def _make_foot(self) -> QHBoxLayout:
        theme, foot = self._theme, row(spacing=10)
        self._copy = Button(theme, self.tr("Copy as text"), icon="copy", on_click=self._copy_text)
        self._save = Button(
            theme, self.tr("Save as text…"), icon="file-down", on_click=self._ask_where
        )
        self._confirm = Button(theme, self.tr("Confirm computers"), on_click=self._go_to_classes)
        self._close = Button(theme, self.tr("Close"), kind="primary", on_click=self.close)
        left = Flow(spacing=10, line_spacing=8)
        for each in (self._copy, self._save):
            left.addWidget(each)
        foot.addLayout(left, 1)
        for each in (self._confirm, self._close):
            foot.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        for each in (self._copy, self._save, self._confirm, self._close):
            each.setAutoDefault(False)
        for each in (self._copy, self._save, self._confirm, self._table):
            each.hide()
        return foot

    # -- importing ---------------------------------------------------------------------------

    def start(self, source: Path | Sequence[Path]) -> None:
        """Open over the window and import."""
        self._status.setText(self.tr("Reading the first files …"))
        self._close.set_text(self.tr("Stop"))
        self.open()
        self._close.setFocus(Qt.FocusReason.OtherFocusReason)
        try:
            self._collecting = Collecting(self._desk, source)
        except UserError as error:
            self._fail(error)
            return
        self._next()

    def _next(self) -> None:
        if self._collecting is None or _is_locked(self._desk):
            return
        collecting = self._collecting
        tasks.run(self, lambda: collecting.read(_SLICE), self._take_in, self._fail)

    def _take_in(self, batch: Batch) -> None:
        """Write what was read; what was written by the time that somebody stops stays."""
        collecting = self._collecting
        if collecting is None or not self.isVisible() or _is_locked(self._desk):
            return
        try:
            collecting.take_in(batch)
            if not collecting.done:
                self._status.setText(self.tr("%d files read so far …") % collecting.seen)
                self._next()
                return
            report = collecting.finish()
        except UserError as error:
            self._fail(error)
            return
        self._collecting = None
        self.show_run(report.run, report.trouble)
        self.imported.emit(report.run)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, UserError):
            raise error
        self._collecting = None
        self._status.setText(self.tr("The import stopped. What was taken in before stays."))
        self._say_trouble(str(error))
        self._close.set_text(self.tr("Close"))

    def _say_trouble(self, words: str) -> None:
        self._trouble.setText(words)
        self._trouble.setAccessibleName(words)
        self._trouble.setVisible(bool(words))

    # -- the list ----------------------------------------------------------------------------

    def show_run(self, run: ImportRun, trouble: str = "") -> None:
        """Show what became of the files of an import."""
        self._run = run
        words = self._heading(run)
        self._status.setText(words)
        self._status.setAccessibleName(words)
        self._say_trouble(trouble)
        clear(self._counts)
        for text, tone in count_words(run):
            self._counts.addWidget(chip(text, tone))
        model = ImportModel(run.files)
        model.setParent(self)
        self._table.setModel(model)
        head = self._table.horizontalHeader()
        for place, mode in enumerate(("Stretch", "ResizeToContents", "Stretch")):
            head.setSectionResizeMode(place, QHeaderView.ResizeMode[mode])
        rows = self._table.verticalHeader()
        rows.setMinimumSectionSize(self._theme.px(36))
        if len(run.files) <= _MEASURED:
            rows.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        verdicts = {one.verdict for one in run.files}
        self._table.setVisible(bool(run.files))
        if run.files:
            self._table.selectRow(0)
        for button in (self._copy, self._save):
            button.setVisible(bool(run.files))
        self._confirm.setVisible(Fate.WAITING.value in verdicts)
        erased = Fate.ERASED.value in verdicts or Fate.ERASURE.value in verdicts
        self._note.setText(REACH if erased else "")
        self._note.setVisible(erased)
        self._close.set_text(self.tr("Close"))

    def _heading(self, run: ImportRun) -> str:
        place = run.folder or self.tr("chosen files")
        if not run.files:
            return self.tr("There are no files in {place}.").format(place=place)
        wrong = problems(run)
        whole = self.tr("From {place}, {time}.").format(place=place, time=self._time(run))
        if not wrong:
            return whole + " " + self.tr("Nothing needs a look.")
        needs = self.tr("1 file needs a look; it stands first.")
        return (
            whole
            + " "
            + (needs if wrong == 1 else self.tr("%d files need a look; they stand first.") % wrong)
        )

    def _time(self, run: ImportRun) -> str:
        return f"{run.at.astimezone():%d %b %Y %H:%M}"

    # -- taking it away ----------------------------------------------------------------------

    def _text(self) -> str:
        return report_text(self._run, self._time(self._run)) if self._run else ""

    def _copy_text(self) -> None:
        QGuiApplication.clipboard().setText(self._text())
        self._note.setText(self.tr("The list was copied."))
        self._note.setAccessibleName(self._note.text())
        self._note.show()

    def _ask_where(self) -> None:
        saving.ask(self, self.tr("Save the list"), "import.txt", self._save_text)

    def _save_text(self, path: Path) -> None:
        try:
            write_atomically(path, self._text().encode())
        except UserError as error:
            self._context.report(error)
            return
        self._note.setText(self.tr("The list was saved to %s.") % path)
        self._note.setAccessibleName(self._note.text())
        self._note.show()

    def _go_to_classes(self) -> None:
        self.close()
        self.open_requested.emit(str(waiting_address(self._desk)))


def _is_locked(desk: TeacherDesk) -> bool:
    """Tell whether the teacher went while files were read."""
    try:
        return not desk.keys
    except ValueError:
        return True
