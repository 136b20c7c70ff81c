"""Questions as rows: the same columns in `content.db` and in a teacher's pack."""

from __future__ import annotations

from nklearn.domain.charts import BarsSpec, ChartSpec
from nklearn.domain.claims import Sensitivity
from nklearn.domain.questions import Difficulty, Question
from nklearn.storage import blocks

COLUMNS = (
    "id",
    "module",
    "section",
    "type",
    "stem",
    "difficulty",
    "sensitivity",
    "claims",
    "explanation",
    "body",
    "chart",
    "hint",
)
SELECT = f"SELECT {', '.join(COLUMNS)} FROM question"


def row_of(question: Question) -> tuple[str, ...]:
    """Return a question as `COLUMNS`."""
    return (
        *(question.id, question.module, question.section, question.type),
        *(question.stem, question.difficulty.value, question.sensitivity.value),
        *(blocks.dumps(question.claims), blocks.dumps(question.explanation)),
        *(blocks.dumps(question.body), blocks.dumps(question.chart) if question.chart else ""),
        question.hint,
    )


def question_of(row: tuple[str, ...]) -> Question:
    """Return the question of a row of `COLUMNS`.

    Raises:
        ValueError: the row is no question.
    """
    name, module, section, _, stem, difficulty, sensitivity, *texts, hint = row
    claims, explanation, body, chart = texts
    return Question(
        id=name,
        module=module,
        section=section,
        stem=stem,
        difficulty=Difficulty(difficulty),
        sensitivity=Sensitivity(sensitivity),
        claims=blocks.load_all(claims, str),
        explanation=blocks.load_all(explanation, blocks.SPANS),
        body=blocks.load(body, blocks.BODIES),
        chart=blocks.load(chart, (ChartSpec, BarsSpec)) if chart else None,
        hint=hint,
    )
