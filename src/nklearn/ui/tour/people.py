"""Stops at the choice of names: names that are typed, and a PIN that is asked."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.domain.addresses import Address
from nklearn.learning.preferences import HideNames
from nklearn.ui.main_window import MainWindow
from nklearn.ui.tour.stop import Stop


def people_stops(window: MainWindow) -> Iterator[Stop]:
    """Give the stops; names are shown again at the last."""
    people = window.context.people
    yield Stop("profiles-hidden", "nk:profiles", lambda: _hide(window, "yes"))
    own = window.context.learner.known
    for other in [each for each in people.everyone() if own and each.id != own.id][:1]:
        address = str(Address.of("profiles", "pin", other.id))
        yield Stop("profiles-pin", address, lambda: _hide(window, "no"))


def _hide(window: MainWindow, hide: HideNames) -> None:
    window.context.preferences.hide_names = hide
