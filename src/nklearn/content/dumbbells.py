"""What a dumbbell chart draws: two values of each row of a table, one works’ beside the other’s.

Either as ratios, where each row has a unit of its own, or as counts on one scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from nklearn.base.errors import UnknownAddressError
from nklearn.content.catalog import Catalog
from nklearn.domain.claims import Claim, Status
from nklearn.domain.datasets import Dataset, Observation, Series
from nklearn.domain.evidence import target_address
from nklearn.domain.quantities import number_text, quantity_text

#: Rows that lie this many times apart, either way, stand out.
FAR = Decimal(2)
#: The row of the sums that we add up.
ADDED = "added"


@dataclass(frozen=True, slots=True)
class DumbbellSpec:
    """Which two columns of a table stand side by side, and how.

    `ratio` draws the second as a multiple of the first; `index` is then the (data set, column)
    whose cells hold that multiple as an index, first = 100. `parts` are columns that split the
    second, `share` the (data set, column) that says how much of it the first part is. `total` is
    the row that should be the sum of the others, or empty.

    A claim is about a row if its subject is one of `subjects` with the row's label put in, or
    `total_subject`; it gives a total of the row if its measure is one of `measures`. `general` are
    the subjects of claims about all rows.
    """

    dataset: str
    first: str
    second: str
    ratio: bool
    index: tuple[str, str] = ("", "")
    share: tuple[str, str] = ("", "")
    parts: tuple[str, ...] = ()
    total: str = ""
    subjects: tuple[str, ...] = ()
    total_subject: str = ""
    measures: tuple[str, ...] = ()
    general: tuple[str, ...] = ()


#: The tables that are compared, in the order of the switch.
SPECS = (
    DumbbellSpec(
        dataset="reserves",
        first="total-1988",
        second="total-2013",
        ratio=True,
        index=("reserves-compared", "index-2013"),
        share=("reserves-compared", "proven-share-2013"),
        parts=("proven-2013", "expected-2013"),
        subjects=("{} reserves",),
        measures=("total", "range of estimates"),
        general=("reserves", "mineral reserves"),
    ),
    DumbbellSpec(
        dataset="mines-by-resource",
        first="lee-2014",
        second="kores-2011",
        ratio=False,
        total="total",
        subjects=("{} mines", "mines for {}"),
        total_subject="mines",
        measures=("number", "sum of the rows", "sum of three rows"),
    ),
)


class Subjects:
    """The claims of a catalog by their subject, read once: a second look costs nothing."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog

    @cached_property
    def _by_subject(self) -> dict[str, list[Claim]]:
        found: dict[str, list[Claim]] = {}
        for claim in self._catalog.claims():
            found.setdefault(claim.subject, []).append(claim)
        return found

    def about(self, subjects: Iterable[str]) -> list[Claim]:
        """Return the claims about any of some subjects."""
        return [claim for name in subjects for claim in self._by_subject.get(name, [])]


@dataclass(frozen=True, slots=True)
class End:
    """One value of a row. `number` is None where none can be read; `short` is it without a unit.

    `target` is the claim or cell behind it, empty for a value that nothing but the row stands for;
    `remark` is what a reader should know about it.
    """

    target: str
    number: Decimal | None
    short: str
    text: str
    status: Status
    remark: str = ""

    @property
    def address(self) -> str:
        """Where its evidence is; empty if there is none of its own."""
        return target_address(self.target) if self.target else ""


@dataclass(frozen=True, slots=True)
class Dumbbell:
    """A row: its two ends, and the second as a multiple of the first.

    `far` is whether they lie twofold or more apart; `added` marks the row of sums that we made,
    `total` the row that they stand beside; `clash` is which ends (0, 1) differ from those sums;
    `symbol` is the unit where there is little room.
    """

    id: str
    label: str
    unit: str
    first: End
    second: End
    ratio: End
    far: bool
    total: bool = False
    added: bool = False
    clash: frozenset[int] = frozenset()
    symbol: str = ""

    @property
    def ends(self) -> tuple[End, End]:
        """Both values."""
        return self.first, self.second

    @property
    def spoken(self) -> str:
        """The row in one sentence, without the names of the columns."""
        parts = (self.label, self.first.text, self.second.text, self.ratio.text)
        return ", ".join(filter(None, parts))


@dataclass(frozen=True, slots=True)
class Dumbbells:
    """All that a dumbbell chart shows. `heads` name the two columns; `alt` says what it is."""

    dataset: str
    title: str
    alt: str
    ratio: bool
    heads: tuple[str, str]
    rows: tuple[Dumbbell, ...]
    source: str

    def row(self, name: str) -> Dumbbell:
        """Return a row by its id.

        Raises:
            UnknownAddressError: there is none.
        """
        found = next((row for row in self.rows if row.id == name), None)
        if found is None:
            raise UnknownAddressError("row", name)
        return found

    @property
    def far(self) -> int:
        """How many rows lie twofold or more apart; totals and sums are no rows of their own."""
        return sum(row.far for row in self.items)

    @property
    def items(self) -> tuple[Dumbbell, ...]:
        """The rows without the total and our sums."""
        return tuple(row for row in self.rows if not row.total and not row.added)

    @property
    def statuses(self) -> frozenset[Status]:
        """The statuses that occur among what is drawn."""
        ends = (end for row in self.rows for end in (*row.ends, row.ratio))
        return frozenset(end.status for end in ends)

    @property
    def summary(self) -> str:
        """The chart in one sentence, for people who can't see it."""
        known = [row for row in self.items if row.ratio.number is not None]
        if not known:
            return "Two values a row: none can be compared."
        low, high = (pick(known, key=_ratio) for pick in (min, max))
        return (
            f"Two values a row, {len(self.items)} rows, {self.far} twofold or more apart; "
            f"the second beside the first from {low.ratio.text}, {low.label}, "
            f"to {high.ratio.text}, {high.label}."
        )

    def ordered(self, order: str) -> Dumbbells:
        """Return the chart with its rows in an order of `Comparison`; totals stay at the end."""
        items = list(self.items)
        if order in ("increase", "decrease"):
            known = [row for row in items if row.ratio.number is not None]
            known.sort(key=_ratio, reverse=order == "increase")
            items = known + [row for row in items if row not in known]
        elif order == "name":
            items.sort(key=lambda row: row.label)
        rest = [row for row in self.rows if row.total or row.added]
        return replace(self, rows=(*items, *rest))


def spec_of(dataset: str) -> DumbbellSpec:
    """Return how a table is compared.

    Raises:
        UnknownAddressError: it is not.
    """
    found = next((spec for spec in SPECS if spec.dataset == dataset), None)
    if found is None:
        raise UnknownAddressError("comparison", dataset)
    return found


def dumbbells_of(catalog: Catalog, subjects: Subjects, spec: DumbbellSpec) -> Dumbbells:
    """Work out the rows, in the order of the table.

    Raises:
        UserError: the data set is unknown.
    """
    dataset = catalog.dataset(spec.dataset)
    rows = [_row(catalog, spec, dataset, line) for line in dataset.series]
    if spec.total:
        rows = _with_sums(catalog, subjects, spec, rows)
    source = catalog.source_line(dataset.locator.source, dataset.locator.place)
    first, second = dataset.period_label(spec.first), dataset.period_label(spec.second)
    return Dumbbells(
        dataset=dataset.id,
        title=dataset.title,
        alt=dataset.description,
        ratio=spec.ratio,
        heads=(first, second),
        rows=tuple(rows),
        source=f"{dataset.estimator}, in {source}.",
    )


def cell_of(line: Series, column: str) -> Observation | None:
    """Return the cell of a row in a column."""
    return next((cell for cell in line.observations if cell.period == column), None)


def other_cell(catalog: Catalog, place: tuple[str, str], row: str) -> Observation | None:
    """Return the cell of a row in the (data set, column) at `place`, if there is one."""
    name, column = place
    lines = catalog.dataset(name).series if name else ()
    return next((cell_of(line, column) for line in lines if line.id == row), None)


def end_of(catalog: Catalog, cell: Observation | None) -> End:
    """Return a cell as a value to be drawn."""
    if cell is None:
        return End("", None, "", "", Status.NO_VALUE)
    unit, number = catalog.unit(cell.unit), cell.number
    printed = "" if cell.text or not cell.printed else f"printed as “{cell.printed}”"
    return End(
        target=cell.id,
        number=number,
        short="" if number is None else number_text(number),
        text="" if number is None else quantity_text(number, unit),
        status=cell.status,
        remark="; ".join(filter(None, (printed, cell.note))),
    )


def times_text(ratio: Decimal) -> str:
    """Write a multiple: "×9.4", "×0.49", "×0.06"; two decimals where one would say too little."""
    return f"×{ratio:.1f}" if ratio >= 1 else f"×{ratio:.2f}"


def _row(catalog: Catalog, spec: DumbbellSpec, dataset: Dataset, line: Series) -> Dumbbell:
    first, second = (end_of(catalog, cell_of(line, name)) for name in (spec.first, spec.second))
    cell = next((c for c in line.observations if c.period == spec.first), line.observations[0])
    target = ""
    if found := other_cell(catalog, spec.index, line.id):
        target = found.id
    ratio = _ratio_end(first, second, target)
    unit = catalog.unit(cell.unit)
    return Dumbbell(
        id=line.id,
        label=line.label,
        unit=unit.label,
        symbol=unit.symbol,
        first=first,
        second=second,
        ratio=ratio,
        far=_far(ratio.number),
        total=line.id == spec.total,
    )


def _ratio_end(first: End, second: End, target: str) -> End:
    if not first.number or second.number is None:
        return End("", None, "", "", Status.NO_VALUE)
    ratio = second.number / first.number
    short = times_text(ratio)
    remark = f"{second.short} ÷ {first.short}"
    return End(target, ratio, short, f"{short[1:]} times", Status.COMPUTED, remark)


def _far(ratio: Decimal | None) -> bool:
    return ratio is not None and (ratio >= FAR or ratio * FAR <= 1)


def _with_sums(
    catalog: Catalog, subjects: Subjects, spec: DumbbellSpec, rows: Sequence[Dumbbell]
) -> list[Dumbbell]:
    """Put the sums of the rows under the total, and mark where they differ from it."""
    total = next(row for row in rows if row.total)
    items = [row for row in rows if not row.total]
    unit = next(each for each in catalog.units() if each.label == total.unit)
    sums: list[End] = []
    for which in (0, 1):
        ends = [row.ends[which] for row in items]
        known = [end.number for end in ends if end.number is not None]
        number = sum(known, Decimal(0))
        remark = " + ".join(end.short for end in ends)
        target = _claim_of(subjects, spec, len(ends), number)
        text = quantity_text(number, unit)
        sums.append(End(target, number, number_text(number), text, Status.COMPUTED, remark))
    ratio = _ratio_end(sums[0], sums[1], "")
    clash = frozenset(n for n in (0, 1) if sums[n].number != total.ends[n].number)
    added = replace(
        total,
        id=ADDED,
        label="Rows added up",
        first=sums[0],
        second=sums[1],
        ratio=ratio,
        far=_far(ratio.number),
        total=False,
        added=True,
        clash=clash,
    )
    return [*items, replace(total, clash=clash), added]


def _claim_of(subjects: Subjects, spec: DumbbellSpec, terms: int, number: Decimal) -> str:
    """Return our own claim about the sum: its formula adds up as many values and comes to it."""
    for claim in subjects.about((spec.total_subject,)):
        if claim.status is not Status.COMPUTED:
            continue
        comes_to = claim.quantities and claim.quantities[0].number == number
        if comes_to and len(claim.formula.split(" + ")) == terms:
            return claim.id
    return ""


def _ratio(row: Dumbbell) -> Decimal:
    return row.ratio.number or Decimal(0)
