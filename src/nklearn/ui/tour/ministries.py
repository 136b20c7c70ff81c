"""What the tour draws of the ministries: the states that differ in kind."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.content.catalog import Catalog
from nklearn.content.lineage import Lineage
from nklearn.domain.addresses import Address
from nklearn.domain.lineage_choice import PAGE, LineageChoice
from nklearn.ui.tour.stop import Stop


def ministries_stops(catalog: Catalog) -> Iterator[Stop]:
    """Give the change with most to say, one between columns, a body, a question and the list."""
    lineage = Lineage(catalog)
    if not lineage.steps:
        return
    most = max(lineage.steps, key=lambda each: sum(len(h.before) for h in each.happenings))
    yield Stop("ministries", most.address)
    dated = next((box.dated for box in lineage.layout.boxes if box.dated), None)
    if dated:
        yield Stop("ministries-between", str(Address.of(PAGE, dated.code)))
    box = max(lineage.layout.boxes, key=lambda each: len(lineage.history.events_of(each.body.id)))
    yield Stop("ministries-body", str(LineageChoice(body=box.body.id).address))
    field = lineage.layout.lanes[len(lineage.layout.lanes) // 2].field
    asked = LineageChoice(asked=True, on=most.code, field=field)
    yield Stop("ministries-question", str(asked.address))
    yield Stop("ministries-list", str(LineageChoice(change=most.code, table=True).address))
