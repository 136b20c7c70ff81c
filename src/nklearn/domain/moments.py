"""When something was, as a time axis draws it: a stretch of years, and how sure its ends are."""

from __future__ import annotations

import re
from calendar import isleap
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from nklearn.domain.dates import PartialDate

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)
# From how many years on an end of a range counts as soft: more than a month.
_SOFT = 0.1


class Mark(StrEnum):
    """How closely a moment is known; each has a form of its own on the axis."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    ABOUT = "about"
    RANGE = "range"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Moment:
    """A stretch from `first` to `last`, in years: 1972.5 is the middle of 1972.

    `soft_first` and `soft_last` are how many years at an end are uncertain. An open end is one
    that nobody states: the stretch then ends with what is known.
    """

    words: str
    mark: Mark
    first: float
    last: float
    soft_first: float = 0.0
    soft_last: float = 0.0
    open_start: bool = False
    open_end: bool = False

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that it touches."""
        return int(self.first), max(int(self.first), int(self.last - 1e-9))


def moment(start: PartialDate | None, end: PartialDate | None = None) -> Moment | None:
    """Return when something was that has a start, an end, both or neither.

    Both alike make a point; where one is missing, that end is open.
    """
    if start is None and end is None:
        return None
    if start is None or end is None:
        known = start or end
        assert known is not None
        single = _single(known)
        if start is None:
            return replace(single, words=f"start not given, to {known}", open_start=True)
        return replace(single, words=f"from {known}, end not given", open_end=True)
    if start.code == end.code:
        return _single(start)
    return _range(f"{start}–{end}", start, end)


def of_years(years: tuple[PartialDate, ...]) -> Moment | None:
    """Return when something was that is dated by one or more dates: several make a range."""
    if not years:
        return None
    if len(years) == 1:
        return _single(years[0])
    ordered = sorted(years, key=lambda each: (each.start, each.end))
    words = ", ".join(str(each) for each in years)
    if any(each.code.startswith(("before", "after")) for each in ordered):
        closest = min(ordered, key=lambda each: each.end - each.start)
        return replace(_single(closest), words=words)
    return _range(words, ordered[0], max(ordered, key=lambda each: each.end))


def _range(words: str, start: PartialDate, end: PartialDate) -> Moment:
    first, last = year_of(start.start), year_of(end.end + timedelta(days=1))
    soft = (
        year_of(start.end + timedelta(days=1)) - first,
        last - year_of(end.start),
    )
    soft_first, soft_last = (each if each > _SOFT else 0.0 for each in soft)
    return Moment(words, Mark.RANGE, first, last, soft_first, soft_last)


def _single(day: PartialDate) -> Moment:
    """Return the moment of one date code."""
    code, words = day.code, str(day)
    if code.startswith("before "):
        at = year_of(day.end + timedelta(days=1))
        return Moment(words, Mark.BEFORE, at, at)
    if code.startswith("after "):
        at = year_of(day.start)
        return Moment(words, Mark.AFTER, at, at)
    if "/" in code:
        start, end = (PartialDate.parse(part) for part in code.split("/", 1))
        return _range(words, start, end)
    first, last = year_of(day.start), year_of(day.end + timedelta(days=1))
    if _DAY.fullmatch(code):
        return Moment(words, Mark.DAY, first, last)
    if _MONTH.fullmatch(code):
        return Moment(words, Mark.MONTH, first, last)
    if _YEAR.fullmatch(code):
        return Moment(words, Mark.YEAR, first, last, (last - first) / 4, (last - first) / 4)
    return Moment(words, Mark.ABOUT, first, last)


def year_of(day: date) -> float:
    """Return the beginning of a day in years: 1 January 1972 is 1972.0."""
    length = 366 if isleap(day.year) else 365
    return day.year + (day.timetuple().tm_yday - 1) / length
