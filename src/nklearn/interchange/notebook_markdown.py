"""A reader's notebook as Markdown: headings by lesson, passages as quotations, and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from nklearn.domain.notebook import Chapter, Entry, EntryKind

_NAMES = {
    EntryKind.BOOKMARK: "Bookmark",
    EntryKind.HIGHLIGHT: "Highlight",
    EntryKind.NOTE: "Note",
    EntryKind.RESPONSE: "Written answer",
    EntryKind.PROBLEM: "Note for the teacher",
}
_MARKUP = re.compile(r"([\\`*_\[\]<>#|~&])")
_LIST = re.compile(r"^(\s*)([-+=]|\d+[.)])(?=\s|$)")


def notebook_markdown(chapters: Iterable[Chapter], title: str) -> bytes:
    """Return a notebook as a Markdown file in UTF-8; what is folded leaves its passage out."""
    lines = [f"# {_text(title)}", ""]
    for chapter in chapters:
        lines += [f"## {_text(_heading(chapter))}", ""]
        section = None
        for entry in chapter.entries:
            if entry.title and entry.title != section:
                section = entry.title
                lines += [f"### {_text(section)}", ""]
            lines += _entry(entry)
    return ("\n".join(lines).rstrip() + "\n").encode()


def _heading(chapter: Chapter) -> str:
    if not chapter.title:
        return "No longer in the lessons"
    if chapter.title == chapter.module_title:
        return chapter.title
    return f"{chapter.module_title}: {chapter.title}"


def _entry(entry: Entry) -> list[str]:
    lines: list[str] = []
    if entry.advisory and entry.quote:
        lines += ["> (left out: it may be hard to read)", ""]
    elif entry.quote:
        lines += [*(f"> {_text(line)}".rstrip() for line in entry.quote.split("\n")), ""]
    for paragraph in entry.words.splitlines():
        lines += [_text(paragraph), ""] if paragraph.strip() else []
    day = f"{entry.at.astimezone():%Y-%m-%d}"
    return [*lines, f"*{_NAMES[entry.kind]}, {day}, <{entry.address}>*", ""]


def _text(line: str) -> str:
    """Return words that Markdown shows as they are."""
    line = _MARKUP.sub(r"\\\1", line.strip())
    return _LIST.sub(lambda found: f"{found[1]}{_kept(found[2])}", line)


def _kept(mark: str) -> str:
    """Return the mark of a list as plain text: the sign at its end is what makes it one."""
    return f"{mark[:-1]}\\{mark[-1]}"
