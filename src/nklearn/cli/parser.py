"""What may be typed: the commands of the command line and their options."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from nklearn import __version__
from nklearn.base import paths

_COMMANDS = (
    *("tour", "content", "search", "show", "data", "sources", "lessons", "profile"),
    *("teach", "doctor"),
)
_VALUED = ("--home",)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line; ends the program with status 2 and a usage line if it is wrong."""
    if _first_word(arguments) in _COMMANDS:
        return _commands().parse_args(arguments)
    made = _program()
    made.add_argument(
        "address",
        nargs="?",
        default="",
        help="where to open, e.g. nk:data/coal-iron-output",
    )
    costs = "open the window, print what its first page cost to paint, and close it"
    made.add_argument("--first-paint", action="store_true", help=costs)
    made.set_defaults(command="open")
    made.epilog = (
        "If the window is open already, it opens the address. "
        f"Commands: {', '.join(_COMMANDS)}. 'nklearn COMMAND --help' explains one."
    )
    return made.parse_args(arguments)


def _first_word(arguments: Sequence[str]) -> str:
    skip = False
    for argument in arguments:
        if skip:
            skip = False
        elif argument in _VALUED:
            skip = True
        elif not argument.startswith("-"):
            return argument
    return ""


def _program() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="nklearn", description="NKLearn, offline.")
    made.add_argument("--version", action="version", version=f"NKLearn {__version__}")
    made.add_argument(
        "--home", type=Path, default=paths.default_home(), help="another workspace folder"
    )
    return made


def _commands() -> argparse.ArgumentParser:
    from nklearn.cli.teach_parser import add_teach

    made = _program()
    subs = made.add_subparsers(dest="command", required=True)
    _add_tour(subs.add_parser("tour", help="draw pages to PNG"))
    _add_content(
        subs.add_parser("content", help="check, compile, pack, install or count the content")
    )
    search = subs.add_parser("search", help="find lessons, facts, data and words")
    search.add_argument("words", nargs="+")
    search.add_argument("--limit", type=_positive, default=20)
    _json(search)
    show = subs.add_parser("show", help="show anything that has an address, as text")
    show.add_argument("address")
    _json(show)
    _add_data(subs.add_parser("data", help="list data sets, or show one"))
    _add_sources(subs.add_parser("sources", help="all sources, for a reference manager"))
    _json(subs.add_parser("lessons", help="list modules and lessons"))
    profile = subs.add_parser("profile", help="take away a PIN that was forgotten")
    forget = "the reader whose PIN goes; all else of theirs stays"
    profile.add_argument("--remove-pin", required=True, metavar="NAME", help=forget)
    add_teach(subs.add_parser("teach", help="what a teacher does, without a window"))
    words = "versions, paths, integrity, fonts, printing, free space"
    _add_doctor(subs.add_parser("doctor", help=words))
    return made


def _json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="machine-readable output")


def _add_tour(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--only", action="append", default=[], metavar="ADDRESS")
    parser.add_argument("--size", action="append", default=[], type=_size, metavar="WxH")
    themes = ("light", "dark", "contrast")
    parser.add_argument("--theme", action="append", default=[], choices=themes)
    sizes = (100, 115, 130, 150)
    parser.add_argument("--text", action="append", default=[], type=int, choices=sizes)


def _add_content(parser: argparse.ArgumentParser) -> None:
    subs = parser.add_subparsers(dest="action", required=True)
    for action, told in (
        ("check", "every rule of the content; one line a fault"),
        ("build", "compile the content"),
        ("stats", "count what the content holds"),
    ):
        sub = subs.add_parser(action, help=told)
        sub.add_argument("--out", type=Path, default=None, metavar="FILE")
        _json(sub)
    told = "count the records that lessons use, of each kind"
    covered = subs.add_parser("coverage", help=told)
    every = "name those that no lesson uses as well"
    covered.add_argument("--all", action="store_true", help=every)
    _json(covered)
    pack = subs.add_parser("pack", help="make a signed .nkcontent file of compiled content")
    pack.add_argument("--out", type=Path, required=True, metavar="FILE")
    key = "the signing key; else the file that NKLEARN_SIGNING_KEY names"
    pack.add_argument("--key", type=Path, default=None, metavar="FILE", help=key)
    pack.add_argument("--content", type=Path, default=None, metavar="FILE", help="a content.db")
    pack.add_argument("--needs", default="", metavar="VERSION", help="the lowest NKLearn for it")
    before = "the lowest NKLearn that may not take it any more"
    pack.add_argument("--before", default="", metavar="VERSION", help=before)
    install = subs.add_parser("install", help="check a .nkcontent file and put it in place")
    install.add_argument("file", type=Path)
    older = "install it although what is in use is as new or newer"
    install.add_argument("--older", action="store_true", help=older)
    rollback = subs.add_parser("rollback", help="go back to the content before")
    newest = subs.add_parser("newest", help="use the newest again, after going back")
    folder = "a folder that many computers read, instead of this account’s own"
    for sub in (install, rollback, newest):
        sub.add_argument("--folder", type=Path, default=None, metavar="DIR", help=folder)


def _add_data(parser: argparse.ArgumentParser) -> None:
    subs = parser.add_subparsers(dest="action", required=True)
    _json(subs.add_parser("list", help="all data sets"))
    show = subs.add_parser("show", help="one observation a line")
    show.add_argument("id")
    show.add_argument("--format", choices=("table", "csv", "json"), default="table")


def _add_sources(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=("bibtex", "ris", "csl"), default="bibtex")
    out = "the file to write, whole or not at all; without it they are printed"
    parser.add_argument("-o", "--out", type=Path, default=None, metavar="FILE", help=out)


def _add_doctor(parser: argparse.ArgumentParser) -> None:
    files = "only compare the installed files with their list; one line a fault"
    parser.add_argument("--files", action="store_true", help=files)
    # What the doctor does to Qt, in a process of its own.
    parser.add_argument("--qt", action="store_true", help=argparse.SUPPRESS)
    # What the build asks of the frozen program.
    parser.add_argument("--load", nargs="+", metavar="MODULE", help=argparse.SUPPRESS)
    _json(parser)


def _size(text: str) -> tuple[int, int]:
    width, cross, height = text.partition("x")
    if not (cross and width.isdecimal() and height.isdecimal()):
        raise argparse.ArgumentTypeError(f"{text!r} is not a size like 1366x768")
    size = int(width), int(height)
    if not (640 <= size[0] <= 7680 and 480 <= size[1] <= 4320):
        raise argparse.ArgumentTypeError("sizes go from 640x480 to 7680x4320")
    return size


def _positive(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a number from 1")
    return int(text)
