"""Pointing on a chart and on the map: by mouse, by keys, in the list, and for a screen reader."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.accessibles import children, interface, name, names, press, walk
from tests.ui.helpers import button, click, settle, visible

from nklearn.domain.charts import ChartSpec
from nklearn.domain.claims import Sensitivity
from nklearn.domain.lessons import Text
from nklearn.domain.questions import Difficulty, Pointing, Question, Spot
from nklearn.domain.responses import PointsResponse
from nklearn.ui import layouts
from nklearn.ui.canvas.canvas import Canvas
from nklearn.ui.charts.value_table import ValueTable
from nklearn.ui.main_window import MainWindow
from nklearn.ui.questions.making import answer_view
from nklearn.ui.questions.point_chart import ChartPad, PointCard
from nklearn.ui.questions.point_map import MapPad
from nklearn.ui.questions.point_marks import paint_sign
from nklearn.ui.questions.point_view import PointView
from nklearn.ui.widgets.option_row import OptionRow, OptionState

YEARS = ("1998", "2000", "2002", "2004", "2006")
CHART = ChartSpec(
    "coal-iron-output",
    ("coal", "iron-ore"),
    "million-tonnes",
    "Estimated coal and iron ore output",
    "Million tonnes a year",
    "Coal is 18.6 in 1998, iron ore 2.89.",
    labelled=(("coal", "1998"), ("coal", "1985")),
)
Ask = Callable[..., PointView]
Said = QAccessible.Text


def on_chart(markers: int = 2) -> Question:
    """Coal and iron ore, five years each; 1998 is right for both."""
    spots = tuple(
        Spot(f"{line}/{year}", f"{words}, {year}", year == "1998", (Text(f"It was {words}."),), ())
        for year in reversed(YEARS)  # the view has an order of its own
        for line, words in (("iron-ore", "Iron ore"), ("coal", "Coal"))
    )
    return _question(Pointing(spots, markers), CHART)


def on_map(markers: int = 1) -> Question:
    """Three provinces and a city; South Pyongan is right."""
    spots = tuple(
        Spot(place, words, place == "south-pyongan", (Text("The table says so."),), ())
        for place, words in (
            ("south-pyongan", "South Pyongan"),
            ("pyongyang", "Pyongyang"),
            ("jagang", "Jagang"),
            ("gangwon", "Gangwon"),
        )
    )
    return _question(Pointing(spots, markers), None)


def _question(body: Pointing, chart: ChartSpec | None) -> Question:
    return Question(
        id="mining-economy/pointing",
        module="mining-economy",
        section="how-much-was-dug/the-fall",
        stem="Where was it lowest?",
        difficulty=Difficulty.READ,
        sensitivity=Sensitivity.NONE,
        claims=(),
        explanation=(),
        body=body,
        chart=chart,
    )


@pytest.fixture
def ask(qtbot: QtBot, window: MainWindow) -> Ask:
    kept: list[QWidget] = []  # pytest-qt holds no reference

    def made(question: Question, *, width: int = 840, instant: bool = False) -> PointView:
        view = answer_view(window.context, question, instant=instant)
        assert isinstance(view, PointView)
        host = QScrollArea()
        inner = QWidget()
        box = QVBoxLayout(inner)
        box.addWidget(view)
        box.addStretch(1)
        host.setWidgetResizable(True)
        host.setWidget(inner)
        host.resize(width + 40, 900)
        qtbot.addWidget(host)
        kept.append(host)
        host.show()
        host.activateWindow()
        QTest.qWait(10)
        layouts.finish()
        return view

    return made


def pad(view: PointView) -> Canvas:
    (found,) = visible(view, Canvas)
    return found


def at(view: PointView, spot: str) -> QPoint:
    found = pad(view).spot(spot)
    assert found, spot
    return found.rect.center().toPoint()


def point(view: PointView, spot: str, *, aside: int = 0) -> None:
    QTest.mouseClick(
        pad(view), Qt.MouseButton.LeftButton, pos=at(view, spot) + QPoint(aside, aside)
    )
    settle()


def keys(view: PointView, *pressed: Qt.Key) -> None:
    for key in pressed:
        focus = view.window().focusWidget()
        assert focus and view.isAncestorOf(focus)
        QTest.keyClick(focus, key)
        settle()


def marked(view: PointView) -> set[str]:
    response = view.response
    if response is None:
        return set()
    assert isinstance(response, PointsResponse)
    return set(response.spots)


def told(view: PointView) -> str:
    (found,) = [each.text() for each in visible(view, QLabel) if "placed" in each.text()]
    return found


def all_said(view: PointView) -> str:
    """All that a screen reader finds, and all tooltips."""
    said = [
        each.text(kind)
        for each in walk(interface(view))
        for kind in (Said.Name, Said.Description, Said.Help, Said.Value)
    ]
    return "\n".join([*said, *(each.toolTip() for each in view.findChildren(QWidget))])


def check(window: MainWindow, view: PointView) -> None:
    response = view.response
    assert response
    checked = window.context.learner.answer(view.question, response, "check")
    assert checked
    view.show_result(checked)
    settle()
    layouts.finish()


# -- on a chart ------------------------------------------------------------------------------


def test_clicks_on_a_chart_mark_and_take_back(ask: Ask) -> None:
    view = ask(on_chart())
    heard: list[bool] = []
    view.changed.connect(heard.append)
    assert view.draws_chart
    assert told(view) == "0 of 2 markers placed"
    point(view, "coal/1998")
    point(view, "iron-ore/2002", aside=9)  # near is enough
    assert marked(view) == {"coal/1998", "iron-ore/2002"}
    assert told(view) == "2 of 2 markers placed"
    point(view, "coal/2004")
    assert marked(view) == {"coal/1998", "iron-ore/2002"}
    assert told(view) == "2 of 2 markers placed. Take one back first."
    point(view, "coal/1998")
    assert told(view) == "1 of 2 markers placed"
    point(view, "coal/2004")
    assert marked(view) == {"coal/2004", "iron-ore/2002"}
    middle = (at(view, "coal/2002") + at(view, "iron-ore/2002")) / 2
    QTest.mouseClick(pad(view), Qt.MouseButton.LeftButton, pos=middle)
    assert marked(view) == {"coal/2004", "iron-ore/2002"}, "nothing is there"
    assert heard == [True] * 4


def test_the_spots_lie_on_the_points_of_the_lines(ask: Ask) -> None:
    view = ask(on_chart())
    (card,) = visible(view, PointCard)
    picture = view.grab().toImage()
    ink = view.context.theme.color("DATA_COAL")
    for year in ("1998", "2000", "2004"):
        spot = card.pad.mapTo(view, at(view, f"coal/{year}"))
        assert picture.pixelColor(spot) == QColor(ink), year


def test_a_lone_marker_moves(ask: Ask) -> None:
    view = ask(on_chart(1))
    point(view, "coal/1998")
    point(view, "coal/2002")
    assert marked(view) == {"coal/2002"}
    assert told(view) == "1 of 1 marker placed"
    point(view, "coal/2002")
    assert view.response is None


def test_a_chart_by_keys(ask: Ask) -> None:
    view = ask(on_chart())
    wished: list[bool] = []
    view.check_requested.connect(lambda: wished.append(True))
    view.focus_first()
    canvas = pad(view)
    assert canvas.hasFocus()
    assert canvas.cursor_id == "coal/1998"
    keys(view, Qt.Key.Key_Space)
    assert marked(view) == {"coal/1998"}
    keys(view, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert canvas.cursor_id == "iron-ore/2002"
    keys(view, Qt.Key.Key_Left)
    assert canvas.cursor_id == "iron-ore/2000"
    keys(view, Qt.Key.Key_Return)  # a marker is left: it marks
    assert marked(view) == {"coal/1998", "iron-ore/2000"}
    assert wished == []
    keys(view, Qt.Key.Key_Up)
    assert canvas.cursor_id == "coal/2000"
    keys(view, Qt.Key.Key_Space)
    assert told(view).endswith("Take one back first.")
    keys(view, Qt.Key.Key_Return)  # none is left: it checks
    assert wished == [True]


def test_no_value_is_given_away_before_the_check(window: MainWindow, ask: Ask) -> None:
    view = ask(on_chart())
    QTest.mouseMove(pad(view), at(view, "coal/1998"))
    QTest.mouseMove(pad(view), at(view, "coal/1998") + QPoint(1, 1))
    point(view, "coal/1998")
    said = all_said(view)
    assert "Coal, 1998, marked, 1 of 10" in said
    assert "Coal, 2000, not marked, 2 of 10" in said
    assert "Iron ore, 1998, not marked, 6 of 10" in said
    for value in ("18.6", "2.89", "37.5", "It was"):
        assert value not in said
    (card,) = visible(view, PointCard)
    before = card.grab().toImage()
    check(window, view)
    said = all_said(view)
    assert "Coal, 1998, your answer, correct, It was Coal." in said
    assert "Iron ore, 1998, correct answer, not marked, It was Iron ore." in said
    assert "Iron ore, 2006, rightly not marked" in said
    assert "18.6" in said
    assert card.grab().toImage() != before


def test_after_the_check_rows_tell_what_counts(window: MainWindow, ask: Ask) -> None:
    view = ask(on_chart())
    point(view, "coal/1998")
    point(view, "iron-ore/2004")
    check(window, view)
    rows = {row.text(): row for row in visible(view, OptionRow)}
    assert {words: row.state for words, row in rows.items()} == {
        "Coal, 1998": OptionState.RIGHT,
        "Iron ore, 1998": OptionState.MISSED,
        "Iron ore, 2004": OptionState.WRONG,
    }
    assert rows["Iron ore, 2004"].accessibleName() == (
        "Iron ore, 2004, your answer, incorrect, It was Iron ore."
    )
    point(view, "coal/1998")  # it is over
    assert marked(view) == {"coal/1998", "iron-ore/2004"}
    click(view, "Mark: As a list")
    shown = visible(view, OptionRow)
    assert len(shown) == 10
    assert shown[0].accessibleName().startswith("Option A, Coal, 1998, your answer, correct")


def test_a_stored_answer_that_the_question_no_longer_has(window: MainWindow, ask: Ask) -> None:
    view = ask(on_chart())
    view.restore(PointsResponse(("coal/1998", "gold/1998", "coal/2000", "coal/2002")))
    assert marked(view) == {"coal/1998", "coal/2000"}
    checked = window.context.learner.answer(view.question, PointsResponse(("coal/1998",)), "check")
    assert checked
    old = replace(checked.answer, response=PointsResponse(("gold/1998", "coal/1998")))
    view.show_result(replace(checked, answer=old))
    assert [row.text() for row in visible(view, OptionRow)] == ["Coal, 1998", "Iron ore, 1998"]


# -- in the list -----------------------------------------------------------------------------


def test_the_list_holds_the_same_response(window: MainWindow, ask: Ask) -> None:
    view = ask(on_chart())
    point(view, "iron-ore/2002")
    click(view, "Mark: As a list")
    rows = visible(view, OptionRow)
    assert [row.text() for row in rows][:6] == [*(f"Coal, {y}" for y in YEARS), "Iron ore, 1998"]
    assert [row.text() for row in rows if row.isChecked()] == ["Iron ore, 2002"]
    assert visible(view, ChartPad), "the chart stays: there is much to read in it"
    view.focus_first()
    keys(view, Qt.Key.Key_Up, Qt.Key.Key_Space)
    assert marked(view) == {"iron-ore/2002", "iron-ore/2000"}
    keys(view, Qt.Key.Key_A)
    assert told(view).endswith("Take one back first.")
    keys(view, Qt.Key.Key_H, Qt.Key.Key_A)
    assert marked(view) == {"iron-ore/2000", "coal/1998"}
    click(view, "Mark: On the chart")
    assert visible(view, OptionRow) == []
    assert "Iron ore, 2000, marked, 7 of 10" in names(pad(view))
    view.focus_first()
    assert pad(view).hasFocus()


def test_the_form_is_remembered_while_the_program_runs(window: MainWindow, ask: Ask) -> None:
    click(ask(on_chart()), "Mark: As a list")
    again = ask(on_map())
    assert len(visible(again, OptionRow)) == 4
    assert visible(again, Canvas) == []
    window.context.look.show(window.context.preferences)  # another reader
    assert visible(ask(on_map()), OptionRow) == []


def test_a_screen_reader_can_do_it_in_the_list_alone(window: MainWindow, ask: Ask) -> None:
    view = ask(on_chart())
    (switch,) = [b for b in visible(view, QAbstractButton) if "As a list" in b.accessibleName()]
    press(interface(switch))
    settle()
    press(interface(button(view, "Show as: Table")))
    settle()
    (table,) = visible(view, ValueTable)
    model = table.model()
    cells = [model.index(row, 1).data() for row in range(model.rowCount())]
    assert "18.6" in cells, "who can't see the chart reads the same in a table"
    rows = [each for each in walk(interface(view)) if name(each).startswith("Option ")]
    assert len(rows) == 10
    assert all(each.state().checkable for each in rows)
    press(rows[0])
    assert marked(view) == {"coal/1998"}
    assert interface(visible(view, OptionRow)[0]).state().checked


# -- on the map ------------------------------------------------------------------------------


def test_clicks_on_the_map_mark_provinces_that_are_spots(ask: Ask) -> None:
    view = ask(on_map())
    canvas = pad(view)
    assert isinstance(canvas, MapPad)
    assert not view.draws_chart
    assert canvas.scene.marks == (), "no camps, no mines"
    assert [spot.id for spot in canvas.spots] == [
        "gangwon",
        "jagang",
        "pyongyang",
        "south-pyongan",
    ]
    point(view, "jagang")
    assert marked(view) == {"jagang"}
    point(view, "pyongyang")
    assert marked(view) == {"pyongyang"}
    other = next(label for label in canvas.scene.labels if label.province.id == "north-hamgyong")
    spots = [spot.rect.center() for spot in canvas.spots]
    shift = spots[1] - QPointF(*_middle(canvas, "jagang"))
    QTest.mouseClick(
        canvas,
        Qt.MouseButton.LeftButton,
        pos=(QPointF(*other.placed.box.middle) + shift).toPoint(),
    )
    assert marked(view) == {"pyongyang"}, "North Hamgyong is no spot"


def _middle(canvas: MapPad, province: str) -> tuple[float, float]:
    found = next(label for label in canvas.scene.labels if label.province.id == province)
    return found.placed.box.middle


def test_a_province_is_hit_away_from_its_name_too(ask: Ask) -> None:
    view = ask(on_map())
    spot = pad(view).spot("south-pyongan")
    assert spot
    assert spot.shape
    outline = spot.shape.boundingRect()
    inside = [
        QPointF(x, y)
        for x in range(int(outline.left()), int(outline.right()), 7)
        for y in range(int(outline.top()), int(outline.bottom()), 7)
        if spot.shape.contains(QPointF(x, y)) and not spot.rect.contains(QPointF(x, y))
    ]
    QTest.mouseClick(pad(view), Qt.MouseButton.LeftButton, pos=inside[len(inside) // 2].toPoint())
    assert marked(view) == {"south-pyongan"}


def test_the_map_by_keys(window: MainWindow, ask: Ask) -> None:
    view = ask(on_map())
    wished: list[bool] = []
    view.check_requested.connect(lambda: wished.append(True))
    view.focus_first()
    assert pad(view).cursor_id == "gangwon"
    keys(view, Qt.Key.Key_End, Qt.Key.Key_Return)
    assert marked(view) == {"south-pyongan"}
    keys(view, Qt.Key.Key_Plus)
    assert pad(view).zoom > 1
    keys(view, Qt.Key.Key_0, Qt.Key.Key_Return)
    assert wished == [True]
    assert "South Pyongan, marked, 4 of 4" in names(pad(view))
    press(children(interface(pad(view)))[0])
    assert marked(view) == {"gangwon"}
    check(window, view)
    (wrong, right) = visible(view, OptionRow)
    assert (wrong.text(), wrong.state) == ("Gangwon", OptionState.WRONG)
    assert (right.text(), right.state) == ("South Pyongan", OptionState.MISSED)
    assert "Gangwon, your answer, incorrect, The table says so." in names(pad(view))


# -- for the eye -----------------------------------------------------------------------------


@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
def test_signs_differ_by_more_than_colour(window: MainWindow, theme: str) -> None:
    window.context.theme.set(name=theme)
    drawn: dict[OptionState, QImage] = {}
    for state in OptionState:
        image = QImage(40, 40, QImage.Format.Format_RGB32)
        image.fill(window.context.theme.color("BG_SURFACE"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_sign(painter, window.context.theme, state, QPointF(20, 20))
        painter.end()
        drawn[state] = image.convertToFormat(
            QImage.Format.Format_Mono, Qt.ImageConversionFlag.ThresholdDither
        )
    pictures = list(drawn.values())
    assert all(one != two for n, one in enumerate(pictures) for two in pictures[:n])


@pytest.mark.parametrize(("width", "text_size"), [(560, 100), (480, 150), (840, 150)])
def test_nothing_is_cut_off(window: MainWindow, ask: Ask, width: int, text_size: int) -> None:
    window.context.theme.set(text_size=text_size)
    for asked in (on_chart(), on_map()):
        view = ask(asked, width=width, instant=width < 600)
        for part in view.findChildren(QWidget):
            if part.isVisible() and part.parentWidget() is view:
                assert part.geometry().right() <= view.width()
        assert len(pad(view).spots) == len(view._spots)
        for spot in pad(view).spots:
            assert pad(view).rect().contains(spot.rect.toRect()), spot.id
            assert min(spot.rect.width(), spot.rect.height()) >= 22


def test_numpy_waits_for_a_question_with_a_chart() -> None:
    code = (
        "import sys, nklearn.ui.questions.point_view as _, nklearn.ui.questions.point_map as _;"
        "assert 'numpy' not in sys.modules and 'pyqtgraph' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)
