"""The stops of the tour at the pages that compare two works, and at law and penalties."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.content.catalog import Catalog
from nklearn.content.dumbbells import SPECS, Subjects, dumbbells_of
from nklearn.domain.claims import Sensitivity
from nklearn.domain.comparison import Comparison
from nklearn.domain.law_choice import LawChoice
from nklearn.ui.tour.stop import Stop


def reserves_stops(catalog: Catalog) -> Iterator[Stop]:
    """Give the stops: nothing open, a row, a value, the table, and the sums that fail.

    A content without the tables has none.
    """
    datasets = {each.id for each in catalog.datasets()}
    first, second = SPECS
    if not {first.dataset, second.dataset} <= datasets:
        return
    subjects = Subjects(catalog)
    far = dumbbells_of(catalog, subjects, first).ordered("increase").rows[0]
    total = next(row for row in dumbbells_of(catalog, subjects, second).rows if row.total)
    yield Stop("reserves", str(Comparison().address))
    yield Stop("reserves-row", str(Comparison(row=far.id).address))
    yield Stop("reserves-value", str(Comparison(row=far.id, open=far.second.target).address))
    yield Stop("reserves-table", str(Comparison(order="name", table=True).address))
    yield Stop("reserves-mines", str(Comparison(dataset=second.dataset, row=total.id).address))


def laws_stops(catalog: Catalog) -> Iterator[Stop]:
    """Give the stops: each list with a record open, and one that is folded.

    A content without laws has none.
    """
    calm = [each for each in catalog.provisions() if each.sensitivity is Sensitivity.NONE]
    hard = [each for each in catalog.provisions() if each not in calm]
    both = [each for each in calm if each.practice_targets]
    if not (both and hard and catalog.penalties() and catalog.sanctions()):
        return
    provision = max(both, key=lambda each: len(each.grounds))
    opened = {
        "practice": provision,
        "instruments": catalog.entity("law", provision.instrument),
        "penalties": catalog.penalties()[-1],
        "sanctions": catalog.sanctions()[-1],
    }
    for show, record in opened.items():
        name = f"{record.PAGE}/{record.id}"
        yield Stop(f"laws-{show}", str(LawChoice(show=show, open=name).address))
    folded = f"{hard[0].PAGE}/{hard[0].id}"
    yield Stop("laws-folded", str(LawChoice(open=folded).address))
    yield Stop("laws-nothing", str(LawChoice(find="zzyzx").address))
