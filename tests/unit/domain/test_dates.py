"""Dates keep exactly the precision that is written, and read well."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nklearn.domain.dates import PartialDate

DATES = [
    # code, first day, last day, years named, as shown
    ("2014", "2014-01-01", "2014-12-31", (2014,), "2014"),
    ("1985-11", "1985-11-01", "1985-11-30", (1985,), "Nov 1985"),
    ("2004-02", "2004-02-01", "2004-02-29", (2004,), "Feb 2004"),
    ("1900-02", "1900-02-01", "1900-02-28", (1900,), "Feb 1900"),
    ("2004-07-14", "2004-07-14", "2004-07-14", (2004,), "14 Jul 2004"),
    ("2004-07-04", "2004-07-04", "2004-07-04", (2004,), "4 Jul 2004"),
    ("1990s", "1990-01-01", "1999-12-31", (), "1990s"),
    ("early-1990s", "1990-01-01", "1993-12-31", (), "early-1990s"),
    ("mid-1990s", "1994-01-01", "1996-12-31", (), "mid-1990s"),
    ("late-1990s", "1997-01-01", "1999-12-31", (), "late-1990s"),
    ("before 1960", "0001-01-01", "1959-12-31", (1960,), "before 1960"),
    ("after 2012", "2013-01-01", "9999-12-31", (2012,), "after 2012"),
    ("before 1985-11", "0001-01-01", "1985-10-31", (1985,), "before Nov 1985"),
    ("after 2004-07-14", "2004-07-15", "9999-12-31", (2004,), "after 14 Jul 2004"),
    ("after mid-1990s", "1997-01-01", "9999-12-31", (), "after mid-1990s"),
    ("1998/2014", "1998-01-01", "2014-12-31", (1998, 2014), "1998–2014"),
    ("1985-11/1986-02", "1985-11-01", "1986-02-28", (1985, 1986), "Nov 1985–Feb 1986"),
    ("1998/1998", "1998-01-01", "1998-12-31", (1998,), "1998–1998"),
    (" 2014 ", "2014-01-01", "2014-12-31", (2014,), "2014"),
]

NOT_DATES = [
    "",
    "14",
    "20145",
    "2014-13",
    "2014-00",
    "2014-02-30",
    "2014-2",
    "0000",
    "mid-1995",
    "middle-1990s",
    "before",
    "before ",
    "before before 1960",
    "before 1998/2014",
    "1998/after 2014",
    "before 0001",
    "after 9999",
    "2014/1998",
    "1998/2014/2020",
    "1998/",
    "/1998",
    "1998-2014",
    "٢٠١٤",
    "before " * 2000 + "1960",
]


@pytest.mark.parametrize(("code", "start", "end", "years", "shown"), DATES)
def test_dates(code: str, start: str, end: str, years: tuple[int, ...], shown: str) -> None:
    read = PartialDate.parse(code)
    assert (read.start.isoformat(), read.end.isoformat()) == (start, end)
    assert read.years == years
    assert str(read) == shown
    assert PartialDate.parse(read.code) == read


@pytest.mark.parametrize("code", NOT_DATES)
def test_what_is_no_date(code: str) -> None:
    with pytest.raises(ValueError):
        PartialDate.parse(code)


@given(st.dates())
def test_every_day_is_itself(day: date) -> None:
    read = PartialDate.parse(day.isoformat())
    assert read.start == read.end == day


@given(st.text(alphabet="0123456789-/s beforaftmidly", max_size=24))
def test_any_text_is_a_date_or_a_value_error(code: str) -> None:
    try:
        read = PartialDate.parse(code)
    except ValueError:
        return
    assert read.start <= read.end
    assert str(read)
