"""Dates that keep the precision of their source: a day, a year, "mid-1990s", before, after."""

from __future__ import annotations

import re
from datetime import date, timedelta

from nklearn.base.values import dataclass

_DECADE_PARTS = {"early": (0, 3), "mid": (4, 6), "late": (7, 9), "": (0, 9)}
_POINT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?", re.ASCII)
_DECADE = re.compile(r"(?:(early|mid|late)-)?(\d{3})0s", re.ASCII)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_FIRST, _LAST = date(1, 1, 1), date(9999, 12, 31)


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date or span as precise as its source has it.

    `code` is the written form of the content files (docs/content-format.md, Dates); `start`
    and `end` are the first and last day that it may mean, both included.
    """

    code: str
    start: date
    end: date

    @classmethod
    def parse(cls, code: str) -> PartialDate:
        """Read one date code.

        Raises:
            ValueError: not a date code, or not a day of the calendar.
        """
        code = code.strip()
        if "/" in code:
            first, last = (cls._simple(part) for part in code.split("/", 1))
            if last.end < first.start:
                raise ValueError(f"the interval {code!r} ends before it starts")
            return cls(code, first.start, last.end)
        try:
            if code.startswith("before "):
                return cls(code, _FIRST, cls._simple(code[7:]).start - timedelta(days=1))
            if code.startswith("after "):
                return cls(code, cls._simple(code[6:]).end + timedelta(days=1), _LAST)
        except OverflowError as error:
            raise ValueError(f"{code!r} is outside of the calendar") from error
        return cls._simple(code)

    @classmethod
    def _simple(cls, code: str) -> PartialDate:
        """Read a point or a decade: what intervals, "before" and "after" are made of."""
        if decade := _DECADE.fullmatch(code):
            low, high = _DECADE_PARTS[decade[1] or ""]
            ten = int(decade[2]) * 10
            return cls(code, date(ten + low, 1, 1), date(ten + high, 12, 31))
        if point := _POINT.fullmatch(code):
            return cls(code, *_point_span(point))
        raise ValueError(f"{code!r} is not a date")

    @property
    def years(self) -> tuple[int, ...]:
        """Years that the code names as such: one for a point, two for an interval."""
        return tuple(sorted({int(year) for year in re.findall(r"\d{4}(?!s)", self.code)}))

    def __str__(self) -> str:
        """Give the date as a reader sees it: 14 Jul 2004, Nov 1985, mid-1990s, 1998–2014."""
        if "/" in self.code:
            return "–".join(str(PartialDate.parse(part)) for part in self.code.split("/", 1))
        word, _, rest = self.code.rpartition(" ")
        point = _POINT.fullmatch(rest)
        if not point or not point[2]:
            return self.code
        word = word and word + " "
        month = _MONTHS[int(point[2]) - 1]
        day = f"{int(point[3])} " if point[3] else ""
        return f"{word}{day}{month} {point[1]}"


def _point_span(point: re.Match[str]) -> tuple[date, date]:
    year, month, day = int(point[1]), point[2], point[3]
    if day:
        exact = date(year, int(month), int(day))
        return exact, exact
    if month:
        from calendar import monthrange  # here, as no start needs it

        first = date(year, int(month), 1)
        return first, first.replace(day=monthrange(year, int(month))[1])
    return date(year, 1, 1), date(year, 12, 31)
