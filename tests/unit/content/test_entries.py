"""Records of the new kinds: from files through content.db to what a page or a terminal shows."""

from __future__ import annotations

import json
from collections.abc import Generator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from nklearn.__main__ import main
from nklearn.base.errors import UnknownAddressError, UserError
from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import check_content, compile_content
from nklearn.content.entries import Entry, EntryLink, Row, entry
from nklearn.content.entry_words import other_names, position_words, state_words
from nklearn.content.shelf import PAGES
from nklearn.content.standing import date_asked, standing
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Locator, Sensitivity, Status
from nklearn.domain.dates import PartialDate
from nklearn.domain.institutions import divisions
from nklearn.domain.places import Place, PlaceState, Precision
from nklearn.domain.songbun import Label


@pytest.fixture
def catalog(tree: Path, tmp_path: Path) -> Generator[Catalog]:
    compile_content(tree, tmp_path / "content.db")
    catalog = Catalog.open(tmp_path / "content.db")
    yield catalog
    catalog.close()


def rows(shown: Entry) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in shown.rows:
        found.setdefault(row.label, []).append(row.value)
    return found


def related(shown: Entry) -> dict[str, list[str]]:
    """Return the records that belong to one; the ways into explorers have tests of their own."""
    return {
        group.label: [link.address for link in group.links]
        for group in shown.related
        if group.label != "See it in"
    }


def test_records_come_back_as_they_were_written(catalog: Catalog) -> None:
    pit = next(each for each in catalog.places() if each.id == "deep-pit")
    assert pit == Place(
        id="deep-pit",
        name="Deep Pit",
        about="A pit that nobody dug.",
        sensitivity=Sensitivity.VIOLENCE,  # of the claim under its state
        kind="mine",
        provinces=("chagang", "ryanggang"),
        county="Usi",
        latitude=Decimal("40.97"),
        longitude=Decimal("126.25"),
        precision=Precision.TOWN,
        position_source="made-up-2016",
        states=(
            PlaceState(
                state="open", start=PartialDate.parse("1954-07-14"), targets=("pit-opened",)
            ),
            PlaceState(state="flooded", end=PartialDate.parse("before 2000")),
        ),
        minerals=("coal",),
    )
    assert catalog.places()[0].outline == (
        ((126.0, 41.0), (127.0, 41.0), (127.0, 42.0), (126.0, 41.0)),
    )
    assert catalog.labels("songbun-basic")[1] == Label(
        id="songbun-basic/2",
        name="[Pull]ers of carts",
        list_id="songbun-basic",
        number="2",
        printed="ers of carts",
        reading="[Pull]ers of carts",
        status=Status.CORRECTED,
        basis="The margin is cut off.",
        locator=Locator("made-up-2016", "Table 9, row 2"),
    )
    abolished = catalog.events()[2]
    assert abolished.doubted == ("ministry-of-pits",)
    assert abolished.date == PartialDate.parse("after 2000")


def test_every_record_has_an_entry_under_its_address(catalog: Catalog) -> None:
    for page in PAGES:
        assert catalog.entities(page), page
        for each in catalog.entities(page):
            shown = entry(catalog, each.address)
            assert (shown.address, shown.kind, shown.title) == (each.address, page, each.name)
            assert shown.kind_label
            for addresses in related(shown).values():
                for address in addresses:
                    assert entry(catalog, address).title
    for address in ("nk:body/none", "nk:none/none", "nk:place/", "nk:label/songbun-basic"):
        with pytest.raises(UnknownAddressError):
            entry(catalog, address)


def test_a_body_has_its_lineage_and_its_place_in_the_chain_of_command(catalog: Catalog) -> None:
    shown = entry(catalog, "nk:body/ministry-of-pits")
    assert (shown.kind_label, shown.hangul) == ("Ministry", "채취공업성")
    assert rows(shown)["Start"] == ["Nov 1985"]
    assert rows(shown)["End"] == ["after 2000"]
    assert rows(shown)["Not known"] == ["Nobody says when."]
    assert related(shown) == {
        "Events": [
            "nk:event/pits-merged",
            "nk:event/coal-splits-off",
            "nk:event/pits-abolished",
        ],
        "Came from": ["nk:body/pit-bureau"],
        "Separated from it": ["nk:body/ministry-of-coal"],
        "Over it": ["nk:body/cabinet"],
        "Under it": ["nk:body/pit-bureau"],
    }
    bureau = entry(catalog, "nk:body/pit-bureau")
    assert rows(bureau)["Start"] == ["Not known"]
    assert rows(bureau)["Line of command, administrative"] == [
        "Cabinet > Ministry of Pits > Pit Bureau"
    ]
    assert related(bureau)["Became"] == ["nk:body/ministry-of-pits"]
    coal = entry(catalog, "nk:body/ministry-of-coal")
    assert related(coal)["Came from"] == ["nk:body/ministry-of-pits"]


def test_a_class_lists_its_labels_with_restored_words(catalog: Catalog) -> None:
    shown = entry(catalog, "nk:class/basic")
    assert shown.related[1].links == (
        EntryLink("1. Miners", "nk:label/songbun-basic/1"),
        EntryLink("2. [Pull]ers of carts", "nk:label/songbun-basic/2", "restored"),
    )
    assert related(shown)["What followed from it"] == ["nk:consequence/work-of-basic"]
    label = entry(catalog, "nk:label/songbun-basic/2")
    assert rows(label)["On the page"] == ["ers of carts"]
    assert rows(label)["Where to find it"] == ["Made up 2016, Table 9, row 2"]
    assert related(label) == {"Class": ["nk:class/basic"]}


def test_a_place_says_what_is_disputed_and_how_closely_it_is_known(catalog: Catalog) -> None:
    shown = entry(catalog, "nk:place/deep-pit")
    assert rows(shown)["Province, disputed"] == ["Chagang", "Ryanggang"]
    assert rows(shown)["Position"] == ["40.97° N, 126.25° E (known to the town)"]
    assert Row("State", "open, from 14 Jul 1954", targets=("pit-opened",)) in shown.rows
    assert rows(shown)["State"][1] == "flooded, before 2000"
    assert shown.sensitivity is Sensitivity.VIOLENCE
    camp = entry(catalog, "nk:place/camp-99")
    assert rows(camp)["Position"] == ["41° N, 126.3° E (known to the county only)"]
    assert camp.sensitivity is Sensitivity.DEATH
    province = entry(catalog, "nk:place/chagang")
    assert "Position" not in rows(province)
    assert related(province)["Here: Mines"] == ["nk:place/deep-pit"]


def test_names_that_say_nothing_new_are_left_out() -> None:
    cases: dict[tuple[str, tuple[str, ...]], tuple[str, ...]] = {
        ("“hostile class”", ("hostile class",)): (),
        ("administrative penalty", ("administrative penalties",)): (),
        ("Kim Il-sung", ("Kim Il Sung", "Kim Ir Sen")): ("Kim Ir Sen",),
        ("Kangdong County", ("Kandong", "Kangdong", "Gangdong")): ("Kandong", "Gangdong"),
        ("Camp 15", ("Yodok", "Yodok camp", "yodok camps")): ("Yodok camp",),
        ("United States", ("US", "U.S.")): ("US", "U.S."),
        ("Kaechon", ("Kaechŏn", "Gaecheon")): ("Kaechŏn", "Gaecheon"),
    }
    assert {key: other_names(*key) for key in cases} == cases
    assert other_names("Jagang", ("자강도", "Chagang"), ("자강도",)) == ("Chagang",)


def test_a_name_that_stands_in_the_title_is_not_repeated(catalog: Catalog) -> None:
    for page in PAGES:
        for each in catalog.entities(page):
            shown = entry(catalog, each.address)
            named = (
                shown.title,
                shown.hangul,
                *shown.variants,
                *rows(shown).get("Also called", ()),
            )
            told = [name for name in named if name]
            assert len({name.casefold().strip("“”") for name in told}) == len(told), named


def test_no_state_says_a_year_twice() -> None:
    state = PlaceState(
        state="taken down between September 2013 and December 2014",
        start=PartialDate.parse("2013-09"),
        end=PartialDate.parse("2014-12"),
    )
    assert state_words(state) == state.state
    assert state_words(replace(state, state="empty since 2013")) == "empty since 2013, to Dec 2014"


def test_a_position_is_no_finer_than_a_hundredth_of_a_degree(catalog: Catalog) -> None:
    pit = next(each for each in catalog.places() if each.id == "deep-pit")
    exact = replace(pit, latitude=Decimal("42.22609"), longitude=Decimal("-129.20476"))
    assert position_words(exact) == "42.23° N, 129.2° W (known to the town)"


def test_law_on_paper_stands_beside_practice(catalog: Catalog) -> None:
    law = entry(catalog, "nk:law/pit-law")
    assert related(law) == {
        "Provisions": ["nk:provision/pit-law-5"],
        "Penalties": ["nk:penalty/warning"],
    }
    provision = entry(catalog, "nk:provision/pit-law-5")
    on_paper, in_practice = provision.rows[1:]
    assert on_paper.targets == ("pit-output-1998",)
    assert in_practice == Row(
        "In practice", "The report says that nobody chose.", targets=("pit-opened",)
    )


def test_the_state_on_a_date(catalog: Catalog) -> None:
    on = date_asked(Address.parse("nk:institutions?on=1998"))
    found = {group.label: [each.name for each in group.bodies] for group in standing(catalog, on)}
    assert found == {
        "Existed": ["Ministry of Pits"],
        "May have existed": ["Ministry of Coal"],
        "Start unknown": ["Cabinet"],
    }
    with pytest.raises(UserError):
        date_asked(Address.parse("nk:institutions?on=soon"))


def test_divisions_of_the_cabinet_follow_from_the_files(catalog: Catalog) -> None:
    found = divisions({"committee": 3, "ministry": 24}, catalog.events(), catalog.bodies())
    # A bureau that does not count becomes a ministry; another ministry is made; one ends.
    assert [each.total for each in found] == [28, 29, 28]


def test_search_finds_records_by_name_hangul_and_words(catalog: Catalog) -> None:
    assert catalog.search("ministry of pits")[0].address == "nk:body/ministry-of-pits"
    assert catalog.search("공업성")[0].address == "nk:body/ministry-of-pits"
    assert "nk:place/deep-pit" in [hit.address for hit in catalog.search("usi mine")]
    assert "nk:label/songbun-basic/2" in [hit.address for hit in catalog.search("pullers")]
    (camp,) = (hit for hit in catalog.search("camp 99") if hit.kind == "place")
    assert camp.sensitivity == "death"
    kinds = [hit.kind for hit in catalog.search("ministry", 50)]
    assert "body" in kinds


def test_links_of_lessons_may_lead_to_records(tree: Path) -> None:
    file = tree / "lessons/pits/01-the-pit.md"
    text = file.read_text("utf-8")
    for good in ("nk:body/cabinet", "nk:label/songbun-basic/2", "nk:institutions?on=1983-03"):
        file.write_text(text.replace("nk:data/pit-output?show=coal", good), "utf-8")
        assert check_content(tree) == []
    for bad in ("nk:body/camp-99", "nk:institutions?on=soon", "nk:event"):
        file.write_text(text.replace("nk:data/pit-output?show=coal", bad), "utf-8")
        assert [fault.what for fault in check_content(tree)] == [f"nothing is at {bad}"]


def test_a_tree_without_such_files_holds_no_records(tree: Path, tmp_path: Path) -> None:
    import shutil

    for name in ("institutions", "songbun", "places", "law", "organisations", "people"):
        shutil.rmtree(tree / "resources" / name)
    (tree / "resources/labels-as-printed.csv").unlink()
    compile_content(tree, tmp_path / "content.db")
    catalog = Catalog.open(tmp_path / "content.db")
    assert catalog.stats()["bodies"] == 0
    assert catalog.bodies() == ()
    catalog.close()


def test_show_prints_a_record_with_its_chain(
    tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    compile_content(tree, tmp_path / "content.db")
    monkeypatch.setenv("NKLEARN_CONTENT", str(tmp_path / "content.db"))
    catalog = Catalog.open(tmp_path / "content.db")
    for page in PAGES:
        for each in catalog.entities(page):
            assert main(["show", each.address]) == 0
            shown = capsys.readouterr().out
            assert each.name in shown
            for target in each.grounds:
                assert catalog.evidence(target).source_line in shown
    catalog.close()
    assert main(["show", "nk:provision/pit-law-5"]) == 0
    assert "2. A former worker: Told the author" in capsys.readouterr().out
    assert main(["show", "nk:place/deep-pit", "--json"]) == 0
    as_json = json.loads(capsys.readouterr().out)
    assert as_json["title"] == "Deep Pit"
    assert as_json["evidence"][0]["chain"][0]["source"] == "made-up-2016"
    assert main(["show", "nk:institutions?on=1983-03"]) == 0
    assert "Start unknown" in capsys.readouterr().out
    assert main(["show", "nk:institutions"]) == 1
    assert "nk:institutions?on=1983-03" in capsys.readouterr().err
