"""What may be typed after `nklearn teach`."""

from __future__ import annotations

import argparse
from datetime import datetime
from pathlib import Path

_HINT = (
    "The passphrase is asked for, read from --passphrase-file, or from the environment variable "
    "NKLEARN_PASSPHRASE, which other programs of your account can read."
)


def add_teach(parser: argparse.ArgumentParser) -> None:
    """Add the commands of a teacher."""
    parser.epilog = _HINT
    parser.add_argument("--teacher", default="", metavar="NAME", help="if there are several")
    parser.add_argument("--passphrase-file", type=Path, metavar="FILE")
    subs = parser.add_subparsers(dest="action", required=True)

    setup = subs.add_parser("setup", help="become a teacher here; prints the school's recovery key")
    setup.add_argument("name")
    school = "the public half (age1…) of a recovery key that the school has already"
    setup.add_argument("--recovery", default="", metavar="RECIPIENT", help=school)
    _json(subs.add_parser("fingerprint", help="your key, and its six words"))
    words = subs.add_parser("passphrase", help="change your passphrase")
    told = "holds the new passphrase, which is asked for without it"
    words.add_argument("--new-file", type=Path, metavar="FILE", help=told)
    _json(subs.add_parser("classes", help="your classes, with their students and join codes"))

    make = subs.add_parser("class", help="make a class, or take a list over into one")
    make.add_argument("label")
    make.add_argument("--import", dest="roster", type=Path, metavar="CSV", help="a class list")
    make.add_argument("--dry-run", action="store_true", help="say what would change, and stop")

    pack = subs.add_parser("pack", help="take a pack of graded questions in")
    pack.add_argument("file", type=Path)

    _add_assign(subs.add_parser("assign", help="give out work as one signed file"))

    collect = subs.add_parser("collect", help="import results from a folder; lists every file")
    collect.add_argument("folder", type=Path)
    _json(collect)
    confirm = subs.add_parser("confirm", help="confirm the computers that wait")
    confirm.add_argument("code", nargs="*", help="join codes; all that wait without one")

    book = subs.add_parser("gradebook", help="who has handed in what, and how it went")
    book.add_argument("label")
    book.add_argument("--csv", type=Path, metavar="FILE")
    book.add_argument("--xlsx", type=Path, metavar="FILE")
    book.add_argument("--no-names", action="store_true", help="ids alone")
    _json(book)
    items = subs.add_parser("items", help="how a class answered, question by question")
    items.add_argument("assignment", help="its title or id")
    _json(items)
    release = subs.add_parser("release", help="give feedback back as a signed file")
    release.add_argument("assignment", help="its title or id")
    release.add_argument("--folder", type=Path, required=True)
    _add_erase(subs.add_parser("erase", help="erase a student for good, here and in folders"))


def _add_erase(erase: argparse.ArgumentParser) -> None:
    erase.add_argument("code", help="the join code on the slip")
    more = "a folder to clear, besides those of the class’s assignments; may be repeated"
    erase.add_argument("--folder", type=Path, action="append", default=[], help=more)
    erase.add_argument("--yes", action="store_true", help="do it; it can’t be undone")


def _add_assign(assign: argparse.ArgumentParser) -> None:
    assign.add_argument("--class", dest="label", required=True)
    assign.add_argument("--title", required=True)
    assign.add_argument("--folder", type=Path, required=True)
    assign.add_argument("--kind", choices=("graded", "practice"), default="graded")
    read = "sections of a module or lesson to read, e.g. songbun or songbun/three-lists"
    assign.add_argument("--read", action="append", default=[], metavar="ADDRESS", help=read)
    ask = "a question of the bank, or a module for all of its questions"
    assign.add_argument("--ask", action="append", default=[], metavar="QUESTION", help=ask)
    assign.add_argument("--due", type=_due, default=None, metavar="YYYY-MM-DDTHH:MM")
    assign.add_argument("--attempts", type=int, default=1)
    assign.add_argument("--counts", choices=("best", "last", "first", "average"), default="best")
    assign.add_argument("--minutes", type=int, default=None)


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="machine-readable output")


def _due(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text).astimezone()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no time like 2026-11-27T16:00") from error
