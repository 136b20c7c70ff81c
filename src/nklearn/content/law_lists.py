"""Law and penalties as lists: instruments, paper beside practice, penalties, steps of sanctions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from nklearn.content.catalog import Catalog
from nklearn.content.citations import Cited
from nklearn.content.entry_words import code_words
from nklearn.domain.claims import Sensitivity
from nklearn.domain.entities import Entity
from nklearn.domain.evidence import Evidence
from nklearn.domain.law import Instrument, Penalty, Provision, Sanction
from nklearn.domain.law_choice import LawChoice

#: The unit, and the column, in which a table counts how often a penalty is set.
CASES = "cases"


@dataclass(frozen=True, slots=True)
class Side:
    """What one side says: "On paper" and the words, with the claims and cells it rests on."""

    label: str
    text: str
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LawItem:
    """A record in a list. `id` is its page and name ("provision/udhr-1").

    `lead` stands before the title (a number, a date), `context` below it (article, kind and
    issuer), `value` at its end (cases). `targets` are the claims and cells that it rests on as a
    whole, empty where its sides have theirs.

    Where `sensitivity` is not none, nothing of it but `lead`, `context` and, for what has a proper
    name, `title` may show before the reader asks.
    """

    id: str
    address: str
    title: str
    hangul: str
    lead: str
    context: str
    about: str
    sides: tuple[Side, ...]
    targets: tuple[str, ...]
    value: str
    kind: str
    sensitivity: Sensitivity

    @property
    def grounds(self) -> tuple[str, ...]:
        """Every claim and cell behind it, each once, in the order of its sides."""
        sides = (target for side in self.sides for target in side.targets)
        return tuple(dict.fromkeys((*self.targets, *sides)))

    @property
    def page(self) -> str:
        """The page of its address: law, provision, penalty or sanction."""
        return self.id.partition("/")[0]

    def words(self, *, folded: bool) -> str:
        """Return all words that a search may look at; of what is folded, only what shows."""
        shown = (self.lead, self.context)
        if not folded:
            sides = (side.text for side in self.sides)
            shown = (*shown, self.title, self.hangul, self.about, self.value, *sides)
        return " ".join(shown).casefold()


@dataclass(frozen=True, slots=True)
class LawGroup:
    """Items under a heading; `label` is empty where there is but one group."""

    label: str
    items: tuple[LawItem, ...]


def law_groups(catalog: Catalog, show: str) -> tuple[LawGroup, ...]:
    """Return one of the lists of `LawChoice`, whole."""
    makers = {
        "practice": _provisions,
        "instruments": _instruments,
        "penalties": _penalties,
        "sanctions": _sanctions,
    }
    return makers[show](catalog)


def kinds_of(catalog: Catalog) -> dict[str, str]:
    """Return the kinds of instruments that there are, with their words."""
    return {each.kind: code_words(each.kind) for each in catalog.instruments()}


def narrowed(
    groups: Iterable[LawGroup],
    choice: LawChoice,
    named: frozenset[str],
    accepted: frozenset[str] = frozenset(),
) -> tuple[LawGroup, ...]:
    """Return what is of the kind chosen and has every word looked for.

    Hard records that are not `accepted` are found by what shows of them alone: their title only
    if their page is among those that are `named` by a proper name.
    """
    words = choice.find.casefold().split()
    found: list[LawGroup] = []
    for group in groups:
        items = [
            item
            for item in group.items
            if choice.kind in ("", item.kind)
            and all(word in _seen(item, named, accepted) for word in words)
        ]
        if items:
            found.append(replace(group, items=tuple(items)))
    return tuple(found)


def folded_away(
    groups: Iterable[LawGroup], named: frozenset[str], accepted: frozenset[str] = frozenset()
) -> tuple[LawGroup, ...]:
    """Return the same lists with no word of hard records that are not `accepted`."""

    def bare(item: LawItem) -> LawItem:
        if item.sensitivity is Sensitivity.NONE or item.id in accepted:
            return item
        title, hangul = (item.title, item.hangul) if item.page in named else ("", "")
        return replace(item, title=title, hangul=hangul, about="", sides=(), targets=(), value="")

    return tuple(replace(group, items=tuple(map(bare, group.items))) for group in groups)


def cited_by(evidence: Callable[[str], Evidence], items: Iterable[LawItem]) -> tuple[Cited, ...]:
    """Return the works that items rest on, with the places in them; `evidence` is a catalog's."""
    targets = dict.fromkeys(target for item in items for target in item.grounds)
    found = (evidence(target).locator for target in targets)
    return tuple(dict.fromkeys(Cited(each.source, each.place) for each in found))


def item_of(catalog: Catalog, name: str) -> Entity:
    """Return the record with the id of an item ("provision/udhr-1").

    Raises:
        UnknownAddressError: there is none, or it is none of law.
    """
    page, _, rest = name.partition("/")
    known = page in (each.PAGE for each in (Instrument, Provision, Penalty, Sanction))
    return catalog.entity(page if known else "law", rest if known else name)


def _seen(item: LawItem, named: frozenset[str], accepted: frozenset[str]) -> str:
    folded = item.sensitivity is not Sensitivity.NONE and item.id not in accepted
    title = f" {item.title} {item.hangul}".casefold() if folded and item.page in named else ""
    return item.words(folded=folded) + title


def _item(entity: Entity, **more: object) -> LawItem:
    plain = LawItem(
        id=f"{entity.PAGE}/{entity.id}",
        address=entity.address,
        title=entity.name,
        hangul=entity.hangul,
        lead="",
        context="",
        about="",
        sides=(),
        targets=entity.targets,
        value="",
        kind="",
        sensitivity=entity.sensitivity,
    )
    return replace(plain, **more)


def _instrument_of(catalog: Catalog, name: str) -> Instrument | None:
    return next((each for each in catalog.instruments() if each.id == name), None)


def _instruments(catalog: Catalog) -> tuple[LawGroup, ...]:
    groups: list[LawGroup] = []
    for kind, words in kinds_of(catalog).items():
        items = tuple(
            _item(
                each,
                lead=str(each.date or ""),
                context=", ".join(filter(None, (words, each.issuer))),
                about=each.about,
                kind=kind,
            )
            for each in catalog.instruments()
            if each.kind == kind
        )
        groups.append(LawGroup(words, items))
    return tuple(groups)


def _provisions(catalog: Catalog) -> tuple[LawGroup, ...]:
    groups: dict[str, list[LawItem]] = {}
    for each in catalog.provisions():
        instrument = _instrument_of(catalog, each.instrument)
        sides = (
            Side("On paper", each.promises, each.targets),
            Side("In practice, as reported", each.practice, each.practice_targets),
        )
        groups.setdefault(each.instrument, []).append(
            _item(
                each,
                context=_article(each.article),
                targets=(),
                sides=tuple(side for side in sides if side.text),
                kind=instrument.kind if instrument else "",
            )
        )
    return tuple(LawGroup(_heading(catalog, name), tuple(items)) for name, items in groups.items())


def _article(article: str) -> str:
    if not article[:1].isdigit():
        return article[:1].upper() + article[1:]
    return f"Articles {article}" if " " in article else f"Article {article}"


def _heading(catalog: Catalog, instrument: str) -> str:
    """Return name and date of an instrument, as the heading over its parts."""
    found = _instrument_of(catalog, instrument)
    return found.name if found else instrument


def _penalties(catalog: Catalog) -> tuple[LawGroup, ...]:
    groups: dict[str, list[LawItem]] = {}
    for each in catalog.penalties():
        instrument = _instrument_of(catalog, each.instrument)
        heading = instrument.name if instrument else each.issuer
        groups.setdefault(heading, []).append(
            _item(
                each,
                lead=each.number,
                value=_cases(catalog, each.targets),
                kind=instrument.kind if instrument else "",
            )
        )
    return tuple(LawGroup(label, tuple(items)) for label, items in groups.items())


def _cases(catalog: Catalog, targets: Iterable[str]) -> str:
    """Return the number of cases that the first claim of a record gives; empty if it gives none."""
    claims = [catalog.claim(each) for each in targets if "/" not in each][:1]
    found = (each for claim in claims for each in claim.quantities if each.unit == CASES)
    return next((each.text for each in found), "")


def _sanctions(catalog: Catalog) -> tuple[LawGroup, ...]:
    steps = sorted(catalog.sanctions(), key=lambda each: each.date.start)
    items = tuple(
        _item(
            each,
            lead=str(each.date),
            context=f"After: {each.trigger}" if each.trigger else "",
            sides=(Side("Minerals and trade", each.minerals), Side("Workers", each.workers)),
            kind=_kind_named(catalog, each.name),
        )
        for each in steps
    )
    return (LawGroup("", items),)


def _kind_named(catalog: Catalog, name: str) -> str:
    """Return the kind of the instrument of the same name: a step is mostly one resolution."""
    return next((each.kind for each in catalog.instruments() if each.name == name), "")
