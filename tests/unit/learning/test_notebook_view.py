"""The notebook in reading order, with everything in it, and nothing hard shown openly."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from tests.fixtures.tiny_course import TinyCourse, choice, learner, written

from nklearn.domain.lessons import Check, Lesson, Module, Paragraph, Section, Text
from nklearn.domain.notebook import Chapter, Entry, EntryKind
from nklearn.domain.responses import WrittenResponse
from nklearn.learning.anchors import Quote, quote
from nklearn.learning.learner import Learner
from nklearn.learning.notebook_view import chapters, chosen
from nklearn.storage.workspace_store import WorkspaceStore

WORDS = "The seam was thin. Nobody counted the carts, a former worker said."


@dataclass
class Shelf(TinyCourse):
    """The tiny course with two sections of text, and an advisory if a test gives one."""

    advisory: str = ""
    words: str = field(default=WORDS)

    def modules(self) -> tuple[Module, ...]:
        return (replace(self.module("m"), advisory=self.advisory),)

    def lesson(self, name: str, /) -> Lesson:
        text = Paragraph((Text(self.words),))
        checks = tuple(Check(question) for question in self.questions)
        sections = {
            "m/one": (Section("first", "First", (text, *checks)), Section("second", "Second", ())),
            "m/two": (Section("first", "Other", (text,)),),
        }
        return Lesson(name, "m", name, 100, sections[name])


def at(words: str) -> Quote:
    start = WORDS.index(words)
    return quote(WORDS, start, start + len(words))


def fill(person: Learner) -> None:
    """Mark and write in another order than that of reading."""
    book = person.notebook
    book.add_note("m/two/first", Quote(), "On the whole.")
    book.add_note("m/one/first", at("Nobody counted"), "Why not?")
    book.add_note("m/one/first", at("seam"))
    book.set_bookmark("m/one/second", True)
    book.set_bookmark("m/one/first", True)


def every(found: tuple[Chapter, ...]) -> list[Entry]:
    return [entry for chapter in found for entry in chapter.entries]


def test_all_is_in_reading_order() -> None:
    with WorkspaceStore.in_memory() as store:
        person = learner(store)
        fill(person)
        found = chapters(Shelf(), person)
    assert [(each.lesson, each.title) for each in found] == [("m/one", "One"), ("m/two", "Two")]
    assert [(each.kind, each.title, each.quote) for each in every(found)] == [
        (EntryKind.BOOKMARK, "First", ""),
        (EntryKind.HIGHLIGHT, "First", "seam"),
        (EntryKind.NOTE, "First", "Nobody counted"),
        (EntryKind.BOOKMARK, "Second", ""),
        (EntryKind.NOTE, "Other", ""),
    ]
    assert every(found)[2].address == "nk:lesson/m/one#first"


def test_what_was_written_and_reported_stands_with_its_question() -> None:
    shelf = Shelf({"m/w1": written("w1"), "m/c1": choice("c1")})
    with WorkspaceStore.in_memory() as store:
        person = learner(store, shelf)
        person.answer(
            shelf.question("m/w1"), WrittenResponse("My first text is this one."), "check"
        )
        person.answer(shelf.question("m/w1"), WrittenResponse("My second text is longer."), "quiz")
        person.report_problem("m/c1", "Two are right.", "1.0")
        person.report_problem("m/gone", "Where is it?", "1.0")
        found = chapters(shelf, person)
    assert [(each.kind, each.words) for each in every(found)] == [
        (EntryKind.RESPONSE, "My second text is longer."),
        (EntryKind.PROBLEM, "Two are right."),
        (EntryKind.PROBLEM, "Where is it?"),
    ]
    assert found[-1].title == "", "what the content lost is kept at the end"


def test_passages_of_hard_modules_are_folded_until_the_advisory_is_accepted() -> None:
    shelf = Shelf(advisory="Hard words follow.")
    with WorkspaceStore.in_memory() as store:
        person = learner(store, shelf)
        fill(person)
        folded = [each.advisory for each in every(chapters(shelf, person))]
        assert folded == ["", "Hard words follow.", "Hard words follow.", "", ""]
        assert not chosen(chapters(shelf, person), words="seam"), "what is folded can't be found"
        person.notebook.accept_advisory("m")
        assert not any(each.advisory for each in every(chapters(shelf, person)))


def test_filters_and_search() -> None:
    with WorkspaceStore.in_memory() as store:
        person = learner(store)
        fill(person)
        found = chapters(Shelf(), person)
    assert [each.lesson for each in chosen(found, lesson="m/two")] == ["m/two"]
    kinds = {each.kind for each in every(chosen(found, kinds=("note",)))}
    assert kinds == {EntryKind.NOTE}
    assert [each.words for each in every(chosen(found, words="WHY"))] == ["Why not?"]
    assert not chosen(found, words="zinc")


def test_notes_on_words_or_sections_that_are_gone_are_never_lost() -> None:
    with WorkspaceStore.in_memory() as store:
        person = learner(store)
        fill(person)
        person.notebook.add_note("m/gone/first", at("seam"), "Kept.")
        found = chapters(Shelf(words="All of it was written anew."), person)
    assert {each.words for each in every(found)} >= {"Why not?", "On the whole.", "Kept."}
    assert every(found)[-1].words == "Kept."


def test_an_empty_notebook_is_empty_and_makes_nobody() -> None:
    with WorkspaceStore.in_memory() as store:
        assert chapters(Shelf(), learner(store)) == ()
        assert store.profile() is None
