"""Words for what records name by code: kinds, fields, lists, precision, dates and degrees."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from nklearn.domain.claims import Status
from nklearn.domain.institutions import Certainty
from nklearn.domain.places import Place, PlaceState, Precision

#: What sort of record stands at a page, where the record itself has no kind.
PAGE_WORDS = {
    "body": "Institution",
    "event": "Event",
    "command": "Chain of command",
    "class": "Class",
    "consequence": "What followed from class",
    "label": "Label in a table",
    "place": "Place",
    "law": "Instrument of law",
    "provision": "Provision",
    "penalty": "Penalty",
    "sanction": "Sanction",
    "organisation": "Organisation",
    "person": "Person",
}
_LISTS = {
    "songbun-basic": "Categories of the basic class",
    "songbun-complex": "Categories of the complex class",
    "songbun-hostile": "Categories of the “hostile” class",
    "songbun-origins": "Origins",
    "occupations-party": "Occupations: Party",
    "occupations-state": "Occupations: state",
    "occupations-security": "Occupations: security",
    "occupations-other": "Occupations: other",
    "penalties": "Penalties of the list",
}
# Codes whose words are not the code itself with spaces.
_CODES = {
    "kwan-li-so": "Kwan-li-so (political prison camp)",
    "kyo-hwa-so": "Kyo-hwa-so (long-term prison)",
    "united-nations": "Body of the United Nations",
    "country": "Country or region",
    "oil": "Oil",
    "machine": "Machines",
    "police": "Police",
    "party": "Party",
    "advocacy": "Advocacy group",
    "government": "Government office",
    "research": "Research institution",
    "statistics": "Statistics office",
    "published-witness": "Witness who published under their own name",
    "office-holder": "Office holder",
}
# What more than one place of a kind is called, over the list of those that lie in a province.
_MANY = {
    "city": "Cities",
    "county": "Counties",
    "village": "Villages",
    "mine": "Mines",
    "kwan-li-so": "Kwan-li-so (political prison camps)",
    "kyo-hwa-so": "Kyo-hwa-so (long-term prisons)",
    "enterprise": "Enterprises",
    "institute": "Institutes",
}
_PRECISION = {
    Precision.TOWN: "known to the town",
    Precision.CITY: "known to the city",
    Precision.VILLAGE: "known to the village",
    Precision.COUNTY: "known to the county only",
    Precision.NONE_KNOWN: "no point known",
}
# A hundredth of a degree is about a kilometre: no town is a finer point than that.
_FINEST = Decimal("0.01")
_YEAR = re.compile(r"\b\d{4}\b", re.ASCII)
_WORD = re.compile(r"[^\W_]+")
_STATUS = {
    Status.AS_PRINTED: "as printed",
    Status.CORRECTED: "restored",
    Status.ILLEGIBLE: "illegible",
    Status.NO_VALUE: "no value given",
    Status.COMPUTED: "computed",
}
CERTAINTY = {
    Certainty.CERTAIN: "Existed",
    Certainty.UNCLEAR: "May have existed",
    Certainty.START_UNKNOWN: "Start unknown",
}


def code_words(code: str) -> str:
    """Return a code ("general-bureau") as words ("General bureau")."""
    words = code.replace("-", " ")
    return _CODES.get(code, words[:1].upper() + words[1:])


def many_words(code: str) -> str:
    """Return what several places of a kind are called ("Mines")."""
    return _MANY.get(code, code_words(code))


def other_names(title: str, names: Iterable[str], said: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names that tell a reader something new: spellings and names that differ.

    Left out is what stands in the title, in `said` or in a longer name, or differs from one of them
    by quotes, hyphens, capitals or a plural alone. Search and links know all names anyway.
    """
    sounds = {_sound(name): name for name in reversed(tuple(names))}  # the first of alike ones
    wholes = [f" {_sound(each)} " for each in (title, *said, *sounds.values())]
    return tuple(
        name
        for sound, name in reversed(sounds.items())
        if not any(f" {sound} " in whole and whole != f" {sound} " for whole in wholes)
        and f" {sound} " not in wholes[: -len(sounds)]
    )


def _sound(name: str) -> str:
    """Return a name without what makes no other name of it."""
    return " ".join(_one(word) for word in _WORD.findall(name.casefold().replace("’", "")))


def _one(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    plural = len(word) > 3 and word.endswith("s") and not word.endswith("ss")
    return word[:-1] if plural else word


def list_words(list_id: str) -> str:
    """Return the name of a list of labels."""
    return _LISTS.get(list_id, code_words(list_id))


def status_words(status: Status) -> str:
    """Return what is doubtful about a label, in a word or two."""
    return _STATUS[status]


def position_words(place: Place) -> str:
    """Return where a place is and how closely that is known; empty where an outline says it."""
    precision = _PRECISION[place.precision]
    if place.latitude is not None and place.longitude is not None:
        north = _degrees(place.latitude, "N", "S")
        return f"{north}, {_degrees(place.longitude, 'E', 'W')} ({precision})"
    if place.precision is Precision.NONE_KNOWN and (
        place.outline or place.kind in ("province", "country")
    ):
        return ""
    return precision[:1].upper() + precision[1:]


def state_words(state: PlaceState) -> str:
    """Return a state with its dates: "open, from 14 Jul 1954 to 1989"; no year comes twice."""
    told = set(_YEAR.findall(state.state))
    first, last = (
        "" if date is None or told & set(_YEAR.findall(str(date))) else str(date)
        for date in (state.start, state.end)
    )
    if first and first == last:
        return f"{state.state}, {first}"
    start = f"from {first}" if first else ""
    end = f"to {last}" if last else ""
    # "to before 2000" says no more than "before 2000".
    plain = {"from after": "after", "to before": "before", "to after": "until after"}
    for part, shorter in plain.items():
        start = start.replace(part, shorter)
        end = end.replace(part, shorter)
    dates = " ".join(filter(None, (start, end)))
    return f"{state.state}, {dates}" if dates else state.state


def _degrees(value: Decimal, plus: str, minus: str) -> str:
    shown = format(abs(value).quantize(_FINEST).normalize(), "f")
    return f"{shown}° {plus if value >= 0 else minus}"
