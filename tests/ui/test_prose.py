"""Where lines of text may break."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from nklearn.domain.lessons import Cite, Paragraph, Text
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.prose import Prose


@pytest.mark.parametrize("conflict", [False, True])
def test_no_line_begins_with_a_marker_or_the_stop_after_it(
    qtbot: QtBot, fonts: None, conflict: bool
) -> None:
    prose = Prose(Theme(), "Text", "lesson")
    qtbot.addWidget(prose)
    spans = (Text("Coal stood at 37.5 million tonnes"), Cite(("a", "b"), (1, 2), conflict=conflict))
    prose.set_blocks([Paragraph((*spans, Text(". Later they put it lower.")))])
    begun: set[str] = set()
    for width in range(200, 420, 2):
        prose.document().setTextWidth(width)
        prose.document().size()  # lays out
        layout = prose.document().firstBlock().layout()
        text = prose.document().firstBlock().text()
        starts = [layout.lineAt(n).textStart() for n in range(1, layout.lineCount())]
        begun.update(text[start:].lstrip("\u202f")[0] for start in starts)
    assert begun
    assert not begun & set("12≠.,"), "a marker and its stop stay with their word"
