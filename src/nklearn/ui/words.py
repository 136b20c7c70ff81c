"""Words that several screens share for what the domain names by code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from nklearn.domain.claims import Sensitivity, Status
from nklearn.domain.facts import RIVALLED
from nklearn.domain.questions import Difficulty
from nklearn.domain.records import Confidence, Mode

if TYPE_CHECKING:
    from nklearn.content.plots import Plot, PlotPoint, PlotSeries
    from nklearn.learning.progress import Score
    from nklearn.learning.quiz import Outcome

#: Kinds of records whose names are proper names, which say nothing hard: they stand above a fold.
NAMED = frozenset({"body", "class", "law", "organisation", "person", "place", "sanction"})


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
        "lesson": QCoreApplication.translate("words", "Lesson"),
        "module": QCoreApplication.translate("words", "Module"),
        "claim": QCoreApplication.translate("words", "Fact"),
        "cell": QCoreApplication.translate("words", "Data"),
        "data": QCoreApplication.translate("words", "Data set"),
        "glossary": QCoreApplication.translate("words", "Glossary"),
        "source": QCoreApplication.translate("words", "Source"),
        "disagreement": QCoreApplication.translate("words", "Sources disagree"),
        "question": QCoreApplication.translate("words", "Question"),
        "summary": QCoreApplication.translate("words", "One-page summary"),
        "chart": QCoreApplication.translate("words", "Chart"),
        "page": QCoreApplication.translate("words", "Page"),
        "body": QCoreApplication.translate("words", "Institution"),
        "event": QCoreApplication.translate("words", "Event"),
        "command": QCoreApplication.translate("words", "Chain of command"),
        "class": QCoreApplication.translate("words", "Class"),
        "consequence": QCoreApplication.translate("words", "What followed from class"),
        "label": QCoreApplication.translate("words", "Label in a table"),
        "place": QCoreApplication.translate("words", "Place"),
        "law": QCoreApplication.translate("words", "Law"),
        "provision": QCoreApplication.translate("words", "Provision"),
        "penalty": QCoreApplication.translate("words", "Penalty"),
        "sanction": QCoreApplication.translate("words", "Sanction"),
        "organisation": QCoreApplication.translate("words", "Organisation"),
        "person": QCoreApplication.translate("words", "Person"),
    }.get(kind, kind)


def kind_icon(kind: str) -> str:
    """Return the icon of a kind."""
    return {
        "lesson": "book-open",
        "module": "book-open",
        "summary": "file-text",
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
        Status.AS_PRINTED: QCoreApplication.translate("words", "As printed"),
        Status.CORRECTED: QCoreApplication.translate("words", "Read with a correction"),
        Status.ILLEGIBLE: QCoreApplication.translate("words", "Illegible"),
        Status.NO_VALUE: QCoreApplication.translate("words", "No value given"),
        Status.COMPUTED: QCoreApplication.translate("words", "Computed by us"),
    }[status]


def status_chip(status: Status) -> str:
    """Return an evidence status as short as a chip wants it."""
    return {
        Status.CORRECTED: QCoreApplication.translate("words", "Corrected"),
        Status.NO_VALUE: QCoreApplication.translate("words", "No value"),
        Status.COMPUTED: QCoreApplication.translate("words", "Computed"),
    }.get(status, status_name(status))


def claim_kinds(kind: str) -> str:
    """Return what facts of a kind are called."""
    return {
        "figure": QCoreApplication.translate("words", "Figures"),
        "event": QCoreApplication.translate("words", "Events"),
        "definition": QCoreApplication.translate("words", "Definitions"),
        "testimony": QCoreApplication.translate("words", "Testimony"),
        "legal": QCoreApplication.translate("words", "Law"),
        "organisation": QCoreApplication.translate("words", "Organisations"),
        "place": QCoreApplication.translate("words", "Places"),
    }[kind]


def claim_kind(kind: str) -> str:
    """Return what one fact of a kind is called."""
    return {
        "cell": QCoreApplication.translate("words", "Cell of a table"),
        "figure": QCoreApplication.translate("words", "Figure"),
        "event": QCoreApplication.translate("words", "Event"),
        "definition": QCoreApplication.translate("words", "Definition"),
        "testimony": QCoreApplication.translate("words", "Testimony"),
        "legal": QCoreApplication.translate("words", "Law"),
        "organisation": QCoreApplication.translate("words", "Organisation"),
        "place": QCoreApplication.translate("words", "Place"),
    }[kind]


def evidence_name(code: str) -> str:
    """Return the name of an evidence status, or of being rivalled, as short as a filter's."""
    return (
        QCoreApplication.translate("words", "Sources disagree")
        if code == RIVALLED
        else status_chip(Status(code))
    )


def rivalled_chip() -> str:
    """Return what a chip says of a fact that others rival."""
    return QCoreApplication.translate("words", "Disagrees")


def difference(code: str) -> str:
    """Return in what rivals differ."""
    return {
        "year": QCoreApplication.translate("words", "Year"),
        "scope": QCoreApplication.translate("words", "Scope"),
        "definition": QCoreApplication.translate("words", "Definition"),
        "misprint": QCoreApplication.translate("words", "Misprint"),
        "arithmetic": QCoreApplication.translate("words", "Arithmetic"),
        "estimate": QCoreApplication.translate("words", "Estimate"),
        "wording": QCoreApplication.translate("words", "Wording"),
        "place": QCoreApplication.translate("words", "Place"),
    }.get(code, code)


def other_works() -> str:
    """Return what all works but the main ones are called."""
    return QCoreApplication.translate("words", "Other works")


def folded_words() -> str:
    """Return what stands in a list in the place of hard material."""
    return QCoreApplication.translate("words", "Folded: this may be hard to read")


def section_tips(titles: Sequence[str], states: Sequence[str]) -> list[str]:
    """Return what blocks of progress say: each section's title and whether it was read."""
    words = {
        "done": QCoreApplication.translate("words", "read"),
        "current": QCoreApplication.translate("words", "open now"),
    }
    unread = QCoreApplication.translate("words", "not read yet")
    return [
        f"{title}: {words.get(state, unread)}" for title, state in zip(titles, states, strict=True)
    ]


def point_name(plot: Plot, line: PlotSeries, point: PlotPoint) -> str:
    """Return what a point of a chart is: period, line, value, and what is doubtful about it."""
    value = point.text
    if plot.symbol and value.endswith(plot.symbol) and not plot.panels:
        value = f"{value.removesuffix(plot.symbol).strip()} {plot.measure}"
    doubt = "" if point.status is Status.AS_PRINTED else status_name(point.status).lower()
    rivals = QCoreApplication.translate("words", "sources disagree") if point.rivals else ""
    return ", ".join(filter(None, (point.period, line.label, value, doubt, point.remark, rivals)))


def sensitivity_words(sensitivity: Sensitivity) -> str:
    """Return what is said in the place of hard material."""
    return {
        Sensitivity.NONE: "",
        Sensitivity.DEATH: QCoreApplication.translate("words", "This speaks of death."),
        Sensitivity.VIOLENCE: QCoreApplication.translate("words", "This speaks of violence."),
        Sensitivity.SEXUAL_VIOLENCE: QCoreApplication.translate(
            "words", "This speaks of sexual violence."
        ),
    }[sensitivity]


def hands_name(hands: int) -> str:
    """Return how many hands something passed through."""
    names = (
        QCoreApplication.translate("words", "First-hand"),
        QCoreApplication.translate("words", "Second-hand"),
        QCoreApplication.translate("words", "Third-hand"),
        QCoreApplication.translate("words", "Fourth-hand"),
    )
    return (
        names[hands - 1]
        if 1 <= hands <= len(names)
        else QCoreApplication.translate("words", "%d hands") % hands
    )


def difficulty_name(difficulty: Difficulty) -> str:
    """Return the skill that a question asks for."""
    return {
        Difficulty.RECALL: QCoreApplication.translate("words", "Recall"),
        Difficulty.READ: QCoreApplication.translate("words", "Read a figure"),
        Difficulty.COMPARE: QCoreApplication.translate("words", "Compare"),
        Difficulty.JUDGE: QCoreApplication.translate("words", "Judge a source"),
    }[difficulty]


def scale_names(base: str) -> tuple[str, ...]:
    """Return what a chart's scale can be: amounts, and the index if some year can be its base."""
    amounts = QCoreApplication.translate("words", "Amounts")
    return (
        (amounts, QCoreApplication.translate("words", "Index, %s = 100") % base)
        if base
        else (amounts,)
    )


def score_words(score: Score) -> str:
    """Return a score in words; what was partly right or waits is told where there is such."""
    words = QCoreApplication.translate("words", "%d of %d right") % (score.right, score.total)
    if score.partly:
        words = QCoreApplication.translate("words", "%s, %d partly right") % (words, score.partly)
    if score.waiting:
        form = QCoreApplication.translate("words", "%s, %d for your teacher to read")
        words = form % (words, score.waiting)
    return words


def mode_name(mode: Mode) -> str:
    """Return what a session is called."""
    return {
        Mode.PRACTICE: QCoreApplication.translate("words", "Practice"),
        Mode.CHECK: QCoreApplication.translate("words", "Check yourself"),
        Mode.GRADED: QCoreApplication.translate("words", "Graded work"),
        Mode.REVIEW: QCoreApplication.translate("words", "Review"),
    }[mode]


def confidence_name(confidence: Confidence) -> str:
    """Return how sure somebody said that they were."""
    return {
        Confidence.GUESS: QCoreApplication.translate("words", "Guess"),
        Confidence.THINK: QCoreApplication.translate("words", "Think so"),
        Confidence.SURE: QCoreApplication.translate("words", "Sure"),
    }[confidence]


def outcome_name(outcome: Outcome, *, first: bool = False) -> str:
    """Return how an answer went; `first` says that it was the first of several tries."""
    from nklearn.learning.quiz import Outcome

    if first and outcome in (Outcome.RIGHT, Outcome.PARTLY, Outcome.WRONG):
        return {
            Outcome.RIGHT: QCoreApplication.translate("words", "Correct at first"),
            Outcome.PARTLY: QCoreApplication.translate("words", "Partly right at first"),
            Outcome.WRONG: QCoreApplication.translate("words", "Not correct at first"),
        }[outcome]
    return {
        Outcome.RIGHT: QCoreApplication.translate("words", "Correct"),
        Outcome.PARTLY: QCoreApplication.translate("words", "Partly right"),
        Outcome.WRONG: QCoreApplication.translate("words", "Not correct"),
        Outcome.WAITS: QCoreApplication.translate("words", "Waits for your teacher"),
        Outcome.GIVEN: QCoreApplication.translate("words", "Answered"),
        Outcome.OPEN: QCoreApplication.translate("words", "Not answered"),
    }[outcome]


def reader_name(name: str) -> str:
    """Return how a reader is called; the first release asked nobody for a name."""
    return name or QCoreApplication.translate("words", "Reader without a name")


def initials(name: str) -> str:
    """Return the first letters of the first two words of a name; empty for none."""
    return "".join(word[0].upper() for word in name.split()[:2])


def day_name(day: date, today: date) -> str:
    """Return a day of the past as people say it: today, yesterday, 17 Nov, 17 Nov 2025."""
    if day >= today:
        return QCoreApplication.translate("words", "today")
    if (today - day).days == 1:
        return QCoreApplication.translate("words", "yesterday")
    return short_date(day, today)


def coming_day(day: date, today: date) -> str:
    """Return when a day to come is: today, tomorrow, on 27 Nov, on 27 Nov 2027."""
    if day <= today:
        return QCoreApplication.translate("words", "today")
    if (day - today).days == 1:
        return QCoreApplication.translate("words", "tomorrow")
    return QCoreApplication.translate("words", "on %s") % short_date(day, today)


def short_date(day: date, today: date) -> str:
    """Return a date: 17 Nov, or 17 Nov 2025 in another year than today's."""
    months = (
        QCoreApplication.translate("words", "Jan"),
        QCoreApplication.translate("words", "Feb"),
        QCoreApplication.translate("words", "Mar"),
        QCoreApplication.translate("words", "Apr"),
        QCoreApplication.translate("words", "May"),
        QCoreApplication.translate("words", "Jun"),
        QCoreApplication.translate("words", "Jul"),
        QCoreApplication.translate("words", "Aug"),
        QCoreApplication.translate("words", "Sep"),
        QCoreApplication.translate("words", "Oct"),
        QCoreApplication.translate("words", "Nov"),
        QCoreApplication.translate("words", "Dec"),
    )
    words = f"{day.day} {months[day.month - 1]}"
    return words if day.year == today.year else f"{words} {day.year}"
