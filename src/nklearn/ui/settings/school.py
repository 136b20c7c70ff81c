"""What holds for everybody who reads on this computer; a school sets it."""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QLabel, QPlainTextEdit

from nklearn.learning.preferences import TALK_LENGTH
from nklearn.ui.context import Context
from nklearn.ui.focusing import give_back
from nklearn.ui.settings.card import Card
from nklearn.ui.widgets.basics import Button, label, row

_ZERO_WIDTH_SPACE = "\u200b"  # lets a long path break where a line ends


def breaking(path: str) -> QLabel:
    """Return a label with a path that may break after each folder."""
    shown = label("".join(f"{c}{_ZERO_WIDTH_SPACE}" if c in "/\\" else c for c in path))
    shown.setAccessibleName(path)
    return shown


class ComputerCard(Card):
    """Who is asked for their name, and whether the names are shown."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.setText(self.tr("This computer"))
        self.box.addWidget(label(self.tr("This holds for everybody who reads here."), "secondary"))
        asks = {"several": self.tr("When several read here"), "always": self.tr("Always")}
        self.preference("ask", self.tr("Ask who is reading at start"), "", asks)
        told = self.tr("Typed: no list of names is shown; each reader types their own.")
        names = {"no": self.tr("Shown"), "yes": self.tr("Typed")}
        self.preference("hide_names", self.tr("Names at start"), told, names)


class SchoolCard(Card):
    """Hard material, whom to talk to, and where files from a teacher lie."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.setText(self.tr("Set by the school"))
        self.box.addWidget(label(self.tr("This holds for everybody who reads here."), "secondary"))
        told = self.tr("What stands before a module on violence, hunger or imprisonment.")
        ways = {"accept": self.tr("A notice to accept"), "summary": self.tr("Its summary only")}
        self.preference("hard_material", self.tr("Hard material"), told, ways)
        left = {"nothing": self.tr("Nothing"), "sexual violence": self.tr("Sexual violence")}
        self.preference("leave_out", self.tr("Leave out altogether"), "", left)
        self._add_talk()
        self._add_folder()

    def _add_talk(self) -> None:
        theme = self.context.theme
        told = self.tr("A person, a room, a number. It stands on the help page.")
        self.name(self.tr("Whom to talk to"), told)
        self._talk = field = QPlainTextEdit(self.context.preferences.talk_to)
        field.setAccessibleName(self.tr("Whom to talk to"))
        field.setProperty("role", "field")
        field.setTabChangesFocus(True)
        field.setFixedHeight(theme.px(74))
        field.textChanged.connect(self._count)
        self.box.addWidget(field)
        line = row(spacing=10)
        self._save = Button(theme, self.tr("Save these words"), icon="save", small=True)
        self._save.clicked.connect(self._keep_talk)
        line.addWidget(self._save)
        self._left = label("", "caption")
        line.addWidget(self._left, 1)
        self.box.addLayout(line)
        self._count()
        self.mark_fixed("talk_to", field, self._save)

    def _count(self) -> None:
        over = len(self._talk.toPlainText().strip()) - TALK_LENGTH
        words = self.tr("%d characters too many") % over if over > 0 else ""
        self._left.setText(words or self.tr("At most %d characters") % TALK_LENGTH)
        self._save.setEnabled(over <= 0)

    def _keep_talk(self) -> None:
        self.keep("talk_to", self._talk.toPlainText())

    def _add_folder(self) -> None:
        told = self.tr("Where a teacher puts files for this computer.")
        self.name(self.tr("Folder for files from the teacher"), told)
        self._path = breaking("")
        self._problem = label("", "small", tone="negative")
        self.box.addWidget(self._path)
        self.box.addWidget(self._problem)
        line = row(spacing=10)
        choose = Button(self.context.theme, self.tr("Choose a folder"), icon="folder", small=True)
        choose.clicked.connect(self._choose)
        self._none = Button(self.context.theme, self.tr("No folder"), icon="x", small=True)
        self._none.clicked.connect(lambda: self._set_folder(""))
        line.addWidget(choose)
        line.addWidget(self._none)
        line.addStretch(1)
        self.box.addLayout(line)
        self._show_folder()
        self.mark_fixed("teacher_folder", choose, self._none)

    def _choose(self) -> None:
        at = self.context.preferences.teacher_folder or str(Path.home())
        dialog = QFileDialog(self.window(), self.tr("Folder for files from the teacher"), at)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._set_folder)
        dialog.finished.connect(dialog.deleteLater)
        give_back(dialog)
        dialog.open()

    def _set_folder(self, path: str) -> None:
        if self.keep("teacher_folder", path):
            self._show_folder()

    def _show_folder(self) -> None:
        path = self.context.preferences.teacher_folder
        shown = "".join(f"{c}{_ZERO_WIDTH_SPACE}" if c in "/\\" else c for c in path)
        self._path.setText(shown or self.tr("None was chosen."))
        self._path.setAccessibleName(path or self.tr("None was chosen."))
        readable = not path or _readable(path)
        self._problem.setText(
            "" if readable else self.tr("This folder can’t be read. Is its disk connected?")
        )
        self._problem.setVisible(not readable)
        self._none.setEnabled(bool(path))


def _readable(path: str) -> bool:
    try:
        with os.scandir(path):
            return True
    except (OSError, ValueError):
        return False
