"""Which numbers in prose a citation backs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nklearn.content.compile.figures import FigureFinder
from nklearn.content.compile.support import Support
from nklearn.domain.claims import Unit
from nklearn.domain.dates import PartialDate

T = Unit("tonnes", "tonnes", "t", "mass", Decimal(1))
KT = Unit("thousand-tonnes", "thousand tonnes", "kt", "mass", Decimal(1000))
PERCENT = Unit("percent", "percent", "%", "share", Decimal("0.01"))
TIMES = Unit("times", "times", "×", "ratio", Decimal(1))
PEOPLE = Unit("people", "people", "", "people", Decimal(1))
FINDER = FigureFinder([(T, ()), (KT, ()), (PERCENT, ("per cent",)), (TIMES, ()), (PEOPLE, ())])


def support(value: str, unit: Unit, *dates: str, printed: str = "") -> Support:
    return Support([(Decimal(value), unit)], [PartialDate.parse(code) for code in dates], [printed])


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("37,500 thousand tonnes", support("37500", KT)),
        ("37.5 million tonnes", support("37500", KT)),
        ("37,500,000 tonnes", support("37500", KT)),
        ("about 38 million tonnes", support("37500", KT)),
        (
            "more than 37 million tonnes",
            support("37.4", Unit("mt", "", "", "mass", Decimal(10**6))),
        ),
        ("nearly 37.5 million", support("37499", KT)),
        ("53%", support("53", PERCENT)),
        ("53 per cent", support("53", PERCENT)),
        ("fell by 6.5 percent", support("-6.5", PERCENT)),
        ("half of it", support("50", PERCENT)),
        ("about half", support("50.4", PERCENT)),
        ("two-thirds", support("66.7", PERCENT)),
        ("a third of it", support("33.3", PERCENT)),
        ("one in five", support("20", PERCENT)),
        ("it doubled", support("100", PERCENT)),
        ("it doubled", support("2", TIMES)),
        ("a threefold rise", support("3", TIMES)),
        ("twelve people", support("12", PEOPLE)),
        ("twenty-five people", support("25", PEOPLE)),
        ("two hundred thousand people", support("200000", PEOPLE)),
        ("a million people", support("1000000", PEOPLE)),
        ("two dozen", support("24", PEOPLE)),
        ("thousands of people", support("4300", PEOPLE)),
        ("in 1998", support("1", T, "1998")),
        ("from 1985 to 1998", support("1", T, "1985/1998")),
        ("the 1990s", support("1", T, "mid-1990s")),
        ("14 July 2004", support("1", T, "2004-07-14")),
        ("25 and 25 thousand tonnes", support("25", KT)),
        ('it shows "24.680"', support("24680", KT, printed="24.680")),
    ],
)
def test_backed(text: str, cited: Support) -> None:
    figures = FINDER.find(text)
    assert figures
    assert all(cited.backs(figure) for figure in figures)


@pytest.mark.parametrize(
    ("text", "cited"),
    [
        ("38 million tonnes", support("37500", KT)),
        ("over 38 million tonnes", support("37500", KT)),
        ("nearly 37 million tonnes", support("37400", KT)),
        ("37,500 tonnes", support("37500", KT)),
        ("53 tonnes", support("53", PERCENT)),
        ("half of it", support("50.4", PERCENT)),
        ("about half", support("60", PERCENT)),
        ("1997", support("1", T, "1998")),
        ("the 1980s", support("1", T, "1998")),
        ("15 July 2004", support("1", T, "2004-07-14")),
        ("14 July 2004", support("1", T, "2004")),
        ("twelve people", support("13", PEOPLE)),
    ],
)
def test_not_backed(text: str, cited: Support) -> None:
    assert not all(cited.backs(figure) for figure in FINDER.find(text))


@pytest.mark.parametrize(
    "text",
    [
        "one of them, and no one else",
        "speak in the past tense",
        "a half-filled marker",
        "a third country, and then a second time",
        "often, anyone, weighty, fortune",
        "the G7 and H2O",
    ],
)
def test_no_figure(text: str) -> None:
    assert FINDER.find(text) == []
