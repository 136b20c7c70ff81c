"""Questions: from YAML to domain values; question_bodies.py reads what is answered of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from nklearn.content.compile import balance, bars, charts, style, yaml_files
from nklearn.content.compile.faults import Faults
from nklearn.content.compile.markdown import MarkdownReader, Prose
from nklearn.content.compile.proofreader import Proofreader
from nklearn.content.compile.question_bodies import BodyReader
from nklearn.content.compile.question_models import MODELS, AnyModel, PointingModel
from nklearn.content.compile.records import check_target
from nklearn.content.compile.yaml_files import Entry
from nklearn.domain.charts import AnyChart
from nklearn.domain.claims import Sensitivity
from nklearn.domain.grading import grade
from nklearn.domain.model_answers import right_response
from nklearn.domain.questions import Difficulty, Question

_MAX_SENTENCES = 3
_SPACE = re.compile(r"[;\s]+")  # a chart's `cite` may hold several
_MARKED = re.compile(r"@([a-z0-9/-]+)")


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
        self._bodies = BodyReader(proof, reader, faults)
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

    def _model(self, entry: Entry) -> AnyModel | None:
        kind = _key(entry, "type")
        model = MODELS.get(kind)
        if model is None:
            self._faults.add(
                entry.at("type"),
                f"`type` is `{kind}`" if kind else "`type` is missing",
                "write one of " + ", ".join(MODELS),
            )
            return None
        return yaml_files.check(entry, model, self._faults)

    def _question(self, model: AnyModel, entry: Entry, module: str) -> Question:
        proof = self._proof
        for number, target in enumerate(model.claims):
            check_target(target, entry.at("claims", number), proof.records, self._faults)
        chart = self._chart(model, entry)
        stem = self._line(model.stem, entry, "stem")
        self._no_marks(stem, "stem")
        support = proof.records.support(model.claims)
        explanation = self._line(model.explanation, entry, "explanation")
        if len(style.sentences(explanation.plain)) > _MAX_SENTENCES:
            what = f"the explanation has more than {_MAX_SENTENCES} sentences"
            self._faults.add(explanation.place, what, "shorten it")
        hint = self._line(model.hint, entry, "hint")
        self._no_marks(hint, "hint")
        question = Question(
            id=f"{module}/{model.id}",
            module=module,
            section=model.section,
            stem=charts.plain(proof.given(stem, support, "`claims`")),
            difficulty=Difficulty(model.difficulty),
            sensitivity=proof.records.sensitivity(
                _named(model.model_dump()), Sensitivity(model.sensitivity)
            ),
            claims=tuple(model.claims),
            explanation=proof.cited(explanation),
            body=self._bodies.read(model, entry),
            chart=chart,
            hint=charts.plain(proof.given(hint, support, "`claims`")),
        )
        self._answerable(question, entry)
        return question

    def _chart(self, model: AnyModel, entry: Entry) -> AnyChart | None:
        """Read the chart of a question: bars if it is of one period, else lines."""
        if model.chart is None:
            return None
        text = charts.from_model(model.chart, entry)
        if model.chart.period:
            if isinstance(model, PointingModel):
                todo = "point at a line chart, or at the map of provinces"
                self._faults.add(entry.at("chart", "period"), "bars can’t be pointed at", todo)
            return bars.build(text, self._proof, self._reader)
        if not model.chart.series:
            self._faults.add(entry.at("chart"), "the chart lacks series", "add it")
            return None
        return charts.build(text, self._proof, self._reader)

    def _answerable(self, question: Question, entry: Entry) -> None:
        """Note a question of which the right answer, as the author gives it, does not score 1."""
        if self._bodies.doubtful or not question.scored:
            return
        graded = grade(question, right_response(question))
        if graded is None or not graded.right:
            what = "the right answer does not score 1 by its own rules"
            self._faults.add(entry.at("type"), what, "correct what is accepted")

    def _line(self, text: str, entry: Entry, *loc: str | int) -> Prose:
        return self._reader.line(" ".join(text.split()), entry.at(*loc))

    def _no_marks(self, prose: Prose, key: str) -> None:
        if any(piece.kind == "cite" for piece in prose.pieces):
            what = f"a citation mark in `{key}` gives the answer away"
            self._faults.add(prose.place, what, "name the target in `claims` or `cite`")


def _named(part: object, key: str = "") -> Iterator[str]:
    """Give every target that any part of a question names: in its keys, and in citation marks."""
    if isinstance(part, dict):
        for name, value in cast("dict[str, object]", part).items():
            yield from _named(value, name)
    elif isinstance(part, list):
        for value in cast("list[object]", part):
            yield from _named(value, key)
    elif isinstance(part, str):
        if key in ("claims", "cite", "beside"):
            yield from _SPACE.split(part)
        yield from _MARKED.findall(part)


def _key(entry: Entry, name: str) -> str:
    """Return a text of an entry that is not checked yet, empty if there is none."""
    value = cast("object", entry.value)
    held = cast("dict[str, object]", value).get(name) if isinstance(value, dict) else None
    return held if isinstance(held, str) else ""
