"""Notes find their passage again when the text around or within it changed a little."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nklearn.learning.anchors import Quote, find, quote, trimmed, whole_words

TEXT = (
    "Not every penalty came from a judge. Laws of 1992 and 2004 let committees punish acts that"
    " the code leaves out. “One such penalty” was unpaid work.\n"
    "The list reaches into offices: a mistake in a form could lead to unpaid work, and wasting"
    " power to labour education. Nobody reviewed the cases, a former official said."
)
_WORDS = st.sampled_from(
    ["coal", "lamp", "river", "seven", "winter", "paper", "bridge", "garden", "letter", "silver"]
)


def _ranges() -> st.SearchStrategy[tuple[int, int]]:
    """Ranges of whole words of `TEXT`."""
    starts = [0, *(n + 1 for n, sign in enumerate(TEXT) if sign.isspace())]
    ends = [*(n for n, sign in enumerate(TEXT) if sign.isspace()), len(TEXT)]
    pairs = [(a, b) for a in starts for b in ends if a < b]
    return st.sampled_from(pairs)


@given(_ranges())
def test_an_unchanged_text_gives_the_passage_back(where: tuple[int, int]) -> None:
    wanted = quote(TEXT, *where)
    assert find(TEXT, wanted) == trimmed(TEXT, *where)


@given(_ranges(), _WORDS, st.integers(0, len(TEXT)), st.sampled_from(["insert", "drop", "change"]))
@settings(max_examples=120)
def test_a_word_changed_elsewhere_moves_the_passage_along(
    where: tuple[int, int], word: str, near: int, how: str
) -> None:
    start, end = trimmed(TEXT, *where)
    wanted = quote(TEXT, start, end)
    gaps = [n for n, sign in enumerate(TEXT) if sign == " " and not start <= n < end]
    if not gaps:
        return
    gap = min(gaps, key=lambda n: abs(n - near))
    until = gap if how == "insert" else min((n for n in gaps if n > gap), default=gap)
    if gap < start <= until:
        return
    changed = f"{TEXT[:gap]}{'' if how == 'drop' else ' ' + word}{TEXT[until:]}"
    moved = len(changed) - len(TEXT) if gap < start else 0
    found = find(changed, wanted)
    assert found is not None
    assert changed[found[0] : found[1]] == wanted.exact
    if TEXT.count(wanted.exact) == 1:
        assert found == (start + moved, end + moved)


@given(_ranges(), st.sampled_from(["  ", "\n", "\u00a0", " \t"]))
def test_white_space_and_kinds_of_quotation_marks_do_not_count(
    where: tuple[int, int], space: str
) -> None:
    wanted = quote(TEXT, *where)
    changed = TEXT.replace("“", '"').replace("”", '"').replace(" ", space)
    found = find(changed, wanted)
    assert found is not None
    got = changed[found[0] : found[1]]
    assert got.split() == wanted.exact.replace("“", '"').replace("”", '"').split()


@given(_ranges(), _WORDS, st.integers(0, 400))
@settings(max_examples=120)
def test_a_word_changed_within_a_longer_passage_keeps_it(
    where: tuple[int, int], word: str, which: int
) -> None:
    start, end = trimmed(TEXT, *where)
    wanted = quote(TEXT, start, end)
    words = wanted.exact.split(" ")
    if len(words) < 8:
        return
    words[which % len(words)] = word
    changed = TEXT[:start] + " ".join(words) + TEXT[end:]
    found = find(changed, wanted)
    assert found is not None
    # Where a word at the very end was changed, the passage may end a word before or after it.
    assert abs(found[0] - start) <= 20
    assert abs(found[1] - (end + len(changed) - len(TEXT))) <= 20


@pytest.mark.parametrize("which", [0, 1])
def test_a_quote_that_stands_twice_is_told_apart_by_what_is_around_it(which: int) -> None:
    first = TEXT.index("unpaid work")
    starts = [first, TEXT.index("unpaid work", first + 1)]
    wanted = quote(TEXT, starts[which], starts[which] + len("unpaid work"))
    changed = "A new beginning. " + TEXT.replace("was unpaid", "was often unpaid")
    places = [n for n in range(len(changed)) if changed.startswith("unpaid work", n)]
    assert find(changed, wanted) == (places[which], places[which] + len("unpaid work"))


def test_a_passage_that_is_gone_is_not_found() -> None:
    wanted = quote(TEXT, 0, len("Not every penalty came from a judge."))
    gone = TEXT[len("Not every penalty came from a judge.") :]
    assert find(gone, wanted) is None
    assert find("", wanted) is None
    assert find(TEXT, Quote()) is None


@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20), st.text(max_size=20))
def test_any_text_and_any_quote_give_a_place_in_the_text_or_none(
    text: str, exact: str, before: str, after: str
) -> None:
    found = find(text, Quote(exact, before, after))
    assert found is None or 0 <= found[0] < found[1] <= len(text)


@given(st.text(max_size=60), st.integers(-5, 70), st.integers(-5, 70))
def test_any_range_gives_a_quote(text: str, start: int, end: int) -> None:
    made = quote(text, start, end)
    assert made.exact in text
    assert made.exact == made.exact.strip()


def test_a_range_before_the_text_is_empty() -> None:
    assert quote("coal", -1, -1) == quote("coal", 0, 0)


def test_a_range_grows_to_whole_words_and_no_further() -> None:
    text = "The coal’s price, 1,200."
    assert text[slice(*whole_words(text, 5, 6))] == "coal"
    assert text[slice(*whole_words(text, 2, 13))] == "The coal’s price"
    assert whole_words(text, 3, 4) == (4, 4)
