"""Painted widgets have a child for each mark, and nothing is left or lost when they go."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QPoint
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QVBoxLayout, QWidget
from tests.ui.accessibles import Role, can_press, children, interface, name, names, press, walk
from tests.ui.helpers import settle, visible

from nklearn.domain.claims import Status
from nklearn.ui import accessible_bridge
from nklearn.ui.charts.line_chart import LineChart
from nklearn.ui.main_window import MainWindow
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.link_card import LinkCard
from nklearn.ui.widgets.strata import Strata


def a_chart(window: MainWindow) -> LineChart:
    window.go("nk:data/coal-iron-output")
    settle()
    (chart,) = visible(window, LineChart)
    return chart


def test_a_chart_has_a_child_for_each_point(window: MainWindow) -> None:
    chart = a_chart(window)
    about = interface(chart)
    assert about.role() == Role.Chart
    points = [(line, point) for line in chart._plot.series for point in line.points]
    assert about.childCount() == len(points) == 20
    for place, (line, point) in enumerate(points):
        mark = about.child(place)
        assert about.indexOfChild(mark) == place
        assert name(mark).startswith(f"{point.period}, {line.label}, ")
        spot = chart.mapToGlobal(chart._spot(point.x, point.y or 0).toPoint())
        assert mark.rect().contains(spot)
        assert name(about.childAt(spot.x(), spot.y())) == name(mark)
        assert not mark.state().focusable
    said = "million tonnes, read with a correction, printed as “24.680”, sources disagree"
    assert name(about.child(5)).endswith(said)


def test_pressing_a_point_opens_its_cell(window: MainWindow) -> None:
    chart = a_chart(window)
    (mark,) = [own for own in children(interface(chart)) if name(own).startswith("2006, Coal")]
    press(mark)
    assert str(window.router.here) == "nk:data/coal-iron-output?cell=coal/2006"


def test_a_gap_is_a_mark_too(window: MainWindow) -> None:
    chart = a_chart(window)
    plot = chart._plot
    line = plot.series[0]
    gap = replace(line.points[2], y=None, text="", status=Status.ILLEGIBLE)
    line = replace(line, points=(*line.points[:2], gap, *line.points[3:]))
    other = LineChart(window.context.theme, replace(plot, series=(line,)))
    other.resize(600, 300)
    other.show()
    settle()
    assert len(names(other)) == len(line.points)
    assert names(other)[2] == "2000, Coal, illegible"
    other.close()
    shiboken6.delete(other)


def test_blocks_of_progress_are_marks(window: MainWindow) -> None:
    strata = visible(window, Strata)[0]
    module = window.context.catalog.modules()[0]
    assert names(strata) == [f"{lesson.title}: not read yet" for lesson in module.lessons]
    places = [mark.rect() for mark in children(interface(strata))]
    assert all(box.isValid() and box.height() == strata.height() for box in places)
    assert places == sorted(places, key=lambda box: box.left())


def test_roles_and_press_of_what_is_no_button(window: MainWindow) -> None:
    card = visible(window, LinkCard)[0]
    about = interface(card)
    assert about.role() == Role.Link
    assert can_press(about)
    press(about)
    assert str(window.router.here) == "nk:lessons/mining-economy"


def _turn_over(theme: Theme, count: int) -> None:
    """Make, read out and drop widgets with marks."""
    for _ in range(count):
        parent = QWidget()
        box = QVBoxLayout(parent)
        strata = Strata(theme)
        strata.show_states(["done"] * 6, [f"Block {n}" for n in range(6)], "Six blocks")
        box.addWidget(strata)
        card = LinkCard("nk:home", "Home")
        box.addWidget(card)
        parent.show()
        assert len(list(walk(interface(parent)))) == 9
        parent.deleteLater()
        del parent, box, strata, card
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def _alive() -> Counter[str]:
    gc.collect()
    return Counter(type(found).__name__ for found in gc.get_objects())


def test_marks_go_with_their_widget(window: MainWindow) -> None:
    theme = window.context.theme
    _turn_over(theme, 20)
    before = _alive()
    _turn_over(theme, 100)
    after = _alive()
    # The last widget's are held until the next marks are made; all others are gone.
    for kind in ("_Mark", "_MarkInterface", "_MarkPress", "Strata", "LinkCard"):
        assert after[kind] == before[kind], f"{after[kind] - before[kind]} {kind} are left"
    # PySide's own list holds what a factory returned: bare objects, without anything in them.
    shells = [found for found in gc.get_objects() if isinstance(found, QAccessibleWidget)]
    assert max(sys.getsizeof(shell) for shell in shells) < 200
    assert not any(gc.get_referents(shell.__dict__) for shell in shells if shell.__dict__)


def test_fewer_marks_than_before(window: MainWindow) -> None:
    strata = visible(window, Strata)[0]
    last = interface(strata).child(4)
    strata.show_states(["done", "open"], ["One", "Two"], "Two")
    assert names(strata) == ["One", "Two"]
    assert not last.isValid()
    assert name(last) == ""
    assert not can_press(last)
    strata.show_states(["open"] * 6, list("abcdef"), "Six")
    assert names(strata) == list("abcdef")


def test_pages_come_and_go_under_a_screen_reader(window: MainWindow) -> None:
    addresses = (
        "nk:home",
        "nk:practice/mining-economy",
        "nk:lessons/mining-economy",
        "nk:data/coal-iron-output",
    )

    def once(address: str) -> int:
        window.go(address)
        settle()
        seen = list(walk(interface(window.router.page or window)))
        for found in seen:
            found.text(QAccessible.Text.Name)
            found.rect()
            found.state()
        return len(seen)

    for address in addresses * 2:
        once(address)
    gc.collect()
    counts = [once(address) for address in addresses]
    held = len(accessible_bridge._kept)
    for number in range(200):
        assert once(addresses[number % len(addresses)]) == counts[number % len(addresses)]
        if number % 20 == 0:
            gc.collect()
    assert len(accessible_bridge._kept) <= held + 60


CHILD = """
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from nklearn import app
from nklearn.content.catalog import Catalog
from nklearn.base import paths
from nklearn.storage.workspace_store import WorkspaceStore
app.make_application()
window = app.make_window(Catalog.open(paths.content_db()), WorkspaceStore.in_memory())
window.go("nk:data/coal-iron-output")
window.show()
QTest.qWait(50)
def walk(found):
    return 1 + sum(walk(found.child(n)) for n in range(found.childCount()) if found.child(n))
assert walk(QAccessible.queryAccessibleInterface(window)) > 40
app.dispose(window)
"""


def test_the_program_ends_well_with_interfaces_alive(shipped_content: object) -> None:
    """Python and Qt both hold what stands for a mark; nothing is deleted twice."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD],
        env=os.environ | {"NKLEARN_CONTENT": str(shipped_content)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_mark_under_the_pointer(window: MainWindow) -> None:
    chart = a_chart(window)
    nowhere = chart.mapToGlobal(QPoint(1, 1))
    assert interface(chart).childAt(nowhere.x(), nowhere.y()) is None
