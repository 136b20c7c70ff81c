"""What the figures of a class are called, and what each says and does not say, in plain words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from nklearn.classroom.understanding import ItemView, Understanding
from nklearn.content.catalog import Catalog
from nklearn.domain.addresses import Address
from nklearn.domain.claims import Sensitivity
from nklearn.domain.item_statistics import Common, Pick, Picked, Trust, WorthGoingOver
from nklearn.domain.questions import Difficulty, Question
from nklearn.domain.teaching import Assigned
from nklearn.ui.words import counted, difficulty_name, folded_words, sentences

NONE = "–"


def stem_words(question: Question) -> str:
    """Return what is asked; of hard material only that it is folded."""
    return question.stem if question.sensitivity is Sensitivity.NONE else folded_words()


def review_address(assigned: Assigned) -> str:
    """Return where practice on what was hard is drafted."""
    state = {"class": assigned.school_class, "review": assigned.id}
    return str(Address.of("teach", "assignments", "new", **state))


def percent(share: float | None) -> str:
    """Return a share of 1 as a whole percentage."""
    return NONE if share is None else f"{round(100 * share)}%"


def number(value: float | None, digits: int = 2, unit: str = "") -> str:
    """Return a figure with a minus sign that is one."""
    if value is None:
        return NONE
    return f"{value:.{digits}f}{unit}".replace("-", "\u2212")


def pick_words(picked: Picked) -> str:
    """Return what was picked, as people say it."""
    match picked.kind:
        case Pick.AFTER if not picked.words:
            return QCoreApplication.translate("items", "The right order")
        case Pick.AFTER:
            return QCoreApplication.translate("items", "%s after %s") % picked.words
        case Pick.PAIR:
            return QCoreApplication.translate("items", "%s: %s") % picked.words
        case Pick.TEXT if not picked.right:
            return f"“{picked.words[0]}”"
        case _:
            return picked.words[0]


def instead_words(view: ItemView) -> str:
    """Return what was most chosen instead; empty if nothing was."""
    return (
        QCoreApplication.translate("items", "Most chosen instead: %s") % pick_words(view.instead)
        if view.instead
        else ""
    )


def waiting_words(view: ItemView) -> str:
    """Say how many answers wait for a mark; empty if none does."""
    one = QCoreApplication.translate("items", "1 answer waits for your mark")
    return (
        counted(
            view.waiting, one, QCoreApplication.translate("items", "%d answers wait for your mark")
        )
        if view.waiting
        else ""
    )


def handed_in_words(found: Understanding) -> str:
    """Say how many have handed in, and what the shares are of."""
    said = QCoreApplication.translate("items", "%d of %d handed in.") % (
        found.handed_in,
        found.students,
    )
    if found.attempts > found.handed_in:
        said = sentences(
            said, QCoreApplication.translate("items", "All %d attempts count.") % found.attempts
        )
    return said


def share_words() -> str:
    """Say what a share is of."""
    return QCoreApplication.translate(
        "items", "Share answering correctly; what is partly right counts in part."
    )


def trust_words(found: Understanding) -> str:
    """Say how far the indices can be relied on; empty from 30 attempts on."""
    few = counted(
        found.attempts,
        QCoreApplication.translate("items", "1 attempt counts."),
        QCoreApplication.translate("items", "%d attempts count."),
    )
    match found.trust:
        case Trust.WITHHELD:
            rest = QCoreApplication.translate(
                "items",
                "That is too few for indices, so they are left out; counts and averages stand.",
            )
            return sentences(few, rest)
        case Trust.CAUTION:
            rest = QCoreApplication.translate(
                "items",
                "With fewer than 30 the indices are rough: take them as a place to look, no more.",
            )
            return sentences(few, rest)
        case Trust.USUAL:
            return ""


def worth_words(worth: WorthGoingOver | None, found: Understanding, catalog: Catalog) -> str:
    """Say which questions are worth going over, and what they share."""
    if worth is None:
        if not found.attempts:
            return QCoreApplication.translate("items", "Nothing yet: nobody has handed in.")
        return QCoreApplication.translate("items", "No question is under 50%.")
    names = [str(each) for each in worth.numbers]
    if len(names) == 1:
        return QCoreApplication.translate("items", "Item %s is under 50%%.") % names[0]
    listed = QCoreApplication.translate("items", "%s and %s") % (", ".join(names[:-1]), names[-1])
    said = QCoreApplication.translate("items", "Items %s are under 50%%.") % listed
    return sentences(said, _common_words(worth, catalog, len(names)))


def _common_words(worth: WorthGoingOver, catalog: Catalog, count: int) -> str:
    who = {
        2: QCoreApplication.translate("items", "Both"),
        3: QCoreApplication.translate("items", "All three"),
        4: QCoreApplication.translate("items", "All four"),
    }.get(count, QCoreApplication.translate("items", "All"))
    match worth.common:
        case None:
            return ""
        case Common.CLAIM:
            evidence = catalog.evidence(worth.value)
            hard = evidence.sensitivity is not Sensitivity.NONE
            return QCoreApplication.translate("items", "%s rest on “%s”.") % (
                who,
                folded_words() if hard else evidence.title,
            )
        case Common.SECTION | Common.LESSON:
            return QCoreApplication.translate("items", "%s come from “%s”.") % (
                who,
                place_name(catalog, worth),
            )
        case Common.DATES:
            return QCoreApplication.translate("items", "%s turn on dates.") % who
        case Common.DIFFICULTY:
            skill = difficulty_name(Difficulty(worth.value))
            return QCoreApplication.translate("items", "%s ask for one skill: %s.") % (
                who,
                skill.lower(),
            )
        case Common.TYPE:
            kind = worth.value.replace("-", " ")
            return QCoreApplication.translate("items", "%s are of one type: %s.") % (who, kind)


def place_name(catalog: Catalog, worth: WorthGoingOver) -> str:
    """Return the title of the section or lesson that questions share."""
    module = worth.items[0].partition("/")[0]
    lesson, _, section = worth.value.partition("/")
    for own in catalog.module(module).lessons:
        if own.id == f"{module}/{lesson}":
            titles = dict(own.sections)
            return titles.get(section, own.title) if section else own.title
    return worth.value


#: What each column of the table of items is: its name, what it says, what it does not say.
def item_columns() -> tuple[tuple[str, str, str], ...]:
    """Explain the indices of a question, in the order of the table."""
    return (
        (
            QCoreApplication.translate("items", "Facility index"),
            QCoreApplication.translate(
                "items",
                "The mean share of the marks that was reached. Near 100% nearly all could do it.",
            ),
            QCoreApplication.translate(
                "items", "Why it was hard, or whether the question or the teaching was at fault."
            ),
        ),
        (
            QCoreApplication.translate("items", "Standard deviation"),
            QCoreApplication.translate(
                "items", "How far the marks lie apart, as a percentage of the best mark."
            ),
            QCoreApplication.translate(
                "items", "Who did well: the same spread can come from few or from many."
            ),
        ),
        (
            QCoreApplication.translate("items", "Intended weight"),
            QCoreApplication.translate("items", "How much of the whole the question is worth."),
            QCoreApplication.translate(
                "items", "How much it decided in fact: that is the effective weight."
            ),
        ),
        (
            QCoreApplication.translate("items", "Effective weight"),
            QCoreApplication.translate(
                "items", "How much of the differences between totals comes from this question."
            ),
            QCoreApplication.translate(
                "items",
                "Anything where those with better totals did worse on it: then “negative” stands"
                " there.",
            ),
        ),
        (
            QCoreApplication.translate("items", "Discrimination index"),
            QCoreApplication.translate(
                "items",
                "Whether those who did well on the other questions did well here too: from −100%"
                " to 100%.",
            ),
            QCoreApplication.translate(
                "items",
                "That a question is bad: a very easy, a very hard or a different one has a low"
                " index too.",
            ),
        ),
        (
            QCoreApplication.translate("items", "Discriminative efficiency"),
            QCoreApplication.translate(
                "items",
                "The same, as a share of the most that a question this easy or hard could reach."
                " A ! marks one under 15%, as in Moodle.",
            ),
            QCoreApplication.translate(
                "items", "Much in a small class, or anything where all have the same mark."
            ),
        ),
    )


def quiz_lines(found: Understanding) -> tuple[tuple[str, str, str], ...]:
    """Return the figures of the whole: name, value, and what it says and does not say."""
    quiz, held = found.quiz, found.trust is Trust.WITHHELD
    best = quiz.maximum

    def of_best(value: float | None) -> str:
        return NONE if value is None or not best else number(100 * value / best, 1, "%")

    def index(words: str) -> str:
        return QCoreApplication.translate("items", "left out") if held else words

    return (
        (
            QCoreApplication.translate("items", "Mean"),
            of_best(quiz.mean),
            QCoreApplication.translate("items", "The average of all totals."),
        ),
        (
            QCoreApplication.translate("items", "Median"),
            of_best(quiz.median),
            QCoreApplication.translate(
                "items", "Half have this much or more. A few very low totals don’t move it."
            ),
        ),
        (
            QCoreApplication.translate("items", "Standard deviation"),
            index(of_best(quiz.sd)),
            QCoreApplication.translate(
                "items", "How far totals lie apart. It does not say whether they are high or low."
            ),
        ),
        (
            QCoreApplication.translate("items", "Skewness"),
            index(number(quiz.skewness)),
            QCoreApplication.translate(
                "items", "Below 0 a few are far behind; above 0 a few are far ahead. 0 is even."
            ),
        ),
        (
            QCoreApplication.translate("items", "Kurtosis"),
            index(number(quiz.kurtosis)),
            QCoreApplication.translate(
                "items", "Above 0 there are more very high or very low totals than in a bell curve."
            ),
        ),
        (
            QCoreApplication.translate("items", "Internal consistency"),
            index(number(quiz.cic, 1, "%")),
            QCoreApplication.translate(
                "items",
                "How far the questions measure one thing together (Cronbach’s alpha). Few or very"
                " different questions make it low without being bad.",
            ),
        ),
        (
            QCoreApplication.translate("items", "Error ratio"),
            index(number(quiz.error_ratio, 1, "%")),
            QCoreApplication.translate(
                "items",
                "How much of the differences between totals is chance rather than knowledge.",
            ),
        ),
        (
            QCoreApplication.translate("items", "Standard error"),
            index(of_best(quiz.standard_error)),
            QCoreApplication.translate(
                "items",
                "How far a total may lie from what the student knows; two students closer than this"
                " can’t be told apart.",
            ),
        ),
    )
