"""Words that several screens share for what the domain names by code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nklearn.domain.claims import Sensitivity, Status
from nklearn.domain.facts import RIVALLED
from nklearn.domain.questions import Difficulty
from nklearn.learning.progress import Score

if TYPE_CHECKING:
    from nklearn.content.plots import Plot, PlotPoint, PlotSeries

#: Kinds of records whose names are proper names, which say nothing hard: they stand above a fold.
NAMED = frozenset({"body", "class", "law", "organisation", "person", "place", "sanction"})


def _tr(text: str) -> str:
    return QCoreApplication.translate("words", text)


def counted(count: int, one: str, many: str) -> str:
    """Return `one` for a single thing, else `many` with the count in the place of its %d."""
    return one if count == 1 else many % count


def sentences(*parts: str) -> str:
    """Join parts to sentences: a full stop after each but the last, where none ends it yet."""
    ended = [part if part.endswith((".", "?")) else f"{part}." for part in parts[:-1]]
    return " ".join((*ended, parts[-1]))


def capital(words: str) -> str:
    """Return words as they stand at a beginning: “hostile class” as “Hostile class”."""
    at = 1 if words[:1] in "“‘[" else 0
    return words[:at] + words[at : at + 1].upper() + words[at + 1 :]


def kind_name(kind: str) -> str:
    """Return what kind of thing a search hit or use is, for a reader."""
    return {
        "lesson": _tr("Lesson"),
        "module": _tr("Module"),
        "claim": _tr("Fact"),
        "cell": _tr("Data"),
        "data": _tr("Data set"),
        "glossary": _tr("Glossary"),
        "source": _tr("Source"),
        "disagreement": _tr("Sources disagree"),
        "question": _tr("Question"),
        "chart": _tr("Chart"),
        "page": _tr("Page"),
        "body": _tr("Institution"),
        "event": _tr("Event"),
        "command": _tr("Chain of command"),
        "class": _tr("Class"),
        "consequence": _tr("What followed from class"),
        "label": _tr("Label in a table"),
        "place": _tr("Place"),
        "law": _tr("Law"),
        "provision": _tr("Provision"),
        "penalty": _tr("Penalty"),
        "sanction": _tr("Sanction"),
        "organisation": _tr("Organisation"),
        "person": _tr("Person"),
    }.get(kind, kind)


def kind_icon(kind: str) -> str:
    """Return the icon of a kind."""
    return {
        "lesson": "book-open",
        "module": "book-open",
        "cell": "table",
        "data": "chart-line",
        "chart": "chart-line",
        "glossary": "list-tree",
        "disagreement": "equal-not",
        "question": "square-check",
        "body": "landmark",
        "event": "history",
        "command": "list-tree",
        "class": "layers",
        "consequence": "layers",
        "label": "layers",
        "place": "map-pin",
        "law": "scale",
        "provision": "scale",
        "penalty": "scale",
        "sanction": "scale",
        "organisation": "users",
        "person": "user",
    }.get(kind, "quote")


def status_name(status: Status) -> str:
    """Return the name of an evidence status."""
    return {
        Status.AS_PRINTED: _tr("As printed"),
        Status.CORRECTED: _tr("Read with a correction"),
        Status.ILLEGIBLE: _tr("Illegible"),
        Status.NO_VALUE: _tr("No value given"),
        Status.COMPUTED: _tr("Computed by us"),
    }[status]


def status_chip(status: Status) -> str:
    """Return an evidence status as short as a chip wants it."""
    return {
        Status.CORRECTED: _tr("Corrected"),
        Status.NO_VALUE: _tr("No value"),
        Status.COMPUTED: _tr("Computed"),
    }.get(status, status_name(status))


def claim_kinds(kind: str) -> str:
    """Return what facts of a kind are called."""
    return {
        "figure": _tr("Figures"),
        "event": _tr("Events"),
        "definition": _tr("Definitions"),
        "testimony": _tr("Testimony"),
        "legal": _tr("Law"),
        "organisation": _tr("Organisations"),
        "place": _tr("Places"),
    }[kind]


def claim_kind(kind: str) -> str:
    """Return what one fact of a kind is called."""
    return {
        "cell": _tr("Cell of a table"),
        "figure": _tr("Figure"),
        "event": _tr("Event"),
        "definition": _tr("Definition"),
        "testimony": _tr("Testimony"),
        "legal": _tr("Law"),
        "organisation": _tr("Organisation"),
        "place": _tr("Place"),
    }[kind]


def evidence_name(code: str) -> str:
    """Return the name of an evidence status, or of being rivalled, as short as a filter's."""
    return _tr("Sources disagree") if code == RIVALLED else status_chip(Status(code))


def rivalled_chip() -> str:
    """Return what a chip says of a fact that others rival."""
    return _tr("Disagrees")


def difference(code: str) -> str:
    """Return in what rivals differ."""
    return {
        "year": _tr("Year"),
        "scope": _tr("Scope"),
        "definition": _tr("Definition"),
        "misprint": _tr("Misprint"),
        "arithmetic": _tr("Arithmetic"),
        "estimate": _tr("Estimate"),
        "wording": _tr("Wording"),
        "place": _tr("Place"),
    }.get(code, code)


def other_works() -> str:
    """Return what all works but the main ones are called."""
    return _tr("Other works")


def folded_words() -> str:
    """Return what stands in a list in the place of hard material."""
    return _tr("Folded: this may be hard to read")


def section_tips(titles: Sequence[str], states: Sequence[str]) -> list[str]:
    """Return what blocks of progress say: each section's title and whether it was read."""
    words = {"done": _tr("read"), "current": _tr("open now")}
    return [
        f"{title}: {words.get(state, _tr('not read yet'))}"
        for title, state in zip(titles, states, strict=True)
    ]


def point_name(plot: Plot, line: PlotSeries, point: PlotPoint) -> str:
    """Return what a point of a chart is: period, line, value, and what is doubtful about it."""
    value = point.text
    if plot.symbol and value.endswith(plot.symbol) and not plot.panels:
        value = f"{value.removesuffix(plot.symbol).strip()} {plot.measure}"
    doubt = "" if point.status is Status.AS_PRINTED else status_name(point.status).lower()
    rivals = _tr("sources disagree") if point.rivals else ""
    return ", ".join(filter(None, (point.period, line.label, value, doubt, point.remark, rivals)))


def sensitivity_words(sensitivity: Sensitivity) -> str:
    """Return what is said in the place of hard material."""
    return {
        Sensitivity.NONE: "",
        Sensitivity.DEATH: _tr("This speaks of death."),
        Sensitivity.VIOLENCE: _tr("This speaks of violence."),
        Sensitivity.SEXUAL_VIOLENCE: _tr("This speaks of sexual violence."),
    }[sensitivity]


def hands_name(hands: int) -> str:
    """Return how many hands something passed through."""
    names = (_tr("First-hand"), _tr("Second-hand"), _tr("Third-hand"), _tr("Fourth-hand"))
    return names[hands - 1] if 1 <= hands <= len(names) else _tr("%d hands") % hands


def difficulty_name(difficulty: Difficulty) -> str:
    """Return the skill that a question asks for."""
    return {
        Difficulty.RECALL: _tr("Recall"),
        Difficulty.READ: _tr("Read a figure"),
        Difficulty.COMPARE: _tr("Compare"),
        Difficulty.JUDGE: _tr("Judge a source"),
    }[difficulty]


def scale_names(base: str) -> tuple[str, ...]:
    """Return what a chart's scale can be: amounts, and the index if some year can be its base."""
    amounts = _tr("Amounts")
    return (amounts, _tr("Index, %s = 100") % base) if base else (amounts,)


def score_words(score: Score) -> str:
    """Return a score in words; what was partly right is told only where there is such."""
    words = _tr("%d of %d right") % (score.right, score.total)
    return _tr("%s, %d partly right") % (words, score.partly) if score.partly else words


def reader_name(name: str) -> str:
    """Return how a reader is called; the first release asked nobody for a name."""
    return name or _tr("Reader without a name")


def initials(name: str) -> str:
    """Return the first letters of the first two words of a name; empty for none."""
    return "".join(word[0].upper() for word in name.split()[:2])


def day_name(day: date, today: date) -> str:
    """Return a day of the past as people say it: today, yesterday, 17 Nov, 17 Nov 2025."""
    if day >= today:
        return _tr("today")
    if (today - day).days == 1:
        return _tr("yesterday")
    months = (
        _tr("Jan"),
        _tr("Feb"),
        _tr("Mar"),
        _tr("Apr"),
        _tr("May"),
        _tr("Jun"),
        _tr("Jul"),
        _tr("Aug"),
        _tr("Sep"),
        _tr("Oct"),
        _tr("Nov"),
        _tr("Dec"),
    )
    words = f"{day.day} {months[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"
