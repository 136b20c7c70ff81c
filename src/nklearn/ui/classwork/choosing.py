"""Asking for files from a teacher, and for the folder where work goes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from nklearn.ui.context import Context
from nklearn.ui.focusing import give_back


def ask_files(parent: QWidget, context: Context) -> None:
    """Ask for files from a teacher and take them in."""
    title = QCoreApplication.translate("classwork", "Open a file from your teacher")
    dialog = QFileDialog(parent.window(), title, _start(context))
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    kinds = QCoreApplication.translate("classwork", "Files from a teacher")
    every = QCoreApplication.translate("classwork", "All files")
    dialog.setNameFilters([f"{kinds} (*.nkassign *.nkrelease)", f"{every} (*)"])
    dialog.filesSelected.connect(context.open_files)
    dialog.finished.connect(dialog.deleteLater)
    give_back(dialog)
    dialog.open()


def ask_folder(parent: QWidget, context: Context, save: Callable[[Path], object]) -> None:
    """Ask for the folder, or the stick, into which a file for the teacher goes."""

    def chosen(path: str) -> None:
        save(Path(path))

    title = QCoreApplication.translate("classwork", "Where your work goes")
    dialog = QFileDialog(parent.window(), title, _start(context))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    give_back(dialog)
    dialog.open()


def _start(context: Context) -> str:
    place = QStandardPaths.StandardLocation.DocumentsLocation
    return context.preferences.teacher_folder or QStandardPaths.writableLocation(place)
