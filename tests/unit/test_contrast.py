"""Contrast of every pair of tokens that meet on screen, in all three themes.

The measure is that of WCAG 2.2 (W3C Recommendation, 5 October 2023), "relative luminance" and
"contrast ratio": with each channel c of sRGB from 0 to 1, c / 12.92 up to 0.04045 and
((c + 0.055) / 1.055) ** 2.4 above it; L = 0.2126 R + 0.7152 G + 0.0722 B; and
(L of the lighter + 0.05) / (L of the darker + 0.05). Success criterion 1.4.3 asks for 4.5 of
text, 1.4.6 for 7 (our aim in high contrast), 1.4.11 for 3 of controls and graphics.
"""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

from nklearn.base import paths
from nklearn.ui import tokens

UI = paths.root() / "src" / "nklearn" / "ui"
GROUNDS = ("BG_WINDOW", "BG_SURFACE", "BG_SUNKEN", "BG_HOVER")
SOFT = ("ACCENT", "POSITIVE", "NEGATIVE", "CAUTION", "CONFLICT")
BODIES = ("MINISTRY", "COMMITTEE", "DEPARTMENT")
DATA = ("COAL", "PETROL", "OCHRE", "IRON", "JADE", "PLUM", "SLATE", "UMBER")

# What is read, and all that it is read on.
TEXT: dict[str, tuple[str, ...]] = {
    "TEXT_PRIMARY": (*GROUNDS, "ACCENT_SOFT", "POSITIVE_SOFT", "NEGATIVE_SOFT", "MARK_SEARCH"),
    "TEXT_SECONDARY": (*GROUNDS, "ACCENT_SOFT", "POSITIVE_SOFT", "NEGATIVE_SOFT"),
    # Captions, placeholders, and what is disabled: that is to be readable too.
    "TEXT_MUTED": (*GROUNDS, "ACCENT_SOFT"),
    "TEXT_ON_RAIL": ("BG_RAIL", "BG_RAIL_SELECTED"),
    "TEXT_ON_RAIL_SELECTED": ("BG_RAIL_SELECTED",),
    "TEXT_ON_ACCENT": ("ACCENT", "ACCENT_HOVER", "POSITIVE", "NEGATIVE"),
    **{tone: (*GROUNDS, f"{tone}_SOFT") for tone in SOFT},
    "ACCENT_HOVER": GROUNDS,
    **{f"BODY_{kind}_TEXT": (f"BODY_{kind}", "BG_SURFACE") for kind in BODIES},
    **{f"DATA_{name}_TEXT": ("BG_SURFACE",) for name in DATA},
    # The words of a province upon the class of its count.
    **{f"MAP_{grade}_INK": (f"MAP_{grade}",) for grade in range(1, 5)},
}
# What must be seen to be used or understood.
SHAPES: dict[str, tuple[str, ...]] = {
    "LINE_CONTROL": ("BG_SURFACE", "BG_WINDOW", "BG_SUNKEN"),
    "FOCUS": GROUNDS,
    "FOCUS_ON_RAIL": ("BG_RAIL", "BG_RAIL_SELECTED"),
    "RAIL_MARKER": ("BG_RAIL", "BG_RAIL_SELECTED"),
    **{f"DATA_{name}": ("BG_SURFACE",) for name in DATA},
}


def luminance(colour: str) -> float:
    """Return the relative luminance of #RRGGBB."""

    def linear(channel: int) -> float:
        c = channel / 255
        return c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4

    red, green, blue = (linear(int(colour[n : n + 2], 16)) for n in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21."""
    high, low = sorted((luminance(first), luminance(second)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def short(theme: str, pairs: dict[str, tuple[str, ...]], wanted: float) -> list[str]:
    table = tokens.THEMES[theme]
    return [
        f"{ink} on {ground}: {contrast(table[ink], table[ground]):.2f}, not {wanted}"
        for ink, grounds in pairs.items()
        for ground in grounds
        if contrast(table[ink], table[ground]) < wanted
    ]


def test_the_measure_itself() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.005)  # WCAG's own example
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize("theme", tokens.THEMES)
def test_words_can_be_read(theme: str) -> None:
    assert short(theme, TEXT, 7 if theme == "contrast" else 4.5) == []


@pytest.mark.parametrize("theme", tokens.THEMES)
def test_controls_focus_and_data_can_be_seen(theme: str) -> None:
    assert short(theme, SHAPES, 3) == []


def test_every_token_of_text_is_in_the_table() -> None:
    names = {name for name in tokens.LIGHT if name.startswith("TEXT") or name.endswith("_TEXT")}
    assert names <= set(TEXT)
    assert {"FOCUS", "FOCUS_ON_RAIL", "LINE_CONTROL"} <= set(SHAPES)
    assert {name for name in tokens.LIGHT if re.fullmatch(r"DATA_[A-Z]+", name)} <= set(SHAPES)


def test_themes_have_the_same_tokens() -> None:
    for first, second in product(tokens.THEMES.values(), repeat=2):
        assert set(first) == set(second)


def rules() -> list[tuple[str, str, str]]:
    """Return (ink, ground, rule) of every rule of the style sheets that sets both."""
    found: list[tuple[str, str, str]] = []
    for sheet in UI.glob("*.qss"):
        text = re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.DOTALL)
        for rule, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
            for prefix in ("", "selection-"):
                ground = f"{prefix}background-color" if prefix else "background"
                inks = re.findall(rf"(?:^|[;\s]){prefix}color:\s*\$(\w+)", body)
                grounds = re.findall(rf"(?:^|[;\s]){ground}:\s*\$(\w+)", body)
                found += [(i, g, rule.strip()) for i in inks for g in grounds]
    return found


@pytest.mark.parametrize("theme", tokens.THEMES)
def test_pairs_of_the_style_sheet_can_be_read(theme: str) -> None:
    table, wanted = tokens.THEMES[theme], 7 if theme == "contrast" else 4.5
    pairs = rules()
    assert len(pairs) >= 15
    low = [(rule, contrast(table[ink], table[ground])) for ink, ground, rule in pairs]
    assert [(rule, ratio) for rule, ratio in low if ratio < wanted] == []


HEX = re.compile(r"#(?:[0-9A-Fa-f]{8}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b(?![\w-])")


def written(path: Path) -> list[str]:
    """Return colours that a file names itself, instead of a token."""
    text = path.read_text("utf-8")
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    found = HEX.findall(text)
    found += re.findall(r"QColor\(\s*(?:\d+\s*,|[\"'][^\"']*[\"'])", text)
    found += re.findall(r"\brgba?\(", text)
    found += re.findall(r"GlobalColor\.(?!transparent)\w+", text)
    found += re.findall(
        r"(?:color|background|border)[^;{}\n]*:\s*(?:white|black|gr[ae]y|red)\b", text
    )
    return [f"{path.name}: {colour}" for colour in found]


def test_colours_stand_in_the_tokens_alone() -> None:
    files = [file for kind in ("*.py", "*.qss") for file in UI.rglob(kind)]
    assert len(files) > 40
    assert [found for file in files if file.name != "tokens.py" for found in written(file)] == []


def test_a_colour_outside_the_tokens_would_be_found(tmp_path: Path) -> None:
    for wrong in ("color: #ABCDEF;", 'QColor("red")', "QColor(1, 2, 3)", "color: white;"):
        file = tmp_path / "some.qss"
        file.write_text(wrong, encoding="utf-8")
        assert written(file), wrong
