"""The same input gives the same bytes, whatever is fed in nothing crashes, and it is quick."""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nklearn.content.compile.compiler import check_content, compile_content

LESSON = "lessons/pits/01-the-pit.md"
FUZZED = (
    LESSON,
    "lessons/pits/questions.yaml",
    "resources/claims/pit.yaml",
    "resources/data/datapackage.json",
    "resources/data/pit-output.csv",
    "resources/institutions/events.yaml",
    "resources/labels-as-printed.csv",
    "resources/places/places.yaml",
    "resources/places/provinces.geojson",
    "resources/units.yaml",
)


def test_same_bytes_elsewhere_and_later(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_content(tree, tmp_path / "one.db")
    other = Path(shutil.copytree(tree, tmp_path / "far" / "away" / "a longer name"))
    for path in other.rglob("*"):
        os.utime(path, (1_000_000_000, 1_000_000_000))
    monkeypatch.setenv("TZ", "Asia/Pyongyang")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1")
    time.sleep(1.1)  # past a change of the clock's second
    compile_content(other, tmp_path / "two.db")
    assert (tmp_path / "one.db").read_bytes() == (tmp_path / "two.db").read_bytes()


def test_no_path_of_the_machine_is_in_the_file(tree: Path, tmp_path: Path) -> None:
    compile_content(tree, tmp_path / "content.db")
    assert str(tmp_path).encode() not in (tmp_path / "content.db").read_bytes()


_fuzz = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@_fuzz
@given(path=st.sampled_from(FUZZED), data=st.binary(max_size=400), place=st.floats(0, 1))
def test_random_bytes_are_faults_and_no_crash(
    tree: Path, path: str, data: bytes, place: float
) -> None:
    file = tree / path
    good = file.read_bytes()
    try:
        start = int(len(good) * place)
        file.write_bytes(good[:start] + data + good[start:])
        check_content(tree)
        file.write_bytes(data)
        check_content(tree)
    finally:
        file.write_bytes(good)


_signs = [
    *"[]@{}()<>`*_:;!#|-=&\\\"'\n %5a/.",
    "nk:",
    "1998",
    "{term}`",
    ":::",
    "[@",
    "{chart}",
    "{bars}",
]
_marks = st.lists(st.sampled_from(_signs), max_size=60).map("".join)


@_fuzz
@given(text=_marks)
def test_random_markdown_is_no_crash(tree: Path, text: str) -> None:
    file = tree / LESSON
    good = file.read_bytes()
    try:
        file.write_bytes(good.replace(b"Ask who counted.", text.encode()))
        check_content(tree)
    finally:
        file.write_bytes(good)


@_fuzz
@given(text=_marks)
def test_random_yaml_is_no_crash(tree: Path, text: str) -> None:
    file = tree / "resources/claims/pit.yaml"
    good = file.read_bytes()
    try:
        file.write_bytes(good.replace(b"  measure: fall", text.encode()))
        check_content(tree)
    finally:
        file.write_bytes(good)


@pytest.mark.parametrize("text", ["[" * 5000, "{a: " * 3000, "- " * 5000, "&a [*a]"])
def test_deep_nesting_is_a_fault(tree: Path, text: str) -> None:
    (tree / "resources/claims/pit.yaml").write_text(text, "utf-8")
    assert check_content(tree)
