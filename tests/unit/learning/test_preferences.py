"""Preferences come back as they were set, and as defaults when what is stored makes no sense."""

from __future__ import annotations

from pathlib import Path

import pytest

from nklearn.learning.preferences import TEXT_SIZES, THEMES, Preferences
from nklearn.storage.workspace_store import WorkspaceStore


def test_defaults() -> None:
    with WorkspaceStore.in_memory() as store:
        preferences = Preferences(store)
        assert (preferences.theme, preferences.text_size, preferences.window) == (
            "light",
            100,
            None,
        )


def test_they_come_back(tmp_path: Path) -> None:
    with WorkspaceStore.open(tmp_path) as store:
        preferences = Preferences(store)
        for theme in THEMES:
            preferences.theme = theme
            assert preferences.theme == theme
        for size in TEXT_SIZES:
            preferences.text_size = size
            assert preferences.text_size == size
        preferences.window = b"\x01\xd9\x00geometry"
    with WorkspaceStore.open(tmp_path) as store:
        preferences = Preferences(store)
        assert (preferences.theme, preferences.text_size) == ("system", 150)
        assert preferences.window == b"\x01\xd9\x00geometry"


@pytest.mark.parametrize("stored", ["", "pink", "99999", "-1", b"\x00", b"", "100.0"])
def test_nonsense_is_the_default(stored: str | bytes) -> None:
    with WorkspaceStore.in_memory() as store:
        for name in ("theme", "text_size"):
            store.set_preference(name, stored)
        preferences = Preferences(store)
        assert (preferences.theme, preferences.text_size) == ("light", 100)
        store.set_preference("window", "text")
        assert preferences.window is None
