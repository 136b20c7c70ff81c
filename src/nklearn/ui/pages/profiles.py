"""Who is reading: the page that a shared computer begins with. It fills the window."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QIcon, QKeyEvent
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QVBoxLayout, QWidget

from nklearn import __version__
from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.records import Profile
from nklearn.domain.work import Work
from nklearn.learning.people import cleaned
from nklearn.ui import icons, layouts, tokens
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.takeaway import saving
from nklearn.ui.widgets.avatar import Avatar
from nklearn.ui.widgets.basics import Button, IconLabel, column, frame, label, row
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.name_form import NameForm
from nklearn.ui.widgets.pin_form import OneField
from nklearn.ui.widgets.scroll_column import ScrollColumn
from nklearn.ui.widgets.segmented import Segmented
from nklearn.ui.widgets.strata_art import StrataSide
from nklearn.ui.words import day_name, initials, reader_name

_FIND_FROM = 9  # readers from which on a field to find a name helps
_FILTER_FROM = 5  # readers from which on it helps to see one class alone
_FIRST_FROM = 7  # names from which on those who have none yet find their way in first, in sight
_ADD, _GUEST = "add", "guest"
_CAP = 980
_BAR = 14  # px of the scroll bar above


class ProfilesPage(Page):
    """`nk:profiles` asks who is reading, `nk:profiles/add` a new reader's name.

    `nk:profiles/name/<id>` asks somebody for a name who has none yet, `nk:profiles/pin/<id>` for
    the PIN. Where names are hidden, a reader types theirs.
    """

    bare = True

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        theme = context.theme
        self._everyone: tuple[Profile, ...] = ()
        self._class = ""
        self._find: QLineEdit | None = None
        self._glass: QAction | None = None
        self._grid: CardGrid | None = None
        self._form: NameForm | None = None
        self._none: QWidget | None = None
        self._said: QLabel | None = None
        self._one: OneField | None = None
        self._hidden = False
        box = row(self)
        self._side = StrataSide(
            theme,
            self.tr("Mining, class and labour in North Korea, told through figures and sources."),
        )
        box.addWidget(self._side)
        right = column()
        box.addLayout(right, 1)
        self._cards = ScrollColumn(theme, cap=_CAP)
        right.addWidget(self._cards, 1)
        right.addWidget(self._foot())
        theme.changed.connect(self._tint)

    # -- parts -------------------------------------------------------------------------------

    def _foot(self) -> QWidget:
        """Return the line on privacy and the buttons that are always there."""
        theme = self.context.theme
        holder, self._narrow = QWidget(), QWidget()
        centre = row(holder)
        centre.setContentsMargins(24, 8, 24 + _BAR, 18)
        centre.addStretch(1)
        centre.addWidget(self._narrow, 1000)
        centre.addStretch(1)
        outer = column(self._narrow, spacing=10)
        card = frame("card")
        line = row(card, spacing=12)
        line.setContentsMargins(16, 10, 16, 10)
        line.addWidget(IconLabel(theme, "lock", "ACCENT"))
        told = self.tr(
            "Names and answers stay on this computer. Anyone who uses this account of it can open "
            "them."
        )
        line.addWidget(label(told, "small"), 1)
        outer.addWidget(card)
        tools = row(spacing=14)
        if self.context.door.opens:
            teacher = Button(theme, self.tr("I am a teacher"), icon="graduation-cap")
            teacher.clicked.connect(lambda: self.open_requested.emit("nk:door"))
            tools.addWidget(teacher)
        sizes = Button(theme, self.tr("Text size"), kind="text", icon="a-large-small")
        themes = Button(theme, self.tr("Theme"), kind="text", icon="contrast")
        sizes.clicked.connect(lambda: self._offer(sizes, self._sizes()))
        themes.clicked.connect(lambda: self._offer(themes, self._themes()))
        tools.addWidget(sizes)
        tools.addWidget(themes)
        bring = Button(
            theme, self.tr("Bring work from another computer"), kind="text", icon="folder-input"
        )
        bring.clicked.connect(self._ask_bring)
        tools.addStretch(1)
        outer.addLayout(tools)
        more = row(spacing=14)
        more.addWidget(bring)
        more.addStretch(1)
        version = self.tr("Works offline. Version %s") % __version__
        more.addWidget(label(version, "caption", wrap=False))
        outer.addLayout(more)
        return holder

    def _sizes(self) -> list[tuple[str, bool, partial[None]]]:
        now, look = self.context.theme.text_size, self.context.look
        return [
            (f"{size}%", size == now, partial(look.set_text_size, size))
            for size in tokens.TEXT_SIZES
        ]

    def _themes(self) -> list[tuple[str, bool, partial[None]]]:
        names = {
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast": self.tr("High contrast"),
            "system": self.tr("Same as the system"),
        }
        now, look = self.context.theme.chosen, self.context.look
        return [
            (words, name == now, partial(look.set_theme, name)) for name, words in names.items()
        ]

    def _offer(self, button: Button, entries: Sequence[tuple[str, bool, partial[None]]]) -> None:
        menu = QMenu(button)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        group = QActionGroup(menu)
        for words, chosen, choose in entries:
            action = QAction(words, menu)
            action.setCheckable(True)
            action.setChecked(chosen)
            action.triggered.connect(lambda _=False, choose=choose: choose())
            group.addAction(action)
            menu.addAction(action)
        menu.popup(button.mapToGlobal(button.rect().topLeft()) - menu.rect().bottomLeft())

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        self._everyone = self.context.door.students()
        nameless = next((p for p in self._everyone if address.path[1:] == (p.id,)), None)
        own = nameless.id if nameless else ""
        known = ((), (_ADD,), ("name", own), ("pin", own))
        if address.path not in known:
            raise UserError(f"There is no page “{address}”.", todo="Choose a name.")
        self.address, self.crumbs, self.heading = address, (), self.tr("Who is reading?")
        self._cards.empty()
        self._find = self._glass = self._grid = self._form = self._said = self._one = None
        if nameless and address.path[0] == "pin":
            self._open_pin(nameless)
        elif address.path:
            self._open_form(nameless)
        else:
            self._open_names()
        self._cards.finish()

    def _open_names(self) -> None:
        main = self._cards.main
        main.addSpacing(28)
        main.addWidget(label(self.tr("Who is reading?"), "display"))
        names = any(person.name for person in self._everyone)
        self._hidden = names and self.context.people.nobody().preferences.hide_names == "yes"
        if self._hidden:
            words = self.tr("This computer is shared. Type your name so your answers stay apart.")
        elif self._everyone:
            words = self.tr("This computer is shared. Choose your name so your answers stay apart.")
        else:
            words = self.tr("Add your name, and NKLearn keeps your place and your answers.")
        main.addWidget(label(words, "secondary"))
        self._said = label("", "small", tone="positive")
        self._said.hide()
        main.addWidget(self._said)
        main.addSpacing(8)
        if self._hidden:
            self._one = OneField(
                self.context.theme, self.tr("Your name"), self.tr("Start reading"), cancel=False
            )
            self._one.submitted.connect(self._choose_typed)
            main.addWidget(self._one)
            main.addSpacing(10)
        else:
            self._add_filters(main)
        self._grid = CardGrid(self.context.theme, self.tr("Readers"), most=4, least=178, even=True)
        main.addWidget(self._grid)
        self._none = label(self.tr("No reader has these letters in their name."), "secondary")
        self._none.hide()
        main.addWidget(self._none)
        self._show_cards()

    def _add_filters(self, main: QVBoxLayout) -> None:
        classes = sorted({p.school_class for p in self._everyone if p.school_class})
        line = row(spacing=10)
        if len(self._everyone) >= _FIND_FROM:
            self._find = QLineEdit()
            self._find.setPlaceholderText(self.tr("Find your name"))
            self._find.setAccessibleName(self.tr("Find your name"))
            self._glass = self._find.addAction(QIcon(), QLineEdit.ActionPosition.LeadingPosition)
            self._tint()
            self._find.setMaximumWidth(self.context.theme.px(300))
            self._find.textChanged.connect(self._show_cards)
            self._find.returnPressed.connect(self._take_first)
            line.addWidget(self._find, 1)
        if 2 <= len(classes) <= 6 and len(self._everyone) >= _FILTER_FROM:
            choices = {"": self.tr("All"), **{name: name for name in classes}}
            filters = Segmented(self.context.theme, choices, self.tr("Class"))
            self._class = self._class if self._class in choices else ""
            filters.set_value(self._class)
            filters.chosen.connect(self._filter)
            line.addWidget(filters)
        else:
            self._class = ""
        line.addStretch(1)
        if line.count() > 1:
            main.addLayout(line)
            main.addSpacing(4)

    def _tint(self) -> None:
        if self._find is not None and self._glass is not None:
            color = self.context.theme.color("TEXT_SECONDARY")
            self._glass.setIcon(icons.icon("search", color, 18))

    def _open_form(self, nameless: Profile | None) -> None:
        if nameless:
            title = self.tr("Your name")
            words = self.tr("What was read and answered here before stays yours under this name.")
        else:
            title = self.tr("Add your name")
            words = self.tr("Your place, your answers and your settings are kept under it.")
        self._add_form(title, words, self.tr("Start reading"))
        if self._form is not None:
            self._form.submitted.connect(partial(self._submit, nameless))

    def _add_form(self, title: str, words: str, verb: str) -> None:
        main = self._cards.main
        main.addSpacing(28)
        self.heading = title
        main.addWidget(label(title, "display"))
        main.addWidget(label(words, "secondary"))
        main.addSpacing(8)
        self._form = NameForm(self.context.theme, verb, cancel=True)
        self._form.cancelled.connect(self._back)
        main.addWidget(self._form)

    # -- cards -------------------------------------------------------------------------------

    def _filter(self, name: str) -> None:
        self._class = name
        self._show_cards()

    def _shown(self) -> list[Profile]:
        if self._hidden:
            return [person for person in self._everyone if not person.name]
        sought = cleaned(self._find.text()).casefold() if self._find else ""
        return [
            person
            for person in self._everyone
            if sought in person.name.casefold() and self._class in ("", person.school_class)
        ]

    def _show_cards(self) -> None:
        if self._grid is None:
            return
        today = self.context.people.now().astimezone().date()
        cards = [self._person_card(person, today) for person in self._shown()]
        if self._none is not None:
            self._none.setVisible(not cards and bool(self._everyone) and not self._hidden)
        add = self._card(_ADD, self.tr("Add your name"), self.tr("First time here"), icon="plus")
        guest = self._card(_GUEST, self.tr("Guest"), self.tr("Nothing is kept"), icon="user")
        if len(cards) < _FIRST_FROM:
            self._grid.show_cards([*cards, add, guest])
        else:
            self._grid.show_cards([add, guest, *cards], current=2)

    def _person_card(self, person: Profile, today: date) -> LinkCard:
        at = (person.last_used or person.created).astimezone().date()
        below = ", ".join(part for part in (person.school_class, day_name(at, today)) if part)
        return self._card(person.id, reader_name(person.name), below, sign=initials(person.name))

    def _card(
        self, goal: str, title: str, below: str, *, sign: str = "", icon: str = ""
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

    # -- choosing ----------------------------------------------------------------------------

    def _choose(self, goal: str) -> None:
        people = self.context.people
        if goal == _ADD:
            self.open_requested.emit("nk:profiles/add")
        elif goal == _GUEST:
            self.context.enter(people.guest())
        elif person := next((person for person in self._everyone if person.id == goal), None):
            if person.name and person.pin:
                self.open_requested.emit(str(Address.of("profiles", "pin", person.id)))
            elif person.name:
                self.context.enter(people.reader(person))
            else:
                self.open_requested.emit(str(Address.of("profiles", "name", person.id)))

    def _choose_typed(self, name: str) -> None:
        """Take a name that was typed, where none is shown; say nothing of any other."""
        person = self.context.people.find(name)
        if person is not None and self.context.door.is_teacher(person.id):
            self.open_requested.emit(str(Address.of("door", "open", person.id)))
        elif person is not None:
            self._choose(person.id)
        elif self._one is not None:
            words = self.tr("No reader has this name here. Type all of it, or add your name.")
            self._one.show_problem(words)

    def _open_pin(self, person: Profile) -> None:
        main = self._cards.main
        main.addSpacing(28)
        self.heading = self.tr("Your PIN")
        main.addWidget(label(self.heading, "display"))
        main.addWidget(label(self.tr("For %s") % reader_name(person.name), "secondary"))
        main.addSpacing(8)
        self._one = OneField(
            self.context.theme, self.tr("PIN"), self.tr("Start reading"), secret=True
        )
        self._one.submitted.connect(partial(self._try_pin, person))
        self._one.cancelled.connect(self._back)
        main.addWidget(self._one)
        main.addSpacing(8)
        told = self.tr(
            "Forgotten? A PIN is a courtesy, not a lock. Whoever looks after this computer can "
            "take it away, and nothing is lost. They type:"
        )
        command = f'nklearn profile --remove-pin "{person.name}"'
        main.addWidget(label(told, "small"))
        main.addWidget(label(command, "small"))

    def _try_pin(self, person: Profile, pin: str) -> None:
        people = self.context.people
        if people.opens(person, pin):
            self.context.enter(people.reader(person))
        elif self._one is not None:
            wait = people.wait(person)
            words = self.tr("Not this PIN. You can try again in %d s.") % wait
            self._one.show_problem(words, wait)

    # -- bringing ----------------------------------------------------------------------------

    def _ask_bring(self) -> None:
        title = self.tr("Bring work from another computer")
        saving.ask_open(self, title, "nkprofile", self.bring)

    def bring(self, path: Path) -> None:
        """Add a reader from another computer, or add to what they did here."""
        from nklearn.interchange.profile_file import read_profile

        try:
            work = read_profile(path)
        except UserError as error:
            self.context.tell(error)
            return
        try:
            self._brought(self.context.people.bring(work))
        except UserError as error:
            if self.context.people.knows(work):
                self.context.tell(error)
            else:
                self._ask_other_name(work, error)

    def _ask_other_name(self, work: Work, error: UserError) -> None:
        """Ask for a name that nobody has here, under which the work is brought."""
        self._cards.empty()
        self._find = self._glass = self._grid = self._none = None
        words = self.tr("Under this name the work from the other computer is kept here.")
        self._add_form(self.tr("Another name"), words, self.tr("Bring the work"))
        if self._form is not None:
            self._form.show_reader(work.profile.name, work.profile.school_class)
            self._form.school_class.setEnabled(False)
            self._form.submitted.connect(partial(self._bring_as, work))
        self._cards.finish()
        if self._form is not None:
            layouts.finish()
            self._form.show_problem(error)

    def _bring_as(self, work: Work, name: str, _class: str) -> None:
        try:
            self._brought(self.context.people.bring(work, name))
        except UserError as error:
            if self._form is not None:
                self._form.show_problem(error)

    def _brought(self, person: Profile) -> None:
        self.context.saved()
        self.open_requested.emit("nk:profiles")
        if self._said is not None:
            self._said.setText(self.tr("The work of %s is here now.") % person.name)
            self._said.show()

    def _take_first(self) -> None:
        """Enter in the field takes the only name that is left."""
        shown = self._shown()
        if len(shown) == 1:
            self._choose(shown[0].id)

    def _submit(self, nameless: Profile | None, name: str, school_class: str) -> None:
        people = self.context.people
        try:
            if nameless:
                person = people.rename(nameless, name, school_class)
            else:
                person = people.add(name, school_class)
            reader = people.reader(person)
        except UserError as error:
            if self._form is not None:
                self._form.show_problem(error)
            return
        self.context.enter(reader)

    def _back(self) -> None:
        self.open_requested.emit("nk:profiles")

    # -- the page ----------------------------------------------------------------------------

    @override
    def start(self) -> QWidget:
        if self._form is not None:
            return self._form
        return self._one or self._grid or self._cards

    @override
    def panes(self) -> list[QWidget]:
        return [self._cards]

    @override
    def set_width_class(self, width: int, height: int) -> None:
        px = self.context.theme.px
        self._narrow.setMaximumWidth(px(_CAP))
        self._side.setVisible(width >= 900)
        self._side.setFixedWidth(px(420) if width >= tokens.COMPACT_BELOW else px(280))

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        if event.key() == Qt.Key.Key_Escape and self.address.path:
            self._back()
        else:
            super().keyPressEvent(event)
