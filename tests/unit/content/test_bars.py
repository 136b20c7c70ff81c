"""Bars: colours that say something, and where their cells stand."""

from __future__ import annotations

from collections.abc import Callable, Generator
from pathlib import Path

import pytest

from nklearn.content.bars import Bars, bars_of
from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
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
