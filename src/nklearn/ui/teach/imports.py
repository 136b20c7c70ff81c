"""What other parts show of imports: the button that begins one, and the line about the last."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu

from nklearn.base.errors import UserError
from nklearn.ui.context import Context
from nklearn.ui.focusing import give_back
from nklearn.ui.teach.import_report import ImportDialog
from nklearn.ui.teach.import_words import last_words
from nklearn.ui.widgets.basics import Button

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk

_FOLDER = "import folder"  # the setting that keeps where results came from last


class ImportButton(Button):
    """“Import results”, from a folder or from chosen files.

    `imported` carries the ImportRun once all is taken in; `open_requested` wishes from its list.
    """

    imported = Signal(object)
    open_requested = Signal(str)

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__(context.theme, self.tr("Import results"), icon="folder-input")
        self._context, self._desk = context, desk
        menu = QMenu(self)
        menu.aboutToShow.connect(self._fill)
        self._menu = menu
        self._fill()
        self.setMenu(menu)

    def _fill(self) -> None:
        self._menu.clear()
        if last := self._last_folder():
            shown = last if len(last) < 50 else f"…{last[-48:]}"
            self._menu.addAction(
                self.tr("Again from %s") % shown.replace("&", "&&"),
                lambda: self.import_from(Path(last)),
            )
        self._menu.addAction(self.tr("From a folder…"), self._ask_folder)
        self._menu.addAction(self.tr("From files…"), self._ask_files)

    def _last_folder(self) -> str:
        """Return where results came from last, or where assignments went."""
        return self._desk.store.setting(_FOLDER) or self._desk.store.setting("folder")

    def import_from(self, source: Path | Sequence[Path]) -> ImportDialog:
        """Import a folder or files, with the list of them over the window."""
        if isinstance(source, Path):
            try:
                self._desk.store.set_setting(_FOLDER, str(source))
            except UserError as error:
                self._context.unsaved(error)
        dialog = ImportDialog(self._context, self._desk, self.window())
        dialog.imported.connect(self.imported)
        dialog.open_requested.connect(self.open_requested)
        dialog.start(source)
        return dialog

    def _ask_folder(self) -> None:
        dialog = self._dialog(self.tr("The folder with results"))
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._folder_chosen)
        dialog.open()

    def _ask_files(self) -> None:
        dialog = self._dialog(self.tr("Results to import"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setNameFilters(
            [self.tr("Results (*.nkresult* *.NKRESULT*)"), self.tr("All files (*)")]
        )
        dialog.filesSelected.connect(self._files_chosen)
        dialog.open()

    def _folder_chosen(self, path: str) -> None:
        self.import_from(Path(path))

    def _files_chosen(self, paths: list[str]) -> None:
        self.import_from([Path(each) for each in paths])

    def _dialog(self, title: str) -> QFileDialog:
        at = self._last_folder() or str(Path.home())
        dialog = QFileDialog(self.window(), title, at)
        dialog.finished.connect(dialog.deleteLater)
        give_back(dialog)
        return dialog


class LastImport(Button):
    """The line about the last import, as in the gradebook; a click shows its list."""

    open_requested = Signal(str)

    def __init__(self, context: Context, desk: TeacherDesk) -> None:
        super().__init__(context.theme, "", kind="text", small=True, on_click=self._show)
        self._context, self._desk = context, desk
        self.refresh()

    def refresh(self) -> None:
        """Say it anew, after an import."""
        run = self._desk.store.last_import()
        self.set_text(last_words(run, self._desk.now().astimezone()))
        self.setEnabled(run is not None)

    def _show(self) -> None:
        run = self._desk.store.last_import()
        if run is None:
            return
        dialog = ImportDialog(self._context, self._desk, self.window())
        dialog.open_requested.connect(self.open_requested)
        dialog.show_run(run)
        dialog.open()
