"""Search as one types."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nklearn.domain.search import SearchHit
from nklearn.storage.content_store import ContentStore
from nklearn.storage.content_writer import Pack, build
from nklearn.storage.search_store import SearchStore
from nklearn.storage.search_words import words
from nklearn.storage.search_writer import Document

STOP = ("a", "did", "how", "in", "is", "much", "of", "the", "was", "what")
NAMES = (("Jagang", "Chagang", "자강도"), ("Kim Il-sung", "Kim Il Sung", "김일성"))
TITLES = {
    "lesson/fall": ("lesson", "The fall of coal", "Output in the north fell."),
    "glossary/anthracite": ("glossary", "anthracite", "Hard coal, 무연탄 in Korean."),
    "fact/coal-1998": ("claim", "Coal output, 1998", "18.6 million tonnes."),
    "fact/coal-1985": ("claim", "Coal output, 1985", "37,500 thousand tonnes."),
    "fact/iron-1998": ("claim", "Iron ore output, 1998", "2.89 million tonnes."),
    "fact/jagang": ("claim", "Mines in Jagang", "There were mines."),
    "fact/leader": ("claim", "A speech by Kim Il Sung", "He spoke of mines."),
    "fact/sinpo": ("claim", "P'yŏngyang and Sinŭiju", "The state's railway."),
    "fact/grim": ("claim", "Deaths in a mine", "A former worker told."),
}


@pytest.fixture(scope="module")
def search(tmp_path_factory: pytest.TempPathFactory) -> SearchStore:
    path = tmp_path_factory.mktemp("search") / "content.db"
    documents = [
        Document(
            SearchHit(
                f"nk:{address}", *found, "", "", "death" if address == "fact/grim" else "none"
            )
        )
        for address, found in TITLES.items()
    ]
    path.write_bytes(build(Pack("1", STOP, documents=documents, names=NAMES)))
    return SearchStore(ContentStore(path))


def found(search: SearchStore, text: str) -> list[str]:
    return [hit.address.removeprefix("nk:") for hit in search.search(text, 20)]


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("how much coal in 1998", "fact/coal-1998"),
        ("what was the output of coal in 1985?", "fact/coal-1985"),
        ("coal output 1998", "fact/coal-1998"),
        ("the fall of coal", "lesson/fall"),
        ("ANTHRA", "glossary/anthracite"),
        ("pyongyang", "fact/sinpo"),
        ("p'yŏngyang", "fact/sinpo"),
        ("sinui", "fact/sinpo"),
        ("states railway", "fact/sinpo"),
        ("chagang", "fact/jagang"),
        ("자강도", "fact/jagang"),
        ("kim il-sung", "fact/leader"),
        ("김일성", "fact/leader"),
        ("ilsung", "fact/leader"),
        ("무연", "glossary/anthracite"),
        ("연탄", "glossary/anthracite"),
        ("37500", "fact/coal-1985"),
        ("37,500", "fact/coal-1985"),
        ("\uff23\uff2f\uff21\uff2c output 1985", "fact/coal-1985"),
    ],
)
def test_first_hit(search: SearchStore, text: str, first: str) -> None:
    assert found(search, text)[0] == first


def test_every_keystroke_of_a_word_finds_it(search: SearchStore) -> None:
    for end in range(1, len("anthracite") + 1):
        assert "glossary/anthracite" in found(search, "anthracite"[:end])


def test_only_the_last_word_is_a_beginning(search: SearchStore) -> None:
    assert found(search, "coa 1998") != found(search, "1998 coa")
    assert found(search, "1998 coa")[0] == "fact/coal-1998"


def test_fewer_words_where_not_all_are_found(search: SearchStore) -> None:
    assert "fact/iron-1998" in found(search, "iron zebra 1998 quagga")
    assert found(search, "zebra quagga") == []


def test_plural_and_singular(search: SearchStore) -> None:
    assert "fact/grim" in found(search, "mines worker")
    assert "fact/jagang" in found(search, "mine jagang")


@pytest.fixture(scope="module")
def ranked(tmp_path_factory: pytest.TempPathFactory) -> SearchStore:
    """A store in which every word of a search stands somewhere, but not together."""
    path = tmp_path_factory.mktemp("ranked") / "content.db"
    told = {
        "fact/all": ("claim", "Who gives out occupations", "A plan says where people work."),
        "fact/some": ("claim", "A plan", "It speaks of the north."),
        "fact/police": ("claim", "Agents", "The Ministry of People’s Security sent them."),
        "fact/people": ("claim", "People", "Security was not their matter."),
        "fact/gold": ("claim", "Gold in the north", "Digging for gold in North Korea."),
        "fact/long": ("lesson", "The north", "North Korea " * 60 + "gold"),
        "data/ration": ("cell", "Rations: rice", "700 grams"),
        "fact/korea": ("claim", "North Korea", "A country."),
    }
    documents = [Document(SearchHit(f"nk:{a}", *t, "", "", "none")) for a, t in told.items()]
    stops = (*STOP, "who", "north-korea")
    groups = (("job", "occupation"), ("police", "Ministry of People’s Security"))
    path.write_bytes(build(Pack("1", stops, documents=documents, synonyms=groups)))
    return SearchStore(ContentStore(path))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("who plans jobs", "fact/all"),  # a synonym, and two words of two
        ("police", "fact/police"),  # a phrase stands for a word
        ("gold mined in north korea", "fact/gold"),  # a phrase aside, and a word that is nowhere
        ("digs gold", "fact/gold"),  # another form
        ("north korea gold", "fact/gold"),  # a short text before a long one
        ("north korea", "fact/korea"),  # nothing else was typed
        ("who", "fact/all"),
        ("ration", "data/ration"),
    ],
)
def test_what_answers_stands_first(ranked: SearchStore, text: str, first: str) -> None:
    assert found(ranked, text)[0] == first


def test_a_phrase_is_found_as_a_whole(ranked: SearchStore) -> None:
    assert found(ranked, "police") == ["fact/police"]


def test_hits_carry_their_sensitivity(search: SearchStore) -> None:
    hits = {hit.address: hit.sensitivity for hit in search.search("mine", 20)}
    assert hits["nk:fact/grim"] == "death"
    assert hits["nk:fact/jagang"] == "none"


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        '"',
        "'",
        "*",
        "-",
        "(",
        "NEAR(a b)",
        "title:coal",
        "AND",
        "coal OR",
        "NOT",
        "^a",
        "a\0b",
        "😀",
        "coal 😀",
        "x" * 10_000,
        "a b " * 5000,
        "\ud800",
        "%_",
        "{title}",
        "무" * 5000,
        "\u0301",
        "ﷺ" * 100,
        "1,2,3,,",
        "';DROP TABLE claim;--",
    ],
)
def test_odd_input(search: SearchStore, text: str) -> None:
    search.search(text, 20)


def test_limit(search: SearchStore) -> None:
    assert len(search.search("o", 2)) == 2
    assert search.search("o", 0) == []


def test_it_never_raises(search: SearchStore) -> None:
    letters = st.characters(exclude_categories=())

    @settings(max_examples=300, deadline=None)
    @given(text=st.text(letters, max_size=60), limit=st.integers(-5, 50))
    def run(text: str, limit: int) -> None:
        assert len(search.search(text, limit)) <= max(limit, 0)

    run()


@settings(max_examples=25, deadline=None)
@given(titles=st.lists(st.text(st.characters(exclude_categories=("Cs",)), max_size=30), max_size=5))
def test_whatever_is_indexed_is_found_by_its_first_word(titles: list[str]) -> None:
    documents = [
        Document(SearchHit(f"nk:fact/{number}", "claim", title, "", "", "", "none"))
        for number, title in enumerate(titles)
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "content.db")
        path.write_bytes(build(Pack("1", documents=documents)))
        store = ContentStore(path)
        try:
            for number, title in enumerate(titles):
                if typed := words(title)[:1]:
                    hits = SearchStore(store).search(typed[0], 50)
                    assert f"nk:fact/{number}" in [hit.address for hit in hits]
        finally:
            store.close()
