"""Which documents of a search come first."""

from __future__ import annotations

from nklearn.storage.search_ranking import Asked, Term, candidates


def test_a_document_with_all_words_stands_before_one_with_a_heavy_one() -> None:
    rare, usual = Term({1: 4.0, 2: 4.4}, 4.0), Term({1: 1.0, 3: 1.0}, 1.5)
    found = candidates([usual, rare], 10)
    assert sorted(found, key=lambda number: -found[number]) == [1, 2, 3]


def test_common_words_add_to_what_rare_ones_found() -> None:
    rare = Term(dict.fromkeys(range(200), 3.0), 3.0)
    common = Term(dict.fromkeys(range(100, 3000), 0.5), 0.3)
    found = candidates([common, rare], 60)
    assert len(found) == 60
    assert set(found) <= set(range(100, 200)), "with both words, and nothing that has one only"


def test_without_rare_words_common_ones_find_by_themselves() -> None:
    found = candidates([Term({7: 0.2, 9: 0.4}, 0.2)], 1)
    assert list(found) == [9]
    assert candidates([], 5) == {}


def test_a_title_near_to_what_was_typed_raises_a_score() -> None:
    asked = Asked(["gold", "mining"], ["gold", "mining"])
    same = asked.nearness("Gold mining", "")
    begins = asked.nearness("Gold mines of the north", "")
    far = asked.nearness("Exports", "gold is mined, and mining goes on")
    assert same > begins > far >= 1.0


def test_a_question_word_in_the_title_counts() -> None:
    asked = Asked(["who", "mines", "gold"], ["mines", "gold"])
    assert asked.nearness("Who mines gold", "") > asked.nearness("What mines gold", "")
