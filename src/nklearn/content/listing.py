"""Lists with a search field and one filter: which things pass, in which order, and the counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from nklearn.content.catalog import Catalog
from nklearn.content.facts import Facet
from nklearn.domain.listing import ListChoice

_T = TypeVar("_T")


@dataclass(frozen=True)  # no slots: typing notes the type of its things in it
class Listing(Generic[_T]):
    """All `things` of a list, in their order.

    `kind` and `name` give the kind of search hit that a thing is, and its id; `keys` the keys of
    the filter that let it through. `by_name` puts the keys into the order of the alphabet.
    """

    things: Sequence[_T]
    kind: Callable[[_T], str]
    name: Callable[[_T], str]
    keys: Callable[[_T], Iterable[str]]
    by_name: bool = False

    @property
    def known(self) -> tuple[str, ...]:
        """All keys of the filter, the most common first, or by name."""
        counts = Counter(key for thing in self.things for key in self.keys(thing))
        return tuple(sorted(counts, key=lambda key: (0 if self.by_name else -counts[key], key)))

    def found(self, catalog: Catalog, words: str) -> tuple[_T, ...]:
        """Return the things that hold the words, best first; all without words.

        Where none holds all of the words there is none: lists are short enough to say so.
        """
        if not words.strip():
            return tuple(self.things)
        place: dict[tuple[str, str], int] = {}
        for kind in dict.fromkeys(map(self.kind, self.things)):
            hits = catalog.find(kind, words)
            if hits.whole:
                place |= {(kind, name): n for n, name in enumerate(hits.ids)}
        passed = [each for each in self.things if (self.kind(each), self.name(each)) in place]
        return tuple(sorted(passed, key=lambda each: place[self.kind(each), self.name(each)]))

    def shown(self, catalog: Catalog, choice: ListChoice) -> tuple[_T, ...]:
        """Return the things that pass a choice."""
        found = self.found(catalog, choice.words)
        if not choice.ticked:
            return found
        return tuple(each for each in found if set(choice.ticked).intersection(self.keys(each)))

    def facets(self, catalog: Catalog, choice: ListChoice) -> tuple[Facet, ...]:
        """Return what can be ticked, with how many things each leaves among those found."""
        found = self.found(catalog, choice.words)
        counts = Counter(key for thing in found for key in self.keys(thing))
        return tuple(Facet(key, counts[key], key in choice.ticked) for key in self.known)
