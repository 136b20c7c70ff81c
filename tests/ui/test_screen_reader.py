"""What a screen reader finds on every page, in every state that the tour draws."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QCheckBox,
    QRadioButton,
    QTableView,
    QWidget,
)
from tests.ui.accessibles import Role, can_press, children, interface, name, press, walk
from tests.ui.helpers import click, question, settle, visible
from tests.ui.stops import stops

from nklearn import app
from nklearn.content.shelf import PAGES
from nklearn.domain.addresses import Address
from nklearn.domain.lessons import Check
from nklearn.domain.model_answers import right_response
from nklearn.domain.questions import SingleChoice
from nklearn.ui import accessible
from nklearn.ui.charts.line_chart import LineChart
from nklearn.ui.main_window import MainWindow
from nklearn.ui.questions.point_chart import ChartPad, SilentChart
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.option_row import OptionRow
from nklearn.ui.widgets.strata import Strata

CHOICES = (Role.CheckBox, Role.RadioButton)
PICTURES = (Role.Graphic, Role.Chart)


def about(found: QAccessibleInterface) -> str:
    return f"{found.role().name} {name(found)!r} ({type(found.object()).__name__})"


def faults(root: QAccessibleInterface) -> list[str]:
    """Return what a reader could not make sense of."""
    told: list[str] = []
    for found in walk(root):
        state, named = found.state(), name(found).strip()
        if (state.focusable or can_press(found)) and not named:
            told.append(f"no name: {about(found)}")
        if found.role() in PICTURES and not named:
            told.append(f"picture without a name: {about(found)}")
        if found.role() in CHOICES and not state.checkable:
            told.append(f"a choice that says no state: {about(found)}")
        if found.role() in (Role.PageTab, Role.ListItem) and not named:
            told.append(f"an item without words: {about(found)}")
        told += [f"neighbours alike: {words}" for words in _alike(found)]
    return told


def _alike(parent: QAccessibleInterface) -> list[str]:
    """Return what several things that can be pressed say, side by side."""
    said = Counter(about(child) for child in children(parent) if can_press(child))
    return [words for words, count in said.items() if count > 1]


def charts_and_tables(window: MainWindow) -> list[str]:
    told: list[str] = []
    for chart in _charts(window):
        points = sum(len(line.points) for line in chart._plot.series)
        said = [name(mark) for mark in children(interface(chart))]
        if len(said) != points or len(set(said)) != points:
            told.append(f"{points} points, but {len(set(said))} marks: {said}")
    for pad in visible(window, ChartPad):
        said = [name(mark) for mark in children(interface(pad))]
        if len(set(said)) != len(pad.spots) or not said:
            told.append(f"{len(pad.spots)} spots, but marks: {said}")
    for strata in visible(window, Strata):
        if interface(strata).childCount() != len(strata._states):
            told.append(f"blocks without marks: {name(interface(strata))}")
    for view in visible(window, QAbstractItemView):
        model = view.model()
        for row in range(model.rowCount()):
            for column in range(model.columnCount() if isinstance(view, QTableView) else 1):
                index = model.index(row, column)
                said = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
                if not str(said or "").strip():
                    told.append(f"a cell without words: {row}, {column} of {view.accessibleName()}")
    for table in visible(window, QTableView):
        found = _cells(table)
        cells = table.model().rowCount() * table.model().columnCount()
        if len(found) != cells or not all(name(cell) for cell in found):
            told.append(f"{cells} cells, {len(found)} for a reader: {table.accessibleName()}")
    return told


def _charts(window: MainWindow) -> list[LineChart]:
    """Return the charts that are read out: where one points, what lies over the chart is."""
    return [each for each in visible(window, LineChart) if not isinstance(each, SilentChart)]


def _cells(table: QTableView) -> list[QAccessibleInterface]:
    """Return the cells that a reader finds, also those that Qt calls invisible: scrolled away.

    Qt says that a table has other values only while a reader listens, so it is said again here.
    """
    QAccessible.setActive(True)
    table.reset()
    QAccessible.setActive(False)
    parts = [interface(table).child(place) for place in range(interface(table).childCount())]
    return [own for own in parts if own.isValid() and own.role() == Role.Cell]


def widgets(window: MainWindow) -> list[str]:
    """Return widgets whose role says something else than they are."""
    told: list[str] = []
    for kind, wanted in (
        (QCheckBox, (Role.CheckBox,)),
        (QRadioButton, (Role.RadioButton,)),
        (OptionRow, CHOICES),
        (LinkCard, (Role.Link,)),
        (LineChart, (Role.Chart,)),
        (ChartPad, (Role.Graphic,)),
    ):
        told += [
            about(interface(own))
            for own in visible(window, kind)
            if interface(own).role() not in wanted and not isinstance(own, SilentChart)
        ]
    return told


def test_every_page_makes_sense_without_being_seen(window: MainWindow) -> None:
    told: dict[str, list[str]] = {}
    seen: set[str] = set()
    for stop in stops(window):
        seen.add(Address.parse(stop.address).page)
        found = [*faults(interface(window)), *charts_and_tables(window), *widgets(window)]
        for fault in found:
            told.setdefault(fault, []).append(stop.name)
    assert told == {}, "\n".join(f"{fault}  in {places[:3]}" for fault, places in told.items())
    none = {page for page in PAGES if not window.context.catalog.entities(page)}
    none.add("institutions")  # another name for a question to the ministries
    assert seen == set(app.page_factories()) - none, "the tour leaves pages out"


def focused(window: MainWindow) -> QAccessibleInterface:
    """Return what a reader is told that the keyboard is on."""
    widget = QApplication.focusWidget()
    assert widget is not None
    assert interface(widget).state().focused
    return interface(widget)


def test_the_verdict_is_said_after_check(window: MainWindow) -> None:
    learner, catalog = window.context.learner, window.context.catalog
    asked = catalog.question(learner.quiz("mining-economy").current)
    while not isinstance(asked.body, SingleChoice):
        learner.quiz("mining-economy").answer(right_response(asked))
        learner.quiz("mining-economy").next()
        asked = catalog.question(learner.quiz("mining-economy").current)
    right = right_response(asked)
    window.go("nk:practice/mining-economy")
    settle()
    QTest.keyClick(question(window), Qt.Key.Key_A)
    chosen = interface(visible(window, OptionRow)[0])
    assert chosen.state().checked
    assert name(chosen).endswith(", selected")
    click(window, "Check")
    settle()
    told = focused(window)
    quiz = learner.quiz("mining-economy")
    checked = quiz.checked
    assert checked is not None
    verdict = "Correct" if checked.answer.response == right else "Not this one"
    assert told.role() in (Role.Heading, Role.StaticText)
    assert name(told).startswith(f"{verdict}. ")
    assert len(name(told)) > len(verdict) + 20, "the reason belongs to it"
    states = [name(interface(row)).split(", ") for row in visible(window, OptionRow)]
    assert sum("correct answer" in words or "your answer" in words for words in states) >= 1
    assert [interface(row).state().checked for row in visible(window, OptionRow)].count(1) == 1


def test_the_verdict_is_said_within_a_lesson(window: MainWindow) -> None:
    catalog = window.context.catalog
    lesson = catalog.lesson("mining-economy/how-much-was-dug")
    section = next(own for own in lesson.sections if any(isinstance(b, Check) for b in own.blocks))
    window.go(f"nk:lesson/{lesson.id}#{section.id}")
    settle()
    press(interface(visible(window, OptionRow)[1]))  # as a reader does, without keys
    settle()
    assert name(focused(window)).split(". ")[0] in ("Correct", "Not this one")


def test_what_moves_without_the_keyboard_is_announced(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt sends announcements only while something listens, so this listens in its place."""
    said: list[str] = []

    def listen(_: QWidget, words: str) -> None:
        said.append(words)

    monkeypatch.setattr(accessible, "announce", listen)
    window.go("nk:lesson/mining-economy/how-much-was-dug")
    settle()
    QTest.keyClick(window, Qt.Key.Key_F7)
    assert re.fullmatch(r"(Citation|Explained word:|Link:) \S.*", said[-1])
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "coal")
    QTest.keyClick(field, Qt.Key.Key_Down)
    first = said[-1]
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert first != said[-1]
    window.go("nk:search?q=zzyzx")
    assert said[-1].startswith("Nothing found for “zzyzx”")


def test_an_announcement_reaches_qt(window: MainWindow) -> None:
    QAccessible.setActive(True)
    try:
        accessible.announce(window, "Said aloud")
        accessible.announce(window, "")
    finally:
        QAccessible.setActive(False)


def test_a_reader_that_listens_from_the_start_hears_the_same(shipped_content: Path) -> None:
    child = Path(__file__).with_name("reader_child.py")
    command = [sys.executable, str(child), str(shipped_content)]
    ran = subprocess.run(command, capture_output=True, encoding="utf-8", timeout=60, check=False)
    assert ran.returncode == 0, ran.stderr
    said = set(ran.stdout.splitlines())
    assert said == {"IconLabel: Whitespace", "LinkCard: Link", "Strata: Graphic"}, said
