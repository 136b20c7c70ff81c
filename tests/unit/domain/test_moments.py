"""Moments: each form of a date becomes the mark that says how closely it is known."""

from __future__ import annotations

from datetime import date

import pytest

from nklearn.domain.addresses import Address
from nklearn.domain.dates import PartialDate
from nklearn.domain.moments import Mark, moment, of_years, year_of
from nklearn.domain.time_choice import SUBJECTS, TimeChoice


@pytest.mark.parametrize(
    ("code", "mark", "years"),
    [
        ("2004-07-14", Mark.DAY, (2004, 2004)),
        ("1967-12", Mark.MONTH, (1967, 1967)),
        ("1973", Mark.YEAR, (1973, 1973)),
        ("mid-1990s", Mark.ABOUT, (1994, 1996)),
        ("1998/2014", Mark.RANGE, (1998, 2014)),
        ("before 2000", Mark.BEFORE, (2000, 2000)),
        ("after 1947", Mark.AFTER, (1948, 1948)),
    ],
)
def test_a_date_has_the_mark_of_its_precision(
    code: str, mark: Mark, years: tuple[int, int]
) -> None:
    day = PartialDate.parse(code)
    found = moment(day, day)
    assert found is not None
    assert (found.mark, found.years, found.words) == (mark, years, str(day))
    assert not found.open_start and not found.open_end


def test_an_end_that_nobody_states_is_open_and_reaches_no_further() -> None:
    begun = moment(PartialDate.parse("2012-05"), None)
    ended = moment(None, PartialDate.parse("2012"))
    assert begun and ended and moment(None, None) is None
    assert begun.open_end and not begun.open_start and begun.last < 2012.5
    assert ended.open_start and not ended.open_end and ended.first == 2012.0
    assert begun.words == "from May 2012, end not given"
    assert ended.words == "start not given, to 2012"


def test_a_range_is_soft_where_its_ends_are_years() -> None:
    found = moment(PartialDate.parse("2013-09"), PartialDate.parse("2014"))
    assert found and found.mark is Mark.RANGE
    assert found.soft_first == 0 and found.soft_last == pytest.approx(1.0)


def test_several_years_of_a_claim_make_a_range() -> None:
    years = tuple(PartialDate.parse(code) for code in ("2014", "2015"))
    found = of_years(years)
    assert found and (found.first, found.last, found.words) == (2014.0, 2016.0, "2014, 2015")
    rough = of_years((PartialDate.parse("before 2018"), PartialDate.parse("2017")))
    assert rough and rough.mark is Mark.YEAR and rough.words == "before 2018, 2017"


def test_years_begin_on_new_years_day() -> None:
    assert year_of(date(1972, 1, 1)) == 1972.0
    assert 1972.99 < year_of(date(1972, 12, 31)) < 1973.0


@pytest.mark.parametrize(
    "text",
    [
        "nk:time",
        "nk:time?show=law,trade&from=1990&to=2017",
        "nk:time?show=none",
        "nk:time?view=list&find=coal&open=event/mining-1973,event/mining-1974",
    ],
)
def test_a_choice_of_the_time_axis_comes_back_from_its_address(text: str) -> None:
    assert str(TimeChoice.parse(Address.parse(text)).address) == text


def test_odd_values_fall_back_to_the_usual() -> None:
    odd = Address.parse("nk:time?show=cats&from=1800&to=soon&view=cube")
    assert TimeChoice.parse(odd) == TimeChoice(show=SUBJECTS)
    turned = TimeChoice.parse(Address.parse("nk:time?from=2010&to=1990"))
    assert (turned.start, turned.end) == (1990, 2010)
