"""`nklearn content …`: checking and compiling it, packing it for others, putting it in place."""

from __future__ import annotations

import argparse
import sys

from nklearn import __version__
from nklearn.base import paths
from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.cli.commands import emit
from nklearn.content.catalog import Catalog
from nklearn.content.contents import Contents, Place, find_contents, find_folder
from nklearn.learning.site import load_site


def content(options: argparse.Namespace) -> int:
    """Run a command on the content; return 0, or 1 if it is at fault."""
    match options.action:
        case "stats":
            return _stats(options)
        case "coverage":
            return _coverage(options)
        case "pack":
            return _pack(options)
        case "install":
            return _install(options)
        case "rollback":
            return _go_back(options)
        case "newest":
            _contents(options).use_newest()
            print("The newest content is used from the next start on.", file=sys.stderr)
            return 0
        case _:
            return _compile(options)


def _stats(options: argparse.Namespace) -> int:
    stats = Catalog.open(paths.content_db()).stats()
    stats["graded_questions"] = _graded_questions()
    if options.json:
        emit(stats)
    else:
        for name, count in stats.items():
            print(f"{name}: {count}")
    return 0


def _coverage(options: argparse.Namespace) -> int:
    from nklearn.content.coverage import coverage

    kinds = coverage(Catalog.open(paths.content_db()))
    if options.json:
        emit(
            {
                each.page: {"all": each.number, "used": each.used, "unused": each.unused}
                for each in kinds
            }
        )
        return 0
    for each in kinds:
        print(f"{each.page}: {each.used} of {each.number}")
        for address in each.unused if options.all else ():
            print(f"    {address}")
    return 0


def _graded_questions() -> int:
    """Count what the teacher's pack beside the content holds; 0 without one."""
    path = paths.content_db().with_name(paths.TEACHER_PACK)
    if not path.exists():
        return 0
    from nklearn.storage.teacher_pack import TeacherPack

    pack = TeacherPack(path)
    try:
        return len(pack.questions())
    finally:
        pack.close()


def _compile(options: argparse.Namespace) -> int:
    # The authoring side is heavy and is not part of the learner's program.
    try:
        from nklearn.content.compile.compiler import (
            ContentError,
            check_content,
            compile_content,
        )
    except ModuleNotFoundError as error:
        print(
            f"Checking and compiling need {error.name}; install nklearn[authoring].",
            file=sys.stderr,
        )
        return 1
    root, out = paths.root(), options.out or paths.content_db()
    if options.action == "build":
        said = f"{out} is compiled."
        try:
            compile_content(root, out, out.with_name(paths.TEACHER_PACK))
            faults = []
        except ContentError as error:
            faults = error.faults
    else:
        said, faults = "The content keeps every rule.", check_content(root)
    for fault in faults:
        print(fault)
    if faults:
        said = f"{len(faults)} faults; nothing was compiled."
    print(said, file=sys.stderr)
    return 1 if faults else 0


# -- content alone ---------------------------------------------------------------------------


def _pack(options: argparse.Namespace) -> int:
    from nklearn.base.key_file import VARIABLE, named_key, read_key
    from nklearn.content.installing import pack

    key = read_key(options.key) if options.key else named_key()
    if key is None:
        raise UserError(
            "There is no key to sign with, and unsigned content is taken by nobody.",
            todo=f"Name the file of your signing key with --key, or in {VARIABLE}.",
        )
    source = options.content or paths.content_db()
    data = pack(source, key, needs=options.needs, before=options.before)
    write_atomically(options.out, data, for_all=True)
    print(f"{options.out}: {len(data)} bytes, signed with {key.public}", file=sys.stderr)
    return 0


def _contents(options: argparse.Namespace) -> Contents:
    site = load_site()
    return (
        find_folder(options.folder, site) if options.folder else find_contents(options.home, site)
    )


def _install(options: argparse.Namespace) -> int:
    done = _contents(options).install(options.file, __version__, older=options.older)
    whose = "for everybody who reads from there" if done.place is Place.SHARED else "for you"
    if done.again:
        print(f"Content {done.version} is in place already: {done.path}", file=sys.stderr)
    else:
        print(f"Content {done.version} is in place {whose}: {done.path}", file=sys.stderr)
        print("It is used from the next start on.", file=sys.stderr)
    return 0


def _go_back(options: argparse.Namespace) -> int:
    contents = _contents(options)
    contents.open().close()
    found = contents.go_back()
    print(f"Content {found.version} is used from the next start on.", file=sys.stderr)
    return 0
