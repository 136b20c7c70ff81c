"""Songbun as the texts describe it: classes, what followed from them, and lists as printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from nklearn.domain.claims import Locator, Status
from nklearn.domain.entities import Entity

#: The lists of the numbered categories of each class, and that of the origins.
CATEGORIES = ("songbun-basic", "songbun-complex", "songbun-hostile")
ORIGINS = "songbun-origins"

#: The data sets that belong to them: how long each list is, rations by rank, closed occupations.
COUNTS, RATIONS, OCCUPATIONS = "songbun-counts", "rations", "occupations-counts"
#: The column of the rations that holds the share of white rice.
WHITE_RICE = "white-rice"
#: Where the content says that categories and origins are two lists, and what the rations show.
LISTS_APART, RATIONS_FINDING = "songbun-56-or-25", "rations-same-weight-other-mix"
#: The words of the glossary that say what songbun and what an origin is, and the claim about how
#: many people the lists are of.
WORD, ORIGIN_WORD, PEOPLE = "songbun", "songbun-origin", "songbun-people-count"


@dataclass(frozen=True, slots=True, kw_only=True)
class SocialClass(Entity):
    """One of the classes; `labels` names the list of its categories, `order` its place."""

    PAGE: ClassVar[str] = "class"

    order: int
    other_name: str = ""
    labels: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Consequence(Entity):
    """What the texts say followed from class in one `area` of life, for some `classes`."""

    PAGE: ClassVar[str] = "consequence"

    area: str
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Label(Entity):
    """A line of a list that is quoted as the page has it; the id is `list/number`.

    `printed` is what our copy shows, `reading` the label with restored words in square brackets
    (empty if nothing was restored), `basis` why it is read so; `about` explains it in our words.
    """

    PAGE: ClassVar[str] = "label"

    list_id: str
    number: str
    printed: str
    locator: Locator
    reading: str = ""
    status: Status = Status.AS_PRINTED
    basis: str = ""
