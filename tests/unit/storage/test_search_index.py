"""The index of search: what weighs how much, and the bytes that hold it."""

from __future__ import annotations

import pytest

from nklearn.storage.search_index import MANY, Fields, ids_of, rows
from nklearn.storage.search_words import Names, Synonyms, stem

NO_NAMES = Names(())


def weights(fields: Fields, names: Names = NO_NAMES) -> dict[str, int]:
    """Return the weight of each word of the only document."""
    return {row[0]: row[4][0] for row in rows([fields], names)}


def test_a_row_holds_each_document_of_a_word() -> None:
    two = [Fields("Coal", "", "", ""), Fields("", "coals coal", "", "")]
    held = {row[0]: row for row in rows(two, NO_NAMES)}
    word, root, documents, ids, weight, best = held["coal"]
    assert (word, root, documents, list(ids_of(ids)), len(weight)) == ("coal", "coal", 2, [1, 2], 2)
    assert ids == b"\x01\0\0\0\x02\0\0\0"
    assert best == b""
    assert held["coals"][1] == "coal"
    assert list(held) == sorted(held)


def test_where_a_word_stands_decides_what_it_weighs() -> None:
    found = weights(Fields("title", "text", "body", "source", ("name",)))
    assert found["title"] > found["text"] > found["body"] > found["source"] > 0
    assert found["name"] > found["text"]


def test_a_word_weighs_less_in_a_long_text() -> None:
    short, long = (weights(Fields("", text, "", "")) for text in ("coal", "coal " + "ore " * 99))
    assert short["coal"] > long["coal"]


def test_worth_weighs_and_cells_make_no_word_common() -> None:
    half, whole = (weights(Fields("coal", "", "", "", worth=worth)) for worth in (0.5, 1.0))
    assert half["coal"] < whole["coal"]
    held = [Fields("coal", "", "", ""), *[Fields("coal", "", "", "", counted=False)] * 5]
    row = next(row for row in rows(held, NO_NAMES) if row[0] == "coal")
    assert (row[2], len(row[4])) == (1, 6)


def test_short_beginnings_have_rows_of_their_own() -> None:
    held = rows([Fields("coal coke", "", "", "")], NO_NAMES)
    assert [row[0] for row in held] == ["c*", "co*", "coa*", "coal", "cok*", "coke"]


def test_a_word_of_many_documents_names_its_best() -> None:
    held = [Fields("", "coal and other words", "", "")] * MANY + [Fields("coal", "", "", "")]
    row = next(row for row in rows(held, NO_NAMES) if row[0] == "coal")
    assert MANY + 1 in ids_of(row[5])
    assert len(ids_of(row[5])) < MANY


def test_other_spellings_weigh_as_the_name_does() -> None:
    found = weights(Fields("Jagang", "", "", ""), Names([["Jagang", "자강도"]]))
    assert found["jagang"] == found["자강도"] > found["강도"]


def test_damaged_bytes_are_read_as_far_as_they_go() -> None:
    assert list(ids_of(b"\x01\0\0\0\x02")) == [1]


@pytest.mark.parametrize(
    "forms",
    [
        ("mine", "mines", "mining", "mined"),
        ("punish", "punished", "punishment", "punishments"),
        ("work", "working", "worker", "workers"),
        ("city", "cities"),
        ("class", "classes"),
        ("live", "lives", "living"),
        ("execute", "executed", "execution"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


def test_other_words_have_other_stems() -> None:
    several = [
        "coal",
        "coke",
        "1985",
        "1986",
        "무연탄",
        "mine",
        "min",
        "gas",
        "bus",
        "ration",
        "rate",
    ]
    assert len({stem(word) for word in several}) == len(several)


def test_synonyms_go_both_ways_and_know_phrases() -> None:
    synonyms = Synonyms([("job", "occupation"), ("prisoner of war", "POW")], frozenset(("of",)))
    assert synonyms.meant(["jobs"]) == {"jobs": [("occupat",)]}
    assert synonyms.meant(["occupations"]) == {"occupations": [("job",)]}
    assert synonyms.meant(["pow"]) == {"pow": [(stem("prisoner"), "war")]}
    both = synonyms.meant(["prisoners", "of", "war"])
    assert both == {"prisoners": [("pow",)], "war": [("pow",)]}
    assert synonyms.meant(["war"]) == {}
