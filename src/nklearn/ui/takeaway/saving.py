"""Asking where a file is to be saved."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QWidget

from nklearn.base.file_names import fitting
from nklearn.ui.focusing import give_back


def ask(parent: QWidget, title: str, name: str, save: Callable[[Path], object]) -> None:
    """Ask for a file, `name` by default, and save to it; never in the way of what goes on behind.

    The ending of `name` says of what kind the file is.
    """

    def chosen(path: str) -> None:
        save(Path(path))

    name = fitting(name)
    kind = name.rpartition(".")[2]
    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent.window(), title, str(Path(folder, name)))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(kind)
    dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
    dialog.selectFile(name)
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    give_back(dialog)
    dialog.open()


def ask_open(parent: QWidget, title: str, kind: str, read: Callable[[Path], object]) -> None:
    """Ask for a file of a kind (its ending) and read it; never in the way of what goes on."""

    def chosen(path: str) -> None:
        read(Path(path))

    folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    dialog = QFileDialog(parent.window(), title, folder)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptOpen)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.setNameFilter(f"{kind.upper()} (*.{kind})")
    dialog.fileSelected.connect(chosen)
    dialog.finished.connect(dialog.deleteLater)
    give_back(dialog)
    dialog.open()
