"""The classes of songbun as a picture shows them: lists, matches of a search, counts.

Labels are what the report lists; nothing here says of anybody in which list they would stand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from nklearn.base.errors import UnknownAddressError
from nklearn.content.catalog import Catalog
from nklearn.content.citations import Cited
from nklearn.content.found_words import Span, nearest, spans, terms
from nklearn.domain.claims import Claim, Disagreement, Sensitivity, Status
from nklearn.domain.evidence import target_address
from nklearn.domain.lessons import GlossaryEntry
from nklearn.domain.songbun import (
    CATEGORIES,
    COUNTS,
    LISTS_APART,
    ORIGIN_WORD,
    ORIGINS,
    PEOPLE,
    WORD,
    Label,
    SocialClass,
)
from nklearn.domain.songbun_choice import SongbunChoice

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A numbered line of a list: `text` as it is shown, `found` where words of a search stand.

    What is hard to read has no text here, and no search finds it.
    """

    label: Label
    text: str
    matches: bool
    found: tuple[Span, ...] = ()

    @property
    def id(self) -> str:
        """The id of its label."""
        return self.label.id

    @property
    def number(self) -> str:
        """Its number in its list."""
        return self.label.number

    @property
    def restored(self) -> bool:
        """Whether words were restored in it, or can't be read."""
        return self.label.status is not Status.AS_PRINTED


@dataclass(frozen=True, slots=True)
class LabelGroup:
    """One list with its head; `of_class` is None for a list that belongs to no class.

    `count_address` leads to the count as the table has it.
    """

    id: str
    of_class: SocialClass | None
    rows: tuple[LabelRow, ...]
    count_address: str

    @property
    def matches(self) -> int:
        """How many of its rows match the search."""
        return sum(row.matches for row in self.rows)


@dataclass(frozen=True, slots=True)
class SongbunView:
    """All that the left side shows.

    `near` is a nearer spelling where a search finds nothing, `elsewhere` how many lines of the
    other lists match it then; `apart` says how the two sorts of lists go together; `source` and
    `source_address` are those of the lists, `opened` the label that is open. `word` explains what
    the lists are about, `people` is the claim about how many people they are of.
    """

    choice: SongbunChoice
    groups: tuple[LabelGroup, ...]
    near: str
    elsewhere: int
    apart: Disagreement | None
    source: str
    source_address: str
    opened: Label | None = None
    word: GlossaryEntry | None = None
    people: Claim | None = None

    @property
    def rows(self) -> tuple[LabelRow, ...]:
        """All rows of all groups."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def cited(self) -> tuple[Cited, ...]:
        """The works that the lists stand in, each with its place."""
        found = (row.label.locator for row in self.rows)
        return tuple(dict.fromkeys(Cited(each.source, _table(each.place)) for each in found))

    @property
    def matches(self) -> int:
        """How many rows match."""
        return sum(group.matches for group in self.groups)


def songbun_view(catalog: Catalog, choice: SongbunChoice) -> SongbunView:
    """Return what a choice shows.

    Raises:
        UnknownAddressError: it opens a label that is not there.
    """
    opened = next((each for each in catalog.labels() if each.id == choice.open), None)
    if choice.open and opened is None:
        raise UnknownAddressError("label", choice.open)
    groups = _groups(catalog, choice, origins=choice.origins)
    found = any(group.matches for group in groups)
    near, elsewhere = "", 0
    if choice.find and not found:
        near = nearest(choice.find, (row.text for group in groups for row in group.rows))
        others = _groups(catalog, choice, origins=not choice.origins)
        elsewhere = sum(group.matches for group in others)
    first = next((row.label for group in groups for row in group.rows), None)
    return SongbunView(
        choice=choice,
        groups=groups,
        near=near,
        elsewhere=elsewhere,
        apart=_known(catalog.disagreement, LISTS_APART),
        source=_source(catalog, first),
        source_address=f"nk:source/{first.locator.source}" if first else "",
        opened=opened,
        word=_known(catalog.glossary, ORIGIN_WORD if choice.origins else WORD),
        people=_known(catalog.claim, PEOPLE),
    )


def _groups(catalog: Catalog, choice: SongbunChoice, *, origins: bool) -> tuple[LabelGroup, ...]:
    if origins:
        counted = _count_address(catalog, "origins", "")
        return (LabelGroup("origins", None, _rows(catalog, ORIGINS, choice), counted),)
    return tuple(
        LabelGroup(
            id=each.id,
            of_class=each,
            rows=_rows(catalog, each.labels, choice),
            count_address=_count_address(catalog, each.id, each.address),
        )
        for each in catalog.classes()
        if each.labels in CATEGORIES
    )


def _rows(catalog: Catalog, list_id: str, choice: SongbunChoice) -> tuple[LabelRow, ...]:
    wanted = terms(choice.find)
    return tuple(_row(label, wanted, choice) for label in catalog.labels(list_id))


def _row(label: Label, wanted: tuple[str, ...], choice: SongbunChoice) -> LabelRow:
    """Return a label as it is shown; a word that only the other wording has is found as well."""
    if label.sensitivity is not Sensitivity.NONE:
        return LabelRow(label, "", matches=False)
    text = (label.printed or label.name) if choice.printed else label.name
    found = spans(text, wanted) if wanted else ()
    matches = bool(
        found or (wanted and (spans(label.name, wanted) or spans(label.printed, wanted)))
    )
    return LabelRow(label, text, matches, found)


def _count_address(catalog: Catalog, series: str, otherwise: str) -> str:
    """Return where a list is counted; `otherwise` if the content has no such count."""
    dataset = _known(catalog.dataset, COUNTS)
    lines = dataset.series if dataset else ()
    cells = (line.observations for line in lines if line.id == series)
    return next((target_address(found[0].id) for found in cells if found), otherwise)


def _known(find: Callable[[str], _T], name: str) -> _T | None:
    """Return what the content has under a name, None if it has nothing."""
    try:
        return find(name)
    except UnknownAddressError:
        return None


def _source(catalog: Catalog, label: Label | None) -> str:
    """Return where the lists come from: who made them, and the table that we read them in."""
    if label is None:
        return ""
    line = catalog.source_line(label.locator.source, _table(label.locator.place))
    dataset = _known(catalog.dataset, COUNTS)
    return f"{dataset.estimator}: {line}" if dataset else line


def _table(place: str) -> str:
    """Return the table that a place is in: "Table 9" of "Table 9, first row; footnote 53"."""
    return place.partition(",")[0]
