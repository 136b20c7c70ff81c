"""The sums that data sets print: added up, and compared with what is printed."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from nklearn.content.compile.faults import Faults, Place
from nklearn.content.compile.models import ResourceModel, SumModel
from nklearn.content.compile.records import Records
from nklearn.domain.claims import Status, Unit
from nklearn.domain.datasets import Dataset
from nklearn.domain.quantities import number_text, tidy

_TODO = "correct a cell, or name the disagreement that explains it"


def check(records: Records, faults: Faults) -> None:
    """Add up every sum of every data set that could be read.

    One that fails must name a disagreement, which must be there; one that holds names none.
    """
    for name, (resource, entry, number) in records.resources.items():
        if name in records.lost_data:
            continue
        for line, written in enumerate(resource.nklearn.sums):
            place = entry.at("resources", number, "nklearn", "sums", line)
            _Sum(written, resource, place, records, faults).check()


class _Sum:
    """One sum: at each column (or year) over rows, or at each row over columns."""

    def __init__(
        self,
        written: SumModel,
        resource: ResourceModel,
        place: Place,
        records: Records,
        faults: Faults,
    ) -> None:
        self._written, self._place = written, place
        self._records, self._faults = records, faults
        self._dataset: Dataset = records.datasets[resource.name]
        rows = [line.id for line in self._dataset.series]
        periods = list(self._dataset.periods)
        over_rows = written.rows is not None
        self._parts = written.rows or written.columns or []
        self._across, self._along = (rows, periods) if over_rows else (periods, rows)

    def check(self) -> None:
        """Note what is wrong with the sum."""
        if (self._written.rows is None) == (self._written.columns is None):
            self._fault("a sum has `rows` or `columns`", "give one of them")
            return
        unknown = [
            *(name for name in self._parts if name not in self._across),
            *(() if self._total_is_known() else (self._written.total,)),
            *(name for name in self._written.at or () if name not in self._along),
        ]
        for name in unknown:
            self._fault(f"the sum names `{name}`, which the data set has not", "correct the id")
        if unknown:
            return
        if self._written.total in self._parts or len(set(self._parts)) < len(self._parts):
            self._fault("a sum adds each part once, and not its total", "correct the ids")
            return
        self._compare()

    def _compare(self) -> None:
        rival = self._written.disagreement
        compared = False
        for where in self._written.at or self._along:
            found = self._added(where)
            if found is None:
                if self._written.at:
                    self._fault(f"the sum at {where} can't be added up", "take it out of `at`")
                continue
            compared = True
            added, printed = found
            if abs(added - printed) <= self._written.tolerance:
                if rival:
                    what = f"the sum at {where} holds, and names the disagreement `{rival}`"
                    self._fault(what, "remove it, or name in `at` where the sum fails")
            elif not rival:
                shown = f"{number_text(tidy(added))}, the total is {number_text(printed)}"
                self._fault(f"the sum at {where} gives {shown}", _TODO)
        if rival and rival not in self._records.disagreements:
            self._fault(f"unknown disagreement `{rival}`", "correct the id or add it")
        if not compared and not self._written.at:
            self._fault("nothing of this sum can be added up", "remove it")

    def _added(self, where: str) -> tuple[Decimal, Decimal] | None:
        """Return the sum of the parts and the printed total, in the total's unit; None if either
        can't be known.

        A part that is not there, or has no value, counts only where `at` names the place: then
        whoever wrote the sum says that nothing is missing.
        """
        records = self._records
        total = self._total(where)
        if total is None:
            return None
        number, unit = total
        added = Decimal(0)
        for cell in map(records.cells.get, self._targets(where)):
            if cell is not None and cell.number is not None:
                if records.units[cell.unit].dimension != unit.dimension:
                    return None
                added += cell.number * records.units[cell.unit].factor / unit.factor
            elif not self._written.at or (cell and cell.status is Status.ILLEGIBLE):
                return None
        return added, number

    def _total_is_known(self) -> bool:
        return self._written.total in self._across or self._written.total in self._records.claims

    def _total(self, where: str) -> tuple[Decimal, Unit] | None:
        """Return the printed total: a cell, or a claim where the total stands in no row."""
        name = self._written.total
        return self._records.first_value(
            self._target(name, where) if name in self._across else name
        )

    def _targets(self, where: str) -> Iterator[str]:
        return (self._target(part, where) for part in self._parts)

    def _target(self, part: str, where: str) -> str:
        row, period = (part, where) if self._written.rows is not None else (where, part)
        return f"{self._dataset.id}/{row}/{period}"

    def _fault(self, what: str, todo: str) -> None:
        self._faults.add(self._place, what, todo)
