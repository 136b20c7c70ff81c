"""Which content is read here and from where; another one from a file, and the way back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication

from nklearn.base.errors import UserError
from nklearn.content.contents import Held, Place
from nklearn.ui.context import Context
from nklearn.ui.settings.card import Card
from nklearn.ui.settings.school import breaking
from nklearn.ui.takeaway import saving
from nklearn.ui.widgets.basics import label


def where_it_is(used: Held) -> str:
    """Say in a sentence which content is used and where it came from."""
    told = {
        Place.PROGRAM: QCoreApplication.translate(
            "content", "Content pack %s, which came with the program."
        ),
        Place.SHARED: QCoreApplication.translate(
            "content", "Content pack %s, from the folder that your school shares."
        ),
        Place.OWN: QCoreApplication.translate(
            "content", "Content pack %s, which was installed on this account."
        ),
    }
    return told[used.place] % used.version


class ContentCard(Card):
    """Lessons, facts and questions that are used; what is changed counts at the next start."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.title.setText(self.tr("Content"))
        contents = context.contents
        if (used := contents.used) is None:  # a window that was made for pictures
            told = self.tr("Content pack %s.") % context.catalog.version
            self.box.addWidget(label(told, "secondary"))
            return
        self.box.addWidget(label(where_it_is(used), "secondary"))
        if used.place is not Place.PROGRAM:
            self.box.addWidget(breaking(str(used.path)))
        for problem in contents.problems:
            self.box.addWidget(label(problem.what, "small", tone="negative"))
        if contents.passed and contents.installs:
            self.button(self.tr("Let go of what can’t be opened"), "x", self._go_back)
        following = contents.next()
        if following is not None:
            told = self.tr("Content pack %s is used when NKLearn starts next.")
            self.box.addWidget(label(told % following.version, "small", tone="positive"))
        if not contents.installs:
            told = self.tr("Whoever looks after the computers installs other content.")
            self.box.addWidget(label(told, "small"))
            return
        told = self.tr(
            "Newer lessons and facts come as one signed file. What you read, answered and wrote "
            "stays."
        )
        self.box.addWidget(label(told, "small"))
        self.button(self.tr("Install content from a file"), "folder-input", self._ask_file)
        before = contents.before()
        if following is None and before is not None and not contents.passed:
            words = self.tr("Go back to content %s") % before.version
            self.button(words, "history", self._go_back)
        if contents.went_back:
            self.button(self.tr("Use the newest content again"), "refresh-cw", self._use_newest)

    def _ask_file(self) -> None:
        title = self.tr("Install content from a file")
        saving.ask_open(self, title, "nkcontent", self._install)

    def _install(self, path: Path) -> None:
        self.context.open_files([str(path)])

    def _go_back(self) -> None:
        try:
            self.context.contents.go_back()
        except UserError as error:
            self.context.tell(error)
        self.refill_requested.emit()

    def _use_newest(self) -> None:
        try:
            self.context.contents.use_newest()
        except UserError as error:
            self.context.tell(error)
        self.refill_requested.emit()
