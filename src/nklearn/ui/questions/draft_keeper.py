"""Keeps what is chosen or typed as it is being done, so that a closed program loses none of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from nklearn.base.errors import UserError
from nklearn.domain.records import Draft
from nklearn.domain.responses import GapsResponse, NumericResponse, TextResponse, WrittenResponse
from nklearn.ui.context import Context

_PAUSE = 250  # ms without a key after which typing is saved
_LATER = 5000  # ms after which what could not be saved is tried again
_TYPED = (NumericResponse, TextResponse, GapsResponse, WrittenResponse)


class DraftKeeper(QObject):
    """Saves drafts of one question after another: choices at once, typing when it pauses.

    A save that fails is told by the way, and tried again with the next change and after a while.
    What could not be saved stays with the learner, and is found when its question is asked again.
    """

    def __init__(self, parent: QObject, context: Context) -> None:
        super().__init__(parent)
        self._context = context
        self._key = ("", "")
        self._save: Callable[[Draft | None], None] | None = None
        self._waiting: Draft | None = None
        self._due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)

    def follow(
        self,
        question: str,
        run: str,
        save: Callable[[Draft | None], None],
        saved: Draft | None,
    ) -> Draft | None:
        """Keep the drafts of another question from now on, and return the one that there is.

        `save` may raise UserError; it must save for this question whenever it is called. `saved`
        is what the disk has; `run` is empty within a lesson.
        """
        self.flush()
        self._timer.stop()
        self._key, self._save = (question, run), save
        self._waiting, self._due = None, False
        return self._context.learner.unsaved.get(self._key, saved)

    def keep(self, draft: Draft | None) -> None:
        """Save `draft` soon; None lets go of what was kept."""
        before = self._waiting.response if self._due and self._waiting else None
        typed = isinstance(draft.response if draft else before, _TYPED)
        self._waiting, self._due = draft, True
        if typed:
            self._timer.start(_PAUSE)
        else:
            self.flush()

    def flush(self) -> None:
        """Save what waits, now."""
        self._timer.stop()
        if not self._due or self._save is None:
            return
        try:
            self._save(self._waiting)
        except UserError as error:
            self.hold()
            self._context.unsaved(error)
            return
        self.forget()
        self._context.saved()

    def hold(self) -> None:
        """Keep what waits in memory for now: a save failed, and the reader is told of that."""
        if self._due:
            self._context.learner.unsaved[self._key] = self._waiting
            self._timer.start(_LATER)

    def forget(self) -> None:
        """Let go of what waits: it is saved, or was answered, and its draft is gone with that."""
        self._timer.stop()
        self._context.learner.unsaved.pop(self._key, None)
        self._waiting, self._due = None, False
