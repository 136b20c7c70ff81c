"""Facts as a long list needs them: a line each, what a search found, and what a reader chose."""

from __future__ import annotations

from dataclasses import replace

from nklearn.base.values import dataclass
from nklearn.domain.addresses import Address
from nklearn.domain.claims import ClaimKind, Sensitivity, Status

#: Beside the statuses: the evidence of a claim that others rival.
RIVALLED = "rivalled"
#: What is no work's id: all works but those that most was read in.
OTHER_WORKS = "other"
#: How facts may be sorted; the first is the usual way where words were typed, else the second.
SORTS = ("best", "text", "title", "year")
_EVIDENCE = (*(status.value for status in Status), RIVALLED)
_KINDS = tuple(kind.value for kind in ClaimKind)


@dataclass(frozen=True, slots=True)
class FactLine:
    """A claim as one line of a list.

    `value` is its values as a reader sees them; `source` the work that it was read in, `sources`
    that and those it came through; `years` spans of years, first and last; `rivalled` says
    whether it takes part in a disagreement.
    """

    id: str
    title: str
    value: str
    kind: ClaimKind
    status: Status
    sensitivity: Sensitivity
    source: str
    place: str
    sources: frozenset[str]
    years: tuple[tuple[int, int], ...]
    topics: tuple[str, ...]
    rivalled: bool

    @property
    def evidence(self) -> frozenset[str]:
        """Its status, and `RIVALLED` where others rival it."""
        return frozenset((self.status.value, RIVALLED) if self.rivalled else (self.status.value,))

    @property
    def folded(self) -> bool:
        """Whether its words stay folded until a reader asks for them."""
        return self.sensitivity is not Sensitivity.NONE


@dataclass(frozen=True, slots=True)
class FactChoice:
    """What a reader asks of the facts: words, filters, order and the open one; `nk:facts?…`.

    An empty filter lets everything through. `start` and `end` are years, 0 for none.
    """

    words: str = ""
    kinds: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    evidence: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    start: int = 0
    end: int = 0
    sort: str = ""
    open: str = ""

    @classmethod
    def parse(cls, address: Address) -> FactChoice:
        """Read the choice that an address holds; odd values count as left out."""
        state = address.state

        def several(name: str, known: tuple[str, ...] = ()) -> tuple[str, ...]:
            given = dict.fromkeys(filter(None, state.get(name, "").split(",")))
            return tuple(each for each in given if not known or each in known)

        start, end = _year(state.get("from", "")), _year(state.get("to", ""))
        if start and end and start > end:
            start, end = end, start
        return cls(
            words=state.get("q", ""),
            kinds=several("kind", _KINDS),
            sources=several("source"),
            evidence=several("status", _EVIDENCE),
            topics=several("topic"),
            start=start,
            end=end,
            sort=state.get("sort", "") if state.get("sort", "") in SORTS else "",
            open=state.get("open", ""),
        )

    @property
    def address(self) -> Address:
        """The address that `parse` reads as this choice."""
        state = {
            "q": self.words,
            "kind": ",".join(self.kinds),
            "source": ",".join(self.sources),
            "status": ",".join(self.evidence),
            "topic": ",".join(self.topics),
            "from": str(self.start or ""),
            "to": str(self.end or ""),
            "sort": self.sort,
            "open": self.open,
        }
        return Address.of("facts", **{name: text for name, text in state.items() if text})

    @property
    def order(self) -> str:
        """The order that holds: the chosen one, else the usual one."""
        searched = bool(self.words.strip())
        if self.sort and (searched or self.sort != SORTS[0]):
            return self.sort
        return SORTS[0] if searched else SORTS[1]

    @property
    def filtered(self) -> bool:
        """Whether anything but the words leaves facts out."""
        lists = (self.kinds, self.sources, self.evidence, self.topics)
        return any(lists) or bool(self.start or self.end)

    def unfiltered(self) -> FactChoice:
        """Return the choice with its words and order alone."""
        return FactChoice(words=self.words, sort=self.sort)

    def toggled(self, group: str, key: str) -> FactChoice:
        """Return the choice with a key of a filter (the name of its field) put in or taken out."""
        held: tuple[str, ...] = getattr(self, group)
        rest = tuple(each for each in held if each != key)
        changed = rest if key in held else (*held, key)
        return replace(self, **{group: changed}, open="")


def _year(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else 0
