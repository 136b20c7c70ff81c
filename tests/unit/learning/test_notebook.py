"""Marks are saved at once, are there after a restart, and make nobody while one only reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.fixtures.tiny_course import learner

from nklearn.base.errors import BugError
from nklearn.learning.anchors import Quote
from nklearn.learning.notebook import quote_of
from nklearn.storage.workspace_store import WorkspaceStore

HERE = "m/one/first"


def test_looking_into_a_notebook_makes_no_profile() -> None:
    with WorkspaceStore.in_memory() as store:
        book = learner(store).notebook
        assert (book.bookmarks, book.notes(), book.advisories_accepted) == ((), (), frozenset())
        assert not book.is_bookmarked(HERE)
        assert store.profile() is None


def test_bookmarks_are_set_and_taken_away(tmp_path: Path) -> None:
    with WorkspaceStore.open(tmp_path) as store:
        book = learner(store).notebook
        book.set_bookmark(HERE, True)
        book.set_bookmark("m/two/first", True)
        book.set_bookmark(HERE, True)
    with WorkspaceStore.open(tmp_path) as store:
        book = learner(store, tag="b").notebook
        assert [mark.section for mark in book.bookmarks] == ["m/two/first", HERE]
        book.set_bookmark(HERE, False)
        assert not book.is_bookmarked(HERE)


def test_notes_are_made_changed_removed_and_put_back(tmp_path: Path) -> None:
    with WorkspaceStore.open(tmp_path) as store:
        book = learner(store).notebook
        lit = book.add_note(HERE, Quote("coal", "the ", " seam"))
        whole = book.add_note("m/two/first", Quote(), "Ask about this.")
        changed = book.change_note(lit, "Who says so?")
        assert (changed.id, changed.quote, changed.made) == (lit.id, "coal", lit.made)
        assert changed.changed > lit.changed
    with WorkspaceStore.open(tmp_path) as store:
        book = learner(store, tag="b").notebook
        assert book.notes() == (changed, whole)
        assert book.notes_of_lesson("m/one") == (changed,)
        assert quote_of(changed) == Quote("coal", "the ", " seam")
        book.remove_note(changed)
        assert book.notes() == (whole,)
        book.put_back(changed)
        assert book.notes(HERE) == (changed,)


def test_an_advisory_is_accepted_once_and_for_all(tmp_path: Path) -> None:
    with WorkspaceStore.open(tmp_path) as store:
        learner(store).notebook.accept_advisory("m")
    with WorkspaceStore.open(tmp_path) as store:
        assert learner(store, tag="b").notebook.advisories_accepted == {"m"}


def test_a_section_has_three_names() -> None:
    with WorkspaceStore.in_memory() as store:
        book = learner(store).notebook
        with pytest.raises(BugError):
            book.set_bookmark("m/one", True)
        with pytest.raises(BugError):
            book.add_note("m//first", Quote())
        assert store.profile() is None
