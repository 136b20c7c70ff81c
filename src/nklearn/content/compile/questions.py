"""Questions: from YAML to domain values, with every rule about their options and numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import cast

from nklearn.content.compile import balance, charts, style, yaml_files
from nklearn.content.compile.faults import Faults
from nklearn.content.compile.markdown import MarkdownReader, Prose
from nklearn.content.compile.models import ChoiceModel, MultipleModel, NumericModel
from nklearn.content.compile.proofreader import Proofreader
from nklearn.content.compile.records import check_target
from nklearn.content.compile.yaml_files import Entry
from nklearn.domain.claims import Sensitivity
from nklearn.domain.quantities import convert, number_text
from nklearn.domain.questions import (
    Body,
    Difficulty,
    MultipleResponse,
    Numeric,
    Option,
    Question,
    SingleChoice,
    Slip,
)

_Model = ChoiceModel | MultipleModel | NumericModel
_TYPES: dict[str, type[_Model]] = {
    "single-choice": ChoiceModel,
    "multiple-response": MultipleModel,
    "numeric": NumericModel,
}
_MAX_SENTENCES = 3


@dataclass(frozen=True, slots=True)
class WrittenQuestion:
    """A question, whether it is in the quiz, and where it stands in its file."""

    question: Question
    in_quiz: bool
    entry: Entry


class QuestionReader:
    """Reads the questions of modules."""

    def __init__(self, proof: Proofreader, reader: MarkdownReader, faults: Faults) -> None:
        """Check texts with `proof`; `broken` will hold the ids of what could not be read."""
        self._proof = proof
        self._reader = reader
        self._faults = faults
        self.broken: set[str] = set()

    def read(self, path: Path, module: str) -> dict[str, WrittenQuestion]:
        """Return the questions of one file by their id within the module."""
        found: dict[str, WrittenQuestion] = {}
        if not path.exists():
            return found
        for entry in yaml_files.read_list(path, self._faults):
            model = self._model(entry)
            if model is None:
                self.broken.add(f"{module}/{_key(entry, 'id')}")
                continue
            if model.id in found:
                self.broken.add(f"{module}/{model.id}")
                self._faults.add(
                    entry.at("id"), f"the id `{model.id}` is used twice", "rename one of them"
                )
                continue
            question = self._question(model, entry, module)
            found[model.id] = WrittenQuestion(question, model.use == "quiz", entry)
        quiz = [written.question for written in found.values() if written.in_quiz]
        balance.check(quiz, self._faults.place(path), self._faults)
        return found

    def _model(self, entry: Entry) -> _Model | None:
        kind = _key(entry, "type")
        model = _TYPES.get(kind)
        if model is None:
            self._faults.add(
                entry.at("type"),
                f"`type` is `{kind}`" if kind else "`type` is missing",
                "write one of " + ", ".join(_TYPES),
            )
            return None
        return yaml_files.check(entry, model, self._faults)

    def _question(self, model: _Model, entry: Entry, module: str) -> Question:
        proof = self._proof
        for number, target in enumerate(model.claims):
            check_target(target, entry.at("claims", number), proof.records, self._faults)
        chart = None
        if model.chart is not None:
            chart = charts.build(charts.from_model(model.chart, entry), proof, self._reader)
        stem = self._line(model.stem, entry, "stem")
        self._no_marks(stem, "stem")
        support = proof.records.support(model.claims)
        explanation = self._line(model.explanation, entry, "explanation")
        if len(style.sentences(explanation.plain)) > _MAX_SENTENCES:
            what = f"the explanation has more than {_MAX_SENTENCES} sentences"
            self._faults.add(explanation.place, what, "shorten it")
        return Question(
            id=f"{module}/{model.id}",
            module=module,
            section=model.section,
            stem=charts.plain(proof.given(stem, support, "`claims`")),
            difficulty=Difficulty(model.difficulty),
            sensitivity=Sensitivity(model.sensitivity),
            claims=tuple(model.claims),
            explanation=proof.cited(explanation),
            body=self._body(model, entry),
            chart=chart,
        )

    def _body(self, model: _Model, entry: Entry) -> Body:
        if isinstance(model, NumericModel):
            return self._numeric(model, entry)
        right = sum(option.right for option in model.options)
        options = self._options(model, entry)
        if isinstance(model, ChoiceModel):
            if right != 1:
                self._miscounted(right, entry, "mark exactly one with `right: true`")
            return SingleChoice(options)
        if right < 2:
            todo = "mark two or more with `right: true`, or make it a single-choice"
            self._miscounted(right, entry, todo)
        elif right == len(options):
            self._miscounted(right, entry, "add one that is wrong")
        return MultipleResponse(options)

    def _miscounted(self, right: int, entry: Entry, todo: str) -> None:
        what = {0: "no option is right", 1: "one option is right"}.get(
            right, f"{right} options are right"
        )
        self._faults.add(entry.at("options"), what, todo)

    def _options(self, model: ChoiceModel | MultipleModel, entry: Entry) -> tuple[Option, ...]:
        proof = self._proof
        ids = [option.id for option in model.options]
        if len(set(ids)) < len(ids):
            self._faults.add(entry.at("options"), "two options share an id", "use a to e once each")
        options: list[Option] = []
        for number, option in enumerate(model.options):
            at = ("options", number)
            for step, target in enumerate(option.cite):
                check_target(target, entry.at(*at, "cite", step), proof.records, self._faults)
            support = proof.records.support(option.cite)
            text = self._line(option.text, entry, *at, "text")
            self._no_marks(text, "text")
            reveals = self._line(option.reveals, entry, *at, "is")
            options.append(
                Option(
                    id=option.id,
                    text=charts.plain(proof.given(text, support, "`cite`")),
                    right=option.right,
                    reveals=proof.given(reveals, support, "`cite`"),
                    cites=tuple(option.cite),
                )
            )
        return tuple(options)

    def _numeric(self, model: NumericModel, entry: Entry) -> Numeric:
        proof, faults = self._proof, self._faults
        if not model.low <= model.answer <= model.high:
            faults.add(entry.at("answer"), "the answer lies outside `low` to `high`", "correct it")
        unit = proof.records.units.get(model.unit)
        if unit is None:
            faults.add(entry.at("unit"), f"unknown unit `{model.unit}`", "add it to units.yaml")
        else:
            firsts = [proof.records.first_value(target) for target in model.claims]
            known = [
                convert(number, own, unit)
                for number, own in filter(None, firsts)
                if own.dimension == unit.dimension
            ]
            if model.answer not in known and proof.records.sound(model.claims):
                what = f"the answer {number_text(model.answer)} is the value of none of its claims"
                faults.add(entry.at("answer"), what, "correct it or name its claim in `claims`")
        slips: list[Slip] = []
        for number, slip in enumerate(model.slips):
            place = entry.at("slips", number)
            if slip.low > slip.high:
                faults.add(place, "`low` is above `high`", "swap them")
            if slip.low <= model.answer <= slip.high:
                faults.add(place, "the slip holds the right answer", "correct its range")
            feedback = self._line(slip.feedback, entry, "slips", number, "feedback")
            slips.append(Slip(slip.low, slip.high, proof.spans(feedback)))
        rule = self._line(model.rule, entry, "rule")
        return Numeric(
            answer=model.answer,
            low=model.low,
            high=model.high,
            unit=model.unit,
            rule=charts.plain(proof.spans(rule)),
            working=tuple((step.label, step.line) for step in model.working),
            slips=tuple(slips),
            unit_words=self._unit_words(model.unit),
        )

    def _unit_words(self, name: str) -> tuple[str, ...]:
        """Return every spelling of a unit; none of an unknown one, which is a fault by itself."""
        unit = self._proof.records.units.get(name)
        if unit is None:
            return ()
        return (unit.symbol, unit.label, *self._proof.records.unit_words[name])

    def _line(self, text: str, entry: Entry, *loc: str | int) -> Prose:
        return self._reader.line(" ".join(text.split()), entry.at(*loc))

    def _no_marks(self, prose: Prose, key: str) -> None:
        if any(piece.kind == "cite" for piece in prose.pieces):
            what = f"a citation mark in `{key}` gives the answer away"
            self._faults.add(prose.place, what, "name the target in `claims` or `cite`")


def _key(entry: Entry, name: str) -> str:
    """Return a text of an entry that is not checked yet, empty if there is none."""
    value = cast("object", entry.value)
    held = cast("dict[str, object]", value).get(name) if isinstance(value, dict) else None
    return held if isinstance(held, str) else ""
