"""The teachers' door: set up a teacher, come in with the passphrase or the recovery key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.records import Profile
from nklearn.ui import layouts, tokens
from nklearn.ui.context import Context
from nklearn.ui.focusing import focus_into
from nklearn.ui.page import Page
from nklearn.ui.teach.forms import Asked, Form
from nklearn.ui.teach.recovery_view import RecoveryView
from nklearn.ui.widgets.avatar import Avatar
from nklearn.ui.widgets.basics import Button, label, row
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.widgets.strata_art import StrataSide
from nklearn.ui.words import initials

if TYPE_CHECKING:
    from nklearn.classroom.desk import TeacherDesk
    from nklearn.classroom.door import Beginning

_CAP = 980
_NEW, _OPEN, _RECOVER = "new", "open", "recover"


class DoorPage(Page):
    """`nk:door` asks which teacher; `nk:door/new` sets one up.

    `nk:door/open/<id>` asks for the passphrase, `nk:door/recover/<id>` for the recovery key.
    """

    bare = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._first: QWidget | None = None
        self._beginning: Beginning | None = None
        box = row(self)
        self._side = StrataSide(
            context.theme,
            self.tr("For teachers: classes, assignments and what is handed in."),
        )
        box.addWidget(self._side)
        self._cards = ScrollColumn(context.theme, cap=_CAP)
        box.addWidget(self._cards, 1)

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        door = self.context.door
        if not door.opens:
            raise UserError(
                "There can’t be teachers here, as nothing is kept.",
                todo="Start NKLearn with a folder that it may write to.",
            )
        teachers = door.teachers()
        person = next((each for each in teachers if address.path[1:] == (each.id,)), None)
        if address.path not in ((), (_NEW,)) and (
            person is None or address.path[0] not in (_OPEN, _RECOVER)
        ):
            raise UserError(f"There is no page “{address}”.", todo="Choose your name.")
        self.address, self.crumbs = address, ()
        self._beginning = None
        if person is not None and address.path[0] == _OPEN:
            self._fill(partial(self._ask_passphrase, person))
        elif person is not None:
            self._fill(partial(self._ask_recovery, person))
        elif address.path or not teachers:
            self._fill(self._ask_new)
        else:
            self._fill(partial(self._ask_who, teachers))

    def _fill(self, fill: Callable[[], None]) -> None:
        self._cards.empty()
        self._cards.main.addSpacing(28)
        fill()
        self._cards.finish()

    def _head(self, title: str, *words: str) -> None:
        self.heading = title
        main = self._cards.main
        main.addWidget(label(title, "display"))
        for each in words:
            main.addWidget(label(each, "secondary"))
        main.addSpacing(8)

    def _put(self, form: Form, submit: Callable[[list[str]], None], back: str) -> None:
        form.submitted.connect(submit)
        form.cancelled.connect(lambda: self.open_requested.emit(back))
        self._cards.main.addWidget(form)
        self._first = form

    # -- which teacher -----------------------------------------------------------------------

    def _ask_who(self, teachers: tuple[Profile, ...]) -> None:
        self._head(self.tr("Who is teaching?"))
        theme = self.context.theme
        grid = CardGrid(theme, self.tr("Teachers"), most=4, least=178, even=True)
        cards = [
            self._card(f"{_OPEN}/{each.id}", each.name, self.tr("Teacher"), initials(each.name))
            for each in teachers
        ]
        new = self._card(
            _NEW, self.tr("Set up a teacher"), self.tr("With a passphrase"), icon="plus"
        )
        grid.show_cards([*cards, new])
        self._cards.main.addWidget(grid)
        self._cards.main.addSpacing(8)
        back = Button(theme, self.tr("Back to the readers"))
        back.clicked.connect(self._back)
        self._cards.main.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self._first = grid

    def _card(
        self, goal: str, title: str, below: str, sign: str = "", *, icon: str = ""
    ) -> LinkCard:
        card = LinkCard(goal, f"{title}, {below}")
        if icon:
            card.setProperty("role", "dashed")
        card.box.setContentsMargins(10, 22, 10, 22)
        card.box.setSpacing(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        card.box.addWidget(Avatar(self.context.theme, sign, icon=icon), 0, middle)
        card.box.addSpacing(8)
        for words, role in ((title, "heading"), (below, "caption")):
            line = label(words, role)
            line.setAlignment(middle)
            card.box.addWidget(line)
        card.box.addStretch(1)
        card.open_requested.connect(self._choose)
        return card

    def _choose(self, goal: str) -> None:
        self.open_requested.emit(f"nk:door/{goal}")

    # -- setting up --------------------------------------------------------------------------

    def _ask_new(self) -> None:
        self._head(
            self.tr("Set up a teacher"),
            self.tr(
                "Your passphrase locks the keys with which you sign assignments and open what is "
                "handed in. Nobody can look it up for you: the recovery key of your school, on "
                "paper, is the only other way in."
            ),
        )
        school = self.context.door.school_recipient()
        told = self.tr(
            "Leave it empty for a new key, or copy it from your school’s recovery sheet (age1…)."
        )
        if school:
            told = self.tr("This is the key of the teachers who are here already.")
        asked = (
            Asked(self.tr("Your name")),
            Asked(
                self.tr("Passphrase, at least 10 characters"),
                told=self.tr("Four or five words that you alone would put together do well."),
                secret=True,
            ),
            Asked(self.tr("Passphrase once more"), secret=True),
            Asked(self.tr("Recovery key of the school, public half"), school, told),
        )
        form = Form(self.context.theme, asked, self.tr("Go on"))
        self._put(form, partial(self._begin, form), self._way_back())

    def _way_back(self) -> str:
        return "nk:door" if self.context.door.teachers() else "nk:profiles"

    def _begin(self, form: Form, typed: list[str]) -> None:
        name, passphrase, again, school = typed
        if passphrase != again:
            form.show_problem(self.tr("The two passphrases are not the same."), at=2)
            return
        try:
            with _Busy():
                beginning = self.context.door.begin(name, passphrase, school)
        except UserError as error:
            form.show_problem(_told(error))
            return
        self._beginning = beginning
        if beginning.recovery:
            # Later: what is taken out then includes the form, which is still at work.
            QTimer.singleShot(0, self, self._show_recovery)
        else:
            self._finish(form)

    def _show_recovery(self) -> None:
        beginning = self._beginning
        if beginning is None:
            return

        def fill() -> None:
            self._head(
                self.tr("The recovery key of your school"),
                self.tr(
                    "With it a forgotten passphrase can be replaced, and what was handed in can be "
                    "opened if your computer is lost. Put it on paper now."
                ),
            )
            shown = RecoveryView(self.context, beginning.recovery, beginning.name, self)
            shown.confirmed.connect(partial(self._finish, shown.form))
            shown.cancelled.connect(lambda: self.open_requested.emit(self._way_back()))
            self._cards.main.addWidget(shown)
            self._first = shown

        self.setFocus()  # until what comes in its place can take it
        self._fill(fill)
        QTimer.singleShot(0, self, self._take_focus)

    def _take_focus(self) -> None:
        layouts.finish()
        if self._first is not None and self.window().focusWidget() is self:
            focus_into(self._first)

    def _finish(self, form: Form) -> None:
        if self._beginning is None:
            return
        try:
            desk = self.context.door.set_up(self._beginning)
        except UserError as error:
            form.show_problem(_told(error))
            return
        self._enter(desk)

    # -- coming in ---------------------------------------------------------------------------

    def _ask_passphrase(self, person: Profile) -> None:
        self._head(self.tr("Your passphrase"), self.tr("For %s") % person.name)
        asked = [Asked(self.tr("Passphrase"), secret=True)]
        form = Form(self.context.theme, asked, self.tr("Open my desk"))
        self._put(form, partial(self._unlock, form, person), "nk:door")
        form.hold(self.context.door.wait(person))  # going away and coming back is no way around it
        self._cards.main.addSpacing(8)
        words = self.tr("Forgotten? The recovery key of your school opens your desk too.")
        self._cards.main.addWidget(label(words, "small"))
        other = Button(self.context.theme, self.tr("Use the recovery key"), icon="key")
        goal = str(Address.of("door", _RECOVER, person.id))
        other.clicked.connect(lambda: self.open_requested.emit(goal))
        self._cards.main.addWidget(other, 0, Qt.AlignmentFlag.AlignLeft)

    def _unlock(self, form: Form, person: Profile, typed: list[str]) -> None:
        door = self.context.door
        self._try(form, person, lambda: door.unlock(person, typed[0]))

    def _ask_recovery(self, person: Profile) -> None:
        self._head(
            self.tr("Use the recovery key"),
            self.tr("For %s. You choose a new passphrase; your keys stay the same.") % person.name,
        )
        asked = (
            Asked(
                self.tr("Recovery key, from the sheet of your school"),
                told=self.tr("It begins with AGE-SECRET-KEY-1. Spaces and small letters do."),
            ),
            Asked(self.tr("New passphrase, at least 10 characters"), secret=True),
            Asked(self.tr("New passphrase once more"), secret=True),
        )
        form = Form(self.context.theme, asked, self.tr("Open my desk"))
        goal = str(Address.of("door", _OPEN, person.id))
        self._put(form, partial(self._recover, form, person), goal)
        form.hold(self.context.door.wait(person))

    def _recover(self, form: Form, person: Profile, typed: list[str]) -> None:
        key, passphrase, again = typed
        if passphrase != again:
            form.show_problem(self.tr("The two passphrases are not the same."), at=2)
            return
        door = self.context.door
        self._try(form, person, lambda: door.recover(person, key, passphrase))

    def _try(self, form: Form, person: Profile, attempt: Callable[[], TeacherDesk]) -> None:
        """Come in, or say why not and how long to wait."""
        door = self.context.door
        try:
            with _Busy():
                desk = attempt()
        except UserError as error:
            wait = door.wait(person)
            words = _told(error)
            if wait:
                words += " " + self.tr("You can try again in %d s.") % wait
            form.show_problem(words, wait=wait)
            return
        self._enter(desk)

    def _enter(self, desk: TeacherDesk) -> None:
        self._beginning = None
        self._cards.empty()  # no key and no passphrase stays in a field
        self._first = None
        self.context.enter(self.context.people.reader(desk.profile), desk)

    # -- the page ----------------------------------------------------------------------------

    def _back(self) -> None:
        self.open_requested.emit("nk:profiles")

    @override
    def start(self) -> QWidget:
        return self._first or self._cards

    @override
    def panes(self) -> list[QWidget]:
        return [self._cards]

    @override
    def set_width_class(self, width: int, height: int) -> None:
        px = self.context.theme.px
        self._side.setVisible(width >= 900)
        self._side.setFixedWidth(px(420) if width >= tokens.COMPACT_BELOW else px(280))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.open_requested.emit(self._way_back() if self.address.path else "nk:profiles")
        else:
            super().keyPressEvent(event)


class _Busy:
    """Shows that something takes a moment: a passphrase is slow to try, on purpose."""

    def __enter__(self) -> None:
        QGuiApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)

    def __exit__(self, *_: object) -> None:
        QGuiApplication.restoreOverrideCursor()


def _told(error: UserError) -> str:
    return " ".join(part for part in (error.what, error.todo) if part)
