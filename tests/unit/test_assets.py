"""The bundled fonts and icons: all there, readable by Qt, and really different by weight."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QFontMetricsF,
    QGlyphRun,
    QImage,
    QPainter,
    QRawFont,
    QTextLayout,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

RESOURCES = Path(__file__).resolve().parents[2] / "resources"
FONTS = RESOURCES / "fonts"
ICONS = RESOURCES / "icons"
LICENCES = RESOURCES / "licences"

SANS, SERIF, HANGUL = "NKLearn Sans", "NKLearn Serif", "NKLearn Hangul"
FACES = {
    "NKLearnSans-Regular.ttf": (SANS, "Regular", 400, False),
    "NKLearnSans-Italic.ttf": (SANS, "Italic", 400, True),
    "NKLearnSans-Medium.ttf": (SANS, "Medium", 500, False),
    "NKLearnSans-SemiBold.ttf": (SANS, "SemiBold", 600, False),
    "NKLearnSans-Bold.ttf": (SANS, "Bold", 700, False),
    "NKLearnSerif-Regular.ttf": (SERIF, "Regular", 400, False),
    "NKLearnSerif-Italic.ttf": (SERIF, "Italic", 400, True),
    "NKLearnSerif-SemiBold.ttf": (SERIF, "SemiBold", 600, False),
    "NKLearnSerif-SemiBoldItalic.ttf": (SERIF, "SemiBold Italic", 600, True),
    "NKLearnHangul-Regular.otf": (HANGUL, "Regular", 400, False),
    "NKLearnHangul-SemiBold.otf": (HANGUL, "SemiBold", 600, False),
}
LATIN_SAMPLE = "AZaz09 éñçßøłŁőŠž ŏŭŎŬ āū –—‘’“”…•§°†‡€₩ ½⅓⅔ ²³⁴₂ ×÷±−≠≈≤≥ ←↑→↓✓✗"
COMBINING_SAMPLE = "\u0301\u0304\u0306"
HANGUL_SAMPLE = "관리소 양강도 조선민주주의인민공화국 ㄱㅎㅏㅣ ·「」『』〈〉"
MAX_FONT_BYTES = 1_600_000

# Every icon that the design names, and those that pages use beside them.
DESIGN_ICONS = """
    house book-open square-check chart-line git-merge layers map quote graduation-cap settings
    search a-large-small contrast check x chevron-left chevron-right chevron-up chevron-down
    arrow-left arrow-right arrow-up arrow-down grip-vertical triangle-alert info circle-alert
    circle-check circle-x circle-help equal-not git-compare-arrows table download file-down folder
    folder-input folder-output calendar bookmark notebook-pen printer lightbulb lock user plus
    minus rotate-ccw history clipboard-list text-search list-tree
""".split()  # noqa: SIM905
OTHER_ICONS = """
    file-text circle eye calendar-days hash hourglass mountain pickaxe book-marked
    message-circle-question-mark app-mark app-icon
""".split()  # noqa: SIM905


def font(family: str, weight: int, italic: bool = False, size: int = 32) -> QFont:
    made = QFont(family)
    made.setPixelSize(size)
    made.setWeight(QFont.Weight(weight))
    made.setItalic(italic)
    return made


def width(of: QFont, text: str = "Hamburgefonstiv") -> float:
    return QFontMetricsF(of).horizontalAdvance(text)


def drawn_with(of: QFont, text: str) -> list[QGlyphRun]:
    """The glyph runs that Qt lays out for a text, with the font that each really uses."""
    layout = QTextLayout(text, of)
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    return layout.glyphRuns()


@pytest.fixture(scope="module")
def bundled(qapp: QApplication) -> Iterator[dict[str, list[str]]]:
    """All bundled fonts, loaded for the tests of this file: families by file name."""
    numbers = {path.name: QFontDatabase.addApplicationFont(str(path)) for path in FONTS.iterdir()}
    yield {name: QFontDatabase.applicationFontFamilies(number) for name, number in numbers.items()}
    for number in numbers.values():
        QFontDatabase.removeApplicationFont(number)


def test_every_font_file_loads_under_its_family(bundled: dict[str, list[str]]) -> None:
    assert set(bundled) == set(FACES)
    for name, (family, *_) in FACES.items():
        assert family in bundled[name], name


@pytest.mark.parametrize("name", FACES)
def test_family_weight_and_slope_select_the_file(bundled: dict[str, list[str]], name: str) -> None:
    family, style, weight, italic = FACES[name]
    chosen = QRawFont.fromFont(font(family, weight, italic))
    alone = QRawFont(str(FONTS / name), 32)
    assert (chosen.familyName(), chosen.styleName()) == (family, style)
    for table in ("head", "hmtx", "name"):
        assert chosen.fontTable(table) == alone.fontTable(table)


@pytest.mark.parametrize(
    ("family", "italic", "weights"),
    [
        (SANS, False, (400, 500, 600, 700)),
        (SERIF, False, (400, 600)),
        (SERIF, True, (400, 600)),
    ],
)
def test_heavier_is_wider(
    bundled: dict[str, list[str]], family: str, italic: bool, weights: tuple[int, ...]
) -> None:
    widths = [width(font(family, weight, italic)) for weight in weights]
    assert all(lighter + 1 < heavier for lighter, heavier in pairwise(widths))


def test_a_missing_serif_weight_falls_to_600_not_to_400(bundled: dict[str, list[str]]) -> None:
    assert QRawFont.fromFont(font(SERIF, 700)).styleName() == "SemiBold"
    assert QRawFont.fromFont(font(HANGUL, 700)).styleName() == "SemiBold"


@pytest.mark.parametrize("name", FACES)
def test_the_characters_of_our_texts_have_glyphs(qapp: QApplication, name: str) -> None:
    raw = QRawFont(str(FONTS / name), 32)
    assert raw.isValid()
    hangul = FACES[name][0] == HANGUL
    wanted = HANGUL_SAMPLE if hangul else LATIN_SAMPLE + COMBINING_SAMPLE
    missing = [char for char in wanted if not raw.supportsCharacter(ord(char))]
    assert not missing
    assert not raw.supportsCharacter(0x0E01)  # Thai: so that the question means something


def test_all_syllables_of_ks_x_1001(qapp: QApplication) -> None:
    raw = QRawFont(str(FONTS / "NKLearnHangul-Regular.otf"), 32)
    rows = (bytes((high, low)) for high in range(0xB0, 0xC9) for low in range(0xA1, 0xFF))
    syllables = [pair.decode("euc_kr") for pair in rows]
    assert len(syllables) == 2350
    assert [char for char in syllables if not raw.supportsCharacter(ord(char))] == []


@pytest.mark.parametrize(("weight", "style"), [(400, "Regular"), (600, "SemiBold")])
@pytest.mark.parametrize("family", [SANS, SERIF])
def test_hangul_comes_from_our_fallback(
    bundled: dict[str, list[str]], family: str, weight: int, style: str
) -> None:
    mixed = font(family, weight)
    mixed.setFamilies([family, HANGUL])
    runs = drawn_with(mixed, "Camp (관리소)")
    used = {(run.rawFont().familyName(), run.rawFont().styleName()) for run in runs}
    assert used == {(family, style), (HANGUL, style)}
    assert all(0 not in run.glyphIndexes() for run in runs)


@pytest.mark.parametrize("name", [name for name, face in FACES.items() if face[0] != HANGUL])
def test_letters_with_a_breve_are_not_the_plain_letters(qapp: QApplication, name: str) -> None:
    raw = QRawFont(str(FONTS / name), 32)
    for plain, breve in ("oŏ", "uŭ", "OŎ", "UŬ"):
        without, with_mark = raw.glyphIndexesForString(plain + breve)
        assert raw.boundingRect(with_mark).top() < raw.boundingRect(without).top() - 2


def test_a_combining_breve_composes_with_its_letter(bundled: dict[str, list[str]]) -> None:
    plain = font(SANS, 400)
    assert width(plain, "Z\u0306") == width(plain, "Z")
    assert len({run.rawFont().familyName() for run in drawn_with(plain, "Z\u0306")}) == 1


@pytest.mark.parametrize("family", [SANS, SERIF, HANGUL])
def test_tabular_figures_can_be_chosen(bundled: dict[str, list[str]], family: str) -> None:
    tabular, proportional = font(family, 400), font(family, 400)
    tabular.setFeature(QFont.Tag("tnum"), 1)
    proportional.setFeature(QFont.Tag("pnum"), 1)
    assert width(tabular, "1111") == width(tabular, "8888")
    assert width(proportional, "1111") < width(proportional, "8888")


@pytest.mark.parametrize("family", [SANS, SERIF])
def test_signs_are_as_wide_as_a_figure(bundled: dict[str, list[str]], family: str) -> None:
    # Else a column with a minus, or with "≈ 5" above "12", does not line up.
    for weight in (400, 600):
        figure = width(font(family, weight), "0")
        assert [sign for sign in "+−≠≈≤≥" if width(font(family, weight), sign) != figure] == []


def test_the_fonts_stay_small() -> None:
    assert sum(path.stat().st_size for path in FONTS.iterdir()) < MAX_FONT_BYTES


@pytest.mark.parametrize("name", DESIGN_ICONS + OTHER_ICONS)
def test_icon_parses_and_draws_inside_its_box(qapp: QApplication, name: str) -> None:
    renderer = QSvgRenderer(str(ICONS / f"{name}.svg"))
    assert renderer.isValid()
    size = renderer.defaultSize()
    assert size.width() == size.height()
    image = QImage(48, 48, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor(0, 0, 0, 0))
    painter = QPainter(image)
    renderer.render(painter, QRectF(0, 0, 48, 48))
    painter.end()
    inked = sum(image.pixelColor(x, y).alpha() > 127 for x in range(48) for y in range(48))
    assert inked > 15
    if name != "app-icon":
        edge = [image.pixelColor(i, j).alpha() for i in range(48) for j in (0, 47)]
        edge += [image.pixelColor(j, i).alpha() for i in range(48) for j in (0, 47)]
        assert max(edge) == 0


@pytest.mark.parametrize(
    "path", [path for path in sorted(ICONS.glob("*.svg")) if not path.stem.startswith("app-")]
)
def test_icon_can_be_tinted(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert 'stroke="currentColor"' in text
    assert 'stroke-width="1.75"' in text
    assert set(re.findall(r'(?:fill|stroke)="([^"]*)"', text)) <= {"none", "currentColor"}
    assert "class=" not in text


def test_every_bundled_font_and_licence_is_listed() -> None:
    listed = (LICENCES / "README.md").read_text(encoding="utf-8")
    for path in FONTS.iterdir():
        assert re.search(rf"`fonts/{re.escape(path.name)}`.*{path.stat().st_size:,} \|", listed)
    for path in LICENCES.glob("*.txt"):
        assert f"`{path.name}`" in listed


def test_the_reserved_font_name_is_not_used(bundled: dict[str, list[str]]) -> None:
    shown = [family for families in bundled.values() for family in families]
    assert shown
    assert [family for family in shown if not family.startswith("NKLearn ")] == []
    notice = (LICENCES / "Pretendard-OFL-1.1.txt").read_text(encoding="utf-8")
    assert "with Reserved Font Name Pretendard" in notice
