"""Names are checked and kept, readers are kept apart, and of a guest nothing is left."""

from __future__ import annotations

import sqlite3
import tempfile
from contextlib import closing
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

import pytest
from tests.fixtures.tiny_course import TinyCourse, numeric, right, seconds

from nklearn.base.errors import BugError, UserError
from nklearn.domain.records import Draft, Note
from nklearn.domain.responses import NumericResponse, WrittenResponse
from nklearn.learning.erasing import Erasing
from nklearn.learning.people import People, cleaned
from nklearn.storage.workspace_store import WorkspaceStore


def people(store: WorkspaceStore) -> People:
    times, ids = seconds(), count(1)
    return People(
        store,
        TinyCourse(),
        clock=lambda: next(times),
        new_id=lambda: f"id-{next(ids)}",
        new_seed=lambda: 1,
    )


def rows(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """Return all that the tables of a workspace hold."""
    with closing(sqlite3.connect(path)) as raw:
        names = [row[0] for row in raw.execute("SELECT name FROM sqlite_schema WHERE type='table'")]
        return {name: raw.execute(f"SELECT * FROM {name}").fetchall() for name in names}


@pytest.mark.parametrize(
    ("typed", "saved"),
    [
        ("  Mina   K. ", "Mina K."),
        ("Chloe\u0301", "Chlo\u00e9"),
        ("a\u200b\u202eb\tc\n", "ab c"),
        ("\u1100\u1161", "\uac00"),
        ("Mina \udcff", "Mina ?"),
        ("\u200b \n", ""),
    ],
)
def test_names_are_cleaned(typed: str, saved: str) -> None:
    assert cleaned(typed) == saved


@pytest.mark.parametrize(
    ("name", "school_class", "said"),
    [
        ("", "", "at least one letter"),
        (" \u200b ", "", "at least one letter"),
        ("x" * 41, "", "at most 40"),
        ("Ann", "x" * 13, "at most 12"),
        (" mina  K.", "10A", "already a reader called Mina K."),
        ("\uff2dina K.", "", "already a reader called Mina K."),
    ],
)
def test_what_is_no_name_is_refused_in_plain_words(name: str, school_class: str, said: str) -> None:
    with WorkspaceStore.in_memory() as store:
        everyone = people(store)
        everyone.add("Mina K.", "10B")
        with pytest.raises(UserError, match=said) as caught:
            everyone.add(name, school_class)
        assert caught.value.todo
        assert [person.name for person in everyone.everyone()] == ["Mina K."]


def test_another_name_keeps_the_work(tmp_path: Path) -> None:
    with WorkspaceStore.open(tmp_path) as store:
        everyone = people(store)
        mina = everyone.add("Mina", "10B")
        everyone.add("Jun")
        everyone.reader(mina).learner.mark_read("m/one/first")
        changed = everyone.rename(mina, "MINA", "11A")  # no duplicate of herself
        with pytest.raises(UserError, match="already"):
            everyone.rename(mina, "jun")
        assert (changed.id, changed.name, changed.school_class) == (mina.id, "MINA", "11A")
    with WorkspaceStore.open(tmp_path) as store:
        everyone = people(store)
        found = next(person for person in everyone.everyone() if person.id == mina.id)
        assert found == changed
        assert everyone.reader(found).learner.read("m/one") == {"first"}


def test_readers_are_kept_apart() -> None:
    with WorkspaceStore.in_memory() as store:
        everyone = people(store)
        mina, jun = (everyone.reader(everyone.add(name)) for name in ("Mina", "Jun"))
        mina.learner.mark_read("m/one/first")
        mina.learner.answer(numeric("n1"), right(numeric("n1")), "check")
        mina.learner.remember_place("nk:lesson/m/one")
        quiz = mina.learner.quiz("m")
        mina.preferences.theme = "dark"
        assert jun.learner.read("m/one") == frozenset()
        assert jun.learner.last_answer("m/n1", "check") is None
        assert jun.learner.place is None
        assert jun.learner.last_quiz("m") is None
        assert jun.preferences.theme == "light"
        assert jun.learner.quiz("m").run.id != quiz.run.id
        again = mina.learner.last_quiz("m")
        assert again
        assert again.run.ended is None, "another reader's quiz ends nothing"


def test_a_new_reader_begins_with_the_look_of_the_computer() -> None:
    with WorkspaceStore.in_memory() as store:
        everyone = people(store)
        everyone.nobody().preferences.text_size = 130
        mina = everyone.reader(everyone.add("Mina"))
        mina.preferences.theme = "dark"
        jun = everyone.reader(everyone.add("Jun"))
        assert (jun.preferences.theme, jun.preferences.text_size) == ("dark", 130)
        jun.preferences.theme = "contrast"
        assert mina.preferences.theme == "dark"
        assert everyone.nobody().preferences.theme == "contrast"


def test_who_reads_at_start_without_being_asked() -> None:
    with WorkspaceStore.in_memory() as store:
        everyone = people(store)
        assert everyone.at_start() is None, "nobody yet"
        everyone.nobody().learner.mark_read("m/one/first")
        assert everyone.at_start() is None, "the reader of the first release has no name"
        (nameless,) = everyone.everyone()
        mina = everyone.rename(nameless, "Mina")
        assert everyone.at_start() == mina
        everyone.nobody().preferences.ask = "always"
        assert everyone.at_start() is None
        everyone.nobody().preferences.ask = "several"
        everyone.add("Jun")
        assert everyone.at_start() is None, "there are two"


def test_who_was_here_last_comes_first() -> None:
    with WorkspaceStore.in_memory() as store:
        everyone = people(store)
        added = [everyone.add(name) for name in ("A", "B", "C")]
        everyone.note_use(everyone.reader(added[0]))
        assert [person.name for person in everyone.everyone()] == ["A", "C", "B"]


def test_a_guest_leaves_no_row(tmp_path: Path) -> None:
    with WorkspaceStore.open(tmp_path) as store:
        everyone = people(store)
        mina = everyone.reader(everyone.add("Mina"))
        mina.preferences.theme = "dark"
        before = rows(tmp_path / "workspace.db")
        guest = everyone.guest()
        everyone.note_use(guest)
        assert guest.preferences.theme == "dark", "the computer's look"
        guest.preferences.theme = "light"
        guest.preferences.window = b"x"
        guest.learner.mark_read("m/one/first")
        guest.learner.quiz("m")
        guest.learner.remember_place("nk:home")
        assert guest.learner.read("m/one") == {"first"}
        assert mina.learner.read("m/one") == frozenset()
        with pytest.raises(BugError):
            everyone.guest()
        everyone.leave(guest)
        assert rows(tmp_path / "workspace.db") == before
        after = everyone.guest()
        assert after.learner.read("m/one") == frozenset()
        everyone.leave(after)


def test_who_was_erased_does_not_come_back_by_a_page_that_is_still_open(tmp_path: Path) -> None:
    with WorkspaceStore.open(tmp_path) as store:
        everyone = people(store)
        person = everyone.add("Mina")
        mina = everyone.reader(person)
        Erasing(store).erase(person)
        with pytest.raises(UserError, match="erased"):
            mina.learner.mark_read("m/one/first")
        assert mina.learner.read("m/one") == frozenset()
        assert everyone.everyone() == ()


def test_of_a_guest_no_byte_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A whole session of a guest, in the data folder and in the folder for temporary files."""
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR"):
        monkeypatch.setenv(name, str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    marker, now = "MARKERguest", datetime(2026, 3, 1, tzinfo=UTC)
    with WorkspaceStore.open(tmp_path / "home") as store:
        everyone = people(store)
        everyone.reader(everyone.add("Mina")).learner.mark_read("m/one/MARKERreader")
        guest = everyone.guest()
        learner = guest.learner
        learner.mark_read(f"m/one/{marker}")
        learner.answer(numeric("n1"), NumericResponse(f"40 {marker}"), "check")
        for _ in range(300):
            learner.save_draft("m/w", Draft(WrittenResponse(f"{marker} wrote this. " * 400)))
        learner.report_problem("m/n1", f"{marker} says", "1")
        learner.ask_again(f"m/{marker}", True)
        learner.remember_place(f"nk:search/{marker}")
        note = Note("n", "m/one/a", "q", "b", "a", f"{marker} notes", now, now)
        learner._store.save_note(learner.profile.id, note)
        guest.preferences.talk_to = marker
        quiz = learner.quiz("m")
        quiz.answer(right(TinyCourse().question(quiz.current)))
        assert learner.draft("m/w") is not None
        assert left(tmp_path, marker) == [], "while the guest is here"
        everyone.leave(guest)
        assert left(tmp_path, marker) == []
        assert left(tmp_path, "MARKERreader"), "the search finds what is there"
    assert left(tmp_path, marker) == []


def left(folder: Path, marker: str) -> list[Path]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in files if marker.encode() in path.read_bytes()]
