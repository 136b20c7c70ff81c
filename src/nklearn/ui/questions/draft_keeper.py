"""Keeps what is chosen or typed as it is being done, so that a closed program loses none of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from nklearn.base.errors import UserError
from nklearn.domain.records import Draft
from nklearn.domain.responses import GapsResponse, NumericResponse, TextResponse, WrittenResponse

_PAUSE = 250  # ms without a key after which typing is saved
_LATER = 5000  # ms after which what could not be saved is tried again
_TYPED = (NumericResponse, TextResponse, GapsResponse, WrittenResponse)


class DraftKeeper(QObject):
    """Saves drafts: choices at once, typing when it pauses.

    A save that fails is told by the way, and tried again with the next change and after a while.
    """

    def __init__(
        self,
        parent: QObject,
        save: Callable[[Draft | None], None],
        unsaved: Callable[[UserError], None],
    ) -> None:
        """Save with `save`, which may raise UserError; tell of that with `unsaved`."""
        super().__init__(parent)
        self._save, self._unsaved = save, unsaved
        self._waiting: Draft | None = None
        self._due = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)

    def keep(self, draft: Draft | None) -> None:
        """Save `draft` soon; None lets go of what was kept."""
        typed = draft is not None and isinstance(draft.response, _TYPED)
        was_typed = self._due and isinstance(
            self._waiting.response if self._waiting else None, _TYPED
        )
        self._waiting, self._due = draft, True
        if typed or (draft is None and was_typed):
            self._timer.start(_PAUSE)
        else:
            self.flush()

    def flush(self) -> None:
        """Save what waits, now."""
        self._timer.stop()
        if not self._due:
            return
        try:
            self._save(self._waiting)
        except UserError as error:
            self._unsaved(error)
            self._timer.start(_LATER)
            return
        self._due = False

    def forget(self) -> None:
        """Let go of what waits: it was answered, and its draft is gone with that."""
        self._timer.stop()
        self._waiting, self._due = None, False
