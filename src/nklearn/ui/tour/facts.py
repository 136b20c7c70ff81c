"""What the tour draws of facts, and of the lists beside them."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.content.catalog import Catalog
from nklearn.domain.addresses import Address
from nklearn.ui.tour.stop import Stop


def facts_stops(catalog: Catalog) -> Iterator[Stop]:
    """Give all facts, some found with a rivalled one open, a folded one, none, and the lists."""
    lines = catalog.fact_lines()
    yield Stop("facts", "nk:facts")
    for line in [each for each in lines if each.rivalled and each.value and not each.folded][:1]:
        words = line.title.split()[0]
        yield Stop("facts-found", str(Address.of("facts", q=words, open=line.id)))
    for line in [each for each in lines if each.folded][:1]:
        yield Stop("facts-folded", str(Address.of("facts", open=line.id)))
    yield Stop("facts-nothing", str(Address.of("facts", q="zzyzx")))
    yield Stop("organisations", "nk:organisations")
