"""Words for what records name by code: kinds, fields, lists, precision, dates and degrees."""

from __future__ import annotations

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
    "label": "Label as printed",
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
    "united-nations": "United Nations",
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
_PRECISION = {
    Precision.TOWN: "to the town",
    Precision.CITY: "to the city",
    Precision.VILLAGE: "to the village",
    Precision.COUNTY: "county only",
    Precision.NONE_KNOWN: "no point known",
}
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
    """Return a state with its dates: "open, from 14 Jul 1954 to 1989"."""
    if state.start and state.start == state.end:
        return f"{state.state}, {state.start}"
    start = f"from {state.start}" if state.start else ""
    end = f"to {state.end}" if state.end else ""
    # "to before 2000" says no more than "before 2000".
    plain = {"from after": "after", "to before": "before", "to after": "until after"}
    for part, shorter in plain.items():
        start = start.replace(part, shorter)
        end = end.replace(part, shorter)
    dates = " ".join(filter(None, (start, end)))
    return f"{state.state}, {dates}" if dates else state.state


def _degrees(value: Decimal, plus: str, minus: str) -> str:
    shown = format(abs(value).normalize(), "f")
    return f"{shown}° {plus if value >= 0 else minus}"
