"""A canvas: spots by mouse and keyboard, zoom around a point, and a scene that can't get lost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from nklearn.base.overriding import override
from nklearn.ui.canvas.canvas import MOST, Canvas
from nklearn.ui.canvas.spots import Spot
from nklearn.ui.theme import Theme

# Four boxes in a scene of 400 by 200: two above, two below.
_BOXES = {"a": (10, 10), "b": (300, 10), "c": (10, 150), "d": (300, 150)}


class _Boxes(Canvas):
    least = 0.0

    @override
    def scene_size(self) -> QSizeF:
        return QSizeF(400, 200)

    @override
    def least_scale(self) -> float:
        return self.least

    @override
    def make_spots(self) -> list[Spot]:
        way = self.transform()
        return [
            Spot(name, way.mapRect(QRectF(x, y, 80, 40)), f"Box {name}")
            for name, (x, y) in _BOXES.items()
        ]

    @override
    def draw(self, painter: QPainter) -> None:
        for spot in self.spots:
            painter.drawRect(spot.rect)


@pytest.fixture
def canvas(qtbot: QtBot) -> _Boxes:
    made = _Boxes(Theme(), "Four boxes")
    qtbot.addWidget(made)
    made.resize(400, 200)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


def _centre(canvas: Canvas, name: str) -> QPoint:
    spot = canvas.spot(name)
    assert spot is not None
    return spot.rect.center().toPoint()


@pytest.mark.parametrize(
    ("keys", "goal"),
    [("r", "b"), ("d", "c"), ("rd", "d"), ("rdl", "c"), ("u", "a"), ("e", "d"), ("eh", "a")],
)
def test_arrow_keys_go_to_the_next_spot_that_way(canvas: _Boxes, keys: str, goal: str) -> None:
    key = Qt.Key
    meant = {
        "r": key.Key_Right,
        "l": key.Key_Left,
        "u": key.Key_Up,
        "d": key.Key_Down,
        "h": key.Key_Home,
        "e": key.Key_End,
    }
    for letter in keys:
        QTest.keyClick(canvas, meant[letter])
    assert canvas.cursor_id == goal


def test_enter_and_a_click_activate_but_a_drag_does_not(canvas: _Boxes, qtbot: QtBot) -> None:
    opened: list[str] = []
    canvas.activated.connect(opened.append)
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    QTest.keyClick(canvas, Qt.Key.Key_Return)
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=_centre(canvas, "c"))
    assert opened == ["b", "c"]
    start = _centre(canvas, "a")
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    for step in (4, 12, 30):
        QTest.mouseMove(canvas, start + QPoint(step, 0))
        qtbot.wait(1)
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(30, 0))
    QTest.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))  # between boxes
    assert opened == ["b", "c"]


def test_zoom_keeps_the_point_under_the_mouse(canvas: _Boxes) -> None:
    point = QPointF(120, 90)
    before = canvas.transform().inverted()[0].map(point)
    canvas.set_zoom(2.0, point)
    after = canvas.transform().map(before)
    assert (after - point).manhattanLength() < 0.01
    canvas.set_zoom(1000)
    assert canvas.zoom == MOST
    canvas.zoom_fit()
    assert canvas.zoom == 1.0
    assert canvas.transform().map(QPointF(0, 0)) == QPointF(0, 0)


def test_the_scene_can_not_be_moved_out_of_sight(canvas: _Boxes) -> None:
    assert not canvas.pan(QPointF(500, 500))  # all of it is seen
    canvas.set_zoom(3.0)
    assert canvas.pan(QPointF(10_000, 10_000))
    assert canvas.transform().map(QPointF(0, 0)) == QPointF(0, 0)
    canvas.pan(QPointF(-10_000, -10_000))
    assert canvas.transform().map(QPointF(400, 200)) == QPointF(400, 200)


def test_the_cursor_brings_its_spot_into_view(canvas: _Boxes) -> None:
    canvas.least = 3.0
    canvas.refresh()
    canvas.zoom_fit()
    canvas.set_cursor_on("d")
    spot = canvas.spot("d")
    assert spot is not None
    assert QRectF(canvas.rect()).contains(spot.rect)
    canvas.set_cursor_on("a")
    spot = canvas.spot("a")
    assert spot is not None
    assert QRectF(canvas.rect()).contains(spot.rect)


def test_each_spot_is_a_mark_for_screen_readers(canvas: _Boxes) -> None:
    opened: list[str] = []
    canvas.activated.connect(opened.append)
    marks = canvas.accessible_marks()
    assert [mark.name for mark in marks] == ["Box a", "Box b", "Box c", "Box d"]
    assert marks[2].press is not None
    marks[2].press()
    assert opened == ["c"]
