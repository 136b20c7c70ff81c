"""Asking for the file or folder that a list of students is in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from nklearn.ui.focusing import give_back

_Read = Callable[[Path], object]


def ask_list(parent: QWidget, title: str, read: _Read) -> None:
    """Ask for a list: CSV or text, by whatever name."""
    lists = QCoreApplication.translate("list_files", "Lists (*.csv *.tsv *.txt)")
    everything = QCoreApplication.translate("list_files", "All files (*)")
    _ask(parent, title, read, (lists, everything), QFileDialog.FileMode.ExistingFile)


def ask_export(parent: QWidget, title: str, read: _Read) -> None:
    """Ask for a OneRoster export in a ZIP file."""
    _ask(parent, title, read, ("ZIP (*.zip)",), QFileDialog.FileMode.ExistingFile)


def ask_folder(parent: QWidget, title: str, read: _Read) -> None:
    """Ask for the folder of a OneRoster export."""
    _ask(parent, title, read, (), QFileDialog.FileMode.Directory)


def _ask(
    parent: QWidget,
    title: str,
    read: _Read,
    filters: tuple[str, ...],
    mode: QFileDialog.FileMode,
) -> None:
    def chosen(path: str) -> None:
        read(Path(path))

    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent.window(), title, folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    dialog.setFileMode(mode)
    if filters:
        dialog.setNameFilters(filters)
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    give_back(dialog)
    dialog.open()
