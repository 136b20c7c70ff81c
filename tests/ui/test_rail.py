"""The rail in low windows and large text: all items stay in sight and large enough."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from nklearn.ui.shell.rail import Rail, rail_items
from nklearn.ui.theme import Theme

_ALL = {
    "home", "lessons", "practice", "data", "ministries", "songbun", "map", "sources", "settings",
}  # fmt: skip


@pytest.mark.parametrize(
    ("height", "text", "compact"),
    [(768, 100, False), (560, 100, False), (690, 115, False), (690, 150, True), (560, 150, True)],
)
def test_all_items_have_room(qtbot: QtBot, height: int, text: int, compact: bool) -> None:
    rail = Rail(Theme("light", text), rail_items(_ALL))
    qtbot.addWidget(rail)
    rail.set_compact(compact)
    rail.resize(rail.width(), height)
    rail.show()
    buttons = rail.findChildren(QAbstractButton)
    assert len(buttons) == len(_ALL)
    assert rail.height() == height
    bottoms = [button.geometry().bottom() for button in buttons]
    assert bottoms == sorted(bottoms)
    assert bottoms[-1] < height
    for above, below in pairwise(buttons):
        assert above.geometry().bottom() < below.geometry().top()
    assert min(button.height() for button in buttons) >= 30 * text // 100


def test_only_pages_that_exist_have_an_item() -> None:
    assert [item.page for item in rail_items({"home", "map"})] == ["home", "map"]
