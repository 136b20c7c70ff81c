"""Bars: colours that say something, and where their cells stand."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import closing
from pathlib import Path

import pytest

from nklearn.content.bars import Bars, bars_of
from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import check_content, compile_content
from nklearn.domain.charts import BarsSpec

SPEC = BarsSpec("pit-crews", ("carters", "cutters", "keepers"), "1998", "crew", "", "", "")
Draw = Callable[[], Bars]


@pytest.fixture
def draw(tree: Path, tmp_path: Path) -> Generator[Draw]:
    """Compile the tree as it is by then, and work the bars out."""
    opened: list[Catalog] = []

    def work() -> Bars:
        out = tmp_path / f"{len(opened)}.db"
        compile_content(tree, out)
        opened.append(Catalog.open(out))
        return bars_of(opened[-1], SPEC)

    yield work
    for catalog in opened:
        catalog.close()


def colour(tree: Path, series: str, name: str) -> None:
    path = tree / "resources" / "data" / "datapackage.json"
    text = path.read_text("utf-8")
    label = f'{{"id": "{series}", '
    assert label in text
    path.write_text(text.replace(label, f'{label}"colour": "{name}", '), "utf-8")


def test_series_without_colours_are_petrol(draw: Draw) -> None:
    assert [bar.colour for bar in draw().bars] == ["petrol"] * 3


def test_series_with_a_colour_each_keep_it(tree: Path, draw: Draw) -> None:
    colour(tree, "cutters", "coal")
    colour(tree, "keepers", "iron")
    assert [bar.colour for bar in draw().bars] == ["petrol", "coal", "iron"]


def test_a_colour_that_two_bars_share_is_none(tree: Path, draw: Draw) -> None:
    colour(tree, "cutters", "coal")
    colour(tree, "keepers", "coal")
    assert [bar.colour for bar in draw().bars] == ["petrol"] * 3


def test_the_source_line_names_each_place_once(tree: Path, draw: Draw) -> None:
    path = tree / "resources" / "data" / "pit-crews.csv"
    text = path.read_text("utf-8").replace("is a letter.,,", "is a letter.,,Note 7")
    path.write_text(text, "utf-8")
    assert draw().sources == (("pit-crews", "Nobody, in Made up 2016, Note 7; Table 3."),)


_BARS = """  chart:
    data: pit-crews
    series: carters cutters keepers
    period: "1998"
    unit: crew
    title: People in the pit
    subtitle: By work
    cite: [pit-crews/cutters/1998]
    alt: Carters 80, cutters 120, keepers no value.
"""


def _with_bars(tree: Path, chart: str = _BARS) -> None:
    path = tree / "lessons" / "pits" / "questions.yaml"
    text = path.read_text("utf-8")
    start, end = text.index("  chart:\n"), text.index("  explanation: It gave 500")
    path.write_text(text[:start] + chart + text[end:], "utf-8")


def test_a_question_may_have_bars(tree: Path, tmp_path: Path) -> None:
    _with_bars(tree)
    compile_content(tree, tmp_path / "content.db")
    with closing(Catalog.open(tmp_path / "content.db")) as catalog:
        chart = catalog.question("pits/how-much").chart
        assert isinstance(chart, BarsSpec)
        assert [bar.target for bar in bars_of(catalog, chart).bars] == [
            "pit-crews/carters/1998",
            "pit-crews/cutters/1998",
            "pit-crews/keepers/1998",
        ]


def test_a_chart_of_a_question_without_lines_or_period(tree: Path) -> None:
    _with_bars(
        tree,
        _BARS.replace("    series: carters cutters keepers\n", "").replace(
            '    period: "1998"\n', ""
        ),
    )
    assert [str(fault) for fault in check_content(tree)] == [
        "lessons/pits/questions.yaml:30: the chart lacks series; add it"
    ]
