"""A module as a card: what it is about, one block a lesson, and how far the reader is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from nklearn.domain.addresses import Address
from nklearn.domain.lessons import LessonSummary, Module
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import IconLabel, chip, label, row
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.strata import Strata
from nklearn.ui.words import counted

Read = Mapping[str, Collection[str]]


def lesson_state(lesson: LessonSummary, read: Read) -> tuple[str, str]:
    """Return the state of a lesson's block (done, current or open) and its words."""
    done = sum(name in read.get(lesson.id, ()) for name, _ in lesson.sections)
    if done == len(lesson.sections):
        return "done", QCoreApplication.translate("module_card", "read")
    if done:
        return "current", QCoreApplication.translate("module_card", "%d of %d sections read") % (
            done,
            len(lesson.sections),
        )
    return "open", QCoreApplication.translate("module_card", "not read yet")


def lessons_done(lessons: Sequence[LessonSummary], read: Read) -> int:
    """Count the lessons of which every section was read."""
    return sum(lesson_state(lesson, read)[0] == "done" for lesson in lessons)


def module_card(theme: Theme, module: Module, read: Read, *, here: bool) -> LinkCard:
    """Return the card; `here` marks the module where the reader is."""
    done, total = lessons_done(module.lessons, read), len(module.lessons)
    states = [lesson_state(lesson, read) for lesson in module.lessons]
    finished = done == total and total > 0
    if finished:
        count = QCoreApplication.translate("module_card", "Finished")
    elif any(state != "open" for state, _ in states):
        count = QCoreApplication.translate("module_card", "%d of %d lessons") % (done, total)
    else:
        count = counted(
            total,
            QCoreApplication.translate("module_card", "1 lesson"),
            QCoreApplication.translate("module_card", "%d lessons"),
        )
    said = QCoreApplication.translate("module_card", "Module %d, %s, %d of %d lessons read") % (
        module.number,
        module.title,
        done,
        total,
    )
    if module.advisory:
        said += ", " + QCoreApplication.translate("module_card", "advisory")
    card = LinkCard(str(Address.of("lessons", module.id)), said)
    card.mark(here)
    head = row(spacing=10)
    head.addWidget(label(str(module.number), "number", wrap=False))
    head.addWidget(label(module.title, "heading"), 1)
    card.box.addLayout(head)
    card.box.addWidget(label(module.about, "small"))
    card.box.addStretch(1)
    strata = Strata(theme)
    tips = [f"{own.title}: {words}" for own, (_, words) in zip(module.lessons, states, strict=True)]
    strata.show_states([state for state, _ in states], tips, said)
    card.box.addSpacing(4)
    card.box.addWidget(strata)
    card.box.addSpacing(2)
    foot = row(spacing=6)
    foot.addStrut(theme.px(22))  # as high with a chip as without, so that blocks stand in line
    if finished:
        foot.addWidget(IconLabel(theme, "check", "POSITIVE", 16))
    foot.addWidget(label(count, "small", tone="positive" if finished else ""), 1)
    if module.advisory:
        foot.addWidget(chip(QCoreApplication.translate("module_card", "Advisory"), "caution"))
    card.box.addLayout(foot)
    return card
