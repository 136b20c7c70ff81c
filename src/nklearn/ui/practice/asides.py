"""What a reader may say of a question beside answering it: ask it again, something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from nklearn.base.errors import UserError
from nklearn.ui.context import Context
from nklearn.ui.practice.footer import PracticeFooter
from nklearn.ui.practice.report_dialog import ReportDialog


class Asides(QObject):
    """Saves what the footer's box and its report say of a question, at once."""

    def __init__(
        self, context: Context, footer: PracticeFooter, question: Callable[[], str]
    ) -> None:
        """`question` returns the id of the one that is shown."""
        super().__init__(footer)
        self._context, self._footer, self._question = context, footer, question
        footer.again_wished.connect(self._wish_again)
        footer.report_requested.connect(self._report)

    def _save(self, work: Callable[[], object], again: Callable[[], object]) -> bool:
        try:
            work()
        except UserError as error:
            self._context.report(error, again)
            return False
        self._context.saved()
        return True

    def _wish_again(self, wanted: bool) -> None:
        self._wish(self._question(), wanted)

    def _wish(self, question: str, wanted: bool) -> None:
        kept = self._save(
            lambda: self._context.learner.ask_again(question, wanted),
            partial(self._wish, question, wanted),
        )
        if question == self._question():
            self._footer.again.setChecked(wanted == kept)

    def _report(self) -> None:
        """Ask what is wrong; a note that could not be saved stays in its dialog."""
        dialog = ReportDialog(self._context.theme, self._footer.window())
        question, version = self._question(), self._context.catalog.version

        def tell(words: str) -> None:
            def save() -> None:
                self._context.learner.report_problem(question, words, version)

            if self._save(save, partial(tell, words)):
                dialog.done_telling()
                said = self.tr("Your note is saved. Your teacher finds it with your work.")
                self._footer.say(said)

        dialog.told.connect(tell)
        dialog.ask()
