"""Progress: by module and by skill, what to do next and why, and what was done day by day."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QWidget

from nklearn.base.errors import UnknownAddressError, UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.domain.questions import is_blind
from nklearn.domain.records import Problem
from nklearn.learning.review import Queue, local_day
from nklearn.learning.skills import ModuleLine, Overview, Skill
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.review.day_card import DayCard
from nklearn.ui.review.day_list import DayList
from nklearn.ui.review.next_words import next_words
from nklearn.ui.review.split_bar import SplitBar
from nklearn.ui.review.words import back_words, beyond_words, done_words, left_out
from nklearn.ui.widgets.basics import Button, column, frame, label, row, rule
from nklearn.ui.widgets.module_card import lesson_state
from nklearn.ui.widgets.strata import Strata
from nklearn.ui.words import counted, day_name, difficulty_name, score_words, sensitivity_words


class ProgressPage(ColumnPage):
    """`nk:progress`: where the reader stands. It counts; it gives no grade and ranks nobody."""

    rail = "practice"

    @override
    def open(self, address: Address) -> None:
        self.address = Address("progress")
        self.crumbs, self.heading = (), self.tr("Your progress")
        self._fill()

    def _fill(self) -> None:
        catalog, learner = self.context.catalog, self.context.learner
        chosen = self.context.preferences
        found = learner.overview(catalog.modules(), chosen.daily_review, left_out(chosen))
        self.cards.empty()
        main = self.cards.main
        main.addWidget(self._next(found))
        self._title(self.tr("By module"))
        main.addWidget(self._modules(found))
        self._title(self.tr("By skill"))
        main.addWidget(self._skills(found))
        self._title(self.tr("Day by day"))
        self._days(found)
        self._side(found)
        self.cards.finish()

    def _title(self, words: str) -> None:
        self.cards.main.addSpacing(8)
        self.cards.main.addWidget(label(words, "title"))

    def _go(self, words: str, goal: str, kind: str = "default", *, small: bool = False) -> Button:
        made = Button(self.context.theme, words, kind=kind, small=small)
        made.clicked.connect(lambda: self.open_requested.emit(goal))
        return made

    # -- what next ---------------------------------------------------------------------------

    def _next(self, found: Overview) -> QFrame:
        told = next_words(found.following)
        card = frame("card")
        box = column(card, spacing=4)
        box.setContentsMargins(22, 18, 22, 18)
        box.addWidget(label(self.tr("What to do next"), "label"))
        box.addWidget(label(told.title, "display"))
        box.addWidget(label(told.reason, "secondary"))
        box.addSpacing(10)
        go = self._go(told.verb, told.goal, "primary")
        go.setAccessibleName(f"{told.verb}: {told.title}")
        box.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    # -- by module ---------------------------------------------------------------------------

    def _modules(self, found: Overview) -> QFrame:
        card = frame("card")
        box = column(card)
        for number, line in enumerate(found.modules):
            if number:
                box.addWidget(rule())
            box.addWidget(self._module(line, found))
        return card

    def _module(self, line: ModuleLine, found: Overview) -> QWidget:
        holder = QWidget()
        box = column(holder, spacing=4)
        box.setContentsMargins(16, 12, 16, 14)
        head = row(spacing=10)
        head.addWidget(label(str(line.module.number), "number", wrap=False))
        head.addWidget(label(line.module.title, "heading"), 1)
        goal = str(Address.of("lessons", line.module.id))
        go = self._go(self.tr("Open"), goal, small=True)
        go.setAccessibleName(
            self.tr("Open module %d: %s") % (line.module.number, line.module.title)
        )
        head.addWidget(go)
        box.addLayout(head)
        done = line.progress
        lessons = self.tr("%d of %d lessons read") % (done.lessons_read, done.lessons_total)
        sections = self.tr("%d of %d sections") % (done.sections_read, done.sections_total)
        strata = Strata(self.context.theme)
        states = [(own.title, *lesson_state(own, found.read)) for own in line.module.lessons]
        tips = [f"{title}: {words}" for title, _, words in states]
        strata.show_states([state for _, state, _ in states], tips, lessons)
        box.addWidget(strata)
        for words in (f"{lessons}, {sections}", *self._sessions(line)):
            box.addWidget(label(words, "small"))
        return holder

    def _sessions(self, line: ModuleLine) -> list[str]:
        """Say how practice, checks and graded sessions went, and what waits for review."""
        done, told = line.progress, list[str]()
        if done.quiz_last:
            last = score_words(done.quiz_last)
            if done.quiz_best and done.quiz_best != done.quiz_last:
                best = score_words(done.quiz_best)
                told.append(self.tr("Practice: last time %s, best %s") % (last, best))
            else:
                told.append(self.tr("Practice: last time %s") % last)
        if done.quiz_open is not None:
            total = len(line.module.quiz)
            told.append(self.tr("Practice goes on: %d of %d answered") % (done.quiz_open, total))
        if not told and line.module.quiz:
            told.append(self.tr("Practice: not tried yet"))
        if line.check:
            told.append(self.tr("Check: last time %s") % score_words(line.check))
        if line.graded:
            told.append(self.tr("For your teacher: %s") % score_words(line.graded))
        if line.handed_in:
            told.append(self.tr("Handed in: your teacher has not released the results yet"))
        if line.waiting:
            one = self.tr("1 question waits for review")
            told.append(counted(line.waiting, one, self.tr("%d questions wait for review")))
        return told

    # -- by skill ----------------------------------------------------------------------------

    def _skills(self, found: Overview) -> QFrame:
        card = frame("card")
        box = column(card, spacing=14)
        box.setContentsMargins(16, 14, 16, 16)
        told = self.tr(
            "First answers, in lessons, practice and review. They show what to look at again."
        )
        box.addWidget(label(told, "small"))
        for skill in found.skills:
            box.addWidget(self._skill(skill))
        return card

    def _skill(self, skill: Skill) -> QWidget:
        holder = QWidget()
        box = column(holder, spacing=4)
        line = row(spacing=12)
        line.addWidget(label(difficulty_name(skill.skill), "label", wrap=False))
        line.addStretch(1)
        if not skill.early:
            words = self.tr("%d of %d right") % (skill.right, skill.total)
            if skill.partly:
                words = self.tr("%s, %d partly right") % (words, skill.partly)
        elif skill.total:
            one = self.tr("Too early to tell: 1 answer so far")
            words = counted(skill.total, one, self.tr("Too early to tell: %d answers so far"))
        else:
            words = self.tr("Not asked yet")
        line.addWidget(label(words, "small", wrap=False))
        box.addLayout(line)
        if not skill.early:
            box.addWidget(SplitBar(self.context.theme, skill))
        return holder

    # -- day by day --------------------------------------------------------------------------

    def _days(self, found: Overview) -> None:
        main, theme = self.cards.main, self.context.theme
        today = local_day(self.context.people.now())
        if not found.days:
            words = self.tr("What you read and answer will stand here, day by day.")
            main.addWidget(label(words, "secondary"))
            return
        if any(day.answered for day in found.days):
            main.addWidget(DayCard(theme, found.days, today))
        modules = self.context.catalog.modules()
        titles = {own.id: own.title for module in modules for own in module.lessons}
        main.addWidget(DayList(theme, found.days, today, titles))

    # -- the side ----------------------------------------------------------------------------

    def _side(self, found: Overview) -> None:
        side = self.cards.side
        side.addWidget(label(self.tr("Review"), "title"))
        side.addWidget(self._review(found.queue))
        if found.handed:
            side.addSpacing(10)
            side.addWidget(label(self.tr("Handed to the teacher"), "title"))
            one = self.tr("1 text of yours is for your teacher to read. No program scores it.")
            many = self.tr(
                "%d texts of yours are for your teacher to read. No program scores them."
            )
            side.addWidget(label(counted(found.handed, one, many), "secondary"))
        if problems := self.context.learner.problems:
            side.addSpacing(10)
            side.addWidget(label(self.tr("What you reported"), "title"))
            card = frame("card")
            box = column(card)
            for number, problem in enumerate(reversed(problems)):
                if number:
                    box.addWidget(rule())
                box.addWidget(self._problem(problem))
            side.addWidget(card)

    def _review(self, queue: Queue) -> QFrame:
        today = local_day(self.context.people.now())
        card = frame("card")
        box = column(card, spacing=8)
        box.setContentsMargins(16, 14, 16, 14)
        count = len(queue.questions)
        lines: list[str] = []
        if not queue.begun:
            lines = [self.tr("Questions you answer return for review after a few days.")]
        elif count:
            one = self.tr("1 question is due today.")
            lines = [counted(count, one, self.tr("%d questions are due today."))]
        elif not queue.due:
            lines = [self.tr("Nothing is due today.")]
        lines += [done_words(queue), beyond_words(queue), back_words(queue, today)]
        box.addWidget(label(" ".join(filter(None, lines)), "small"))
        go = self._go(self.tr("Go to review"), "nk:review", small=True)
        box.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _problem(self, problem: Problem) -> QWidget:
        holder = QWidget()
        box = column(holder, spacing=4)
        box.setContentsMargins(16, 12, 16, 12)
        about = self._about(problem.question)
        box.addWidget(label(about, "label"))
        if problem.words:
            box.addWidget(label(self.tr("“%s”") % problem.words, "small"))
        day = day_name(local_day(problem.at), local_day(self.context.people.now()))
        box.addWidget(label(self.tr("Reported %s") % day, "caption"))
        back = Button(self.context.theme, self.tr("Take back"), small=True)
        back.setAccessibleName(self.tr("Take back: %s") % about)
        back.clicked.connect(partial(self._take_back, problem.id))
        box.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def _about(self, name: str) -> str:
        if is_blind(name):
            return self.tr("A question of an assignment")
        try:
            question = self.context.catalog.question(name)
        except UnknownAddressError:
            return self.tr("A question that is gone")
        if question.sensitivity is not Sensitivity.NONE:
            return sensitivity_words(question.sensitivity)
        return question.stem

    def _take_back(self, problem: str) -> None:
        try:
            self.context.learner.take_back_problem(problem)
        except UserError as error:
            self.context.report(error, partial(self._take_back, problem))
            return
        self.context.saved()
        self.setFocus()  # until what comes in its place can take it
        place = self.cards.verticalScrollBar().value()
        self._fill()
        self.cards.verticalScrollBar().setValue(place)
        QTimer.singleShot(0, self, self._take_focus)
