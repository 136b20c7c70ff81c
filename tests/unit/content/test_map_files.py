"""The layout of the map in the content's files: what is read, and every fault by its place."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import check_content, compile_content
from nklearn.content.map_rows import groups
from nklearn.content.map_view import MapView
from nklearn.domain.map_choice import LAYERS, MapChoice
from nklearn.domain.map_layout import NO_MAP


def province(tree: Path) -> str:
    """Return a place of the fixture."""
    text = (tree / "resources/places/places.yaml").read_text("utf-8")
    return text.partition("- id: ")[2].split()[0]


def faults(tree: Path, text: str) -> list[str]:
    (tree / "resources/places/map.yaml").write_text(text, "utf-8")
    return [str(fault) for fault in check_content(tree)]


def test_a_layout_is_read_back_as_written(tree: Path, tmp_path: Path) -> None:
    name = province(tree)
    text = (
        "labels:\n  - {kind: sea, names: [One, Other], lat: 38.5, lon: 124}\n"
        f"tiles:\n  - {{province: {name}, column: 1, row: 2}}\n"
    )
    assert faults(tree, text) == []
    compile_content(tree, tmp_path / "content.db")
    with closing(Catalog.open(tmp_path / "content.db")) as catalog:
        layout = catalog.map_layout()
    assert layout.labels[0].names == ("One", "Other")
    assert (layout.labels[0].latitude, layout.labels[0].longitude) == (38.5, 124.0)
    assert (layout.tiles[0].province, layout.tiles[0].column, layout.tiles[0].row) == (name, 1, 2)


def test_content_without_a_layout_has_an_empty_map(tree: Path, tmp_path: Path) -> None:
    compile_content(tree, tmp_path / "content.db")
    with closing(Catalog.open(tmp_path / "content.db")) as catalog:
        assert catalog.map_layout() == NO_MAP
        view = MapView(catalog)
        assert view.dataset is None and view.total == 0 and view.unplaced is None
        assert groups(view, MapChoice(layers=LAYERS))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "labels:\n  - {kind: sea, names: [One], lat: 38, lon: 124}\n",
            "map.yaml:2: a sea with one",
        ),
        (
            "labels:\n  - {kind: sea, names: [A, B], lat: 99, lon: 1}\n",
            "map.yaml:2: `labels.1.lat`",
        ),
        ("tiles:\n  - {province: nowhere, column: 0, row: 0}\n", "unknown province `nowhere`"),
        (
            "tiles: [{province: P, column: 0, row: 0}, {province: P, column: 1, row: 0}]\n",
            "two tiles",
        ),
        (
            "tiles: [{province: P, column: 0, row: 0}, {province: q, column: 0, row: 0}]\n",
            "lies on",
        ),
        ("title: A finding\n", "a finding without a claim"),
        ("title: A finding\nclaims: [no-such-claim]\n", "no-such-claim"),
        ("counts: no-such-set\n", "unknown data set `no-such-set`"),
        ("seas: []\n", "unknown key `seas`"),
    ],
)
def test_each_fault_is_told_with_its_place(tree: Path, text: str, told: str) -> None:
    found = faults(tree, text.replace("P,", f"{province(tree)},"))
    assert any(told in fault for fault in found), found


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("{state: closed, change: closed}", "a change without a date"),
        ('{state: moved, from: "1990", change: moved}', "`moved_to` belongs to `change: moved`"),
        (
            '{state: moved, from: "1990", change: moved, moved_to: nowhere}',
            "unknown place `nowhere`",
        ),
        ('{state: open, from: "1990", moved_to: nowhere}', "`moved_to` belongs to"),
    ],
)
def test_changes_of_places_are_checked(tree: Path, state: str, told: str) -> None:
    path = tree / "resources/places/places.yaml"
    entry = f"\n- id: made-up\n  name: Made up\n  kind: mine\n  states:\n    - {state}\n"
    path.write_text(path.read_text("utf-8").rstrip() + entry, "utf-8")
    found = [str(fault) for fault in check_content(tree)]
    assert any(told in fault for fault in found), found
