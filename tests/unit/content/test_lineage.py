"""The shipped lineage, its answers, and an event that is added to the data."""

from __future__ import annotations

import contextlib
import csv
import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from nklearn.base import paths
from nklearn.base.errors import UnknownAddressError
from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
from nklearn.content.lineage import Lineage
from nklearn.content.responsible import Answer, read_date, responsible
from nklearn.domain.addresses import Address
from nklearn.domain.dates import PartialDate
from nklearn.domain.institutions import Certainty, InstitutionEvent
from nklearn.domain.lineage import lay_out
from nklearn.domain.lineage_choice import LineageChoice
from nklearn.domain.reach import History
from nklearn.interchange.events_csv import write_events


@pytest.fixture(scope="module")
def lineage(shipped_content: Path) -> Iterator[Lineage]:
    with contextlib.closing(Catalog.open(shipped_content)) as catalog:
        yield Lineage(catalog)


def ask(lineage: Lineage, on: str, field: str) -> Answer:
    return responsible(lineage, LineageChoice(asked=True, on=on, field=field))


def test_columns_are_the_dates_of_table_6_and_of_the_text_before_it(lineage: Lineage) -> None:
    assert [each.date.code for each in lineage.layout.columns if each.date] == [
        "1967-12",
        "1972-12",
        "1973",
        "1974",
        "1978-08",
        "1979-12",
        "1981-09",
        "1982-11",
        "1985-11",
        "1990-01",
        "1998-09",
        "2006-10-26",
    ]


def test_steps_go_through_all_dates_of_both_tables(lineage: Lineage) -> None:
    table_6 = {e.date.code[:7] for e in lineage.history.events if "Table 6, row" in e.table}
    table_7 = {e.date.code[:7] for e in lineage.history.events if "Table 7, row" in e.table}
    assert len(table_6) == 11 and len(table_7) == 9
    months = {each.code[:7] for each in lineage.steps}
    assert months == table_6 | table_7 | {"1967-12"}
    # Two changes of November 1999 stand in one row of the table, on two days.
    assert len(lineage.steps) == len(months) + 1 == 20
    assert [each.number for each in lineage.steps] == list(range(1, 21))
    assert [each.code for each in lineage.changes if not each.number] == ["1945-10", "1948-09"]


def test_the_cabinet_is_counted_after_each_change(lineage: Lineage) -> None:
    counts = [each.count.number for each in lineage.steps if each.count]
    assert counts == [31, 32, 32, 33, 34, 33, 34, 35, 36, 37]
    for change in lineage.steps:
        if change.count:
            target = Address.parse(change.count.address).state["cell"]
            cell = lineage.catalog.evidence(f"cabinet-divisions/{target}")
            assert change.code == "1999-11-03" or cell.value.startswith(str(change.count.number))


def test_an_event_added_to_the_data_re_lays_the_picture(lineage: Lineage) -> None:
    bodies = lineage.catalog.bodies()
    added = InstitutionEvent(
        id="made-up",
        name="Made up",
        date=PartialDate.parse("1994-05"),
        kind="merged",
        before=("department-of-mining", "department-of-coal-industry"),
        after=("mining-committee",),
    )
    layout = lay_out(History(bodies, [*lineage.catalog.events(), added]))
    assert len(layout.columns) == len(lineage.layout.columns) + 1
    column = layout.column_of(added.date)
    assert layout.columns[column].date == added.date
    begun = [each for each in layout.boxes if each.stretch.since == added]
    (box,) = [each for each in begun if each.body.id == "mining-committee"]
    assert box.start == column and set(box.stretch.fields) == {"mining", "coal"}
    # The table speaks of the department again in 1998: whether it was there until then is unclear.
    (old,) = [each for each in begun if each.body.id == "department-of-coal-industry"]
    assert old.stretch.doubtful and old.start == column


@pytest.mark.parametrize(
    ("on", "field", "found"),
    [
        ("1983-03", "coal", {"department-of-coal-industry": Certainty.CERTAIN}),
        ("March 1983", "Coal", {"department-of-coal-industry": Certainty.CERTAIN}),
        ("1970", "mining", {"ministry-of-mining": Certainty.CERTAIN}),
        ("1975", "coal", {"mining-committee": Certainty.UNCLEAR}),
        ("1995", "electricity", {"department-of-electrical-industry": Certainty.START_UNKNOWN}),
        ("2001", "coal", {"ministry-of-electricity-and-coal-1998": Certainty.CERTAIN}),
        ("2007", "coal", {"ministry-of-coal-industry": Certainty.UNCLEAR}),
    ],
)
def test_who_was_responsible(
    lineage: Lineage, on: str, field: str, found: dict[str, Certainty]
) -> None:
    answer = ask(lineage, on, field)
    assert not answer.problem
    held = {Address.parse(h.body.address).rest: h.certainty for h in answer.holders}
    assert {name: held.get(name) for name in found} == found
    for holder in answer.holders:
        assert holder.why and holder.bounds
        for _, link in holder.bounds:
            assert lineage.change(Address.parse(link.address).rest)


def test_what_the_events_do_not_reach_is_said(lineage: Lineage) -> None:
    assert "do not tell" in ask(lineage, "1890", "geology").remark
    assert "What came later is not told" in ask(lineage, "2020", "geology").remark
    assert not ask(lineage, "1983-03", "geology").remark


def test_both_bodies_that_the_text_gives_the_ores_to_are_named(lineage: Lineage) -> None:
    why = {each.body.text: each.why for each in ask(lineage, "2000", "mining").holders}
    assert why["Ministry of Extractive Industry"] == "Its field is mining."
    made = why["Ministry of Electricity & Coal Industry (1998–2006)"]
    assert made == "It was made of: Department of Mining."


def test_an_answer_without_a_body_leads_to_the_nearest_change(tmp_path: Path) -> None:
    compile_content(paths.root() / "tests" / "fixtures" / "content", tmp_path / "content.db")
    with contextlib.closing(Catalog.open(tmp_path / "content.db")) as catalog:
        answer = ask(Lineage(catalog), "1990", "coal")
    assert not answer.holders and "name no body for coal" in answer.remark
    assert answer.nearest is not None and answer.nearest.address == "nk:ministries/1998"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("1983-03", "1983-03"),
        ("1983-3", "1983-03"),
        (" march  1983 ", "1983-03"),
        ("Mar 1983", "1983-03"),
        ("5 March 1983", "1983-03-05"),
        ("3/1983", "1983-03"),
        ("1983", "1983"),
        ("31 Feb 1983", None),
        ("13/1983", None),
        ("", None),
        ("soon", None),
        ("٣/١٩٨٣", None),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, code: str | None) -> None:
    found = read_date(text)
    assert (found.code if found else None) == code


@pytest.mark.parametrize(
    "text",
    [
        "nk:ministries",
        "nk:ministries/1985-11",
        "nk:ministries/1985-11?body=mining-committee&view=list",
        "nk:ministries?on=1983-03&field=coal",
        "nk:ministries?on=&field=coal&view=list",
        "nk:ministries?on=March+1983",
    ],
)
def test_an_address_is_read_and_written_back(text: str) -> None:
    assert str(LineageChoice.parse(Address.parse(text)).address) == text


def test_odd_state_is_left_out_and_unknown_changes_are_refused(lineage: Lineage) -> None:
    odd = LineageChoice.parse(Address.parse("nk:ministries?view=upside&zoom=7"))
    assert odd == LineageChoice()
    assert lineage.change("2006-10").code == "2006-10-26"
    for name in ("1985-12", "x"):
        with pytest.raises(UnknownAddressError):
            lineage.change(name)
    with pytest.raises(UnknownAddressError):
        lineage.body("nobody")


def test_the_events_go_into_a_spreadsheet(lineage: Lineage) -> None:
    rows = list(csv.DictReader(io.StringIO(write_events(lineage).decode("utf-8-sig"))))
    assert len(rows) == len(lineage.catalog.events())
    (row,) = [each for each in rows if each["date"] == "1985-11"]
    assert row["after"] == "Extractive Industry Committee"
    assert row["citation"].startswith("HRNK 2016, Table 6, row 8")
    assert all(each["status"] and each["address"] for each in rows)
