"""Answering by filling gaps in a text: some to choose from a list, some to type."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.domain.grading import gap_fractions
from nklearn.domain.questions import Gap, GapText, MatchChoice, Option, Question
from nklearn.domain.responses import GapsResponse, Response
from nklearn.learning.orders import gap_order
from nklearn.learning.progress import Checked
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import AnswerView, plain
from nklearn.ui.questions.key_card import key_card
from nklearn.ui.widgets.basics import label, row
from nklearn.ui.widgets.choice_list import LETTERS, ChoiceList
from nklearn.ui.widgets.chooser import ChooserState, breakable
from nklearn.ui.widgets.gap_flow import GapFlow
from nklearn.ui.widgets.gap_parts import GapChooser, GapField
from nklearn.ui.words import counted, sentences

_LETTERS = 20
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class GapsView(AnswerView):
    """A text with gaps inside its lines; Tab goes from gap to gap."""

    def __init__(
        self,
        context: Context,
        question: Question,
        body: GapText,
        *,
        seed: str = "",
        instant: bool = False,
    ) -> None:
        super().__init__(context, question, seed=seed, instant=instant)
        self._body = body
        self._options = {gap.id: gap_order(gap, question, seed) for gap in body.gaps}
        self._chosen: dict[str, str] = {}
        self._open: str = ""
        self._status = label("", "small")
        self.box.addWidget(self._status)
        self._flow = GapFlow(context.theme)
        self.box.addWidget(self._flow)
        self.add_unread_line()
        # All fields are as wide as the longest wording of any: none tells how long its own is.
        # Without a key nobody knows how long that is.
        wordings = (len(own.wording) for gap in body.gaps for own in gap.accepted)
        letters = _LETTERS if question.blind else max(wordings, default=0)
        self._places: dict[str, GapChooser | GapField] = {}
        for number, gap in enumerate(body.gaps, 1):
            self._places[gap.id] = self._place(gap, number, letters)
        self._flow.show_text(body.pieces, [[place] for place in self._places.values()])
        self._tell()

    def _place(self, gap: Gap, number: int, letters: int) -> GapChooser | GapField:
        if gap.options:
            made = GapChooser(self.context.theme, number)
            made.clicked.connect(partial(self._toggle, gap.id))
            self._show_choice(made, "")
            return made
        field = GapField(self.context.theme, number, letters)
        field.textChanged.connect(partial(self._typed, gap.id))
        return field

    # -- filling -----------------------------------------------------------------------------

    def _typed(self, gap: str, text: str) -> None:
        self._chosen[gap] = text
        self._close()
        self._tell()
        self.say_changed()

    def _toggle(self, gap: str, _: bool = False) -> None:
        if self.done:
            return
        was_open = self._open == gap
        self._close()
        place = self._places[gap]
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        if was_open or not isinstance(place, GapChooser):
            return
        choices = [MatchChoice(option.id, option.text) for option in self._options[gap]]
        made = ChoiceList(self.context.theme, choices, self._chosen.get(gap, ""), {})
        made.setAccessibleName(self.tr("Choices for: %s") % self._title(gap))
        made.picked.connect(partial(self._pick, gap))
        made.closed.connect(partial(self._toggle, gap))
        self._open = gap
        place.unfold(unfolded=True)
        self._flow.show_below(place, made)
        made.enter()

    def _close(self) -> None:
        if not self._open:
            return
        place = self._places[self._open]
        self._open = ""
        if isinstance(place, GapChooser):
            place.unfold(unfolded=False)
        self._flow.show_below(None, None)

    def _pick(self, gap: str, option: str) -> None:
        place = self._places[gap]
        if self.done or not isinstance(place, GapChooser):
            return
        place.setFocus(Qt.FocusReason.OtherFocusReason)
        self._close()
        self._chosen[gap] = option
        self._show_choice(place, self._words(gap))
        self._tell()
        self.say_changed()

    def _show_choice(self, place: GapChooser, words: str) -> None:
        state = ChooserState.CHOSEN if words else ChooserState.EMPTY
        place.show_state(state, words or self.tr("Choose"), letter=place.letter)

    def _words(self, gap: str) -> str:
        """Return what stands in a gap, in words; empty if nothing does."""
        held = self._chosen.get(gap, "")
        options = self._options[gap]
        if options:
            return next((option.text for option in options if option.id == held), "")
        return held.strip()

    # -- telling -----------------------------------------------------------------------------

    def _title(self, gap: str) -> str:
        place = list(self._places).index(gap)
        total = len(self._body.gaps)
        return self.tr("Gap %d of %d, %s") % (place + 1, total, self._body.gaps[place].label)

    def _tell(self) -> None:
        """Say how many gaps are empty, and what stands in each, to who can't see it."""
        total = len(self._body.gaps)
        left = sum(not self._words(gap.id) for gap in self._body.gaps)
        if left == total:
            words = self.unreadable_words()
        elif left:
            one = self.tr("1 of %d gaps is empty.") % total
            many = self.tr("%d of %d gaps are empty.") % (left, total)
            words = one if left == 1 else many
        else:
            words = counted(
                total, self.tr("The gap is filled."), self.tr("All %d gaps are filled.")
            )
        self._status.setText(words)
        spoken = [self._body.pieces[0]]
        for number, gap in enumerate(self._body.gaps, 1):
            held = self._words(gap.id)
            said = held or self.tr("empty")
            self._places[gap.id].setAccessibleName(f"{self._title(gap.id)}, {said}")
            spoken += [held or self.tr("(gap %d)") % number, self._body.pieces[number]]
        name = counted(total, self.tr("Text with 1 gap"), self.tr("Text with %d gaps"))
        self._flow.setAccessibleName(name)
        self._flow.setAccessibleDescription("".join(spoken))

    # -- what each way of answering gives ----------------------------------------------------

    @property
    @override
    def response(self) -> Response | None:
        held = ((gap.id, self._chosen.get(gap.id, "")) for gap in self._body.gaps)
        values = tuple((name, value) for name, value in held if value.strip())
        return GapsResponse(values) if values else None

    @override
    def restore(self, response: Response) -> None:
        if not isinstance(response, GapsResponse):
            return
        self._chosen = self._known(response)
        for name, place in self._places.items():
            if isinstance(place, GapChooser):
                self._show_choice(place, self._words(name))
            else:
                place.setText(self._chosen.get(name, ""))
        self._tell()
        self.say_changed()

    def _known(self, response: GapsResponse) -> dict[str, str]:
        """Return what was in each gap, of what the question still has."""
        found: dict[str, str] = {}
        for name, value in response.values:
            options = self._options.get(name)
            if options is None or (options and value not in {option.id for option in options}):
                continue
            found[name] = value
        return found

    @override
    def entry(self) -> QWidget | None:
        for name, place in self._places.items():
            if not self._words(name):
                return place
        return next(iter(self._places.values()), None)

    @override
    def keys(self) -> str:
        return self.tr("Tab goes to the next gap, Enter checks when all are filled.")

    @override
    def unreadable_words(self) -> str:
        return self.tr("Nothing is filled yet. Fill at least one gap to answer.")

    @override
    def side_card(self) -> QWidget | None:
        keys = (
            (self.tr("Tab"), self.tr("Go to the next gap")),
            (self.tr("Enter"), self.tr("Open the choices, or go to the next empty gap")),
            ("A B C", self.tr("Choose by letter")),
            (self.tr("Ctrl+Enter"), self.tr("Done, with gaps left empty")),
        )
        return key_card(self.tr("Filling gaps"), keys, self.tr("An empty gap counts as not right."))

    @override
    def lock(self) -> None:
        self._close()
        super().lock()
        self._status.hide()

    # -- after the check ---------------------------------------------------------------------

    @override
    def show_answer(self, checked: Checked) -> None:
        self._close()
        self._status.hide()
        response = checked.answer.response
        self._chosen = self._known(response) if isinstance(response, GapsResponse) else {}
        held = tuple((n, v) for n, v in self._chosen.items() if v.strip())
        fractions = gap_fractions(self._body, GapsResponse(held)) or {}
        shown: list[list[QWidget]] = []
        for number, gap in enumerate(self._body.gaps, 1):
            old = self._places[gap.id]
            made = self._result(gap, number, fractions.get(gap.id))
            shown.append([made])
            if made.state is not ChooserState.RIGHT:
                shown[-1].append(self._missed(gap))
            old.hide()
            old.deleteLater()
            self._places[gap.id] = made
        self._flow.show_text(self._body.pieces, shown)
        self._describe_result()
        for number, gap in enumerate(self._body.gaps, 1):
            self._reveal(number, gap)

    def _result(self, gap: Gap, number: int, fraction: float | None) -> GapChooser:
        made = GapChooser(self.context.theme, number)
        words = self._words(gap.id)
        states = (
            (ChooserState.NONE, self.tr("empty")),
            (ChooserState.WRONG, self.tr("%s, incorrect") % words),
            (ChooserState.PARTLY, self.tr("%s, partly right") % words),
            (
                ChooserState.RIGHT,
                (self.tr("%s, the key") if self.as_key else self.tr("%s, correct")) % words,
            ),
        )
        place = 0 if fraction is None else 1 if fraction <= 0 else 3 if fraction >= 1 else 2
        state, said = states[place]
        spoken = [self._title(gap.id), said]
        if state is not ChooserState.RIGHT:
            spoken.append(self.tr("correct answer: %s") % gap.answer)
        shown = breakable(words) if words else self.tr("Empty")
        made.show_state(state, shown, letter=made.letter)
        made.setAccessibleName(", ".join(spoken))
        return made

    def _missed(self, gap: Gap) -> GapChooser:
        made = GapChooser(self.context.theme, 0)
        made.accessible_role = "decoration"  # what stands before it says it
        made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        made.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        made.show_state(ChooserState.MISSED, gap.answer)
        made.setAccessibleName(self.tr("Correct answer: %s") % gap.answer)
        return made

    def _describe_result(self) -> None:
        right = (gap.answer for gap in self._body.gaps)
        whole = "".join(p + next(right, "") for p in self._body.pieces)
        self._flow.setAccessibleDescription(self.tr("The text filled: %s") % whole)

    def _reveal(self, number: int, gap: Gap) -> None:
        """Say below the text what belongs into a gap, and what a wrong choice really is."""
        chosen = self._option(gap)
        said = plain(chosen.reveals) if chosen is not None and not chosen.right else ""
        parts = [words for words in (said, plain(gap.reveals)) if words]
        if not parts:
            return
        line = row(spacing=10)
        count = label(f"{number}.", "label", wrap=False)
        count.setMinimumWidth(self.context.theme.px(18))
        line.addWidget(count, 0, Qt.AlignmentFlag.AlignTop)
        line.addWidget(label(sentences(*dict.fromkeys(parts)), "advice"), 1)
        self.box.addLayout(line)

    def _option(self, gap: Gap) -> Option | None:
        held = self._chosen.get(gap.id, "")
        return next((option for option in gap.options if option.id == held), None)

    # -- keys --------------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if not (self._handle(event) if not self.done else False):
            super().keyPressEvent(event)

    def _handle(self, event: QKeyEvent) -> bool:
        key, typed = Qt.Key(event.key()), event.text().upper()
        gap = next((name for name, place in self._places.items() if place.hasFocus()), "")
        if key in _ENTER:
            whole = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            return not whole and self._enter(gap)
        if not gap or not isinstance(self._places[gap], GapChooser):
            return False
        letter = LETTERS.find(typed) if typed else -1
        if key == Qt.Key.Key_Down:
            self._toggle(gap)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._pick(gap, "")
        elif 0 <= letter < len(self._options[gap]):
            self._pick(gap, self._options[gap][letter].id)
        else:
            return False
        return True

    def _enter(self, gap: str) -> bool:
        """Open this gap, or go to the next one that is empty; else leave the check."""
        names = list(self._places)
        here = names.index(gap) if gap else 0
        for name in [*names[here:], *names[:here]]:
            if not self._words(name):
                if name == gap:
                    self._toggle(name)
                else:
                    self._close()
                    self._places[name].setFocus(Qt.FocusReason.TabFocusReason)
                return True
        return False
