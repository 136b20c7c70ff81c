"""A content file that came in: it is checked and put in place beside the window, then told of."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from nklearn import __version__
from nklearn.base.errors import UserError
from nklearn.content.contents import Installed, Place
from nklearn.content.installing import NotNewerError
from nklearn.ui import tasks
from nklearn.ui.context import Context
from nklearn.ui.settings.dialog import Dialog
from nklearn.ui.widgets.basics import Button, label


class ContentFile(QObject):
    """Installs one file, asking first if it is no newer; `done` is called in the end."""

    def __init__(
        self, window: QWidget, context: Context, path: Path, done: Callable[[], object]
    ) -> None:
        super().__init__(window)
        self._window, self._context, self._path, self._done = window, context, path, done

    def start(self, *, older: bool = False) -> None:
        """Check and install; returns at once."""
        contents, path = self._context.contents, self._path
        tasks.run(
            self,
            lambda: contents.install(path, __version__, older=older),
            self._tell,
            self._fail,
        )

    def _tell(self, done: Installed) -> None:
        dialog = Dialog(self._context.theme, self._window)
        if done.again:
            dialog.entitle(self.tr("This content is in place already"))
            told = self.tr("Nothing was changed. It is content pack %s.")
        elif done.place is Place.SHARED:
            dialog.entitle(self.tr("The content is in place for everybody"))
            told = self.tr(
                "Content pack %s is used when NKLearn starts next, here and wherever this folder "
                "is shared. What was read, answered and written stays."
            )
        else:
            dialog.entitle(self.tr("The content is in place"))
            told = self.tr(
                "Content pack %s is used when NKLearn starts next: close it and open it again. "
                "What you read, answered and wrote stays."
            )
        dialog.box.addWidget(label(told % done.version))
        close = Button(self._context.theme, self.tr("Close"), kind="primary")
        close.clicked.connect(dialog.accept)
        dialog.foot.addWidget(close)
        dialog.finished.connect(self._end)
        dialog.open()

    def _fail(self, met: Exception) -> None:
        if isinstance(met, NotNewerError):
            self._ask(met)
        elif isinstance(met, UserError):
            self._context.tell(met)
            self._end()
        else:
            self._end()
            raise met

    def _ask(self, met: NotNewerError) -> None:
        dialog = Dialog(self._context.theme, self._window)
        dialog.entitle(self.tr("This content is not newer"))
        told = self.tr(
            "The file holds content pack %s; pack %s is in use. Older content may lack lessons or "
            "questions that you know. Your answers stay all the same."
        )
        dialog.box.addWidget(label(told % (met.version, met.there)))
        dialog.finish(self.tr("Install it all the same")).clicked.connect(dialog.accept)

        def decided(result: int) -> None:
            if result:
                self.start(older=True)
            else:
                self._end()

        dialog.finished.connect(decided)
        dialog.open()

    def _end(self) -> None:
        self._done()
        self.deleteLater()
