"""Lessons: all modules, or one module with its objectives, lessons and practice."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame

from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.evidence import summary_address
from nklearn.domain.lessons import Inline, LessonSummary, Link, Module, Span, Text
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.widgets.basics import Button, IconLabel, chip, column, frame, label, row
from nklearn.ui.widgets.card_grid import CardGrid
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.module_card import lessons_done
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.strata import Strata
from nklearn.ui.words import counted, score_words, section_tips

# What stands between two links of a line: it ends a line, and never begins one.
_BETWEEN = "\u00a0\u00a0·  "


class LessonsPage(ColumnPage):
    """`nk:lessons` shows every module, `nk:lessons/<module>` one."""

    rail = "lessons"
    cap = 1180

    @override
    def open(self, address: Address) -> None:
        catalog = self.context.catalog
        modules = (catalog.module(address.rest),) if address.path else catalog.modules()
        self.address = address
        one = modules[0] if address.path else None
        self.crumbs = ((self.tr("Lessons"), "nk:lessons"),) if one else ()
        self.heading = one.title if one else self.tr("Lessons")
        self.cards.empty()
        if len(modules) > 1:
            self._contents(modules)
        for module in modules:
            self._module(module)
        if one:
            self._objectives(one)
        self.cards.finish()

    def _contents(self, modules: Sequence[Module]) -> None:
        """Lead to every module from above the first one."""
        line = [span for each in modules for span in (Text(_BETWEEN), _link(each))][1:]
        self.cards.main.addWidget(self._links(self.tr("Modules"), tuple(line)))
        self.cards.main.addSpacing(8)

    def _links(self, name: str, line: Inline) -> Prose:
        links = Prose(self.context.theme, name, "small")
        links.set_line(line)
        links.be_links()
        links.open_requested.connect(self.open_requested)
        return links

    def _beside(self, module: Module) -> Inline:
        """Return what else belongs to a module: its summary, and the modules to read before."""
        line: list[Span] = []
        if self.context.catalog.summary(module.id):
            line.append(Link(summary_address(module.id), self.tr("One-page summary")))
        for number, name in enumerate(module.prerequisites):
            before = self.context.catalog.module(name)
            lead = ", " if number else self.tr("Builds on") + " "
            line.append(Text(_BETWEEN + lead if line and not number else lead))
            line.append(_link(before))
        return tuple(line)

    def _module(self, module: Module) -> None:
        main = self.cards.main
        learner = self.context.learner
        read = {lesson.id: learner.read(lesson.id) for lesson in module.lessons}
        head = row(spacing=12)
        head.addWidget(label(self.tr("Module %d") % module.number, "small", wrap=False))
        done = lessons_done(module.lessons, read)
        count = self.tr("%d of %d lessons read") % (done, len(module.lessons))
        head.addWidget(label(count, "caption", wrap=False))
        head.addStretch(1)
        if module.advisory:
            head.addWidget(chip(self.tr("Advisory"), "caution"))
        main.addLayout(head)
        main.addWidget(label(module.title, "display"))
        main.addWidget(label(module.about, "secondary"))
        if beside := self._beside(module):
            main.addWidget(self._links(self.tr("Beside “%s”") % module.title, beside))
        main.addSpacing(4)
        grid = CardGrid(self.context.theme, module.title)
        grid.show_cards(
            [
                self._lesson_card(number, lesson, read[lesson.id])
                for number, lesson in enumerate(module.lessons, 1)
            ]
        )
        main.addWidget(grid)
        main.addWidget(self._practice_card(module))
        main.addSpacing(16)

    def _lesson_card(self, number: int, lesson: LessonSummary, done: frozenset[str]) -> LinkCard:
        theme = self.context.theme
        ids = [section for section, _ in lesson.sections]
        finished = done.issuperset(ids)
        said = self.tr("%d of %d sections read") % (len(done.intersection(ids)), len(ids))
        goal = str(Address.of("lesson", lesson.id))
        card = LinkCard(goal, self.tr("Lesson %d, %s, %s") % (number, lesson.title, said))
        card.open_requested.connect(self.open_requested)
        head = row(spacing=10)
        top = Qt.AlignmentFlag.AlignTop
        head.addWidget(label(str(number), "number", wrap=False), 0, top)
        head.addWidget(label(lesson.title, "heading"), 1)
        card.box.addLayout(head)
        card.box.addStretch(1)
        strata = Strata(theme)
        states = ["done" if section in done else "open" for section in ids]
        titles = [title for _, title in lesson.sections]
        strata.show_states(states, section_tips(titles, states), said)
        card.box.addSpacing(6)
        card.box.addWidget(strata)
        card.box.addSpacing(2)
        foot = row(spacing=6)
        if finished:
            foot.addWidget(IconLabel(theme, "check", "POSITIVE", 16))
        count = self.tr("Read") if finished else said
        tone = "positive" if finished else ""
        foot.addWidget(label(count, "small", tone=tone), 1)
        minutes = max(1, round(lesson.words / 130))
        takes = counted(minutes, self.tr("1 minute"), self.tr("%d minutes"))
        foot.addWidget(label(takes, "caption", wrap=False))
        card.box.addLayout(foot)
        return card

    def _practice_card(self, module: Module) -> QFrame:
        card = frame("card")
        box = row(card, spacing=12)
        box.setContentsMargins(16, 12, 16, 12)
        words = column(spacing=2)
        words.addWidget(label(self.tr("Practice"), "heading"))
        words.addWidget(label(self._practice_words(module), "small"))
        box.addLayout(words, 1)
        go = Button(self.context.theme, self.tr("Open practice"), icon="square-check")
        goal = str(Address.of("practice", module.id))
        go.clicked.connect(lambda: self.open_requested.emit(goal))
        box.addWidget(go)
        return card

    def _practice_words(self, module: Module) -> str:
        progress = self.context.learner.progress(module)
        words = counted(
            len(module.quiz),
            self.tr("One question with feedback on every option."),
            self.tr("%d questions with feedback on every option."),
        )
        if progress.quiz_last:
            last = self.tr("Last time: %s.") % score_words(progress.quiz_last)
            return f"{words} {last}"
        return words

    def _objectives(self, module: Module) -> None:
        side = self.cards.side
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(18, 16, 18, 16)
        box.addWidget(label(self.tr("After this module you can"), "label"))
        for objective in module.objectives:
            line = row(spacing=8)
            line.addWidget(label("•", "secondary", wrap=False), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(label(objective), 1)
            box.addLayout(line)
        side.addWidget(card)


def _link(module: Module) -> Link:
    """Return the way to a module's own page, in words that stay in one line."""
    words = f"{module.number} {module.title}".replace(" ", "\u00a0")
    return Link(str(Address.of("lessons", module.id)), words)
