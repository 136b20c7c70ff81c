"""The chain of command as an indented list: for screen readers, the terminal, and tables."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from nklearn.content.chain import GROUPS, Chain, Way
from nklearn.content.entry_words import code_words
from nklearn.domain.chain_choice import ChainChoice
from nklearn.domain.claims import Sensitivity
from nklearn.domain.institutions import Body, CommandLink

#: What the groups are called.
GROUP_WORDS = {
    "cabinet": "Under the Cabinet",
    "party": "The Party’s line",
    "police": "Police and security",
    "army": "Army",
    "types": "Two types of combined enterprise",
    "offices": "Party offices",
    "other": "Other bodies",
}


@dataclass(frozen=True, slots=True)
class ChainRow:
    """A line of the list: a group's heading (no body), or a body under the one above it.

    `link` is None for one that nobody is over, and for an example of a type. `again` marks a body
    that stands with all that is under it elsewhere in the list.
    """

    level: int
    group: str
    body: Body | None = None
    link: CommandLink | None = None
    again: bool = False
    example: bool = False

    @property
    def words(self) -> str:
        """What the line says first."""
        return self.body.name if self.body else GROUP_WORDS[self.group]

    @property
    def line_words(self) -> str:
        """By which line it is under the one above, and what else is to know."""
        parts = [
            code_words(self.link.kind).lower() if self.link else "",
            "an example" if self.example else "",
            "stands elsewhere in the list" if self.again else "",
        ]
        alone = "nobody over it is named" if self.body else "a group"
        return ", ".join(filter(None, parts)) or alone


def chain_rows(chain: Chain) -> tuple[ChainRow, ...]:
    """Return the whole list: each body stands once with what is under it, each link once."""
    rows: list[ChainRow] = []
    told: set[str] = set()
    examples = {name for names in chain.examples.values() for name in names}
    for group in GROUPS:
        names = [name for name in chain.bodies if chain.group_of[name] == group]
        tops = [
            name
            for name in names
            if name not in examples
            and not any(chain.group_of[link.over] == group for link in chain.over(name))
        ]
        tops.sort(key=lambda name: -_size(chain, name))
        if tops:
            rows.append(ChainRow(0, group))
        for name in tops:
            rows += _rows_under(chain, name, 1, None, told)
    return tuple(rows)


def _rows_under(
    chain: Chain, name: str, level: int, link: CommandLink | None, told: set[str]
) -> Iterator[ChainRow]:
    group = chain.group_of[name]
    # A body of another group stands there in full; so does one that has been told.
    elsewhere = link is not None and chain.group_of[link.over] != group
    again = elsewhere or name in told
    yield ChainRow(level, group, chain.bodies[name], link, again)
    if again:
        return
    told.add(name)
    for below in chain.under(name):
        yield from _rows_under(chain, below.under, level + 1, below, told)
    for example in chain.examples.get(name, ()):
        told.add(example)
        yield ChainRow(level + 1, group, chain.bodies[example], example=True)


def _size(chain: Chain, name: str) -> int:
    return 1 + sum(_size(chain, link.under) for link in chain.under(name))


@dataclass(frozen=True, slots=True)
class ChainView:
    """What the page shows, as text: the list, the open body and its ways."""

    chain: Chain
    choice: ChainChoice

    @property
    def opened(self) -> Body | None:
        """The open body.

        Raises:
            UnknownAddressError: there is none of that name in the chain.
        """
        return self.chain.body(self.choice.open) if self.choice.open else None

    @property
    def rows(self) -> tuple[ChainRow, ...]:
        """The list; of one line only its links, if that is lit."""
        rows = chain_rows(self.chain)
        return tuple(row for row in rows if not row.link or self.choice.line in ("", row.link.kind))

    @property
    def ways(self) -> tuple[Way, ...]:
        """What an order passes through on its way to the open body."""
        return self.chain.ways(self.choice.open) if self.choice.open else ()

    def lines(self) -> list[str]:
        """Return the page as text; of links that are hard to read no notes are shown."""
        found: list[str] = []
        for row in self.rows:
            about = f" ({row.line_words})" if row.body else ""
            address = f"  {(row.link or row.body).address}" if row.body else ""
            found.append(f"{'    ' * row.level}{row.words}{about}{address}")
            if row.link and row.link.note and row.link.sensitivity is Sensitivity.NONE:
                found.append(f"{'    ' * row.level}  Note: {row.link.note}")
        if self.opened:
            found += ["", f"What an order passes through on its way to {self.opened.name}:"]
            found += [way.words for way in self.ways] or ["The text names nobody over it."]
        return found
