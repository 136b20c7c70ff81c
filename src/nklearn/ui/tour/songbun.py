"""What the tour draws of songbun: the lists, a search, a label, the origins, the longest tab."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.content.catalog import Catalog
from nklearn.domain.songbun import CATEGORIES
from nklearn.domain.songbun_choice import SongbunChoice
from nklearn.ui.tour.stop import Stop


def songbun_stops(catalog: Catalog) -> Iterator[Stop]:
    """Give the states that differ in kind."""
    labels = [each for name in CATEGORIES for each in catalog.labels(name)]
    longest = max(labels, key=lambda each: (len(each.basis), len(each.name)), default=None)
    yield Stop("songbun", str(SongbunChoice(find="families").address))
    if longest:
        opened = SongbunChoice(open=longest.id, printed=True)
        yield Stop("songbun-label", str(opened.address))
    yield Stop("songbun-origins", str(SongbunChoice(origins=True, tab="work").address))
    yield Stop("songbun-nothing", str(SongbunChoice(find="zzyzx", tab="home").address))
    yield Stop("songbun-tab", str(SongbunChoice(tab="food").address))
