"""Home: continue where you left off, the modules, and what this is made of."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import Module
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.widgets.basics import Button, chip, column, frame, label, row
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.strata import Strata


class HomePage(ColumnPage):
    """The first page."""

    rail = "home"

    @override
    def open(self, address: Address) -> None:
        self.address = Address("home")
        self.crumbs, self.heading = (), self.tr("Home")
        self.cards.empty()
        modules = self.context.catalog.modules()
        self.cards.main.addWidget(self._continue_card(modules))
        self.cards.main.addSpacing(8)
        self.cards.main.addWidget(label(self.tr("Modules"), "title"))
        for module in modules:
            self.cards.main.addWidget(self._module_card(module))
        self.cards.main.addSpacing(8)
        self.cards.main.addWidget(label(self.tr("Ways in"), "title"))
        self.cards.main.addLayout(self._ways_in())
        self._side()
        self.cards.finish()

    def _ways_in(self) -> QHBoxLayout:
        line = row(spacing=12)
        for title, text, goal in (
            (
                self.tr("Look at the data"),
                self.tr("Tables as published, with every doubtful cell marked."),
                "nk:data",
            ),
            (
                self.tr("Numbers that disagree"),
                self.tr("Where our sources rival one another, side by side."),
                "nk:disagreement",
            ),
            (
                self.tr("Who says so?"),
                self.tr("Every source, what it was made for, and what rests on it."),
                "nk:sources",
            ),
        ):
            card = LinkCard(goal, f"{title}. {text}")
            card.open_requested.connect(self.open_requested)
            card.box.addWidget(label(title, "heading"))
            card.box.addWidget(label(text, "secondary"))
            card.box.addStretch(1)
            line.addWidget(card, 1)
        return line

    def _continue_card(self, modules: tuple[Module, ...]) -> QFrame:
        card = frame("card")
        box = column(card, spacing=6)
        box.setContentsMargins(22, 20, 22, 20)
        place = self.context.learner.place
        kicker, title, text, goal, verb = self._continue_words(place, modules)
        box.addWidget(label(kicker, "label"))
        box.addWidget(label(title, "display"))
        box.addWidget(label(text, "secondary"))
        box.addSpacing(8)
        line = row(spacing=12)
        start = Button(
            self.context.theme, verb, kind="primary", icon="arrow-right", icon_after=True
        )
        start.clicked.connect(lambda: self.open_requested.emit(goal))
        line.addWidget(start)
        if modules:
            other = Button(self.context.theme, self.tr("Open module %d") % modules[0].number)
            goal_module = str(Address.of("lessons", modules[0].id))
            other.clicked.connect(lambda: self.open_requested.emit(goal_module))
            line.addWidget(other)
        line.addStretch(1)
        box.addLayout(line)
        return card

    def _continue_words(
        self, place: str | None, modules: tuple[Module, ...]
    ) -> tuple[str, str, str, str, str]:
        """Return kicker, title, text, address and button for the card."""
        if place:
            try:
                return self._place_words(Address.parse(place))
            except (ValueError, UserError):
                pass  # the content has moved on: begin at the beginning
        lesson = modules[0].lessons[0]
        goal = str(Address.of("lesson", lesson.id))
        return (
            self.tr("Welcome"),
            lesson.title,
            self.tr(
                "You have not opened a lesson yet. Every figure links to its source, and where "
                "sources disagree we say so."
            ),
            goal,
            self.tr("Start with lesson 1"),
        )

    def _place_words(self, place: Address) -> tuple[str, str, str, str, str]:
        kicker = self.tr("Continue where you left off")
        if place.page == "practice":
            module = self.context.catalog.module(place.rest)
            progress = self.context.learner.progress(module)
            total = len(module.quiz)
            if progress.quiz_open is None:
                text = self.tr("Module %d, practice: %d questions.") % (module.number, total)
            else:
                text = self.tr("Module %d, practice: %d of %d questions answered.") % (
                    module.number,
                    progress.quiz_open,
                    total,
                )
            return kicker, module.title, text, str(place), self.tr("Continue practice")
        lesson = self.context.catalog.lesson(place.rest)
        module = self.context.catalog.module(lesson.module)
        ids = [section.id for section in lesson.sections]
        here = ids.index(place.fragment) + 1 if place.fragment in ids else 1
        number = [summary.id for summary in module.lessons].index(lesson.id) + 1
        left = max(1, round(lesson.minutes * (len(ids) - here + 1) / len(ids)))
        text = self.tr(
            "Module %d, lesson %d. You are at section %d of %d; about %d minutes remain."
        )
        words = text % (module.number, number, here, len(ids), left)
        return kicker, lesson.title, words, str(place), self.tr("Continue lesson")

    def _module_card(self, module: Module) -> LinkCard:
        progress = self.context.learner.progress(module)
        read = self.tr("%d of %d lessons read") % (progress.lessons_read, progress.lessons_total)
        goal = str(Address.of("lessons", module.id))
        name = self.tr("Module %d, %s, %s") % (module.number, module.title, read)
        card = LinkCard(goal, name)
        card.open_requested.connect(self.open_requested)
        head = row(spacing=10)
        head.addWidget(label(str(module.number), "number", wrap=False))
        head.addWidget(label(module.title, "heading"), 1)
        if module.advisory:
            head.addWidget(chip(self.tr("Advisory"), "caution"))
        card.box.addLayout(head)
        card.box.addWidget(label(module.about, "secondary"))
        card.box.addSpacing(4)
        sections = [
            ("done" if section in self.context.learner.read(lesson.id) else "open", title)
            for lesson in module.lessons
            for section, title in lesson.sections
        ]
        strata = Strata(self.context.theme)
        tips = [f"{title}: {self._state(state)}" for state, title in sections]
        strata.show_states([state for state, _ in sections], tips, read)
        card.box.addWidget(strata)
        counts = self.tr("%d of %d sections read; %d practice questions") % (
            progress.sections_read,
            progress.sections_total,
            len(module.quiz),
        )
        card.box.addWidget(label(counts, "small"))
        return card

    def _state(self, state: str) -> str:
        return self.tr("read") if state == "done" else self.tr("not read yet")

    def _side(self) -> None:
        theme, side = self.context.theme, self.cards.side
        side.addWidget(label(self.tr("Before you read"), "title"))
        side.addWidget(
            label(
                self.tr(
                    "The subject is grave: how people were made to work, and how anyone knows. "
                    "A module with hard material carries an advisory."
                ),
                "secondary",
            )
        )
        about = Button(theme, self.tr("How this content came to be"), kind="text")
        about.clicked.connect(lambda: self.open_requested.emit("nk:about"))
        side.addWidget(about, 0, Qt.AlignmentFlag.AlignLeft)
