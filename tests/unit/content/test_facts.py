"""The list of facts: what words and filters let through, counts that react, and the order."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.claim_view import claim_view
from nklearn.content.facts import Facts
from nklearn.content.text_places import place_group, place_order
from nklearn.domain.addresses import Address
from nklearn.domain.claims import ClaimKind, Sensitivity
from nklearn.domain.facts import RIVALLED, FactChoice


@pytest.fixture(scope="module")
def catalog(shipped_content: Path) -> Generator[Catalog]:
    opened = Catalog.open(shipped_content)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def facts(catalog: Catalog) -> Facts:
    return Facts(catalog)


def test_without_words_all_facts_stand_in_the_order_of_the_texts(
    catalog: Catalog, facts: Facts
) -> None:
    view = facts.view(FactChoice())
    assert {line.id for line in view.lines} == {claim.id for claim in catalog.claims()}
    assert len(view.lines) == facts.total
    main = [line for line in view.lines if line.source == "hrnk-2016"]
    assert list(view.lines[: len(main)]) == main, "what most was read in stands first"
    assert main == sorted(main, key=lambda line: (place_order(line.place), line.id))


def test_a_line_says_what_its_claim_says(catalog: Catalog, facts: Facts) -> None:
    for line in facts.view(FactChoice()).lines[::50]:
        claim, evidence = catalog.claim(line.id), catalog.evidence(line.id)
        assert (line.title, line.value, line.kind) == (claim.title, evidence.value, claim.kind)
        assert line.rivalled == bool(evidence.disagreements)
        assert line.sources == set(claim.sources)
        assert line.folded == (claim.sensitivity is not Sensitivity.NONE)


def test_every_fact_found_holds_all_words_and_the_best_comes_first(facts: Facts) -> None:
    view = facts.view(FactChoice(words="coal energy"))
    assert view.whole
    assert 5 < len(view.lines) < 60
    assert "coal" in view.lines[0].title.casefold()
    title = next(line.title for line in view.lines if line.title.startswith("Coal’s share"))
    assert [title[begin:end] for begin, end in view.marks(title)][:2] == ["Coal", "energy"]


def test_where_no_fact_holds_all_words_those_with_some_are_shown(facts: Facts) -> None:
    view = facts.view(FactChoice(words="coal zzyzx"))
    assert not view.whole
    assert view.lines
    nothing = facts.view(FactChoice(words="zzyzx qwrtz"))
    assert nothing.lines == ()
    assert nothing.whole


@pytest.mark.parametrize("words", ["", "   ", "'", "%", '"', "NEAR(", "a" * 4000, "석탄", "*"])
def test_nothing_that_is_typed_breaks_the_search(facts: Facts, words: str) -> None:
    facts.view(FactChoice(words=words))


@pytest.mark.parametrize(("typed", "meant"), [("magnesiet", "magnesite"), ("songbn", "songbun")])
def test_misspelled_words_are_offered_as_the_content_has_them(
    facts: Facts, typed: str, meant: str
) -> None:
    assert facts.view(FactChoice(words=typed)).lines == ()
    assert facts.nearest(typed) == meant


def test_other_romanisations_find_the_same(facts: Facts) -> None:
    one = facts.view(FactChoice(words="Ryanggang")).lines
    assert one
    assert {line.id for line in one} == {
        line.id for line in facts.view(FactChoice(words="Yanggang")).lines
    }


def test_the_count_beside_a_filter_is_what_ticking_it_leaves(facts: Facts) -> None:
    base = FactChoice(words="coal", kinds=("figure",), start=2010)
    view = facts.view(base)
    seen = 0
    for group, facets in view.groups.items():
        for facet in facets:
            if facet.ticked or getattr(base, group):
                continue
            ticked = base.toggled(group, facet.key)
            assert len(facts.view(ticked).lines) == facet.count, (group, facet)
            seen += 1
    assert seen > 10
    kinds = {facet.key: facet for facet in view.groups["kinds"]}
    assert kinds["figure"].ticked
    alone = FactChoice(words="coal", kinds=("event",), start=2010)
    assert kinds["event"].count == len(facts.view(alone).lines), "own group doesn’t count"


def test_filters_of_one_group_add_and_of_two_groups_narrow(facts: Facts) -> None:
    figures = facts.view(FactChoice(kinds=("figure",))).lines
    both = facts.view(FactChoice(kinds=("figure", "event"))).lines
    assert len(both) > len(figures)
    rivalled = facts.view(FactChoice(kinds=("figure",), evidence=(RIVALLED,))).lines
    assert 0 < len(rivalled) < len(figures)
    assert all(line.rivalled and line.kind is ClaimKind.FIGURE for line in rivalled)


def test_years_let_through_what_is_about_one_of_them(facts: Facts) -> None:
    lines = facts.view(FactChoice(start=1985, end=1990)).lines
    assert lines
    assert all(any(a <= 1990 and b >= 1985 for a, b in line.years) for line in lines)
    years = facts.years
    assert years[0] < 1985 < 1990 < years[-1]
    assert all(1000 < year < 9999 for year in years), "open ends count by the year they name"


def test_the_order_can_be_chosen(facts: Facts) -> None:
    by_year = facts.view(FactChoice(words="coal", sort="year")).lines
    dated = [line.years[0] for line in by_year if line.years]
    assert dated == sorted(dated)
    by_title = facts.view(FactChoice(sort="title")).lines
    titles = [line.title.casefold() for line in by_title if not line.folded]
    assert titles == sorted(titles)
    assert by_title[-1].folded, "the words of a folded fact don’t say where it stands"


@pytest.mark.parametrize(
    "query",
    [
        "",
        "q=coal+energy&kind=figure,event&source=hrnk-2016&status=corrected,rivalled",
        "q=coal&from=1985&to=2014&sort=year&open=coal-energy-production-2014",
        "topic=coal,iron+ore",
    ],
)
def test_an_address_keeps_the_choice(query: str) -> None:
    choice = FactChoice.parse(Address.parse(f"nk:facts?{query}"))
    assert FactChoice.parse(choice.address) == choice
    assert FactChoice.parse(Address.parse(str(choice.address))) == choice


def test_odd_values_of_an_address_fall_back() -> None:
    odd = "nk:facts?kind=poem,figure&status=sure&from=20x5&to=99&sort=size&odd=1"
    assert FactChoice.parse(Address.parse(odd)) == FactChoice(kinds=("figure",))
    turned = FactChoice.parse(Address.parse("nk:facts?from=2014&to=1985"))
    assert (turned.start, turned.end) == (1985, 2014)


@pytest.mark.parametrize(
    ("place", "group"),
    [
        ("Section 2B, paragraph on mobilising resources", "Section 2B"),
        ("Computed from section 1 and Table 3", "Section 1"),
        ("Table 10, column “Category”; footnote 62", "Table 10"),
        ("Article “10 Facts about North Korean Labor Exporting”, fact 3", "Fact 3"),
        ("Article “Human Trafficking in North Korea”, part “Prison Camps”", "Prison Camps"),
        ("Entry 2044091", "Entry 2044091"),
    ],
)
def test_places_are_grouped_by_part_of_the_text(place: str, group: str) -> None:
    assert place_group(place)[0] == group


def test_places_follow_the_text() -> None:
    in_order = ["Introduction", "Section 1", "Section 2A", "Section 10", "Conclusion", "Table 2"]
    in_order += ["Table 10", "Footnote 70", "Foreword"]
    assert sorted(in_order, key=place_order) == in_order
    assert place_order("Section 1, first paragraph") < place_order("Section 1, fifth paragraph")


def test_a_view_of_a_claim_has_its_rivals_and_its_uses(catalog: Catalog) -> None:
    view = claim_view(catalog, "coal-energy-production-2014")
    (first, *_) = view.conflicts
    members = first.disagreement.members
    assert {rival.target for rival in first.rivals} == set(members) - {
        "coal-energy-production-2014"
    }
    assert {use.kind for use in view.uses} >= {"lesson"}
    assert "disagreement" not in {use.kind for use in view.uses}
