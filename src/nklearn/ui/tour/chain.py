"""What the tour draws of the chain of command: whole, a way, a line, a fold, the list."""

from __future__ import annotations

from collections.abc import Iterator

from nklearn.content.catalog import Catalog
from nklearn.content.chain import Chain
from nklearn.domain.chain_choice import ChainChoice
from nklearn.ui.tour.stop import Stop


def chain_stops(catalog: Catalog) -> Iterator[Stop]:
    """Give the states that differ in kind."""
    chain = Chain(catalog)
    yield Stop("chain", str(ChainChoice().address))
    if not chain.links:
        return
    deepest = max(chain.bodies, key=chain.depth)
    yield Stop("chain-open", str(ChainChoice(open=deepest).address))
    most = max(chain.bodies, key=lambda name: len(chain.under(name)))
    unfolded = ChainChoice(line="party", unfolded=(most,))
    yield Stop("chain-unfolded", str(unfolded.address))
    yield Stop("chain-list", str(ChainChoice(open=deepest, as_list=True).address))
