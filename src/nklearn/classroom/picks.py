"""What a class answered in words: picks, wrong answers, what to go over, misconceptions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nklearn.domain.grading import accepted, grade
from nklearn.domain.item_statistics import (
    Common,
    Misconception,
    Pick,
    Picked,
    PickRow,
    PickTable,
    WorthGoingOver,
)
from nklearn.domain.lessons import Cite, Inline
from nklearn.domain.questions import (
    Body,
    GapText,
    Matching,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    OrderItem,
    Pointing,
    Question,
    ShortAnswer,
    SingleChoice,
    Written,
)
from nklearn.domain.responses import (
    ChoiceResponse,
    ChoicesResponse,
    GapsResponse,
    MatchResponse,
    NumericResponse,
    OrderResponse,
    PointsResponse,
    Response,
    TextResponse,
)
from nklearn.domain.typed import fits, read_amount

HALF = 0.5  # the facility below which a question is worth going over

_YEAR = re.compile(r"(?<!\d)(?:1[6-9]|20)\d\d(?!\d)")


@dataclass(frozen=True, slots=True)
class Given:
    """One answer of a student; `total` is the share of the whole that the attempt reached."""

    student: str
    question: Question
    response: Response | None
    total: float = 0.0


@dataclass(frozen=True, slots=True)
class _Part:
    """A thing that was picked; equal parts are counted together."""

    kind: Pick
    words: tuple[str, ...]
    right: bool
    claims: tuple[str, ...] = ()


def pick_table(question: Question, answers: Sequence[Given]) -> PickTable:
    """Count what was picked, by all and by the best and last third."""
    read = [(parts(question, each.response), each) for each in answers]
    top, bottom = _thirds([each.total for each in answers])
    found: dict[_Part, list[Given]] = {part: [] for part in _offered(question.body)}
    for own, each in read:
        for part in own:
            found.setdefault(part, []).append(each)
    rows = [
        PickRow(
            Picked(part.kind, part.words, len(given), part.right, part.claims),
            sum(each.total >= top for each in given) if top is not None else 0,
            sum(each.total <= bottom for each in given) if bottom is not None else 0,
            sum(each.total for each in given) / len(given) if given else None,
        )
        for part, given in found.items()
    ]
    answered = sum(bool(own) for own, _ in read)
    return PickTable(
        tuple(sorted(rows, key=lambda row: -row.picked.count)),
        sum(each.total >= top for each in answers) if top is not None else 0,
        sum(each.total <= bottom for each in answers) if bottom is not None else 0,
        answered,
        len(read) - answered,
    )


def most_chosen_instead(question: Question, responses: Iterable[Response | None]) -> Picked | None:
    """Return the wrong thing that most picked; None where nothing was wrong.

    Of an order it is the two neighbours most often turned round; of a matching or gap text the
    row or gap most often filled with one and the same wrong thing. Of equals the first by words.
    """
    counts = Counter(part for each in responses for part in parts(question, each) if not part.right)
    if not counts:
        return None
    part, count = min(counts.items(), key=lambda each: (-each[1], each[0].words))
    return Picked(part.kind, part.words, count, False, part.claims)


def worth_going_over(
    questions: Sequence[Question], facility: Mapping[str, float | None]
) -> WorthGoingOver | None:
    """Name the questions under half and what they share that not all others share as well.

    None if there are none; one alone shares nothing.
    """
    held = [(place, each) for place, each in enumerate(questions, 1)]
    low = [(n, each) for n, each in held if (share := facility.get(each.id)) is not None
           and share < HALF]  # fmt: skip
    if not low:
        return None
    numbers, items = tuple(n for n, _ in low), tuple(each.id for _, each in low)
    rest = [each for each in questions if each.id not in items]
    if len(low) > 1:
        for common, values in _SHARED.items():
            alike = frozenset[str].intersection(*(values(each) for _, each in low))
            told = [one for one in sorted(alike) if not rest or not all(
                one in values(each) for each in rest)]  # fmt: skip
            if told:
                return WorthGoingOver(numbers, items, common, told[0])
    return WorthGoingOver(numbers, items)


def misconceptions(answers: Iterable[Given]) -> tuple[Misconception, ...]:
    """Count wrong picks by the claims that they are really about, most students first.

    Known slips count with the claims that their feedback cites, else with the question's first.
    """
    found: dict[tuple[str, bool], list[tuple[Given, _Part]]] = {}
    for each in answers:
        for part in parts(each.question, each.response):
            if not part.right:
                for claim in part.claims:
                    found.setdefault((claim, False), []).append((each, part))
        for claim, part in _slips(each.question, each.response):
            found.setdefault((claim, True), []).append((each, part))
    made = [
        Misconception(
            claim,
            len({each.student for each, _ in held}),
            len(held),
            tuple(dict.fromkeys(each.question.id for each, _ in held)),
            tuple(
                Picked(part.kind, part.words, count, False, part.claims)
                for part, count in Counter(part for _, part in held).most_common()
            ),
            slip,
        )
        for (claim, slip), held in found.items()
    ]
    return tuple(sorted(made, key=lambda one: (-one.students, -one.answers, one.claim)))


def turns_on_dates(question: Question) -> bool:
    """Tell whether what is asked for is a year: in every option, tag or answer."""
    match question.body:
        case SingleChoice(options) | MultipleResponse(options):
            return all(_YEAR.search(option.text) for option in options)
        case Ordering(items):
            return all(_YEAR.search(item.tag) for item in items)
        case Matching(choices=choices):
            return sum(bool(_YEAR.search(choice.text)) for choice in choices) * 2 > len(choices)
        case Numeric() as body:
            return body.unit in ("", "year") and bool(_YEAR.fullmatch(f"{body.answer:f}"))
        case ShortAnswer(answer=answer):
            return bool(_YEAR.search(answer))
        case GapText(gaps=gaps):
            return all(_YEAR.search(gap.answer) for gap in gaps)
        case Pointing() | Written():
            return False


def parts(question: Question, response: Response | None) -> tuple[_Part, ...]:
    """Return what an answer picked; nothing if there is none or it can't be read."""
    if response is None or grade(question, response) is None:
        return ()
    match question.body, response:
        case SingleChoice(options), ChoiceResponse(chosen):
            return tuple(_option(each) for each in options if each.id == chosen)
        case MultipleResponse(options), ChoicesResponse(chosen):
            return tuple(_option(each) for each in options if each.id in chosen)
        case Numeric() as body, NumericResponse(text):
            value = read_amount(text, body)
            if isinstance(value, str):
                return ()
            words = f"{value.normalize():f}" if value else "0"
            return (_Part(Pick.NUMBER, (words,), body.low <= value <= body.high),)
        case Ordering(items), OrderResponse(order):
            return _turned(items, order)
        case Matching() as body, MatchResponse(pairs):
            return _matched(body, pairs)
        case ShortAnswer() as body, TextResponse(text):
            own = accepted(body.accepted, text)
            if own is not None and own.fraction >= 1:
                return (_Part(Pick.TEXT, (body.answer,), True),)
            return (_Part(Pick.TEXT, (" ".join(text.split()).casefold(),), False),)
        case GapText() as body, GapsResponse(values):
            return _filled(body, dict(values))
        case Pointing(spots), PointsResponse(chosen):
            return tuple(
                _Part(Pick.SPOT, (spot.label,), spot.right, () if spot.right else spot.cites)
                for spot in spots
                if spot.id in chosen
            )
        case _:
            return ()


def _option(option: Option) -> _Part:
    claims = () if option.right else option.cites
    return _Part(Pick.OPTION, (option.text,), option.right, claims)


def _turned(items: Sequence[OrderItem], order: Sequence[str]) -> tuple[_Part, ...]:
    """Return the neighbours that stand the wrong way round; one right part if there are none."""
    place = {item.id: n for n, item in enumerate(items)}
    tags = [item.tag for item in items]
    telling = all(tags) and len(set(tags)) == len(tags)  # else the tag does not say which it is
    words = {item.id: item.tag if telling else item.text for item in items}
    own = {item.id: item for item in items}
    turned = tuple(
        _Part(Pick.AFTER, (words[two], words[one]), False, own[two].cites)
        for one, two in pairwise(order)
        if place[two] < place[one]
    )
    return turned or (_Part(Pick.AFTER, (), True),)


def _matched(body: Matching, pairs: Iterable[tuple[str, str]]) -> tuple[_Part, ...]:
    rows = {row.id: row for row in body.rows}
    words = {choice.id: choice.text for choice in body.choices}
    return tuple(
        _Part(
            Pick.PAIR,
            (rows[row].text, words[choice]),
            right := words[choice] == words[rows[row].choice],
            () if right else rows[row].cites,
        )
        for row, choice in pairs
    )


def _filled(body: GapText, values: Mapping[str, str]) -> tuple[_Part, ...]:
    found: list[_Part] = []
    for gap in body.gaps:
        value = values.get(gap.id, "")
        if gap.options:
            for option in gap.options:
                if option.id == value:
                    claims = () if option.right else option.cites
                    found.append(_Part(Pick.PAIR, (gap.label, option.text), option.right, claims))
        elif typed := " ".join(value.split()).casefold():
            own = accepted(gap.accepted, value)
            right = own is not None and own.fraction >= 1
            found.append(_Part(Pick.PAIR, (gap.label, gap.answer if right else typed), right))
    return tuple(found)


def _offered(body: Body) -> tuple[_Part, ...]:
    """Return what could be picked from a list, in its order."""
    match body:
        case SingleChoice(options) | MultipleResponse(options):
            return tuple(map(_option, options))
        case _:
            return ()


def _thirds(totals: Sequence[float]) -> tuple[float | None, float | None]:
    """Return the least total of the best third and the greatest of the last; None if they meet.

    Who has the same total as the last of a third belongs to it too, so a third may be larger.
    """
    size = len(totals) // 3
    if not size:
        return None, None
    ranked = sorted(totals)
    top, bottom = ranked[-size], ranked[size - 1]
    return (top, bottom) if bottom < top else (None, None)


def _slips(question: Question, response: Response | None) -> list[tuple[str, _Part]]:
    """Return the claims of a known slip that an answer made, with what was answered."""
    match question.body, response:
        case Numeric() as body, NumericResponse(text):
            value = read_amount(text, body)
            if isinstance(value, str) or body.low <= value <= body.high:
                return []
            told = [slip.feedback for slip in body.slips if slip.low <= value <= slip.high]
        case ShortAnswer() as body, TextResponse(text):
            if accepted(body.accepted, text) or not text.strip():
                return []
            told = [slip.feedback for slip in body.slips if fits(slip.wording, text)]
        case _:
            return []
    if not told:
        return []
    (part,) = parts(question, response)
    return [(claim, part) for claim in _cited(told[0]) or question.claims[:1]]


def _cited(spans: Inline) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(one for span in spans if isinstance(span, Cite) for one in span.targets)
    )


_SHARED: dict[Common, Callable[[Question], frozenset[str]]] = {
    Common.CLAIM: lambda question: frozenset(question.claims),
    Common.SECTION: lambda question: frozenset((question.section,)),
    Common.DATES: lambda question: frozenset(("dates",) if turns_on_dates(question) else ()),
    Common.LESSON: lambda question: frozenset((question.section.rpartition("/")[0],)),
    Common.DIFFICULTY: lambda question: frozenset((question.difficulty.value,)),
    Common.TYPE: lambda question: frozenset((question.type,)),
}
