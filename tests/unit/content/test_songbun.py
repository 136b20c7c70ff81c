"""The lists of songbun: what a search finds, what is counted, and what stands under the tabs."""

from __future__ import annotations

import contextlib
from collections.abc import Generator
from fractions import Fraction
from pathlib import Path

import pytest

from nklearn.base.errors import UnknownAddressError
from nklearn.content.catalog import Catalog
from nklearn.content.found_words import nearest, spans, terms
from nklearn.content.label_claims import LabelClaims, names
from nklearn.content.songbun_tabs import AREAS, closed_bars, fields, rations, shares, tab_of
from nklearn.content.songbun_view import songbun_view
from nklearn.domain.addresses import Address
from nklearn.domain.songbun_choice import TABS, SongbunChoice


@pytest.mark.parametrize(
    ("text", "wanted", "found"),
    [
        ("Families of merchants", "famil", ["Famil"]),
        ("the milita[ry]", "military", ["milita[ry"]),
        ("[Families] of soldiers", "families SOL", ["Families", "sol"]),
        ("Families of merchants", "families soldiers", []),
        ("Bereaved", "eaved", []),
        ("Pro-U.S. collaborators", "pro", ["Pro"]),
        ("merchant merchants", "mer merchants", ["mer", "merchants"]),
    ],
)
def test_words_are_found_from_their_beginning(text: str, wanted: str, found: list[str]) -> None:
    said = [text[start:end] for start, end in spans(text, terms(wanted))]
    assert said == found


def test_a_near_spelling_is_one_that_is_there() -> None:
    labels = ("Families of merchants", "Bereaved families of r[evolu]tionaries")
    assert nearest("family", labels) == "families"
    assert nearest("families of merchents", labels) == "families of merchants"
    assert nearest("revolutionarie", labels) == ""  # that is there
    assert nearest("zzyzx", labels) == ""


@pytest.mark.parametrize(
    ("query", "choice"),
    [
        ("", SongbunChoice()),
        ("find=families&tab=work", SongbunChoice(find="families", tab="work")),
        ("wording=printed&list=origins", SongbunChoice(printed=True, origins=True)),
        ("wording=full&tab=rank&list=9", SongbunChoice()),
        (
            "open=songbun-origins/3",
            SongbunChoice(open="songbun-origins/3", origins=True),
        ),
    ],
)
def test_an_address_holds_a_choice(query: str, choice: SongbunChoice) -> None:
    read = SongbunChoice.parse(Address.parse(f"nk:songbun?{query}"))
    assert read == choice
    assert SongbunChoice.parse(Address.parse(str(read.address))) == read


@pytest.fixture
def shipped(shipped_content: Path) -> Generator[Catalog]:
    with contextlib.closing(Catalog.open(shipped_content)) as catalog:
        yield catalog


def test_three_lists_are_counted_where_the_table_counts_them(shipped: Catalog) -> None:
    view = songbun_view(shipped, SongbunChoice())
    assert [len(group.rows) for group in view.groups] == [13, 31, 12]
    cells = [Address.parse(group.count_address).state["cell"] for group in view.groups]
    counts = [shipped.evidence(f"songbun-counts/{cell}").value for cell in cells]
    assert counts == ["13 categories", "31 categories", "12 categories"]
    assert view.matches == 0
    assert view.apart is not None
    assert view.source.endswith("HRNK 2016, Table 9")


def test_a_search_counts_the_categories_of_each_class(shipped: Catalog) -> None:
    view = songbun_view(shipped, SongbunChoice(find="families"))
    assert [group.matches for group in view.groups] == [5, 18, 0]
    assert (view.near, view.elsewhere) == ("", 0)
    claimed = shipped.claim("table-9-family-entries").quantities[0].number
    assert view.groups[1].matches == claimed


def test_a_search_reads_restored_words_in_either_wording(shipped: Catalog) -> None:
    for printed in (False, True):
        view = songbun_view(shipped, SongbunChoice(find="[military]", printed=printed))
        found = {row.id: row for row in view.rows if row.matches}
        assert "songbun-basic/5" in found
        assert bool(found["songbun-basic/5"].found) != printed  # the page has "milita"
        assert found["songbun-basic/5"].restored


def test_a_search_in_vain_offers_what_there_is(shipped: Catalog) -> None:
    assert songbun_view(shipped, SongbunChoice(find="family")).near == "families"
    craftsmen = songbun_view(shipped, SongbunChoice(find="craftsman"))
    assert (craftsmen.matches, craftsmen.elsewhere) == (0, 1)
    back = songbun_view(shipped, SongbunChoice(find="families", origins=True))
    assert (back.matches, back.elsewhere) == (0, 23)
    assert [group.id for group in back.groups] == ["origins"]


def test_a_label_that_is_not_there_is_refused(shipped: Catalog) -> None:
    assert songbun_view(shipped, SongbunChoice(open="songbun-basic/5")).opened
    with pytest.raises(UnknownAddressError):
        songbun_view(shipped, SongbunChoice(open="songbun-basic/99"))


_PAIRS = (
    "Table 9, complex class; footnote 53, categories 20 to 31, "
    "beside “hostile class”, categories 1 to 12"
)


@pytest.mark.parametrize(
    ("place", "label", "named"),
    [
        (
            "Table 9, complex class; footnote 53, categories 14, 18 and 19",
            "complex class, category 18",
            True,
        ),
        (
            "Table 9, complex class; footnote 53, categories 14, 18 and 19",
            "complex class, category 15",
            False,
        ),
        (
            "Table 9, complex class; footnote 53, categories 14, 18 and 19",
            "basic class, category 14",
            False,
        ),
        (
            _PAIRS,
            "“hostile class”, category 2",
            True,
        ),
        (
            _PAIRS,
            "complex class, category 2",
            False,
        ),
        ("Table 9, row “Songbun”; footnote 53, origins 5 to 13", "row “Songbun”, origin 13", True),
        ("Section 3B, complex class, category 18", "complex class, category 18", False),
        ("Table 9, complex class; footnote 53", "complex class, category 18", False),
    ],
)
def test_a_claim_names_the_numbers_that_it_is_about(place: str, label: str, named: bool) -> None:
    assert names(place, f"Table 9, {label}; footnote 53") == named


def test_every_category_and_origin_has_a_claim_of_its_own(shipped: Catalog) -> None:
    claims = LabelClaims(shipped)
    for origins in (False, True):
        for row in songbun_view(shipped, SongbunChoice(origins=origins)).rows:
            assert claims.about(row.label), row.id
    merchants = shipped.labels("songbun-complex")[30]
    found = [claim.id for claim in claims.about(merchants)]
    assert found == [
        "table-9-families-of-hostile",
        "table-9-family-entries",
        "table-9-merchant-families",
    ]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("7 or 5 parts in 10, by rank", (Fraction(1, 2), Fraction(7, 10))),
        ("1 part in 10 in the country, 2 elsewhere", (Fraction(1, 10), Fraction(1, 5))),
        ("all of it", None),
        ("12 parts in 10", None),
        ("3 parts in 0", None),
    ],
)
def test_shares_are_read_from_words(words: str, found: tuple[Fraction, Fraction] | None) -> None:
    assert shares(words) == found


def test_bars_of_rations_say_what_the_claims_say(shipped: Catalog) -> None:
    figure = rations(shipped)
    assert figure is not None
    bars = {bar.address.rpartition("cell=")[2].partition("/")[0]: bar for bar in figure.bars}
    assert (bars["daily"].low, bars["daily"].text) == (None, "")
    claimed = {
        "weekly": "rations-weekly-what",
        "bi-monthly": "rations-bimonthly-what",
        "monthly": "rations-monthly-what",
        "neighbourhood-unit": "rations-inminban-what",
    }
    for name, claim in claimed.items():
        shares_said = {
            quantity.number / 100
            for quantity in shipped.claim(claim).quantities
            if quantity.unit == "percent"
        }
        for share in (bars[name].low, bars[name].high):
            assert share in {Fraction(number) for number in shares_said}, name


def test_closed_occupations_are_counted_and_listed(shipped: Catalog) -> None:
    drawn = closed_bars(shipped)
    assert drawn is not None
    assert [bar.short for bar in drawn.bars] == ["8", "3", "9", "15"]
    for field in fields(shipped):
        counted = [label for label in field.labels if "Not counted" not in label.basis]
        assert field.counted == f"{len(counted)} entries"


def test_every_consequence_stands_under_one_tab(shipped: Catalog) -> None:
    assert tuple(AREAS) == TABS
    tabs = [tab_of(shipped, name) for name in TABS]
    shown = [each.consequence.id for tab in tabs for _, items in tab.areas for each in items]
    assert sorted(shown) == sorted(each.id for each in shipped.consequences())
    assert all(each.grounds for tab in tabs for _, items in tab.areas for each in items)
    assert "none of the three classes" in tabs[0].note
    assert "rations-class-or-rank" in {own.id for own in tabs[0].rivals}
