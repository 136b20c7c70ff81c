"""Facts as one searches them: which a choice lets through, and what each filter would leave."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from nklearn.content.catalog import Catalog
from nklearn.content.text_places import place_order
from nklearn.domain.claims import ClaimKind, Status
from nklearn.domain.facts import OTHER_WORKS, RIVALLED, FactChoice, FactLine
from nklearn.domain.search import Found, Spans

# So many works have a filter of their own; the others share one.
_MAIN = 5
_TOPICS = 6


@dataclass(frozen=True, slots=True)
class Facet:
    """One thing to tick: its key, how many facts it leaves beside the other filters, if ticked.

    `name` is empty where the key is a code that has words on screen.
    """

    key: str
    count: int
    ticked: bool
    name: str = ""


@dataclass(frozen=True, slots=True)
class FactsView:
    """What is on screen: the facts of a choice in their order, and the filters with counts.

    `works` is in how many works they were read; `whole` is False where no fact holds all words.
    """

    choice: FactChoice
    lines: tuple[FactLine, ...]
    works: int
    whole: bool
    marks: Callable[[str], Spans]
    groups: dict[str, tuple[Facet, ...]]


class Facts:
    """All facts of a catalog, read once; makes views of them."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._lines = catalog.fact_lines()
        self._found = ("", Found())
        read_in = Counter(line.source for line in self._lines)
        order = {source.id: n for n, source in enumerate(catalog.sources())}
        most = sorted(read_in, key=lambda work: (-read_in[work], order[work]))
        self._main = tuple(most[:_MAIN])
        self._rank = {work: n for n, work in enumerate(most)}
        self._names = {source.id: source.short for source in catalog.sources()}

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The first and last years of all dates, without repeats, in order."""
        return tuple(sorted({year for line in self._lines for span in line.years for year in span}))

    @property
    def total(self) -> int:
        """How many facts there are."""
        return len(self._lines)

    def work(self, source: str) -> str:
        """Return what a work is called in short."""
        return self._names[source]

    def view(self, choice: FactChoice) -> FactsView:
        """Return the facts that a choice lets through, in its order, with the filters' counts."""
        found = self._find(choice.words)
        lines = self._lines
        if choice.words.strip():
            place = {name: n for n, name in enumerate(found.ids)}
            lines = tuple(line for line in lines if line.id in place)
        else:
            place = {}
        shown = [line for line in lines if self._passes(line, choice)]
        order = choice.order
        if order == "best":
            shown.sort(key=lambda line: place[line.id])
        elif order == "title":
            shown.sort(key=lambda line: (line.folded, line.title.casefold()))
        elif order == "year":
            shown.sort(key=lambda line: (*(line.years[0] if line.years else (9999, 0)), line.id))
        else:
            shown.sort(key=self._in_text)
        return FactsView(
            choice=choice,
            lines=tuple(shown),
            works=len({line.source for line in shown}),
            whole=found.whole,
            marks=found.marks,
            groups=self._groups(lines, choice),
        )

    def nearest(self, words: str) -> str:
        """Return how words may have been meant that found nothing; empty if nothing is near."""
        return self._catalog.nearest_spelling(words)

    def _find(self, words: str) -> Found:
        if self._found[0] != words:
            self._found = (words, self._catalog.find("claim", words))
        return self._found[1]

    def _in_text(self, line: FactLine) -> tuple[object, ...]:
        return (self._rank[line.source], *place_order(line.place), line.id)

    # -- filters -----------------------------------------------------------------------------

    def _keys(self, line: FactLine, group: str) -> Iterable[str]:
        """Return the keys of a filter that let a fact through."""
        if group == "kinds":
            return (line.kind.value,)
        if group == "evidence":
            return line.evidence
        if group == "topics":
            return line.topics
        other = () if line.source in self._main else (OTHER_WORKS,)
        return (*line.sources, *other)

    def _passes(self, line: FactLine, choice: FactChoice) -> bool:
        for group in ("kinds", "sources", "evidence", "topics"):
            ticked: tuple[str, ...] = getattr(choice, group)
            if ticked and not any(key in ticked for key in self._keys(line, group)):
                return False
        if not (choice.start or choice.end):
            return True
        first, last = choice.start, choice.end or 9999
        return any(begin <= last and end >= first for begin, end in line.years)

    def _groups(
        self, lines: tuple[FactLine, ...], choice: FactChoice
    ) -> dict[str, tuple[Facet, ...]]:
        groups: dict[str, tuple[Facet, ...]] = {}
        for group in ("kinds", "sources", "evidence", "topics"):
            free = replace(choice, **{group: ()})
            counts = Counter(
                key for line in lines if self._passes(line, free) for key in self._keys(line, group)
            )
            ticked: tuple[str, ...] = getattr(choice, group)
            groups[group] = tuple(
                Facet(key, counts[key], key in ticked, self._name(group, key))
                for key in self._rows(group, counts, ticked)
            )
        return groups

    def _rows(self, group: str, counts: Counter[str], ticked: tuple[str, ...]) -> tuple[str, ...]:
        """Return the keys of a filter that are offered: all of a short list, or the most common."""
        if group == "kinds":
            return tuple(kind.value for kind in ClaimKind)
        if group == "evidence":
            return (*(status.value for status in Status), RIVALLED)
        if group == "sources":
            return tuple(dict.fromkeys((*self._main, OTHER_WORKS, *ticked)))
        common = sorted(counts, key=lambda key: (-counts[key], key.casefold()))[:_TOPICS]
        return tuple(dict.fromkeys((*ticked, *common)))

    def _name(self, group: str, key: str) -> str:
        if group == "sources":
            return self._names.get(key, key) if key != OTHER_WORKS else ""
        return key if group == "topics" else ""
