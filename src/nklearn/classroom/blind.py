"""A question made from an item of graded work: it can be asked and shown, never scored."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nklearn.classroom.item_forms import (
    BarsForm,
    BodyForm,
    ChoiceForm,
    ChoicesForm,
    GapForm,
    GapsForm,
    Item,
    LinesForm,
    MatchForm,
    NumberForm,
    OrderForm,
    Part,
    PointForm,
    ShortForm,
    TextForm,
)
from nklearn.domain.charts import Annotation, AnyChart, BarsSpec, ChartSpec
from nklearn.domain.claims import Sensitivity
from nklearn.domain.questions import (
    BLIND,
    Body,
    Difficulty,
    Gap,
    GapText,
    MatchChoice,
    Matching,
    MatchRow,
    MultipleResponse,
    Numeric,
    Option,
    Ordering,
    OrderItem,
    Pointing,
    Question,
    ShortAnswer,
    SingleChoice,
    Spot,
    Written,
)


def blind_question(item: Item, owner: str) -> Question:
    """Return an item of the assignment `owner` as a question that the views can ask.

    Where its key would stand are neutral values: no option is right, nothing is accepted, nothing
    is cited. `Question.blind` tells, and grading refuses it.
    """
    return Question(
        id=f"{BLIND}{owner}/{item.key}",
        module="",
        section="",
        stem=item.stem,
        difficulty=Difficulty.READ,
        sensitivity=Sensitivity(item.care),
        claims=(),
        explanation=(),
        body=_body(item.body),
        chart=_chart(item.figure) if item.figure is not None else None,
    )


def _body(form: BodyForm) -> Body:
    match form:
        case ChoiceForm():
            return SingleChoice(_options(form.options))
        case ChoicesForm():
            return MultipleResponse(_options(form.options))
        case NumberForm():
            return _number(form)
        case OrderForm():
            items = tuple(OrderItem(part.id, part.text, "", (), ()) for part in form.items)
            return Ordering(items, form.first, form.last)
        case MatchForm():
            rows = tuple(MatchRow(part.id, part.text, "", (), ()) for part in form.rows)
            return Matching(rows, tuple(MatchChoice(part.id, part.text) for part in form.choices))
        case ShortForm():
            return ShortAnswer("", form.rule, ())
        case GapsForm():
            return GapText(form.pieces, tuple(map(_gap, form.gaps)))
        case PointForm():
            spots = (
                Spot(spot.id, spot.label, right=False, reveals=(), cites=()) for spot in form.spots
            )
            return Pointing(tuple(spots), form.markers)
        case TextForm():
            return Written(form.least, form.most, (), form.beside)


def _options(parts: Sequence[Part]) -> tuple[Option, ...]:
    return tuple(Option(part.id, part.text, right=False, reveals=(), cites=()) for part in parts)


def _number(form: NumberForm) -> Numeric:
    return Numeric(
        answer=Decimal(0),
        low=Decimal(1),  # no number lies between these ends
        high=Decimal(0),
        unit=form.unit,
        rule=form.rule,
        working=(),
        unit_words=form.unit_words,
        factors=tuple((word, Decimal(factor)) for word, factor in form.factors),
        unit_needed=form.unit_needed,
    )


def _gap(form: GapForm) -> Gap:
    return Gap(form.id, form.label, "", (), (), _options(form.options))


def _chart(form: LinesForm | BarsForm) -> AnyChart:
    if isinstance(form, BarsForm):
        return BarsSpec(
            form.dataset,
            form.series,
            form.period,
            form.unit,
            form.title,
            form.subtitle,
            form.alt,
        )
    return ChartSpec(
        dataset=form.dataset,
        series=form.series,
        unit=form.unit,
        title=form.title,
        subtitle=form.subtitle,
        alt=form.alt,
        labelled=form.labelled,
        annotations=tuple(
            Annotation(note.series, note.period, note.text) for note in form.annotations
        ),
    )
