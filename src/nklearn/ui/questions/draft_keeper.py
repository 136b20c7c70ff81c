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
    """Saves drafts by question: choices at once, typing when it pauses.

    A save that fails is told by the way, and tried again with the next change and after a while;
    until then the draft is kept here.
    """

    def __init__(
        self,
        parent: QObject,
        save: Callable[[str, Draft | None], None],
        unsaved: Callable[[UserError], None],
    ) -> None:
        """Save with `save`, which may raise UserError; tell of that with `unsaved`."""
        super().__init__(parent)
        self._save, self._unsaved = save, unsaved
        self._waiting: dict[str, Draft | None] = {}
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.flush)

    def keep(self, question: str, draft: Draft | None) -> None:
        """Save the draft for a question soon; None lets go of what was kept."""
        before = self._waiting.get(question)
        self._waiting[question] = draft
        if _typed(draft) or (draft is None and _typed(before)):
            self._timer.start(_PAUSE)
        else:
            self.flush()

    def waiting(self, question: str) -> Draft | None:
        """Return the draft of a question that could not be saved yet."""
        return self._waiting.get(question)

    def flush(self) -> None:
        """Save what waits, now."""
        self._timer.stop()
        for question, draft in list(self._waiting.items()):
            try:
                self._save(question, draft)
            except UserError as error:
                self._unsaved(error)
                self._timer.start(_LATER)
                return
            del self._waiting[question]

    def forget(self, question: str) -> None:
        """Let go of what waits for a question: it was answered, and its draft went with that."""
        self._waiting.pop(question, None)


def _typed(draft: Draft | None) -> bool:
    return draft is not None and isinstance(draft.response, _TYPED)
