"""Every worked example of docs/grading.md, so that the document and the program can't drift."""

from __future__ import annotations

from decimal import Decimal

import pytest
from tests.fixtures.grading_tables import BARE, BODIES, NEEDS_UNIT, Example, Row, examples, tables

from nklearn.domain.grading import Grade, grade_body, parts_right, tolerance_range
from nklearn.domain.questions import TYPES, ToleranceKind
from nklearn.domain.typed import read_amount

EXAMPLES = examples()


def rows(column: str) -> list[Row]:
    return [row for row in tables() if column in row.cells]


def test_every_type_has_examples_right_wrong_and_between() -> None:
    assert {type(body) for body in BODIES.values()} == set(TYPES)
    assert {own.heading for own in EXAMPLES} == set(BODIES)
    for heading in BODIES:
        told = {own.fraction for own in EXAMPLES if own.heading == heading}
        wanted = {"none"} if heading == "Written response" else {"1", "0"}
        assert wanted <= told, heading
        if heading != "Short answer":  # all that is typed can be read
            assert "not scored" in told, heading


@pytest.mark.parametrize("example", EXAMPLES, ids=str)
def test_worked_example(example: Example) -> None:
    graded = grade_body(example.body, example.response)
    if example.fraction == "not scored":
        assert graded is None
    elif example.fraction == "none":
        assert graded is not None
        assert graded == Grade(None)
        assert graded.waits
    else:
        assert graded is not None
        assert graded.fraction is not None
        assert f"{graded.fraction:.3f}" == f"{float(example.fraction):.3f}"
        assert graded.right == (example.fraction == "1")


def test_right_links_are_counted_as_written() -> None:
    links = {own.cells["order"]: own.cells["right links"] for own in rows("right links")}
    for example in (own for own in EXAMPLES if own.heading == "Ordering"):
        if example.fraction != "not scored":
            counts = parts_right(example.body, example.response)
            assert counts is not None
            (written,) = (w for o, w in links.items() if tuple(o.split(", ")) == _order(example))
            assert written == f"{counts[0]} of {counts[1]}"


def _order(example: Example) -> tuple[str, ...]:
    return getattr(example.response, "items", ())


@pytest.mark.parametrize("row", rows("tolerance"), ids=str)
def test_tolerance(row: Row) -> None:
    cells = row.cells
    kind = ToleranceKind(cells["kind"])
    made = tolerance_range(Decimal(cells["answer"]), kind, Decimal(cells["tolerance"]))
    assert made == (Decimal(cells["from"]), Decimal(cells["to"]))


@pytest.mark.parametrize("row", rows("read as"), ids=str)
def test_what_is_typed_is_read(row: Row) -> None:
    numeric = NEEDS_UNIT if row.heading == "Units" else BARE
    value = read_amount(row.cells["typed"], numeric)
    words = {"not a number": "number", "the unit is missing": "unit"}
    if (wanted := row.cells["read as"]) in words:
        assert value == words[wanted]
    else:
        assert value == Decimal(wanted)


def test_there_are_rows_of_every_kind() -> None:
    assert len(rows("tolerance")) >= 6
    assert len(rows("read as")) >= 20
    assert {row.heading for row in rows("read as")} == {"How a typed number is read", "Units"}
