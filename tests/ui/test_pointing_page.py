"""A question that asks to point, where it is asked: on the practice page and inside a lesson."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from tests.ui.conftest import WindowMaker
from tests.ui.helpers import button, click, question, settle, visible

from nklearn.content.compile.compiler import compile_content
from nklearn.domain.responses import PointsResponse
from nklearn.learning.quiz import Outcome
from nklearn.ui.charts.line_chart import LineChart
from nklearn.ui.main_window import MainWindow
from nklearn.ui.questions.feedback import Feedback
from nklearn.ui.questions.point_chart import ChartPad, PointCard
from nklearn.ui.questions.point_view import PointView
from nklearn.ui.widgets.option_row import OptionRow, OptionState

FIXTURE = Path(__file__).resolve().parents[1] / "fixtures" / "content"
LESSON = "nk:lesson/pits/the-pit#output"
ROWS = "".join(f"coal,{year},700,thousand-tonnes,as-printed,,,,\n" for year in (2002, 2004))
QUESTION = """
- id: {id}
  type: pointing
  use: {use}
  section: the-pit/output
  difficulty: read
  stem: {stem}
  claims: [pit-fall]
  chart:
    data: pit-output
    series: coal
    unit: kt
    title: Output of the pit
    subtitle: Thousand tonnes a year
    alt: A line with a gap.
  explanation: It fell by 50% [@pit-fall].
  spots:
    - {{id: coal/1985, label: "Coal, 1985", is: Here it begins., cite: [pit-output/coal/1985]}}
    - {{id: coal/1998, label: "Coal, 1998", right: true, is: Here it is low.,
        cite: [pit-output/coal/1998]}}
    - {{id: coal/2002, label: "Coal, 2002", is: Here it has risen., cite: [pit-output/coal/2002]}}
    - {{id: coal/2004, label: "Coal, 2004", is: Here it ends., cite: [pit-output/coal/2004]}}
"""


@pytest.fixture(scope="module")
def content_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small course, its quiz of one question that asks to point, and another as a check."""
    folder = tmp_path_factory.mktemp("course")
    tree = Path(shutil.copytree(FIXTURE, folder / "tree"))
    data = tree / "resources/data/pit-output.csv"
    data.write_text(data.read_text("utf-8") + ROWS, "utf-8")
    made = [
        QUESTION.format(id="low", use="quiz", stem="Where is the line lowest?"),
        QUESTION.format(id="seen", use="check", stem="Mark the year of least output."),
    ]
    questions = tree / "lessons/pits/questions.yaml"
    text = questions.read_text("utf-8").split("\n- id: how-much")[0]
    questions.write_text(text + "".join(made), "utf-8")
    lesson = tree / "lessons/pits/01-the-pit.md"
    check = ":::{check} how-far\n:::\n"
    text = lesson.read_text("utf-8")
    lesson.write_text(text.replace(check, f"{check}\n:::{{check}} seen\n:::\n"), "utf-8")
    compile_content(tree, folder / "content.db")
    return folder / "content.db"


def pad(window: MainWindow) -> ChartPad:
    (found,) = visible(window, ChartPad)
    return found


def point(window: MainWindow, spot: str) -> None:
    found = pad(window).spot(spot)
    assert found
    QTest.mouseClick(pad(window), Qt.MouseButton.LeftButton, pos=found.rect.center().toPoint())
    settle()


def verdict(window: MainWindow) -> str:
    (feedback,) = visible(window, Feedback)
    return feedback.verdict.text()


def practice(window: MainWindow) -> None:
    window.go("nk:practice/pits")
    settle()


def test_practice_by_mouse_with_one_chart_alone(make_window: WindowMaker) -> None:
    window = make_window()
    practice(window)
    assert len(visible(window, LineChart)) == 1
    assert not button(window, "Check").isEnabled()
    point(window, "coal/2002")
    window.go("nk:data")
    practice(window)
    assert question(window).response == PointsResponse(("coal/2002",)), "kept meanwhile"
    click(window, "Check")
    assert verdict(window) == "Not this one"
    session = window.context.learner.last_quiz("pits")
    assert session
    assert session.outcomes == (Outcome.WRONG,)
    window = make_window()
    practice(window)
    states = {row.text(): row.state for row in visible(window, OptionRow)}
    assert states == {"Coal, 1998": OptionState.MISSED, "Coal, 2002": OptionState.WRONG}


def test_practice_by_keys_alone(window: MainWindow) -> None:
    practice(window)
    assert pad(window).hasFocus()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Return):
        QTest.keyClick(pad(window), key)
        settle()
    assert verdict(window) == "Correct"


def test_the_source_of_the_chart_opens(window: MainWindow) -> None:
    practice(window)
    (card,) = visible(window, PointCard)
    card.source.open_requested.emit("nk:data/pit-output")
    assert str(window.router.here) == "nk:data/pit-output"


def test_a_check_in_a_lesson(window: MainWindow) -> None:
    window.go(LESSON)
    settle()
    point(window, "coal/1985")
    point(window, "coal/1998")
    assert visible(window, Feedback) == [], "a marker alone checks nothing"
    click(window, "Check")
    assert verdict(window) == "Correct"
    click(window, "Try again")
    assert not button(window, "Check").isEnabled()
    click(window, "Mark: As a list")
    click(window, "Option D")
    (view,) = visible(window, PointView)
    assert view.response == PointsResponse(("coal/2004",))
