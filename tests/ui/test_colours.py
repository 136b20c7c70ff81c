"""What is on screen is drawn in the colours of the theme's tokens, and in no others."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QWidget
from tests.ui.stops import look

from nklearn.ui import tokens
from nklearn.ui.main_window import MainWindow

PAGES = (
    "nk:home",
    "nk:lessons",
    "nk:lesson/mining-economy/how-much-was-dug#the-fall",
    "nk:practice/mining-economy",
    "nk:data/coal-iron-output",
    "nk:data/coal-iron-output?view=table",
    "nk:fact/coal-energy-production-2014",
    "nk:search?q=coal",
)
STEP = 2  # every other pixel of every other line is enough
# Edges of letters and lines are blends; what covers more than this is a fill.
SHARE = 0.002


def fills(widget: QWidget) -> dict[str, float]:
    """Return the colours that fill areas, with their share of all pixels."""
    image = widget.grab().toImage()
    seen = Counter(
        image.pixel(x, y) & 0xFFFFFF
        for y in range(0, image.height(), STEP)
        for x in range(0, image.width(), STEP)
    )
    total = sum(seen.values())
    return {f"#{rgb:06X}": n / total for rgb, n in seen.items() if n / total > SHARE}


@pytest.mark.parametrize("theme", tokens.THEMES)
def test_fills_are_tokens(window: MainWindow, theme: str) -> None:
    window.context.theme.set(name=theme)
    known = {QColor(colour).name().upper() for colour in tokens.THEMES[theme].values()}
    for page in PAGES:
        window.go(page)
        look(window)
        others = {c: share for c, share in fills(window).items() if c not in known}
        assert others == {}, page
