"""What a citation supports: the values and years that a figure beside it may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from nklearn.content.compile.figures import ABOUT, LARGER, SMALLER, Figure
from nklearn.domain.claims import Unit
from nklearn.domain.dates import PartialDate

# A third is 33.3%; about a third may be two points off.
_SAME_SHARE = Decimal("0.0005")
_NEAR_SHARE = Decimal("0.025")


@dataclass(slots=True)
class Support:
    """The values, dates and printed forms of the cited claims and cells.

    `unread` is what illegible cells show: it may be quoted, and is the value of nothing. `sound`
    is False if one of them is missing or has faults: then nothing can be compared.
    """

    values: list[tuple[Decimal, Unit]] = field(default_factory=list[tuple[Decimal, Unit]])
    dates: list[PartialDate] = field(default_factory=list[PartialDate])
    printed: list[str] = field(default_factory=list[str])
    unread: list[str] = field(default_factory=list[str])
    sound: bool = True

    def backs(self, figure: Figure) -> bool:
        """Whether one of the values or dates is this figure, or its stated rounding."""
        if figure.kind == "vague":
            return bool(self.values)
        if figure.kind == "date":
            return any(_long(each) == figure.text.lower() for each in self.dates)
        if figure.kind == "decade":
            return any(_in_decade(each, int(figure.value)) for each in self.dates)
        if figure.kind == "part":
            return any(_is_part(figure, number * unit.factor) for number, unit in self.values)
        if figure.unit is None and any(figure.value in each.years for each in self.dates):
            return True
        if _stands_in(figure, self.printed):
            return True
        if any(_equals(figure, number, unit) for number, unit in self.values):
            return True
        return figure.again is not None and self.backs(figure.again)

    def is_unread(self, figure: Figure) -> bool:
        """Whether this figure stands in a cell that nobody can read."""
        return _stands_in(figure, self.unread)


def _stands_in(figure: Figure, printed: list[str]) -> bool:
    return any(figure.text.split()[0] in each for each in printed)


def _equals(figure: Figure, number: Decimal, unit: Unit) -> bool:
    if figure.unit is not None:
        if figure.unit.dimension != unit.dimension:
            return False
        return _matches(figure, number * unit.factor / figure.unit.factor)
    return _matches(figure, number * unit.factor) or (
        not figure.scaled and _matches(figure, number)
    )


def _matches(figure: Figure, cited: Decimal) -> bool:
    written = figure.value
    if cited < 0 <= written:
        cited = -cited
    if cited == written:
        return True
    if not _side(figure, cited):
        return False
    return (cited / figure.step).quantize(Decimal(1), ROUND_HALF_UP) * figure.step == written


def _is_part(figure: Figure, cited: Decimal) -> bool:
    """Compare a share or a factor; a doubling may be cited as a growth of 100% too."""
    shares = [abs(cited)] + ([abs(cited) + 1] if figure.value > 1 else [])
    for share in shares:
        apart = abs(share - figure.value)
        if apart < _SAME_SHARE:
            return True
        if _side(figure, share) and apart <= _NEAR_SHARE * max(Decimal(1), figure.value):
            return True
    return False


def _side(figure: Figure, cited: Decimal) -> bool:
    """Whether the words before a figure allow a rounding from `cited`."""
    return (
        figure.rounding == ABOUT
        or (figure.rounding == LARGER and cited > figure.value)
        or (figure.rounding == SMALLER and cited < figure.value)
    )


def _long(when: PartialDate) -> str:
    if when.start != when.end:
        return ""
    return f"{when.start.day} {when.start:%B %Y}".lower()


def _in_decade(when: PartialDate, decade: int) -> bool:
    if f"{decade}s" in when.code:
        return True
    return any(decade <= year < decade + 10 for year in when.years)
