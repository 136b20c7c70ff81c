"""Answering by putting items in order."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QFrame, QLabel, QWidget

from nklearn.base.overriding import override
from nklearn.domain.grading import links, places_off
from nklearn.domain.questions import Ordering, Question
from nklearn.domain.responses import OrderResponse, Response
from nklearn.learning.orders import item_order
from nklearn.learning.progress import Checked
from nklearn.ui import accessible
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import AnswerView, plain
from nklearn.ui.questions.key_card import key_card
from nklearn.ui.questions.order_list import OrderList
from nklearn.ui.widgets.basics import Button, IconLabel, column, frame, label, retone, row
from nklearn.ui.words import sentences


class _Live(QLabel):
    """A line that keeps room for the longest it may say: what is below it never jumps."""

    def __init__(self, longest: list[str]) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("role", "small")
        self._longest = longest

    @override
    def heightForWidth(self, arg__1: int, /) -> int:
        self.ensurePolished()
        flags, room = int(Qt.TextFlag.TextWordWrap), QRect(0, 0, arg__1, 10_000)
        metrics = self.fontMetrics()
        return max(metrics.boundingRect(room, flags, words).height() for words in self._longest)


class OrderView(AnswerView):
    """Rows to be moved. An order that nobody changed is no answer."""

    def __init__(
        self,
        context: Context,
        question: Question,
        body: Ordering,
        *,
        seed: str = "",
        instant: bool = False,
    ) -> None:
        super().__init__(context, question, seed=seed, instant=instant)
        self._body = body
        self._words = {item.id: item.text for item in body.items}
        theme = context.theme
        self._line = frame("live")
        line = row(self._line, spacing=8)
        line.setContentsMargins(10, 6, 10, 6)
        line.addWidget(IconLabel(theme, "info", "ACCENT", 16), 0, Qt.AlignmentFlag.AlignTop)
        count = len(body.items)
        picked = (self._told("picked", name, count) for name in self._words)
        self._live = _Live([self._untouched_words(), *picked])
        line.addWidget(self._live, 1)
        self.box.addWidget(self._line)
        items = item_order(body, question, seed)
        self._list = OrderList(theme, items, body.first, body.last, compact=instant)
        self._list.said.connect(self._say)
        self.box.addWidget(self._list)
        self._reset = Button(
            theme, self.tr("Reset order"), kind="text", icon="rotate-ccw", on_click=self._begin
        )
        self._reset.setToolTip(self.tr("Puts all items back to where they stood at first"))
        self.box.addWidget(self._reset, 0, Qt.AlignmentFlag.AlignLeft)
        self.add_unread_line()
        self._show_live(self._untouched_words())

    # -- what is said ------------------------------------------------------------------------

    def _untouched_words(self) -> str:
        return self.tr("The order is shuffled. Move at least one item to answer.")

    def _told(self, what: str, item: str, place: int) -> str:
        words = {
            "picked": self.tr("Picked up: %s"),
            "moved": self.tr("Moved: %s"),
            "dropped": self.tr("Dropped: %s"),
            "back": self.tr("Put back: %s"),
        }[what] % self._words[item]
        return sentences(words, self.tr("Position %d of %d.") % (place, len(self._words)))

    def _say(self, what: str, item: str) -> None:
        self._show_live(self._told(what, item, self._list.arranging.place(item) + 1))
        accessible.announce(self._list, self._live.text())
        self._reset.setEnabled(not self._list.arranging.untouched)
        self.say_changed()

    def _show_live(self, words: str) -> None:
        idle = self._list.arranging.untouched and not self._list.arranging.held
        self._live.setText(self._untouched_words() if idle else words)
        tone = "accent" if self._list.arranging.held else ""
        retone(self._line, tone)
        retone(self._live, tone)
        self._reset.setEnabled(not self._list.arranging.untouched)

    # -- what each way of answering gives ----------------------------------------------------

    @property
    @override
    def response(self) -> Response | None:
        arranging = self._list.arranging
        return None if arranging.untouched else OrderResponse(arranging.order)

    @override
    def restore(self, response: Response) -> None:
        if isinstance(response, OrderResponse) and self._list.arranging.set(response.items):
            self._list.refresh()
            self._list.enter_at_top()
            self._show_live(self.tr("This is the order that you left."))
            self.say_changed()

    @override
    def entry(self) -> QWidget | None:
        return self._list.here

    @override
    def keys(self) -> str:
        return self.tr("Space picks up and drops, arrows move, Enter checks.")

    @override
    def verb(self) -> str:
        return self.tr("Check order")

    @override
    def unreadable_words(self) -> str:
        return self._untouched_words()

    @override
    def side_card(self) -> QWidget | None:
        keys = (
            (self.tr("Space"), self.tr("Pick up, then drop")),
            ("↑", self.tr("Move one place up")),
            ("↓", self.tr("Move one place down")),
            (self.tr("Esc"), self.tr("Put it back")),
        )
        more = self.tr(
            "You can also drag a row, use its arrow buttons, or press Alt with an arrow key."
        )
        return key_card(self.tr("Moving an item"), keys, more)

    def _begin(self) -> None:
        """Put everything back to the first shuffle."""
        self._list.arranging.reset()
        self._list.refresh(moving=True)
        self._list.enter_at_top()
        self._show_live("")
        self.focus_first()
        accessible.announce(self._list, self._live.text())
        self.say_changed()

    # -- after the check ---------------------------------------------------------------------

    @override
    def lock(self) -> None:
        super().lock()
        self._list.finish(())
        for own in self._list.rows():
            own.fix()
        self._line.hide()
        self._reset.hide()

    @override
    def show_answer(self, checked: Checked) -> None:
        self._line.hide()
        self._reset.hide()
        response = checked.answer.response
        ids = [item.id for item in self._body.items]
        arranging = self._list.arranging
        known = isinstance(response, OrderResponse) and arranging.set(response.items)
        if not known:  # the question has other items by now: show what is right
            arranging.set(ids)
        order = arranging.order
        joined = links(ids, order) if known else ()
        self._list.finish(joined)
        off = places_off(ids, order)
        items = {item.id: item for item in self._body.items}
        for place, own in enumerate(self._list.rows()):
            item = items[own.item]
            own.show_result(
                off[own.item] if known else None,
                item.tag,
                plain(item.reveals),
                linked=place < len(joined) and joined[place],
            )
        if list(order) != ids:
            self.box.addWidget(self._right_order())

    def _right_order(self) -> QFrame:
        card = frame("card")
        box = column(card, spacing=4)
        box.setContentsMargins(16, 12, 16, 12)
        box.addWidget(label(self.tr("The right order"), "label"))
        for number, item in enumerate(self._body.items, 1):
            line = row(spacing=10)
            count = label(f"{number}.", "small", wrap=False)
            count.setMinimumWidth(self.context.theme.px(18))
            line.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
            words = f"{item.text} ({item.tag})" if item.tag else item.text
            line.addWidget(label(words, "advice"), 1)
            box.addLayout(line)
        return card
