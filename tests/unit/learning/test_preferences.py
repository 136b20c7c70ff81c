"""Preferences come back as they were set, and as defaults when what is stored makes no sense."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from nklearn.domain.records import Profile
from nklearn.learning.preferences import DAILY_REVIEW, TALK_LENGTH, TEXT_SIZES, THEMES, Preferences
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


PLAIN = {
    "line_spacing": ("normal", "wide"),
    "ruler": ("off", "on"),
    "daily_review": (20, 35),
    "confidence": ("ask", "never"),
    "hide_names": ("no", "yes"),
    "hard_material": ("accept", "summary"),
    "leave_out": ("nothing", "sexual violence"),
    "teacher_folder": ("", "/mnt/Klasse 10ä"),
    "talk_to": ("", "Ms Bauer, room 14,\nMondays at noon"),
}
OF_A_PERSON = {"line_spacing", "ruler", "daily_review", "confidence"}


@pytest.mark.parametrize("name", PLAIN)
def test_each_has_a_default_comes_back_and_is_its_owners(tmp_path: Path, name: str) -> None:
    default, chosen = PLAIN[name]
    now = datetime(2026, 3, 1, tzinfo=UTC)
    with WorkspaceStore.open(tmp_path) as store:
        for person in ("p", "q"):
            store.save_profile(Profile(person, person, now))
        assert getattr(Preferences(store, "p"), name) == default
        setattr(Preferences(store, "p"), name, chosen)
    with WorkspaceStore.open(tmp_path) as store:
        assert getattr(Preferences(store, "p"), name) == chosen
        own = name in OF_A_PERSON
        assert getattr(Preferences(store, "q"), name) == (default if own else chosen)
        for nonsense in (b"\x00", "pink" if isinstance(default, int) or default else "x" * 5000):
            store.set_preference(name, nonsense, "p" if own else "")
            assert getattr(Preferences(store, "p"), name) == default


def test_limits_are_kept() -> None:
    with WorkspaceStore.in_memory() as store:
        preferences = Preferences(store)
        for typed, kept in ((0, 20), (5, 5), (50, 50), (51, 20)):
            preferences.daily_review = typed
            assert preferences.daily_review == kept
            assert kept in DAILY_REVIEW
        preferences.talk_to = "  " + "é" * (TALK_LENGTH + 9)
        assert preferences.talk_to == "é" * TALK_LENGTH
