"""The tour draws each page to a picture that is not empty."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from nklearn import app
from nklearn.base.errors import UserError


@pytest.fixture(autouse=True)
def content(shipped_content: Path, monkeypatch: pytest.MonkeyPatch, fonts: None) -> None:
    monkeypatch.setenv("NKLEARN_CONTENT", str(shipped_content))


def test_every_stop_is_drawn(tmp_path: Path) -> None:
    app.tour(tmp_path, [], [(1024, 700)], ["dark"], [150])
    pictures = sorted(tmp_path.glob("*.png"))
    assert len(pictures) >= 30
    names = {path.name.split("--")[0] for path in pictures}
    assert {
        "home",
        "home-first",
        "profiles",
        "quiz-multiple-response-checked",
        "quiz-results",
        "about",
    } <= names
    for path in pictures:
        image = QImage(str(path))
        assert (image.width(), image.height()) == (1024, 700)
        colours = {image.pixel(x, y) for x in range(0, 1024, 7) for y in range(0, 700, 7)}
        assert len(colours) > 4, f"{path.name} is empty"


def test_only_some_addresses_in_some_looks(tmp_path: Path) -> None:
    app.tour(tmp_path, ["nk:about"], [(1366, 690)], ["light", "contrast"], [100])
    assert sorted(path.name for path in tmp_path.glob("*.png")) == [
        "about--1366x690-contrast-100.png",
        "about--1366x690-light-100.png",
    ]


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(UserError, match="Could not make"):
        app.tour(tmp_path / "file" / "sub", ["nk:about"], [(1366, 690)], ["light"], [100])
