"""What is answered of a question, from YAML to domain values, with every rule about it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal

from nklearn.content.compile import charts
from nklearn.content.compile import question_models as models
from nklearn.content.compile.faults import Faults
from nklearn.content.compile.markdown import MarkdownReader, Prose
from nklearn.content.compile.proofreader import Proofreader
from nklearn.content.compile.records import check_target
from nklearn.content.compile.support import Support
from nklearn.content.compile.yaml_files import Entry
from nklearn.domain.grading import tolerance_range
from nklearn.domain.lessons import Inline
from nklearn.domain.places import Place
from nklearn.domain.quantities import convert, number_text
from nklearn.domain.questions import (
    Accepted,
    Body,
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
    ShortAnswer,
    SingleChoice,
    Slip,
    Spot,
    ToleranceKind,
    WordSlip,
    Written,
)

_GAP = re.compile(r"\{([a-z0-9-]+)\}(?!`)")


class BodyReader:
    """Reads the part of a question that its type decides.

    `doubtful` says whether the last one has a fault of structure, so that its key is no key.
    """

    def __init__(self, proof: Proofreader, reader: MarkdownReader, faults: Faults) -> None:
        """Check texts with `proof` and note faults in `faults`."""
        self._proof, self._reader, self._faults = proof, reader, faults
        self.doubtful = False

    def read(self, model: models.AnyModel, entry: Entry) -> Body:
        """Return the body of one question."""
        self.doubtful = False
        match model:
            case models.NumericModel():
                return self._numeric(model, entry)
            case models.OrderingModel():
                return self._ordering(model, entry)
            case models.MatchingModel():
                return self._matching(model, entry)
            case models.ShortModel():
                return self._short(model, entry)
            case models.GapTextModel():
                return self._gap_text(model, entry)
            case models.PointingModel():
                return self._pointing(model, entry)
            case models.WrittenModel():
                return self._written(model, entry)
            case _:
                return self._choice(model, entry)

    # -- choices -----------------------------------------------------------------------------

    def _choice(self, model: models.ChoiceModel | models.MultipleModel, entry: Entry) -> Body:
        right = sum(option.right for option in model.options)
        options = self._options(model.options, entry, "options")
        if isinstance(model, models.ChoiceModel):
            self._one_right(right, entry, "options")
            return SingleChoice(options)
        if right < 2:
            todo = "mark two or more with `right: true`, or make it a single-choice"
            self._miscounted(right, entry, todo, "options")
        elif right == len(options):
            self._miscounted(right, entry, "add one that is wrong", "options")
        return MultipleResponse(options)

    def _one_right(self, right: int, entry: Entry, *loc: str | int) -> None:
        if right != 1:
            self._miscounted(right, entry, "mark exactly one with `right: true`", *loc)

    def _miscounted(self, right: int, entry: Entry, todo: str, *loc: str | int) -> None:
        what = {0: "no option is right", 1: "one option is right"}.get(
            right, f"{right} options are right"
        )
        self._fault(entry, what, todo, *loc)

    def _options(
        self, written: Sequence[models.OptionModel], entry: Entry, *loc: str | int
    ) -> tuple[Option, ...]:
        self._distinct(written, entry, "options", "use a to e once each", *loc)
        return tuple(
            Option(
                id=option.id,
                text=self._text(option.text, option.cite, entry, *loc, number, "text"),
                right=option.right,
                reveals=self._reveals(option, entry, *loc, number),
                cites=tuple(option.cite),
            )
            for number, option in enumerate(written)
        )

    # -- numbers -----------------------------------------------------------------------------

    def _numeric(self, model: models.NumericModel, entry: Entry) -> Numeric:
        proof, low, high, told = self._proof, model.low, model.high, ""
        if model.tolerance is not None:
            kind = ToleranceKind(model.tolerance.kind)
            low, high = tolerance_range(model.answer, kind, model.tolerance.by)
            told = f"{kind} {number_text(model.tolerance.by)}"
        low, high = low or Decimal(0), high or Decimal(0)
        if not low <= model.answer <= high:
            self._fault(entry, "the answer lies outside `low` to `high`", "correct it", "answer")
        self._check_unit(model, entry)
        slips: list[Slip] = []
        for number, slip in enumerate(model.slips):
            if slip.low > slip.high:
                self._fault(entry, "`low` is above `high`", "swap them", "slips", number)
            if slip.low <= model.answer <= slip.high:
                what = "the slip holds the right answer"
                self._fault(entry, what, "correct its range", "slips", number)
            feedback = self._line(slip.feedback, entry, "slips", number, "feedback")
            slips.append(Slip(slip.low, slip.high, proof.spans(feedback)))
        rule = self._line(model.rule, entry, "rule")
        return Numeric(
            answer=model.answer,
            low=low,
            high=high,
            unit=model.unit,
            rule=charts.plain(proof.spans(rule)),
            working=tuple((step.label, step.line) for step in model.working),
            slips=tuple(slips),
            unit_words=self._unit_words(model.unit),
            factors=self._factors(model, entry),
            unit_needed=model.unit_needed,
            tolerance=told,
        )

    def _check_unit(self, model: models.NumericModel, entry: Entry) -> None:
        records = self._proof.records
        unit = records.units.get(model.unit)
        if unit is None:
            self._fault(entry, f"unknown unit `{model.unit}`", "add it to units.yaml", "unit")
            return
        firsts = [records.first_value(target) for target in model.claims]
        known = [
            convert(number, own, unit)
            for number, own in filter(None, firsts)
            if own.dimension == unit.dimension
        ]
        if model.answer not in known and records.sound(model.claims):
            what = f"the answer {number_text(model.answer)} is the value of none of its claims"
            self._fault(entry, what, "correct it or name its claim in `claims`", "answer")

    def _factors(self, model: models.NumericModel, entry: Entry) -> tuple[tuple[str, Decimal], ...]:
        units, found = self._proof.records.units, dict[str, Decimal]()
        asked = units.get(model.unit)
        for number, name in enumerate(model.other_units):
            own = units.get(name)
            if asked is None or own is None or own.dimension != asked.dimension:
                what = f"`{name}` is no other unit for `{model.unit}`"
                self._fault(
                    entry, what, "name a unit that measures the same", "other_units", number
                )
                continue
            one = convert(Decimal(1), own, asked)
            found |= {word: one for word in self._unit_words(name) if word not in found}
        return tuple(found.items())

    def _unit_words(self, name: str) -> tuple[str, ...]:
        """Return every spelling of a unit; none of an unknown one, which is a fault by itself."""
        unit = self._proof.records.units.get(name)
        if unit is None:
            return ()
        return (unit.symbol, unit.label, *self._proof.records.unit_words[name])

    # -- orders and matches ------------------------------------------------------------------

    def _ordering(self, model: models.OrderingModel, entry: Entry) -> Ordering:
        self._distinct(model.items, entry, "items", "give each its own", "items")
        if len({item.tag for item in model.items}) < len(model.items):
            what = "two items share a tag, so their order is not certain"
            self._fault(entry, what, "tell them apart or leave one out", "items")
        items = tuple(
            OrderItem(
                id=item.id,
                text=self._text(item.text, item.cite, entry, "items", number, "text"),
                tag=self._text(item.tag, item.cite, entry, "items", number, "tag"),
                reveals=self._reveals(item, entry, "items", number),
                cites=tuple(item.cite),
            )
            for number, item in enumerate(model.items)
        )
        return Ordering(
            items, self._plain(model.first, entry, "first"), self._plain(model.last, entry, "last")
        )

    def _matching(self, model: models.MatchingModel, entry: Entry) -> Matching:
        self._distinct(model.rows, entry, "rows", "give each its own", "rows")
        self._distinct(model.choices, entry, "choices", "give each its own", "choices")
        texts = [choice.text for choice in model.choices]
        if len(set(texts)) < len(texts):
            self._fault(entry, "two choices say the same", "leave one out", "choices")
        known = {choice.id for choice in model.choices}
        rows: list[MatchRow] = []
        for number, row in enumerate(model.rows):
            if row.match not in known:
                what = f"unknown choice `{row.match}`"
                self._fault(entry, what, "name one of `choices`", "rows", number, "match")
            rows.append(
                MatchRow(
                    id=row.id,
                    text=self._text(row.text, row.cite, entry, "rows", number, "text"),
                    choice=row.match,
                    reveals=self._reveals(row, entry, "rows", number),
                    cites=tuple(row.cite),
                )
            )
        if not known - {row.match for row in model.rows}:
            what = "every choice belongs to a row, so the last match gives itself away"
            self._fault(entry, what, "add a choice that belongs to none", "choices")
        choices: list[MatchChoice] = []
        for number, choice in enumerate(model.choices):
            own = [target for row in model.rows if row.match == choice.id for target in row.cite]
            cite = [*self._cites(choice.cite, entry, "choices", number), *own]
            loc = ("choices", number, "text")
            choices.append(MatchChoice(choice.id, self._text(choice.text, cite, entry, *loc)))
        return Matching(tuple(rows), tuple(choices))

    # -- words -------------------------------------------------------------------------------

    def _short(self, model: models.ShortModel, entry: Entry) -> ShortAnswer:
        proof = self._proof
        slips = tuple(
            WordSlip(
                slip.text,
                proof.cited(self._line(slip.feedback, entry, "slips", number, "feedback")),
            )
            for number, slip in enumerate(model.slips)
        )
        return ShortAnswer(
            answer=self._text(model.answer, model.claims, entry, "answer"),
            rule=self._plain(model.rule, entry, "rule"),
            accepted=self._accepted(model.accepted, entry, "accepted"),
            slips=slips,
        )

    def _accepted(
        self, written: Sequence[models.AcceptedModel], entry: Entry, *loc: str | int
    ) -> tuple[Accepted, ...]:
        return tuple(
            Accepted(
                wording=own.text,
                fraction=own.worth,
                feedback=self._proof.cited(
                    self._line(own.feedback, entry, *loc, number, "feedback")
                ),
                romanised=own.romanised,
            )
            for number, own in enumerate(written)
        )

    def _gap_text(self, model: models.GapTextModel, entry: Entry) -> GapText:
        self._distinct(model.gaps, entry, "gaps", "give each its own", "gaps")
        parts = _GAP.split(" ".join(model.text.split()))
        pieces, order = parts[::2], parts[1::2]
        gaps = {gap.id: (number, gap) for number, gap in enumerate(model.gaps)}
        if sorted(order) != sorted(gaps):
            what = "the gaps of `text` are not those of `gaps`"
            self._fault(entry, what, "write each gap once, as {id}", "text")
            order = [name for name in dict.fromkeys(order) if name in gaps]
        return GapText(
            tuple(self._piece(piece, model.claims, entry) for piece in pieces),
            tuple(self._gap(gaps[name][1], entry, gaps[name][0]) for name in order),
        )

    def _piece(self, piece: str, claims: Sequence[str], entry: Entry) -> str:
        """Return the words between two gaps with the spaces that part them from these."""
        before = " " if piece[:1] == " " else ""
        after = " " if piece[-1:] == " " and piece.strip() else ""
        return before + self._text(piece, claims, entry, "text") + after

    def _gap(self, gap: models.GapModel, entry: Entry, number: int) -> Gap:
        loc = ("gaps", number)
        options = self._options(gap.options, entry, *loc, "options") if gap.options else ()
        if options:
            self._one_right(sum(option.right for option in options), entry, *loc, "options")
        right = next((option.text for option in options if option.right), "")
        return Gap(
            id=gap.id,
            label=self._plain(gap.label, entry, *loc, "label"),
            answer=right or self._text(gap.answer, gap.cite, entry, *loc, "answer"),
            reveals=self._reveals(gap, entry, *loc),
            cites=tuple(gap.cite),
            options=options,
            accepted=self._accepted(gap.accepted or (), entry, *loc, "accepted"),
            weight=gap.weight,
        )

    # -- pointing and writing ----------------------------------------------------------------

    def _pointing(self, model: models.PointingModel, entry: Entry) -> Pointing:
        self._distinct(model.spots, entry, "spots", "name each once", "spots")
        right = sum(spot.right for spot in model.spots)
        if not right or right == len(model.spots):
            what = "no spot is right" if not right else "every spot is right"
            self._fault(entry, what, "mark some, not all, with `right: true`", "spots")
        elif right > model.markers:
            what = f"{right} spots are right, but only {model.markers} can be marked"
            self._fault(entry, what, "allow more `markers`", "markers")
        known = self._spots(model)
        spots: list[Spot] = []
        for number, spot in enumerate(model.spots):
            if known is not None and spot.id not in known:
                where = "point of the chart" if model.chart else "province with an outline"
                todo = f"name a {where}"
                self._fault(entry, f"unknown spot `{spot.id}`", todo, "spots", number, "id")
            spots.append(
                Spot(
                    id=spot.id,
                    label=self._text(spot.label, spot.cite, entry, "spots", number, "label"),
                    right=spot.right,
                    reveals=self._reveals(spot, entry, "spots", number),
                    cites=tuple(spot.cite),
                )
            )
        return Pointing(tuple(spots), model.markers)

    def _spots(self, model: models.PointingModel) -> set[str] | None:
        """Return the ids of what can be pointed at; None if a fault elsewhere hides it."""
        records = self._proof.records
        if model.chart is None:
            places = records.entities.get("place", {}).values()
            return {each.id for each in places if isinstance(each, Place) and each.outline}
        dataset = records.datasets.get(model.chart.data)
        if dataset is None:
            return None
        written = model.chart.series
        series = written.split() if isinstance(written, str) else written
        return {
            f"{line.id}/{cell.period}"
            for line in dataset.series
            if line.id in series
            for cell in line.observations
            if cell.number is not None
        }

    def _written(self, model: models.WrittenModel, entry: Entry) -> Written:
        if model.least >= model.most:
            self._fault(entry, "`least` is not below `most`", "correct them", "least")
        if bool(model.beside) == (model.chart is not None):
            todo = "give a claim as `beside` or a `chart`, not both"
            self._fault(entry, "one thing stands beside a written response", todo, "type")
        elif model.beside:
            check_target(model.beside, entry.at("beside"), self._proof.records, self._faults)
        lines = (
            self._proof.cited(self._line(line, entry, "looks_for", number))
            for number, line in enumerate(model.looks_for)
        )
        return Written(model.least, model.most, tuple(lines), model.beside)

    # -- texts -------------------------------------------------------------------------------

    def _fault(self, entry: Entry, what: str, todo: str, *loc: str | int) -> None:
        self.doubtful = True
        self._faults.add(entry.at(*loc), what, todo)

    def _distinct(
        self,
        written: Sequence[_Named],
        entry: Entry,
        name: str,
        todo: str,
        *loc: str | int,
    ) -> None:
        if len({each.id for each in written}) < len(written):
            self._fault(entry, f"two {name} share an id", todo, *loc)

    def _cites(self, cite: Iterable[str], entry: Entry, *loc: str | int) -> list[str]:
        cite = list(cite)
        for step, target in enumerate(cite):
            place = entry.at(*loc, "cite", step)
            check_target(target, place, self._proof.records, self._faults)
        return cite

    def _reveals(self, part: _Told, entry: Entry, *loc: str | int) -> Inline:
        """Return what a part really is; its numbers rest on its `cite`, which is checked here."""
        support = self._proof.records.support(self._cites(part.cite, entry, *loc))
        line = self._line(part.reveals, entry, *loc, "is")
        return self._proof.given(line, support, "`cite`")

    def _text(self, text: str, cite: Iterable[str], entry: Entry, *loc: str | int) -> str:
        """Return a plain text of which the numbers rest on `cite`."""
        support: Support = self._proof.records.support(cite)
        return charts.plain(self._proof.given(self._unmarked(text, entry, *loc), support, "`cite`"))

    def _plain(self, text: str, entry: Entry, *loc: str | int) -> str:
        """Return a plain text of which the numbers are rules of ours, and not checked."""
        return charts.plain(self._proof.spans(self._unmarked(text, entry, *loc)))

    def _unmarked(self, text: str, entry: Entry, *loc: str | int) -> Prose:
        line = self._line(text, entry, *loc)
        if any(piece.kind == "cite" for piece in line.pieces):
            what = f"a citation mark in `{loc[-1]}` gives the answer away"
            self._faults.add(line.place, what, "name the target in `claims` or `cite`")
        return line

    def _line(self, text: str, entry: Entry, *loc: str | int) -> Prose:
        return self._reader.line(" ".join(text.split()), entry.at(*loc))


_Named = (
    models.OptionModel
    | models.OrderItemModel
    | models.MatchRowModel
    | models.MatchChoiceModel
    | models.GapModel
    | models.SpotModel
)
_Told = (
    models.OptionModel
    | models.OrderItemModel
    | models.MatchRowModel
    | models.GapModel
    | models.SpotModel
)
