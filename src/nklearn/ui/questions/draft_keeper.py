"""Keeps what is chosen or typed as it is being done, so that a closed program loses none of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from nklearn.base.errors import UserError
from nklearn.domain.records import Draft
from nklearn.domain.responses import GapsResponse, NumericResponse, TextResponse, WrittenResponse
from nklearn.ui.shell.notices import Report

_PAUSE = 250  # ms without a key after which typing is saved
_TYPED = (NumericResponse, TextResponse, GapsResponse, WrittenResponse)


class DraftKeeper(QObject):
    """Saves drafts: choices at once, typing when it pauses.

    A save that fails is reported once, not for every key; the next one that works ends that.
    """

    def __init__(
        self, parent: QObject, save: Callable[[Draft | None], None], report: Report
    ) -> None:
        """Save with `save`, which may raise UserError; tell of that with `report`."""
        super().__init__(parent)
        self._save, self._report = save, report
        self._waiting: Draft | None = None
        self._due = self._failing = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE)
        self._timer.timeout.connect(self.flush)

    def keep(self, draft: Draft | None) -> None:
        """Save `draft` soon; None lets go of what was kept."""
        typed = draft is not None and isinstance(draft.response, _TYPED)
        was_typed = self._due and isinstance(
            self._waiting.response if self._waiting else None, _TYPED
        )
        self._waiting, self._due = draft, True
        if typed or (draft is None and was_typed):
            self._timer.start()
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
            if not self._failing:
                self._failing = True
                self._report(error, self.flush)
            return
        self._due = self._failing = False

    def forget(self) -> None:
        """Let go of what waits: it was answered, and its draft is gone with that."""
        self._timer.stop()
        self._waiting, self._due = None, False
