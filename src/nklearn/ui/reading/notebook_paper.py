"""The notebook on paper: by lesson and section, passages set off from what was written."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import QCoreApplication

from nklearn.domain.notebook import Chapter, Entry, EntryKind
from nklearn.ui.takeaway.paper import Paper
from nklearn.ui.words import folded_words


def notebook_paper(
    chapters: Iterable[Chapter], title: str, foot: str, name: Callable[[EntryKind], str]
) -> Paper:
    """Return the notebook laid out for printing; what is folded leaves its passage out."""
    paper = Paper(title, foot)
    paper.add_line(title, size=18, weight=600)
    for chapter in chapters:
        heading = chapter.title or QCoreApplication.translate(
            "notebook", "No longer in the lessons"
        )
        paper.add_line(heading, size=13, weight=600, above=14)
        if chapter.module_title not in ("", chapter.title):
            paper.add_line(chapter.module_title, size=9, ink="TEXT_SECONDARY")
        section = ""
        for entry in chapter.entries:
            if entry.title != section:
                section = entry.title
                paper.add_line(section, size=11, weight=600, above=8)
            _entry(paper, entry, name(entry.kind))
    return paper


def _entry(paper: Paper, entry: Entry, kind: str) -> None:
    if entry.quote:
        paper.add_line(
            folded_words() if entry.advisory else entry.quote, above=4, left=14, slant=True
        )
    for paragraph in entry.words.splitlines():
        paper.add_line(paragraph, above=2)
    day = f"{entry.at.astimezone():%d.%m.%Y}"
    paper.add_line(f"{kind}, {day}", size=8, ink="TEXT_MUTED")
