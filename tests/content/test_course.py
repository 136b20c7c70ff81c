"""Each module is whole: lessons, quiz, graded bank, guide and what closes it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.domain.lessons import Check, Figure, Module, ViewFigure
from nklearn.domain.questions import Difficulty, Question, SingleChoice
from nklearn.storage.teacher_pack import TeacherPack

ROOT = Path(__file__).resolve().parents[2]
MODULES = sorted(path.parent.name for path in (ROOT / "lessons").glob("*/module.yaml"))
QUIZ, GRADED, TYPES_OF_QUIZ = 36, 15, 6
OF_EACH_TYPE = 2 * len(MODULES)


def _quiz(catalog: Catalog, module: Module) -> list[Question]:
    return [catalog.question(name) for name in module.quiz]


def _checks(catalog: Catalog, module: Module) -> list[Question]:
    return [
        catalog.question(block.question)
        for summary in module.lessons
        for section in catalog.lesson(summary.id).sections
        for block in section.blocks
        if isinstance(block, Check)
    ]


def _open(catalog: Catalog) -> list[Question]:
    """All questions that a learner meets."""
    modules = catalog.modules()
    return [each for one in modules for each in (*_quiz(catalog, one), *_checks(catalog, one))]


@pytest.mark.parametrize("name", MODULES)
def test_a_module_has_its_lessons(packs: tuple[Catalog, TeacherPack], name: str) -> None:
    catalog, _ = packs
    module = catalog.module(name)
    assert 4 <= len(module.lessons) <= 6
    assert len(module.objectives) >= 4
    lessons = [catalog.lesson(summary.id) for summary in module.lessons]
    assert lessons[-1].sections[-1].title == "How do we know?"
    blocks = [block for each in lessons for section in each.sections for block in section.blocks]
    assert sum(isinstance(block, Figure | ViewFigure) for block in blocks) >= len(lessons)
    assert len({question.type for question in _checks(catalog, module)}) >= 4


@pytest.mark.parametrize("name", MODULES)
def test_a_quiz_asks_in_many_ways(packs: tuple[Catalog, TeacherPack], name: str) -> None:
    catalog, _ = packs
    asked = _quiz(catalog, catalog.module(name))
    assert len(asked) >= QUIZ
    assert len({question.type for question in asked if question.scored}) >= TYPES_OF_QUIZ
    assert {question.difficulty for question in asked} == set(Difficulty)
    assert any(not question.scored for question in asked)
    lessons = Counter(question.section.partition("/")[0] for question in asked)
    assert min(lessons[each.id.partition("/")[2]] for each in catalog.module(name).lessons) >= 4


@pytest.mark.parametrize("name", MODULES)
def test_a_third_of_a_quiz_reads_a_figure_or_weighs_a_source(
    packs: tuple[Catalog, TeacherPack], name: str
) -> None:
    catalog, _ = packs
    asked = _quiz(catalog, catalog.module(name))
    weighed = [
        each
        for each in asked
        if each.difficulty in (Difficulty.READ, Difficulty.JUDGE) or each.chart is not None
    ]
    assert len(weighed) * 3 >= len(asked)


@pytest.mark.parametrize("name", MODULES)
def test_graded_questions_are_the_teachers_alone(
    packs: tuple[Catalog, TeacherPack], name: str
) -> None:
    catalog, pack = packs
    graded = pack.questions(name)
    assert len(graded) >= GRADED
    assert len({question.type for question in graded if question.scored}) >= TYPES_OF_QUIZ
    assert {question.difficulty for question in graded} == set(Difficulty)
    lessons = {each.id.partition("/")[2] for each in catalog.module(name).lessons}
    assert {question.section.partition("/")[0] for question in graded} == lessons
    options = [each.body.options for each in graded if isinstance(each.body, SingleChoice)]
    right = Counter(option.id for each in options for option in each if option.right)
    assert max(right.values()) * 2 <= max(4, sum(right.values())), "a place that can be guessed"
    assert not {question.id for question in graded} & {each.id for each in _open(catalog)}


@pytest.mark.parametrize("name", MODULES)
def test_the_files_around_a_module(packs: tuple[Catalog, TeacherPack], name: str) -> None:
    catalog, _ = packs
    number = catalog.module(name).number
    folder = ROOT / "lessons" / name
    assert {"guide.md", "summary.md"} <= {path.name for path in folder.iterdir()}
    for kind in ("student", "sceptic", "quiz"):
        review = ROOT / "docs" / "reviews" / f"module-{number}-{kind}.md"
        assert "not an expert review" in review.read_text("utf-8").replace("n’t", " not")


def test_no_scored_type_is_rare(packs: tuple[Catalog, TeacherPack]) -> None:
    catalog, _ = packs
    kinds = Counter(each.type for each in _open(catalog) if each.scored)
    assert len(kinds) == 8
    assert min(kinds.values()) >= OF_EACH_TYPE, kinds


def test_what_must_be_read_before_comes_before(packs: tuple[Catalog, TeacherPack]) -> None:
    catalog, _ = packs
    numbers = {module.id: module.number for module in catalog.modules()}
    for module in catalog.modules():
        assert all(numbers[name] < module.number for name in module.prerequisites)
