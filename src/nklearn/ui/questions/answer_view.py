"""What every way of answering a question is: a widget that holds a response and shows results."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import BugError
from nklearn.base.overriding import override
from nklearn.domain.lessons import Inline, Link, Term, Text
from nklearn.domain.questions import Question
from nklearn.domain.responses import Response
from nklearn.learning.progress import Checked
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import column, label


def plain(spans: Inline) -> str:
    """Return the words of a line without its markers."""
    return "".join(span.text for span in spans if isinstance(span, Text | Term | Link)).strip()


class AnswerView(QWidget):
    """The part of a question that is answered. It never grades: it asks to, and shows results.

    `changed` says whether there is an answer to check; `check_requested` asks for the check
    (Enter, or a click on the only answer where `instant`), `open_requested` for another page.
    `instant` is the form inside a lesson, which is also the smaller one. `seed` fixes the order
    of what there is to choose.
    """

    changed = Signal(bool)
    check_requested = Signal()
    open_requested = Signal(str)

    def __init__(
        self, context: Context, question: Question, *, seed: str = "", instant: bool = False
    ) -> None:
        super().__init__()
        self.context, self.question, self.seed = context, question, seed
        self.instant, self.done, self.as_key = instant, False, False
        self.box = column(self, spacing=8 if instant else 10)
        self._unread = label("", "small", tone="negative")
        self._unread.hide()

    # -- what each way of answering gives ----------------------------------------------------

    @property
    def response(self) -> Response | None:
        """What the person answers now, or None."""
        raise BugError(f"{type(self).__name__} holds no response")

    def restore(self, response: Response) -> None:
        """Choose or type again what a person had before; one of another kind is passed over."""
        raise BugError(f"{type(self).__name__} restores nothing")

    def entry(self) -> QWidget | None:
        """Return where the keyboard begins; None if there is nothing to answer."""
        raise BugError(f"{type(self).__name__} has no entry")

    def show_answer(self, checked: Checked) -> None:
        """Show how a saved answer went, with what everything really is; nothing moves any more."""
        raise BugError(f"{type(self).__name__} shows no result")

    def keys(self) -> str:
        """Say in a short sentence which keys answer."""
        return self.tr("Enter checks.")

    def verb(self) -> str:
        """Return the words of the button that checks."""
        return self.tr("Check")

    def unreadable_words(self) -> str:
        """Say why what is there is no answer yet; nothing was scored then."""
        return self.tr("This can’t be read as an answer yet. Nothing was counted.")

    @property
    def draws_chart(self) -> bool:
        """Whether the question's chart is part of what is answered, and drawn there."""
        return False

    def side_card(self) -> QWidget | None:
        """Return a card for the side column while the question is asked; None without one."""
        return None

    # -- what they share ---------------------------------------------------------------------

    def add_unread_line(self) -> None:
        """Give the words of `unreadable_words` their place, below what was built so far."""
        self.box.addWidget(self._unread)

    def say_unreadable(self) -> None:
        """Say that there is no answer yet, and put the keyboard where it is to be given."""
        self._unread.setText(self.unreadable_words())
        self._unread.show()
        self.focus_first()

    def say_changed(self) -> None:
        """Tell that the response is another one now."""
        self._unread.hide()
        self.changed.emit(self.response is not None)

    def show_result(self, checked: Checked) -> None:
        """Show how a saved answer went, with what everything really is."""
        self.done = True
        self._unread.hide()
        self.show_answer(checked)

    def show_key(self, checked: Checked) -> None:
        """Show the right answer to somebody who teaches: nobody gave it, so it is not “yours”."""
        self.as_key = True
        self.show_result(checked)

    def lock(self) -> None:
        """Show the response as it is, without a result: it can no longer be changed."""
        self.done = True
        self._unread.hide()
        self.setEnabled(False)

    def focus_first(self) -> None:
        """Put the keyboard where the answer begins."""
        if target := self.entry():
            self.show()  # a layout shows its widgets later; what is hidden takes no focus
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_to_check(self) -> None:
        """Ask for the check, if there is something to check."""
        if self.response is not None and not self.done:
            self.check_requested.emit()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.done:
            self.ask_to_check()
        else:
            super().keyPressEvent(event)
