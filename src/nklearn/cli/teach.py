"""`nklearn teach …`: what a teacher does, without a window."""

from __future__ import annotations

import argparse
import getpass
import os
import sys
from collections.abc import Callable, Iterable
from contextlib import closing
from datetime import UTC, datetime

from nklearn.base.errors import UserError
from nklearn.base.files import read_text, write_atomically
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.door import Door
from nklearn.cli.commands import emit, open_catalog
from nklearn.cli.teach_erasing import erase_student
from nklearn.domain.gradebook import percent
from nklearn.domain.records import Profile
from nklearn.domain.teaching import Assigned, Counts, DeviceState, Kind, SchoolClass
from nklearn.learning.people import People, alike
from nklearn.storage.workspace_store import WorkspaceStore

_VARIABLE = "NKLEARN_PASSPHRASE"


def teach(options: argparse.Namespace) -> int:
    """Run a command of a teacher; return 0, or 1 if some files of an import need a look."""
    catalog = open_catalog(options)
    with WorkspaceStore.open(options.home) as store:
        people = People(
            store,
            catalog,
            clock=lambda: datetime.now(UTC),
            new_id=lambda: os.urandom(16).hex(),
            new_seed=lambda: int.from_bytes(os.urandom(4), "big") >> 1,
        )
        door = Door(people, catalog)
        if options.action == "setup":
            return _set_up(door, options)
        if options.action == "passphrase":
            return _change_passphrase(door, options)
        with closing(_unlocked(door, options)) as desk:
            return _ACTIONS[options.action](desk, options)


# -- the door --------------------------------------------------------------------------------


def _set_up(door: Door, options: argparse.Namespace) -> int:
    beginning = door.begin(options.name, _passphrase(options, new=True), options.recovery)
    desk = door.set_up(beginning)
    print(f"{desk.profile.name} is a teacher here now.")
    print(f"Fingerprint: {' '.join(desk.words)}")
    if beginning.recovery:
        print("The school’s recovery key follows. Print it, lock it away; it is kept nowhere else.")
        print(beginning.recovery)
    desk.close()
    return 0


def _change_passphrase(door: Door, options: argparse.Namespace) -> int:
    person, old = _teacher(door, options), _passphrase(options)
    with closing(door.unlock(person, old)) as desk:
        door.change(desk, old, _new_passphrase(options))
    print("The passphrase is changed. Copies of the file made before still open with the old one.")
    return 0


def _unlocked(door: Door, options: argparse.Namespace) -> TeacherDesk:
    return door.unlock(_teacher(door, options), _passphrase(options))


def _teacher(door: Door, options: argparse.Namespace) -> Profile:
    teachers = list(door.teachers())
    if options.teacher:
        teachers = [one for one in teachers if alike(one.name) == alike(options.teacher)]
    if not teachers:
        raise UserError("There is no such teacher here.", todo="Begin with “nklearn teach setup”.")
    if len(teachers) > 1:
        names = ", ".join(one.name for one in teachers)
        raise UserError(f"There are several teachers: {names}.", todo="Name one with --teacher.")
    return teachers[0]


def _new_passphrase(options: argparse.Namespace) -> str:
    if options.new_file:
        return read_text(options.new_file, limit=4096).rstrip("\r\n")
    if not sys.stdin.isatty():
        raise UserError("There is nobody to ask for the new passphrase.", todo="Use --new-file.")
    return _typed("New passphrase: ", twice=True)


def _passphrase(options: argparse.Namespace, *, new: bool = False) -> str:
    if options.passphrase_file:
        return read_text(options.passphrase_file, limit=4096).rstrip("\r\n")
    if _VARIABLE in os.environ:
        return os.environ[_VARIABLE]
    if not sys.stdin.isatty():
        raise UserError(
            "There is nobody to ask for the passphrase.",
            todo=f"Use --passphrase-file, or the environment variable {_VARIABLE}.",
        )
    return _typed("Passphrase: ", twice=new)


def _typed(words: str, *, twice: bool) -> str:
    typed = getpass.getpass(words)
    if twice and getpass.getpass("Once more: ") != typed:
        raise UserError("The two are not the same.", todo="Begin again.")
    return typed


def _fingerprint(desk: TeacherDesk, options: argparse.Namespace) -> int:
    if options.json:
        emit({"key": desk.keys.public, "words": list(desk.words), "recipient": desk.recipients[0]})
    else:
        print(" ".join(desk.words))
        print(desk.keys.public)
    return 0


# -- classes ---------------------------------------------------------------------------------


def _classes(desk: TeacherDesk, options: argparse.Namespace) -> int:
    from nklearn.classroom.codes import join_code

    classes = [
        {
            "id": one.id,
            "label": one.label,
            "students": [
                {"id": own.id, "join_code": join_code(own.id), "name": own.name}
                for own in desk.store.students(one.id)
                if own.left is None
            ],
        }
        for one in desk.store.classes()
    ]
    if options.json:
        emit(classes)
        return 0
    for one in desk.store.classes():
        print(one.label)
        for own in desk.store.students(one.id):
            print(f"  {join_code(own.id)}  {own.name}")
    return 0


def _class(desk: TeacherDesk, options: argparse.Namespace) -> int:
    from nklearn.classroom import rosters
    from nklearn.interchange.roster_csv import read_file, read_roster

    known = next((one for one in desk.store.classes() if one.label == options.label), None)
    if options.roster is None:
        made = known or rosters.make_class(desk, options.label)
        print(f"{made.label}: {len(rosters.present(desk, made.id))} students")
        return 0
    preview = read_roster(read_file(options.roster))
    for words in preview.warnings:
        print(words, file=sys.stderr)
    for own in preview.skipped:
        print(f"Line {own.line}: {own.why}", file=sys.stderr)
    if options.dry_run:
        print(f"{len(preview.rows)} students would be read.")
        return 0
    made = known or rosters.make_class(desk, options.label)
    count = rosters.take_over(desk, rosters.plan(desk, made.id, preview))
    print(f"{made.label}: {count} students")
    return 0


def _confirm(desk: TeacherDesk, options: argparse.Namespace) -> int:
    from nklearn.classroom.codes import read_join_code
    from nklearn.classroom.collecting import take_waiting

    wanted = {read_join_code(code) for code in options.code}
    count = 0
    for device in desk.store.devices():
        if device.state is DeviceState.WAITING and (not wanted or device.student in wanted):
            desk.store.decide_device(device.student, device.key, DeviceState.CONFIRMED)
            count += 1
    print(f"{count} computers confirmed, {take_waiting(desk)} results taken in")
    return 0


# -- work ------------------------------------------------------------------------------------


def _pack(desk: TeacherDesk, options: argparse.Namespace) -> int:
    from nklearn.classroom.packs import import_pack

    pack, older = import_pack(desk, options.file)
    print(f"{pack.name}: {pack.questions} questions for content {pack.version}")
    for one in older:
        print(f"It takes the place of {one.name}, {one.version}.")
    return 0


def _assign(desk: TeacherDesk, options: argparse.Namespace) -> int:
    from nklearn.classroom import assigning, drafts
    from nklearn.classroom.choosing import in_order, tree

    kind = Kind(options.kind)
    bank = assigning.bank_of(desk, kind)
    nodes = tree(desk.catalog, bank)
    asked: list[str] = []
    for name in options.ask:
        own = bank.of_module(name) or ((name,) if bank.question(name) else ())
        if not own:
            raise UserError(f"There is no question “{name}” in the bank.", todo="Look it up.")
        asked += own
    sections = [leaf for node in nodes for lesson in node.lessons for leaf in lesson.leaves]
    reading: set[str] = set()
    for name in options.read:
        own_sections = {leaf for leaf in sections if leaf == name or leaf.startswith(f"{name}/")}
        if not own_sections:
            raise UserError(f"There is nothing to read at “{name}”.", todo="nklearn lessons")
        reading |= own_sections
    draft = drafts.AssignmentDraft(
        id=desk.new_id(),
        title=options.title,
        school_class=_class_of(desk, options.label).id,
        due=options.due.astimezone(UTC) if options.due else None,
        kind=kind,
        reading=in_order(nodes, reading),
        attempts=options.attempts,
        counts=Counts(options.counts),
        minutes=options.minutes,
    ).with_questions(dict.fromkeys(asked))
    for finding in drafts.findings(desk, draft, bank):
        print(finding.words, file=sys.stderr)
    if not options.folder.exists():
        options.folder.mkdir(parents=True)
    given, path = assigning.save(desk, draft, options.folder)
    print(f"{given.id}  {path}")
    return 0


def _collect(desk: TeacherDesk, options: argparse.Namespace) -> int:
    from nklearn.classroom.collecting import collect, problems

    report = collect(desk, options.folder)
    files = [
        {"name": one.name, "verdict": one.verdict, "words": one.words} for one in report.run.files
    ]
    if options.json:
        emit({"files": files, "put_back": report.put_back, "trouble": report.trouble})
    else:
        for one in report.run.files:
            print(f"{one.verdict:24}  {one.name}  {one.words}".rstrip())
        told = ", ".join(f"{fate.value}: {count}" for fate, count in report.counts.items())
        print(told or "There was nothing of ours.")
    if report.trouble:
        print(report.trouble, file=sys.stderr)
    return 1 if problems(report.run) else 0


def _gradebook(desk: TeacherDesk, options: argparse.Namespace) -> int:
    from nklearn.classroom.taking_away import grade_table

    owner = _class_of(desk, options.label)
    table = grade_table(desk, owner.id, names=not options.no_names)
    if options.csv or options.xlsx:
        if options.csv:
            from nklearn.interchange.gradebook_csv import gradebook_csv

            write_atomically(options.csv, gradebook_csv(table))
        if options.xlsx:
            from nklearn.interchange.gradebook_xlsx import gradebook_xlsx

            write_atomically(options.xlsx, gradebook_xlsx(table))
        return 0
    if options.json:
        emit(
            {
                "class": table.school_class,
                "assignments": [{"id": name, "title": title} for name, title in table.assignments],
                "students": [
                    {
                        "id": row.id,
                        "name": row.name,
                        "states": list(row.states),
                        "scores": list(row.fractions),
                        "average": row.mean,
                    }
                    for row in table.rows
                ],
            }
        )
        return 0
    for place, (_, title) in enumerate(table.assignments, 1):
        print(f"{place}  {title}")
    for row in table.rows:
        shown = (
            str(percent(own)) if own is not None else state
            for own, state in zip(row.fractions, row.states, strict=True)
        )
        mean = "" if row.mean is None else str(percent(row.mean))
        print("\t".join((row.name or row.id, *shown, mean)))
    return 0


def _items(desk: TeacherDesk, options: argparse.Namespace) -> int:
    from dataclasses import asdict

    from nklearn.classroom.taking_away import item_rows
    from nklearn.classroom.understanding import understanding_of

    found = understanding_of(desk, _assignment(desk, options.assignment).id)
    rows = item_rows(found)
    if options.json:
        emit([asdict(row) for row in rows])
        return 0
    print(f"{found.title}: {found.handed_in} of {found.students} handed in")
    for row in rows:
        share = "–" if row.facility is None else f"{percent(row.facility)}%"
        print(f"{row.number}\t{share}\t{row.stem}")
    return 0


def _release(desk: TeacherDesk, options: argparse.Namespace) -> int:
    from nklearn.classroom.releasing import outlook, release

    given = _assignment(desk, options.assignment)
    seen = outlook(desk, given.id)
    _, path = release(desk, given.id, options.folder)
    print(path)
    _warn(len(seen.missing), "have not handed in yet", (one.name for one in seen.missing))
    _warn(len(seen.unreached), "have no confirmed computer", (one.name for one in seen.unreached))
    return 0


def _warn(count: int, words: str, names: Iterable[str]) -> None:
    if count:
        print(f"{count} {words}: {', '.join(names)}", file=sys.stderr)


def _class_of(desk: TeacherDesk, label: str) -> SchoolClass:
    found = next((one for one in desk.store.classes() if label in (one.label, one.id)), None)
    if found is None:
        raise UserError(f"There is no class “{label}”.", todo="nklearn teach classes")
    return found


def _assignment(desk: TeacherDesk, name: str) -> Assigned:
    found = [one for one in desk.store.assignments() if name in (one.id, one.title)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UserError(f"There is no assignment “{name}”.", todo="Name its title or its id.")
    ids = ", ".join(one.id for one in found)
    raise UserError(f"Several assignments are called “{name}”.", todo=f"Name one id: {ids}.")


_ACTIONS: dict[str, Callable[[TeacherDesk, argparse.Namespace], int]] = {
    "fingerprint": _fingerprint,
    "classes": _classes,
    "class": _class,
    "confirm": _confirm,
    "pack": _pack,
    "assign": _assign,
    "collect": _collect,
    "gradebook": _gradebook,
    "items": _items,
    "release": _release,
    "erase": erase_student,
}
