"""A person's work goes to another computer whole, twice without harm, and no bad file does any."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.fixtures.tiny_course import TinyCourse, seconds
from tests.unit.storage.workspace_child import NOW, answer, fill_person

from nklearn.base.errors import UserError
from nklearn.domain.classwork import Attempt
from nklearn.domain.records import Answer, Draft, Mode, Note, QuizRun
from nklearn.domain.responses import WrittenResponse
from nklearn.domain.work import Work
from nklearn.interchange.profile_file import LIMIT, profile_file, read_profile
from nklearn.learning.people import People
from nklearn.storage.workspace_store import WorkspaceStore

MINA, JUN = "MARKERmina", "MARKERjun"


def people(store: WorkspaceStore) -> People:
    times, ids = seconds(), count(1)
    return People(
        store,
        TinyCourse(),
        clock=lambda: next(times),
        new_id=lambda: f"id-{next(ids)}",
        new_seed=lambda: 1,
    )


@pytest.fixture
def store() -> Iterator[WorkspaceStore]:
    with WorkspaceStore.in_memory() as made:
        fill_person(made, MINA)
        fill_person(made, JUN)
        yield made


@pytest.fixture
def there() -> Iterator[WorkspaceStore]:
    """The other computer."""
    with WorkspaceStore.in_memory() as made:
        yield made


def work_of(store: WorkspaceStore, person: str = MINA) -> Work:
    work = store.work(person)
    assert work
    return work


def through_file(work: Work, folder: Path) -> Work:
    path = folder / "mina.nkprofile"
    path.write_bytes(profile_file(work))
    return read_profile(path)


def dump(store: WorkspaceStore) -> list[str]:
    return list(store._db.iterdump())


def test_everything_but_the_pin_goes_and_nobody_else(
    store: WorkspaceStore, there: WorkspaceStore, tmp_path: Path
) -> None:
    here = people(store)
    (mina,) = (person for person in here.everyone() if person.id == MINA)
    data = profile_file(here.work(mina, with_keys=True))
    assert f"{MINA}-pin".encode() not in data
    assert JUN.encode() not in data
    assert "wrote this" in data.decode(), "a person can read it"
    path = tmp_path / "mina.nkprofile"
    path.write_bytes(data)
    work = read_profile(path)
    assert work == here.work(mina, with_keys=True)
    assert not people(there).knows(work)
    person = people(there).bring(work)
    assert (person.name, person.pin) == (f"{MINA} K.", "")
    assert people(there).work(person, with_keys=True) == work
    assert store.holdings(MINA) == there.holdings(MINA), "no table was forgotten"


def test_the_keys_of_a_computer_stay_unless_one_says_so(
    store: WorkspaceStore, there: WorkspaceStore
) -> None:
    here = people(store)
    (mina,) = (person for person in here.everyone() if person.id == MINA)
    assert here.has_keys(mina)
    keys = store.device_key(MINA)
    assert keys
    data = profile_file(here.work(mina))
    assert keys.seed.encode() not in data
    assert keys.identity.encode() not in data
    person = people(there).bring(here.work(mina))
    assert not people(there).has_keys(person)
    assert store.kept_classwork(MINA).attempts == there.kept_classwork(MINA).attempts
    # Keys that are here stay, whatever a file brings.
    there.save_device_key(MINA, replace(keys, seed="0" * 64))
    people(there).bring(here.work(mina, with_keys=True))
    own = there.device_key(MINA)
    assert own
    assert own.seed == "0" * 64


def test_an_attempt_on_both_computers_is_the_one_that_was_handed_in(
    store: WorkspaceStore, there: WorkspaceStore
) -> None:
    here = people(store)
    (mina,) = (person for person in here.everyone() if person.id == MINA)
    people(there).bring(here.work(mina))
    own = Attempt("a" * 16, 1, "b" * 64, "", NOW)
    store.save_attempt(MINA, own)
    ended = replace(own, ended=NOW + timedelta(hours=1), seconds=60.0)
    there.save_attempt(MINA, ended)
    brought = people(there).work(mina)
    here.bring(brought)
    here.bring(brought)
    assert ended in store.attempts(MINA, "a" * 16)


def test_bringing_twice_changes_nothing(
    store: WorkspaceStore, there: WorkspaceStore, tmp_path: Path
) -> None:
    work = through_file(work_of(store), tmp_path)
    people(there).bring(work)
    once = dump(there)
    people(there).bring(work)
    assert dump(there) == once
    same = dump(store)
    people(store).bring(work)
    assert dump(store) == same, "on the computer that it came from"


def test_two_computers_become_one_in_whatever_order(
    store: WorkspaceStore, there: WorkspaceStore, tmp_path: Path
) -> None:
    people(there).bring(through_file(work_of(store), tmp_path))
    hour = timedelta(hours=1)
    old = Note(f"{MINA}-n", "m/one/a", "q", "b", "a", "older words", NOW, NOW + hour)
    new = replace(old, words="newer words", changed=NOW + 2 * hour)
    store.save_note(MINA, old)
    there.save_note(MINA, new)
    store.add_answer(MINA, replace(answer(5), id="x5", run="", context="check", at=NOW + 5 * hour))
    there.add_answer(MINA, replace(answer(4), id="x4", run="", context="check", at=NOW + 4 * hour))
    there.add_answer(MINA, replace(answer(6), id="x6", run="", context="check", at=NOW + 6 * hour))
    there.save_draft(MINA, "m/d", "", Draft(WrittenResponse("more")), NOW + hour)
    there.mark_read(MINA, "m/two", "first", NOW)
    ended = replace(there.all_runs(MINA)[0], position=2, ended=NOW + hour)
    there.save_run(ended)
    store.start_run(MINA, QuizRun("mine", "m", 3, ("m/n",), 0, NOW + 3 * hour, mode=Mode.CHECK))
    there.start_run(MINA, QuizRun("other", "m", 4, ("m/n",), 0, NOW + 2 * hour, mode=Mode.CHECK))
    one, two = work_of(store), work_of(there)
    people(store).bring(two)
    people(there).bring(one)
    for joined in (work_of(store), work_of(there)):
        ids = [own.id for own in joined.answers]
        assert ids[-3:] == ["x4", "x5", "x6"]
        assert len(set(ids)) == len(ids) == 5
        (note,) = joined.notes
        assert note.words == "newer words"
        assert [saved.draft.response for saved in joined.drafts] == [WrittenResponse("more")]
        runs = {run.id: run for run in joined.runs}
        assert runs[f"{MINA}-r"] == ended
        assert (runs["other"].ended, runs["mine"].ended) == (NOW + 3 * hour, None)
        assert ("m/two", "first") in {(own.lesson, own.section) for own in joined.reads}
    one, two = work_of(store), work_of(there)
    assert one == replace(two, profile=one.profile), "all but the PIN, which stayed here"
    before = dump(store)
    people(store).bring(work_of(there))
    assert dump(store) == before
    assert store._db.execute("PRAGMA foreign_key_check").fetchone() is None


def test_a_draft_that_was_answered_here_does_not_come_back(
    store: WorkspaceStore, there: WorkspaceStore
) -> None:
    work = work_of(store)
    people(there).bring(work)
    later = NOW + timedelta(hours=1)
    given = Answer("d", "m/d", "check", WrittenResponse("done"), None, later)
    there.add_answer(MINA, given)
    people(there).bring(work)
    assert work_of(there).drafts == ()


def test_a_taken_name_needs_another(store: WorkspaceStore, there: WorkspaceStore) -> None:
    everyone = people(there)
    everyone.add(f"{MINA} K.".lower())
    before = dump(there)
    with pytest.raises(UserError, match="already a reader"):
        everyone.bring(work_of(store))
    assert dump(there) == before
    assert everyone.bring(work_of(store), "Mina L.").name == "Mina L."
    assert everyone.bring(work_of(store)).name == "Mina L.", "now known by their id"


def test_what_is_another_readers_is_refused(store: WorkspaceStore) -> None:
    work = work_of(store)
    foreign = replace(
        work, profile=replace(work.profile, id="new"), answers=work_of(store, JUN).answers, runs=()
    )
    before = dump(store)
    with pytest.raises(UserError, match="another reader"):
        people(store).bring(foreign, "New")
    assert dump(store) == before


# Bad files


def refused(path: Path, words: str) -> UserError:
    with pytest.raises(UserError, match=words) as caught:
        read_profile(path)
    assert caught.value.todo
    return caught.value


def test_bad_files_are_refused_in_plain_words(store: WorkspaceStore, tmp_path: Path) -> None:
    data = profile_file(work_of(store))
    path = tmp_path / "x.nkprofile"
    refused(tmp_path / "none.nkprofile", "Could not read")
    refused(tmp_path, "Could not read")
    for held, words in (
        (b"", "only a part"),
        (data[: len(data) // 2], "only a part"),
        (b"SQLite format 3\0" + bytes(500), "only a part"),
        (b"\xff\xfe\x00", "not UTF-8"),
        (b"[" * 100_000, "only a part"),
        (b'{"a":' * 100_000, "only a part"),
        (b"7", "another kind"),
        (b"[]", "another kind"),
        (b'{"format": "bookmarks", "version": 1}', "another kind"),
        (b'{"format": "nklearn-profile", "version": NaN}', "only a part"),
        (b'{"format": "nklearn-profile", "version": 2}', "newer version"),
        (b'{"format": "nklearn-profile", "version": true}', "changed or damaged"),
        (b'{"format": "nklearn-profile", "version": 1}', "changed or damaged"),
    ):
        path.write_bytes(held)
        refused(path, words)
    with path.open("wb") as stream:
        stream.truncate(LIMIT + 1)
    refused(path, "larger than")


CHANGES: tuple[tuple[tuple[str | int, ...], object], ...] = (
    (("profile", "id"), "../../etc"),
    (("profile", "name"), 7),
    (("profile", "created"), "yesterday"),
    (("profile", "created"), "2026-03-01T00:00:00"),
    (("profile", "created"), "0001-01-01T00:00:00+14:00"),
    (("profile", "pin"), "x"),
    (("more",), []),
    (("answers", 0, "fraction"), 1.5),
    (("answers", 0, "fraction"), 10**400),
    (("answers", 0, "kind"), "guess"),
    (("answers", 0, "response"), "\ud800"),
    (("answers", 0, "response"), "x" * 300_000),
    (("answers", 0, "session"), "nowhere"),
    (("answers", 0, "confidence"), 4),
    (("answers", 0, "context"), "exam"),
    (("answers", 1, "id"), f"{MINA}-a"),
    (("sessions", 0, "seed"), -1),
    (("sessions", 0, "position"), 3),
    (("sessions", 0, "questions"), "m/n"),
    (("sessions", 0, "mode"), "exam"),
    (("sessions", 0, "retrying"), 1),
    (("notes", 0, "words"), "a\0b"),
    (("notes",), {}),
    (("notes", 0), []),
    (("preferences", "theme"), ["dark"]),
    (("preferences",), []),
    (("place",), "nk:home"),
)


@pytest.mark.parametrize(("path", "value"), CHANGES)
def test_each_change_is_found(
    store: WorkspaceStore, tmp_path: Path, path: tuple[str | int, ...], value: object
) -> None:
    held: Any = json.loads(profile_file(work_of(store)))
    inner = held
    for part in path[:-1]:
        inner = inner[part]
    inner[path[-1]] = value
    file = tmp_path / "x.nkprofile"
    file.write_text(json.dumps(held), encoding="utf-8")
    refused(file, "changed or damaged")


def test_whatever_is_done_to_a_file_it_is_read_or_refused(
    store: WorkspaceStore, tmp_path: Path
) -> None:
    """What is read, whatever it says, can be brought in, or is refused in plain words there."""
    data, chance = profile_file(work_of(store)), Random(6)
    path = tmp_path / "x.nkprofile"
    outcomes: set[str] = set()
    for _ in range(300):
        torn = bytearray(data)
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(torn))
            match chance.randrange(4):
                case 0:
                    torn[at] = chance.randrange(256)
                case 1:
                    del torn[at : at + chance.randint(1, 60)]
                case 2:
                    torn[at:at] = torn[chance.randrange(len(torn)) :][: chance.randint(1, 60)]
                case _:
                    torn[at] = ord(chance.choice('0123456789"[]{},:tfn-'))
        path.write_bytes(torn)
        try:
            work = read_profile(path)
        except UserError:
            outcomes.add("refused")
            continue
        with WorkspaceStore.in_memory() as other:
            try:
                people(other).bring(work)
                outcomes.add("brought")
            except UserError:
                outcomes.add("not brought")
    assert {"refused", "brought"} <= outcomes
