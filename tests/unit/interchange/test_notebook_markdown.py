"""A notebook as Markdown says what the reader wrote, whatever signs are in it."""

from __future__ import annotations

from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from nklearn.domain.notebook import Chapter, Entry, EntryKind
from nklearn.domain.records import Bookmark
from nklearn.interchange.notebook_markdown import notebook_markdown

AT = datetime(2026, 3, 1, 12, tzinfo=UTC)


def entry(
    kind: EntryKind = EntryKind.NOTE, quote: str = "", words: str = "", advisory: str = ""
) -> Entry:
    record = Bookmark("m/one/first", AT)
    return Entry(kind, "nk:lesson/m/one#first", "First", quote, words, AT, record, advisory)


def written(*entries: Entry) -> str:
    chapter = Chapter("m/one", "Mines", "One", entries)
    return notebook_markdown([chapter], "Notebook of Mina").decode()


def test_the_whole_file() -> None:
    text = written(
        entry(EntryKind.BOOKMARK),
        entry(quote="The seam was thin.", words="Who says?\n\nAsk *her*."),
        entry(EntryKind.HIGHLIGHT, quote="It fell.", advisory="Hard."),
    )
    assert text == (
        "# Notebook of Mina\n\n## Mines: One\n\n### First\n\n"
        "*Bookmark, 2026-03-01, <nk:lesson/m/one#first>*\n\n"
        "> The seam was thin.\n\nWho says?\n\nAsk \\*her\\*.\n\n"
        "*Note, 2026-03-01, <nk:lesson/m/one#first>*\n\n"
        "> (left out: it may be hard to read)\n\n"
        "*Highlight, 2026-03-01, <nk:lesson/m/one#first>*\n"
    )


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40))
def test_whatever_is_typed_stays_one_paragraph_of_words(words: str) -> None:
    tokens = MarkdownIt().parse(written(entry(words=words)))
    kinds = {token.type for token in tokens} - {"heading_open", "heading_close", "inline"}
    assert kinds <= {"paragraph_open", "paragraph_close"}
    said = [token.content for token in tokens if token.type == "inline"]
    for token in tokens:
        for child in token.children or ():
            assert child.type in ("text", "em_open", "em_close", "link_open", "link_close") or (
                child.type in ("text_special", "softbreak", "hardbreak")
            ), (child.type, words)
    assert said[0] == "Notebook of Mina"
