"""Home: continue where you left off, the modules, your practice, and ways in."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from nklearn.base.overriding import override
from nklearn.content.previews import preview_of
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import Lesson, Module
from nklearn.ui import tokens
from nklearn.ui.classwork.due_card import DueCard
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.context import Context
from nklearn.ui.next_step import NextStep, next_step
from nklearn.ui.review.card import ReviewCard
from nklearn.ui.widgets.basics import Button, IconLabel, column, frame, label, row, rule
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.widgets.lesson_preview import LessonPreview
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.module_card import lessons_done, module_card
from nklearn.ui.widgets.strata import Strata
from nklearn.ui.widgets.strata_art import EmptyStrata
from nklearn.ui.words import sentences

_PREVIEW_HEIGHT = 720  # px of the window below which the preview is left out
_FEW = 3  # modules up to which the ways in have room below them
_PRACTICE = 3  # quizzes in the side column


class HomePage(ColumnPage):
    """The first page of a reader."""

    rail = "home"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._preview: QWidget | None = None
        self._read: dict[str, frozenset[str]] = {}

    @override
    def open(self, address: Address) -> None:
        self.address = Address("home")
        self.crumbs, self.heading = (), self.tr("Home")
        self.cards.empty()
        self._preview = None
        modules = self.context.catalog.modules()
        learner = self.context.learner
        read = learner.read_by_lesson()
        self._read = {own.id: read.get(own.id, frozenset()) for m in modules for own in m.lessons}
        place = learner.place
        new = not place and not any(self._read.values())
        main = self.cards.main
        following = next_step(self.context, self._read) if modules and not new else None
        if following is None:
            main.addWidget(self._welcome(modules))
        else:
            main.addWidget(self._continue_card(following))
        if new and any(module.advisory for module in modules):
            main.addWidget(self._advisory())
        self._modules(modules, following.module if following else None)
        if len(modules) <= _FEW:
            main.addSpacing(8)
            main.addWidget(label(self.tr("Ways in"), "title"))
            main.addWidget(self._ways_grid())
        self._side(modules)
        self.cards.finish()

    @override
    def set_width_class(self, width: int, height: int) -> None:
        if self._preview is not None:
            room = height >= _PREVIEW_HEIGHT and width >= tokens.COMPACT_BELOW
            self._preview.setVisible(room)

    # -- the first card ----------------------------------------------------------------------

    def _welcome(self, modules: tuple[Module, ...]) -> QFrame:
        card = frame("card")
        box = row(card, spacing=32)
        box.setContentsMargins(40, 26, 28, 26)
        box.addWidget(EmptyStrata(self.context.theme), 0, Qt.AlignmentFlag.AlignVCenter)
        words = column(spacing=6)
        person = self.context.learner.known
        name = person.name.split()[0] if person and person.name else ""
        title = self.tr("Welcome, %s") % name if name else self.tr("Welcome")
        words.addWidget(label(title, "display"))
        told = self.tr(
            "You have not opened a lesson yet. Every figure links to its source, and where "
            "sources disagree we say so."
        )
        words.addWidget(label(told, "secondary"))
        words.addSpacing(8)
        line = row(spacing=16)
        if modules and modules[0].lessons:
            goal = str(Address.of("lesson", modules[0].lessons[0].id))
            line.addWidget(self._primary(self.tr("Start with lesson 1"), goal))
        line.addWidget(self._link(self.tr("How to read and practise"), "nk:help"))
        line.addStretch(1)
        words.addLayout(line)
        box.addLayout(words, 1)
        return card

    def _primary(self, words: str, goal: str) -> Button:
        made = Button(
            self.context.theme, words, kind="primary", icon="arrow-right", icon_after=True
        )
        made.clicked.connect(lambda: self.open_requested.emit(goal))
        return made

    def _link(self, words: str, goal: str, kind: str = "text") -> Button:
        made = Button(self.context.theme, words, kind=kind)
        made.clicked.connect(lambda: self.open_requested.emit(goal))
        return made

    def _continue_card(self, following: NextStep) -> QFrame:
        card = frame("card")
        outer = row(card)
        words = QWidget()
        outer.addWidget(words, 1)
        box = column(words, spacing=4)
        box.setContentsMargins(22, 20, 22, 20)
        box.addWidget(label(following.kicker, "label"))
        box.addWidget(label(following.title, "display"))
        box.addWidget(label(following.text, "secondary"))
        box.addStretch(1)
        box.addSpacing(10)
        line = row(spacing=12)
        line.addWidget(self._primary(following.verb, following.goal))
        goal_module = str(Address.of("lessons", following.module.id))
        words_module = self.tr("Open module %d") % following.module.number
        line.addWidget(self._link(words_module, goal_module, "default"))
        if following.lesson:
            line.addSpacing(8)
            line.addWidget(self._sections(following.lesson))
        line.addStretch(1)
        box.addLayout(line)
        preview = preview_of(self.context.catalog, following.lesson) if following.lesson else None
        if preview:
            self._preview = LessonPreview(self.context.theme, preview)
            outer.addWidget(self._preview)
        return card

    def _sections(self, lesson: Lesson) -> Strata:
        read = self._read.get(lesson.id, frozenset())
        states = ["done" if section.id in read else "open" for section in lesson.sections]
        said = {"done": self.tr("read"), "open": self.tr("not read yet")}
        tips = [
            f"{section.title}: {said[state]}"
            for section, state in zip(lesson.sections, states, strict=True)
        ]
        strata = Strata(self.context.theme)
        count = self.tr("%d of %d sections read") % (states.count("done"), len(states))
        strata.show_states(states, tips, count)
        strata.setFixedWidth(self.context.theme.px(150))
        return strata

    # -- modules and ways in -----------------------------------------------------------------

    def _modules(self, modules: tuple[Module, ...], here: Module | None) -> None:
        main = self.cards.main
        main.addSpacing(8)
        line = row(spacing=12)
        line.addWidget(label(self.tr("Modules"), "title", wrap=False))
        done = sum(lessons_done(module.lessons, self._read) for module in modules)
        total = sum(len(module.lessons) for module in modules)
        if total:
            count = self.tr("%d of %d lessons read") % (done, total)
            line.addWidget(label(count, "small", wrap=False), 0, Qt.AlignmentFlag.AlignVCenter)
        line.addStretch(1)
        main.addLayout(line)
        cards: list[QWidget] = []
        for module in modules:
            card = module_card(self.context.theme, module, self._read, here=module is here)
            card.open_requested.connect(self.open_requested)
            cards.append(card)
        grid = CardGrid(self.context.theme, self.tr("Modules"))
        grid.show_cards(cards)
        main.addWidget(grid)

    def _ways(self) -> tuple[tuple[str, str, str, str], ...]:
        return (
            (
                self.tr("Look at the data"),
                self.tr("Tables as published, with every doubtful cell marked."),
                "nk:data",
                "chart-line",
            ),
            (
                self.tr("Numbers that disagree"),
                self.tr("Where our sources rival one another, side by side."),
                "nk:disagreement",
                "equal-not",
            ),
            (
                self.tr("Who says so?"),
                self.tr("Every source, what it was made for, and what rests on it."),
                "nk:sources",
                "quote",
            ),
        )

    def _ways_grid(self) -> CardGrid:
        cards: list[QWidget] = []
        for title, text, goal, _ in self._ways():
            card = LinkCard(goal, sentences(title, text))
            card.open_requested.connect(self.open_requested)
            card.box.addWidget(label(title, "heading"))
            card.box.addWidget(label(text, "small"))
            card.box.addStretch(1)
            cards.append(card)
        grid = CardGrid(self.context.theme, self.tr("Ways in"))
        grid.show_cards(cards)
        return grid

    # -- the side ----------------------------------------------------------------------------

    def _side(self, modules: tuple[Module, ...]) -> None:
        side = self.cards.side
        self._due()
        side.addWidget(label(self.tr("Ready to review"), "title"))
        review = ReviewCard(self.context)
        review.open_requested.connect(self.open_requested)
        side.addWidget(review)
        progress = self._link(self.tr("Your progress"), "nk:progress")
        side.addWidget(progress, 0, Qt.AlignmentFlag.AlignLeft)
        side.addSpacing(10)
        begun = self._begun(modules)
        if begun:
            side.addWidget(label(self.tr("Your practice"), "title"))
            card = frame("card")
            box = column(card)
            for number, (module, words) in enumerate(begun[:_PRACTICE]):
                if number:
                    box.addWidget(rule())
                box.addWidget(self._practice(module, words))
            side.addWidget(card)
            side.addSpacing(10)
        if len(modules) > _FEW:
            side.addWidget(label(self.tr("Ways in"), "title"))
            card = frame("card")
            box = column(card, spacing=10)
            box.setContentsMargins(18, 14, 18, 14)
            for title, text, goal, icon in self._ways():
                line = row(spacing=12)
                top = Qt.AlignmentFlag.AlignTop
                line.addWidget(IconLabel(self.context.theme, icon, "ACCENT", 20), 0, top)
                words = column(spacing=0)
                words.addWidget(self._link(title, goal, "note"), 0, Qt.AlignmentFlag.AlignLeft)
                words.addWidget(label(text, "small"))
                line.addLayout(words, 1)
                box.addLayout(line)
            side.addWidget(card)
            side.addSpacing(10)
        side.addWidget(label(self.tr("Before you read"), "title"))
        told = self.tr(
            "The subject is grave: how people were made to work, and how anyone knows. "
            "A module with hard material carries an advisory."
        )
        side.addWidget(label(told, "secondary"))
        about = self._link(self.tr("How this was made"), "nk:about")
        side.addWidget(about, 0, Qt.AlignmentFlag.AlignLeft)

    def _due(self) -> None:
        side = self.cards.side
        side.addWidget(label(self.tr("Due from your teacher"), "title"))
        due = DueCard(self.context)
        due.open_requested.connect(self.open_requested)
        side.addWidget(due)
        side.addSpacing(10)

    def _begun(self, modules: tuple[Module, ...]) -> list[tuple[Module, str]]:
        """Return the modules whose quiz was begun, with how it stands; those under way first."""
        going: list[tuple[Module, str]] = []
        done: list[tuple[Module, str]] = []
        for module in modules:
            progress = self.context.learner.progress(module)
            if progress.quiz_open is not None:
                words = self.tr("%d of %d answered") % (progress.quiz_open, len(module.quiz))
                going.append((module, words))
            elif progress.quiz_last:
                last = progress.quiz_last
                done.append(
                    (module, self.tr("Last time %d of %d right") % (last.right, last.total))
                )
        return going + done

    def _practice(self, module: Module, words: str) -> QWidget:
        holder = QWidget()
        box = row(holder, spacing=12)
        box.setContentsMargins(16, 12, 16, 12)
        said = column(spacing=2)
        said.addWidget(label(module.title, "heading"))
        said.addWidget(label(words, "small"))
        box.addLayout(said, 1)
        goal = str(Address.of("practice", module.id))
        go = Button(self.context.theme, self.tr("Open"), small=True)
        go.setAccessibleName(self.tr("Open practice: %s, %s") % (module.title, words))
        go.clicked.connect(lambda: self.open_requested.emit(goal))
        box.addWidget(go)
        return holder

    def _advisory(self) -> QFrame:
        strip = frame("advisory")
        line = row(strip, spacing=12)
        line.setContentsMargins(16, 12, 16, 12)
        line.addWidget(IconLabel(self.context.theme, "info", "CAUTION"))
        told = self.tr(
            "Some modules are hard to read. They are marked “Advisory”, and say so before they "
            "begin."
        )
        line.addWidget(label(told, "small", tone="caution"), 1)
        return strip
