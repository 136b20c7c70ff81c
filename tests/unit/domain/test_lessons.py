"""The words of a section as notes are anchored in them and searches find them."""

from __future__ import annotations

from nklearn.domain.lessons import (
    Bullets,
    Check,
    Cite,
    Keep,
    Link,
    Paragraph,
    Section,
    Term,
    Text,
    plain,
    runs,
    section_text,
)

FIRST = Paragraph((Text("The "), Term("pit", "pit"), Text(" gave coal "), Cite(("c",)), Text(".")))
SECOND = Bullets(((Text("One"),), (Link("nk:home", "two"), Text(" steps"))))
KEPT = Keep(((Text("Ask who counted."),),))


def test_plain_words_have_no_markers_and_a_line_for_each_paragraph() -> None:
    assert plain((FIRST, SECOND)) == "The pit gave coal.\nOne\ntwo steps"


def test_figures_and_checks_cut_a_section_and_what_to_keep_stands_alone() -> None:
    section = Section("s", "S", (FIRST, SECOND, Check("q"), Check("r"), FIRST, KEPT))
    assert [len(run) for run in runs(section)] == [2, 1, 1]
    assert section_text(section).splitlines()[3:] == ["The pit gave coal.", "Ask who counted."]
    assert runs(Section("s", "S", ())) == ()
