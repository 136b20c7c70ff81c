"""What tests do to a workspace from a process of its own: `workspace_child.py <deed> <folder> ...`.

Prints one line a result. A process of its own can lose its rights, its disk, or its life.
"""

from __future__ import annotations

import os
import resource
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from nklearn.base.errors import UserError
from nklearn.domain.classwork import (
    Attempt,
    DeviceKey,
    Enrolment,
    HandedIn,
    Received,
    Released,
    TrustedTeacher,
)
from nklearn.domain.records import Answer, Confidence, Draft, Note, Problem, Profile, QuizRun
from nklearn.domain.responses import NumericResponse, WrittenResponse
from nklearn.domain.teaching import Stage
from nklearn.learning.erasing import Erasing
from nklearn.storage.workspace_migrations import MIGRATIONS, Migration, migrate
from nklearn.storage.workspace_store import WorkspaceStore

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def limit_files(size: int) -> None:
    """Let no file grow beyond `size` bytes: what a full disk does."""
    _, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size if size >= 0 else hard, hard))


def open_limited(folder: Path, size: int, *, local: bool = True) -> None:
    """Open a workspace where only files up to `size` may be made."""
    limit_files(size)
    try:
        WorkspaceStore.open(folder, is_local=lambda _: local).close()
    except UserError as error:
        print(f"refused: {error}")
    else:
        print("opened")


def fill(folder: Path) -> None:
    """Save until the disk is full, then free it and go on."""
    with WorkspaceStore.open(folder) as store:
        store.save_profile(Profile("p", "Learner", NOW))
        limit_files(400_000)
        number = 0
        try:
            for number in range(1_000):
                store.mark_read("p", "m/one", f"{number:04}-{'x' * 1_000}", NOW)
        except UserError as error:
            print(f"full: {error}")
        print(f"saved: {number}")
        print(f"read back: {len(store.sections_read('p', 'm/one'))}")
        limit_files(-1)
        store.mark_read("p", "m/one", f"{number:04}-{'x' * 1_000}", NOW)
        print("went on")


def fill_disk(folder: Path) -> None:
    """Save answers until the real small disk under `folder` is full, free some of it, and go on."""
    ballast = folder / "ballast"
    ballast.write_bytes(bytes(200_000))
    home, number, full = folder / "home", 0, ""
    with WorkspaceStore.open(home) as store:
        store.save_profile(Profile("p", "Learner", NOW))
        store.start_run("p", QuizRun("r", "m", 7, ("m/n",), 0, NOW))
        while not full:
            try:
                store.add_answer("p", answer(number))
                number += 1
            except UserError as error:
                full = f"{error} {error.details}"
        print(f"full: {full}")
        print(f"saved: {number}")
        ballast.unlink()
        store.add_answer("p", answer(number))
    with WorkspaceStore.open(home) as store:
        print(f"read back: {len(store.run_answers('r'))}")
        print(f"check: {store._db.execute('PRAGMA integrity_check').fetchone()[0]}")


def answer_many(folder: Path, tag: str, number: int) -> None:
    """Answer a question of the open quiz again and again, beside others who do the same."""
    with WorkspaceStore.open(folder) as store:
        for n in range(number):
            store.add_answer("p", replace(answer(n), id=f"{tag}-{n}"))
        print(f"saved: {number}")


def fill_person(store: WorkspaceStore, name: str) -> None:
    """Put a row of a person into every table, each with the person's name in its texts."""
    store.save_profile(Profile(name, f"{name} K.", NOW, "10B", NOW, f"{name}-pin"))
    store.mark_read(name, "m/one", f"{name}-section", NOW)
    store.add_answer(name, replace(answer(1), id=f"{name}-a", run="", context="check"))
    run = QuizRun(f"{name}-r", "m", 7, ("m/n", f"m/{name}"), 0, NOW)
    store.start_run(name, run)
    written = WrittenResponse(f"{name} wrote this. " * 200)
    store.add_answer(
        name, Answer(f"{name}-w", "m/w", "quiz", written, None, NOW, run.id, Confidence.SURE)
    )
    store.save_draft(name, "m/d", "", Draft(WrittenResponse(f"{name} begins")), NOW)
    store.set_asked_again(name, f"m/{name}", True, NOW)
    store.add_problem(name, Problem(f"{name}-p", "m/n", f"{name} says", NOW, "1"))
    store.set_bookmark(name, f"m/one/{name}", True, NOW)
    store.save_note(name, Note(f"{name}-n", "m/one/a", "q", "b", "a", f"{name} notes", NOW, NOW))
    store.accept_advisory(name, "m", NOW)
    store.set_preference("theme", "dark", name)
    store.set_place(name, f"nk:lesson/{name}", NOW)
    store.enrol(name, Enrolment(f"{name}-s", NOW))
    store.save_device_key(name, DeviceKey(f"{name}-seed", f"{name}-identity", NOW))
    store.trust_teacher(name, TrustedTeacher("RW1", f"{name}’s teacher", NOW))
    store.receive(name, Received(f"{name}-f", "a", 1, f"{name}-s", f"for {name}".encode(), NOW))
    attempt = Attempt("a", 1, f"{name}-f", f"{name}-r", NOW, alternative=f"{name} writes")
    sealed = f"from {name}".encode()
    handed = HandedIn(f"{name}-h", "a", 1, Stage.HANDED_IN, f"{name}-hash", sealed, NOW)
    store.hand_in(name, attempt, handed)
    store.keep_release(name, Released(f"{name}-l", "a", 2, f"for {name}".encode(), NOW))


def erase(folder: Path, person: str, *, local: bool, limit: int | None) -> None:
    """Erase a person, on a full disk if there is a `limit`."""
    with WorkspaceStore.open(folder, is_local=lambda _: local) as store:
        if limit is not None:
            limit_files(limit)
        else:
            print("open", flush=True)
        try:
            erased = Erasing(store).erase(Profile(person, person, NOW))
        except UserError as error:
            print(f"refused: {error}")
        else:
            print(f"unfinished: {erased.unfinished}" if erased.unfinished else "erased")
        print(f"still there: {store.profile(person) is not None}")


def answer(number: int) -> Answer:
    """Return an answer that takes some room."""
    response = NumericResponse(f"{number:06}" + "9" * 1_000)
    return Answer(f"a{number}", "m/n", "quiz", response, 0.0, NOW, "r")


def migrate_limited(folder: Path, size: int) -> None:
    """Migrate the workspace one step on, on a full disk."""
    step = Migration(MIGRATIONS[-1].version + 1, "more", ("CREATE TABLE more (x TEXT) STRICT",))
    with WorkspaceStore.open(folder) as store:
        limit_files(size)
        try:
            with store._plain_words():
                migrate(store._db, folder / "backups", NOW, [*MIGRATIONS, step])
        except UserError as error:
            print(f"refused: {error}")
        limit_files(-1)
        print(f"version: {store._db.execute('PRAGMA user_version').fetchone()[0]}")


def drop_rights(folder: Path, *, local: bool) -> None:
    """Open a workspace as someone who may not write there."""
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
    open_limited(folder, -1, local=local)


def write_many(folder: Path, tag: str, number: int) -> None:
    """Save sections beside other processes that do the same."""
    with WorkspaceStore.open(folder) as store:
        store.save_profile(Profile("p", "Learner", NOW))
        for n in range(number):
            store.mark_read("p", "m/one", f"{tag}-{n}", NOW)
        print(f"saved: {number}")


def main(deed: str, folder: str, *more: str) -> None:
    """Do one deed."""
    match deed:
        case "open-limited":
            open_limited(Path(folder), int(more[0]), local=more[1] == "local")
        case "fill":
            fill(Path(folder))
        case "fill-disk":
            fill_disk(Path(folder))
        case "answer-many":
            answer_many(Path(folder), more[0], int(more[1]))
        case "migrate-limited":
            migrate_limited(Path(folder), int(more[0]))
        case "drop-rights":
            drop_rights(Path(folder), local=more[0] == "local")
        case "write-many":
            write_many(Path(folder), more[0], int(more[1]))
        case "erase":
            erase(Path(folder), more[0], local=more[1] == "local", limit=None)
        case "erase-limited":
            erase(Path(folder), more[0], local=more[1] == "local", limit=int(more[2]))
        case _:
            raise SystemExit(f"unknown deed {deed}")


if __name__ == "__main__":
    main(*sys.argv[1:])
