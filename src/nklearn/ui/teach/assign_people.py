"""The third part of a new assignment: who gets it, how much time, and care with hard material."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from nklearn.classroom.drafts import advisories
from nklearn.domain.teaching import Kind, Student
from nklearn.ui.teach.drafting import Drafting
from nklearn.ui.teach.fields import CountField, Dropdown, named
from nklearn.ui.teach.split import Split
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import clear, column, label, row
from nklearn.ui.widgets.check_box import CheckBox
from nklearn.ui.widgets.segmented import Segmented
from nklearn.ui.words import counted

_WHOLE, _GROUP, _SOME = "whole", "group", "some"
_USUAL = 45
_WORDS = 4000


class PeoplePart(Split):
    """Settings that most assignments leave as they are."""

    def __init__(self, theme: Theme, drafting: Drafting) -> None:
        self._theme, self._drafting = theme, drafting
        self._to = _WHOLE
        self._ticks: dict[str, CheckBox] = {}
        self._fields: dict[str, CountField] = {}
        self._listed: list[tuple[str, str]] = []
        self._timed: list[tuple[str, str]] = []
        sides = QWidget(), QWidget()
        super().__init__(theme, *sides)
        left, right = (column(side, spacing=10) for side in sides)
        self._fill_people(left)
        self._fill_time(left)
        left.addStretch(1)
        self._fill_words(right)
        self._fill_care(right)
        right.addStretch(1)
        drafting.changed.connect(self.show_draft)
        self.show_draft()

    # -- making ------------------------------------------------------------------------------

    def _fill_people(self, box: QVBoxLayout) -> None:
        theme = self._theme
        box.addWidget(label(self.tr("For"), "label"))
        words = {
            _WHOLE: self.tr("Whole class"),
            _GROUP: self.tr("A group"),
            _SOME: self.tr("Some students"),
        }
        self._who = Segmented(theme, words, self.tr("For"), wrap=True)
        self._who.chosen.connect(self._choose_who)
        box.addWidget(self._who)
        self._group = Dropdown(theme, self.tr("Group"))
        self._group.chosen.connect(self._choose_group)
        box.addWidget(self._group)
        self._people = QWidget()
        self._people_box = column(self._people, spacing=0)
        box.addWidget(self._people)
        self._count = label("", "small")
        box.addWidget(self._count)

    def _fill_time(self, box: QVBoxLayout) -> None:
        theme = self._theme
        box.addSpacing(8)
        self._without = CheckBox(theme, self.tr("Without a due time"))
        self._without.toggled.connect(self._set_without)
        box.addWidget(self._without)
        self._limited = CheckBox(theme, self.tr("Time limit for the questions"))
        self._limited.toggled.connect(self._set_limited)
        box.addWidget(self._limited)
        self._minutes = CountField(theme, 1, 1440)
        self._minutes.setSuffix(self.tr(" minutes"))
        self._minutes.setAccessibleName(self.tr("Minutes"))
        self._minutes.valueChanged.connect(self._set_minutes)
        box.addWidget(self._minutes)
        self._extra_title = label(self.tr("Extra time"), "label")
        box.addWidget(self._extra_title)
        self._extra = QWidget()
        self._extra_box = column(self._extra, spacing=6)
        box.addWidget(self._extra)

    def _fill_words(self, box: QVBoxLayout) -> None:
        self._words = self._area(self.tr("Optional: what students should know before they begin"))
        self._words.textChanged.connect(
            lambda: self._drafting.set(words=self._words.toPlainText()[:_WORDS])
        )
        box.addWidget(named(self.tr("Words for students"), self._words))
        self._feedback = Dropdown(self._theme, self.tr("Feedback"))
        self._feedback.chosen.connect(self._drafting.taker("feedback"))
        self._feedback_part = named(self.tr("Feedback"), self._feedback)
        box.addWidget(self._feedback_part)

    def _fill_care(self, box: QVBoxLayout) -> None:
        theme, drafting = self._theme, self._drafting
        box.addSpacing(8)
        box.addWidget(label(self.tr("Hard material"), "label"))
        self._hard = label("", "small")
        box.addWidget(self._hard)
        self._leave = CheckBox(theme, self.tr("Leave out questions about sexual violence"))
        self._leave.toggled.connect(self._set_leave_out)
        box.addWidget(self._leave)
        self._lesson = Dropdown(theme, self.tr("Another lesson instead"))
        self._lesson.chosen.connect(drafting.taker("alternative_lesson"))
        box.addWidget(named(self.tr("Instead of hard material: another lesson"), self._lesson))
        self._other = self._area(
            self.tr("Such as: “Write half a page on how tonnage is estimated.”")
        )
        self._other.textChanged.connect(
            lambda: drafting.set(alternative=self._other.toPlainText()[:_WORDS])
        )
        box.addWidget(named(self.tr("Or another task, in your words"), self._other))

    def _area(self, hint: str) -> QPlainTextEdit:
        made = QPlainTextEdit()
        made.setProperty("role", "field")
        made.setTabChangesFocus(True)
        made.setPlaceholderText(hint)
        made.setFixedHeight(self._theme.px(76))
        return made

    # -- showing -----------------------------------------------------------------------------

    def show_draft(self) -> None:
        """Show the draft as it stands."""
        draft = self._drafting.draft
        if draft.students or draft.group:
            self._to = _SOME if draft.students else _GROUP
        self._who.set_value(self._to)
        self._show_people()
        for check, on in (
            (self._without, draft.due is None),
            (self._limited, draft.minutes is not None),
            (self._leave, draft.leave_out != "nothing"),
        ):
            was = check.blockSignals(True)
            check.setChecked(on)
            check.blockSignals(was)
        self._minutes.setVisible(draft.minutes is not None)
        if draft.minutes is not None:
            self._minutes.setValue(draft.minutes)
        self._show_extra()
        for area, words in ((self._words, draft.words), (self._other, draft.alternative)):
            if area.toPlainText() != words:
                area.setPlainText(words)
        times = {
            "at once": self.tr("After each question"),
            "at the end": self.tr("After the last question"),
        }
        self._feedback.offer(times, draft.feedback)
        self._feedback_part.setVisible(draft.kind is Kind.PRACTICE)
        self._show_care()

    def _here(self) -> tuple[Student, ...]:
        name = self._drafting.draft.school_class
        students = self._drafting.desk.store.students(name) if name else ()
        return tuple(one for one in students if one.left is None)

    def _show_people(self) -> None:
        draft, here = self._drafting.draft, self._here()
        groups = {one.group: one.group for one in here if one.group}
        self._group.offer(groups or {"": self.tr("This class has no groups")}, draft.group)
        self._group.setVisible(self._to == _GROUP)
        self._people.setVisible(self._to == _SOME)
        shown = [(one.id, one.name) for one in here]
        if self._to == _SOME and shown != self._listed:
            self._listed = shown
            clear(self._people_box)
            self._ticks = {}
            for one in here:
                tick = CheckBox(self._theme, one.name)
                tick.toggled.connect(partial(self._tick, one.id))
                self._people_box.addWidget(tick)
                self._ticks[one.id] = tick
        for name, tick in self._ticks.items():
            was = tick.blockSignals(True)
            tick.setChecked(name in draft.students)
            tick.blockSignals(was)
        count = len(self._drafting.students())
        if self._to == _SOME and not draft.students:
            self._count.setText(self.tr("Nobody is ticked yet: it would be for the whole class."))
        else:
            one = self.tr("1 student gets it.")
            self._count.setText(counted(count, one, self.tr("%d students get it.")))

    def _show_extra(self) -> None:
        draft = self._drafting.draft
        more = draft.minutes is not None
        self._extra_title.setVisible(more)
        self._extra.setVisible(more)
        people = self._drafting.students() if more else ()
        shown = [(one.id, one.name) for one in people]
        if shown != self._timed:
            self._timed = shown
            clear(self._extra_box)
            self._fields = {}
            for one in people:
                line = row(spacing=10)
                line.addWidget(label(one.name, wrap=False), 1)
                field = CountField(self._theme, 0, 300)
                field.setSingleStep(5)
                field.setSuffix(" %")
                field.setSpecialValueText(self.tr("None"))
                field.setAccessibleName(self.tr("Extra time for %s") % one.name)
                field.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
                field.setFixedWidth(self._theme.px(130))
                field.setValue(draft.extra.get(one.id, one.extra))
                field.valueChanged.connect(partial(self._set_extra, one.id))
                line.addWidget(field)
                self._extra_box.addLayout(line)
                self._fields[one.id] = field

    def _show_care(self) -> None:
        draft, catalog = self._drafting.draft, self._drafting.desk.catalog
        hard = advisories(catalog, draft)
        if hard:
            words = self.tr("Students see the advisory first in: %s.") % ", ".join(hard.values())
        else:
            words = self.tr("Nothing that you chose has an advisory.")
        self._hard.setText(words)
        lessons = {
            lesson.id: f"{module.number}.{number} {lesson.title}"
            for module in catalog.modules()
            if not module.advisory
            for number, lesson in enumerate(module.lessons, 1)
        }
        self._lesson.offer({"": self.tr("None")} | lessons, draft.alternative_lesson)

    # -- choosing ----------------------------------------------------------------------------

    def _choose_who(self, who: str) -> None:
        self._to = who
        groups = sorted({one.group for one in self._here() if one.group})
        if who == _GROUP and groups:
            self._drafting.set(group=groups[0], students=())
        else:
            self._drafting.set(group="", students=())
        self._show_people()

    def _choose_group(self, name: str) -> None:
        self._drafting.set(group=name, students=())

    def _set_limited(self, on: bool) -> None:
        self._drafting.set(minutes=_USUAL if on else None)

    def _set_leave_out(self, on: bool) -> None:
        self._drafting.set(leave_out="sexual violence" if on else "nothing")

    def _tick(self, name: str, on: bool) -> None:
        students = set(self._drafting.draft.students)
        students = students | {name} if on else students - {name}
        order = tuple(one.id for one in self._here() if one.id in students)
        self._drafting.set(students=order, group="")

    def _set_without(self, on: bool) -> None:
        due = None
        if not on:
            due = self._drafting.desk.now().astimezone() + timedelta(days=7)
            due = due.replace(hour=16, minute=0, second=0, microsecond=0)
        self._drafting.set(due=due)

    def _set_minutes(self, minutes: int) -> None:
        if self._drafting.draft.minutes is not None:
            self._drafting.set(minutes=minutes)

    def _set_extra(self, name: str, percent: int) -> None:
        self._drafting.set(extra={**self._drafting.draft.extra, name: percent})
