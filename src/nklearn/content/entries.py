"""One view of every record that can be opened, for pages and text alike: the `Entry`.

`entry(catalog, address)` makes it of a body, event, link of command, class, consequence, label,
place, law, provision, penalty, sanction, organisation or person.
"""

from __future__ import annotations

from dataclasses import dataclass

from nklearn.domain.claims import Sensitivity


@dataclass(frozen=True, slots=True)
class Row:
    """One thing to know: `label` and `value` in words.

    `address` is where the value leads, empty if nowhere; `targets` are the claims and cells that
    this row rests on, where they are its own.
    """

    label: str
    value: str
    address: str = ""
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EntryLink:
    """Words that lead to another record; `remark` is what to say beside them ("1985", "merged")."""

    text: str
    address: str
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Records that belong to an entry in one way: "Before", "Under it", "Provisions"."""

    label: str
    links: tuple[EntryLink, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A record, ready to be shown.

    `kind` is the page of its address ("body"), `kind_label` that in words ("Ministry"); `targets`
    are the claims and cells that it rests on as a whole; `sensitivity` is the gravest of its own
    and theirs: what is not "none" stays folded until the reader asks for it.
    """

    address: str
    kind: str
    kind_label: str
    title: str
    hangul: str
    variants: tuple[str, ...]
    about: str
    rows: tuple[Row, ...]
    related: tuple[Related, ...]
    targets: tuple[str, ...]
    note: str
    sensitivity: Sensitivity
