"""A claim or cell with all that one looks at beside it: its rivals, and what rests on it."""

from __future__ import annotations

from dataclasses import dataclass

from nklearn.content.catalog import Catalog
from nklearn.content.citations import Cited
from nklearn.content.entry_parts import EntryLink
from nklearn.content.seen_in import views_of
from nklearn.domain.claims import Disagreement, Sensitivity
from nklearn.domain.evidence import Evidence, Use


@dataclass(frozen=True, slots=True)
class Conflict:
    """A disagreement that evidence takes part in, with the others in it.

    `folded` says whether its words are harder than those of the evidence itself.
    """

    disagreement: Disagreement
    rivals: tuple[Evidence, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class ClaimView:
    """Evidence (`kind` is that of its claim, "cell" for a cell), its conflicts and its uses.

    Disagreements are conflicts, not uses. `views` are the explorers that show what rests on it.
    """

    evidence: Evidence
    kind: str
    conflicts: tuple[Conflict, ...]
    uses: tuple[Use, ...]
    views: tuple[EntryLink, ...]


def claim_view(catalog: Catalog, target: str) -> ClaimView:
    """Return a claim or cell with its rivals and uses.

    Raises:
        UnknownAddressError: there is none.
    """
    evidence = catalog.evidence(target)
    conflicts = (
        Conflict(
            each,
            tuple(catalog.evidence(rival) for rival in each.members if rival != target),
            each.sensitivity not in (Sensitivity.NONE, evidence.sensitivity),
        )
        for each in evidence.disagreements
    )
    uses = tuple(use for use in catalog.uses_of(target) if use.kind != "disagreement")
    kind = "cell" if "/" in target else catalog.claim(target).kind.value
    return ClaimView(evidence, kind, tuple(conflicts), uses, views_of(catalog, uses))


def cited(evidence: Evidence) -> tuple[Cited, ...]:
    """Return what a citation of a claim or cell names: the work that it was read in, and where."""
    return (Cited(evidence.locator.source, evidence.locator.place),)
