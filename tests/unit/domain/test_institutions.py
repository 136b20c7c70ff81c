"""What existed on a date, how sure that is, and how many divisions the Cabinet then had."""

from __future__ import annotations

import pytest

from nklearn.domain.dates import PartialDate
from nklearn.domain.institutions import (
    Body,
    Certainty,
    InstitutionEvent,
    divisions,
    state_on,
)


def body(name: str, counts_as: str = "") -> Body:
    return Body(id=name, name=name.upper(), kind="ministry", field="mining", counts_as=counts_as)


def event(
    date: str,
    *,
    before: tuple[str, ...] = (),
    after: tuple[str, ...] = (),
    remains: tuple[str, ...] = (),
    out_of: str = "",
    doubted: tuple[str, ...] = (),
) -> InstitutionEvent:
    return InstitutionEvent(
        id=f"on-{date}",
        name=date,
        date=PartialDate.parse(date),
        kind="merged",
        before=before,
        after=after,
        remains=remains,
        out_of=out_of,
        doubted=doubted,
    )


BODIES = [body(name) for name in ("heavy", "mining", "coal", "metal", "bank")]
EVENTS = [
    event("1985-11", before=("mining",), after=("coal", "metal")),
    event("1951", before=("heavy",), after=("mining",), remains=("heavy",)),
    event("1998-09-05", before=("coal", "metal"), after=("mining",)),
]


def names(date: str, events: list[InstitutionEvent] = EVENTS) -> dict[str, str]:
    found = state_on(BODIES, events, PartialDate.parse(date))
    return {each.body.id: each.certainty.value for each in found}


@pytest.mark.parametrize(
    ("date", "found"),
    [
        # Nobody states when `heavy` and `bank` began; in 1951 an event speaks of `heavy`.
        ("1950", {"heavy": "start-unknown", "bank": "start-unknown"}),
        # The year 1951 says no month: `mining` may have been there in May or not.
        ("1951-05", {"heavy": "start-unknown", "mining": "unclear", "bank": "start-unknown"}),
        ("1983-03", {"heavy": "certain", "mining": "certain", "bank": "start-unknown"}),
        (
            "1985-11-03",
            {
                "heavy": "certain",
                "mining": "unclear",
                "coal": "unclear",
                "metal": "unclear",
                "bank": "start-unknown",
            },
        ),
        (
            "1990s",
            {
                "heavy": "certain",
                "mining": "unclear",
                "coal": "unclear",
                "metal": "unclear",
                "bank": "start-unknown",
            },
        ),
        # A day is sharp: on it the new are there and the old are gone.
        ("1998-09-05", {"heavy": "certain", "mining": "certain", "bank": "start-unknown"}),
        (
            "1998-09-04",
            {"heavy": "certain", "coal": "certain", "metal": "certain", "bank": "start-unknown"},
        ),
    ],
)
def test_state_on_a_date(date: str, found: dict[str, str]) -> None:
    assert names(date) == found


def test_a_standing_names_the_events_around_it() -> None:
    (coal,) = (
        each
        for each in state_on(BODIES, EVENTS, PartialDate.parse("1990"))
        if each.body.id == "coal"
    )
    assert coal.certainty is Certainty.CERTAIN
    assert coal.since is EVENTS[0]
    assert coal.until is EVENTS[2]
    assert coal.doubt is None


def test_a_body_whose_end_is_unsure_stays_unclear_until_it_is_heard_of_again() -> None:
    events = [
        event("1950", after=("mining",)),
        event("1960", before=("mining",), after=("coal",), doubted=("mining",)),
        event("1970", out_of="mining", after=("metal",)),
        event("1980", before=("mining",), after=("bank",)),
    ]
    assert names("1955")["mining"] == "certain"
    assert {
        date: names(date, events).get("mining") for date in ("1955", "1965", "1975", "1985")
    } == {
        "1955": "certain",
        "1965": "unclear",
        "1975": "certain",
        "1985": None,
    }
    assert names("1985", events[:2])["mining"] == "unclear"


def test_a_body_that_begins_anew_ends_the_doubt_about_its_earlier_time() -> None:
    events = [
        event("1950", after=("mining",)),
        event("1960", before=("mining",), after=("coal",), doubted=("mining",)),
        event("1970", out_of="coal", after=("mining",)),
        event("1980", before=("mining",), after=("bank",)),
    ]
    assert {date: names(date, events).get("mining") for date in ("1965", "1975", "1985")} == {
        "1965": "unclear",
        "1975": "certain",
        "1985": None,
    }


def test_a_body_that_begins_anew_has_left_its_earlier_time_behind() -> None:
    events = [
        event("1950", after=("mining",)),
        event("1960", out_of="mining", after=("coal",), doubted=("mining",)),
        event("1970", before=("coal",), after=("mining",)),
        event("1980", out_of="mining", after=("coal",), doubted=("mining",)),
    ]
    assert {
        date: names(date, events).get("mining") for date in ("1955", "1965", "1975", "1985")
    } == {"1955": "certain", "1965": "unclear", "1975": "certain", "1985": "unclear"}


def test_a_body_that_takes_part_after_its_end_was_perhaps_never_gone() -> None:
    events = [
        event("1950", after=("mining",)),
        event("1960", before=("mining",), after=("coal",)),
        event("1980", before=("mining", "coal"), after=("metal",)),
    ]
    assert names("1970", events) == {
        "mining": "unclear",
        "coal": "certain",
        "heavy": "start-unknown",
        "bank": "start-unknown",
    }
    assert "mining" not in names("1981", events)


def test_a_body_on_both_sides_of_a_merger_goes_on() -> None:
    events = [event("1950", before=("mining", "coal"), after=("mining",))]
    assert names("1960", events)["mining"] == "certain"
    assert "coal" not in names("1960", events)


def test_divisions_follow_from_a_base_and_events() -> None:
    bodies = [
        body("coal", "ministry"),
        body("power", "ministry"),
        body("both", "ministry"),
        body("plan", "committee"),
        body("office", ""),
        body("statistics", "bureau"),
    ]
    events = [
        event("2003", before=("statistics",), after=("plan",), remains=("statistics",)),
        event("1999-01", before=("coal", "power"), after=("both",)),
        event("2000", after=("office",)),
        event("2001-11-24", before=("both",), after=("coal", "power")),
    ]
    base = {"committee": 3, "ministry": 23, "bureau": 5}
    found = divisions(base, events, bodies)
    assert [(each.event.date.code, each.total) for each in found] == [
        ("1999-01", 30),
        ("2000", 30),
        ("2001-11-24", 31),
        ("2003", 32),
    ]
    assert found[-1].counts == {"committee": 4, "ministry": 23, "bureau": 5}
    assert base == {"committee": 3, "ministry": 23, "bureau": 5}
    later = divisions(base, events, bodies, since=PartialDate.parse("2000"))
    assert [(each.event.date.code, each.total) for each in later] == [
        ("2001-11-24", 32),
        ("2003", 33),
    ]
