"""Questions without their keys: every view asks them, keeps the answer and locks it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.fixtures import tiny_course
from tests.ui.helpers import settle

from nklearn.classroom.items import beside_words, blind_question, public_item
from nklearn.domain.grading import readable
from nklearn.domain.questions import (
    TYPES,
    GapText,
    Matching,
    MultipleResponse,
    Numeric,
    Ordering,
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
    WrittenResponse,
)
from nklearn.learning.orders import item_order
from nklearn.storage.teacher_pack import TeacherPack
from nklearn.ui.main_window import MainWindow
from nklearn.ui.practice.side import AskingSide
from nklearn.ui.questions.making import answer_view
from nklearn.ui.widgets.scroll_column import ScrollColumn


def _response(question: Question) -> Response:
    """Answer a blind question, as nobody knows what is right."""
    match question.body:
        case SingleChoice(options):
            return ChoiceResponse(options[0].id)
        case MultipleResponse(options):
            return ChoicesResponse(tuple(sorted(option.id for option in options[:2])))
        case Numeric() as body:
            return NumericResponse(f"12 {next(iter(body.unit_words), '')}".strip())
        case Ordering(items):
            return OrderResponse(tuple(item.id for item in (*items[1:], items[0])))
        case Matching(rows, choices):
            pairs = zip(rows, choices, strict=False)
            return MatchResponse(tuple((row.id, choice.id) for row, choice in pairs))
        case ShortAnswer():
            return TextResponse("Hamhung")
        case GapText(_, gaps):
            values = ((gap.id, gap.options[0].id if gap.options else "words") for gap in gaps)
            return GapsResponse(tuple(values))
        case Pointing(spots):
            return PointsResponse((spots[0].id,))
        case Written(least):
            return WrittenResponse("word " * least)


@pytest.fixture(scope="module")
def graded(shipped_pack: Path) -> tuple[Question, ...]:
    with closing(TeacherPack(shipped_pack)) as pack:
        return pack.questions()


def test_every_view_asks_keeps_and_locks(
    window: MainWindow, qtbot: QtBot, graded: tuple[Question, ...]
) -> None:
    made = (tiny_course.gaps("gaps"), tiny_course.short("short"), tiny_course.pointing("point"))
    written = replace(tiny_course.written("text"), body=Written(5, 20, (), "coal-fall-report"))
    catalog = window.context.catalog
    column = ScrollColumn(window.context.theme)
    qtbot.addWidget(column)
    column.resize(860, 690)
    column.show()
    seen: set[str] = set()
    for number, question in enumerate((*graded, *made, written)):
        item, _ = public_item(question, Random(number), beside_words(catalog, question))
        asked = blind_question(item, "0123456789abcdef")
        view = answer_view(window.context, asked, seed="s")
        column.main.addWidget(view)
        column.main.addWidget(AskingSide(window.context, view, ("Saved.",)))
        assert view.response is None
        given = _response(asked)
        view.restore(given)
        settle()
        assert view.response == given and readable(asked, given), question.id
        view.lock()
        assert view.response == given and view.done
        seen.add(asked.type)
        column.empty()
    assert seen == set(TYPES.values())


def test_an_ordering_without_its_key_stands_as_it_came() -> None:
    for seed in range(20):
        item, _ = public_item(tiny_course.ordering("order"), Random(seed))
        asked = blind_question(item, "0123456789abcdef")
        assert isinstance(asked.body, Ordering)
        assert item_order(asked.body, asked, "any") == asked.body.items


def test_the_words_of_a_claim_stand_beside_a_text(window: MainWindow, qtbot: QtBot) -> None:
    question = replace(tiny_course.written("text"), body=Written(5, 20, (), "coal-fall-report"))
    words = beside_words(window.context.catalog, question)
    item, _ = public_item(question, Random(1), words)
    view = answer_view(window.context, blind_question(item, "0123456789abcdef"))
    qtbot.addWidget(view)
    shown = {found.text() for found in view.findChildren(QLabel)}
    assert set(words.split("\n")) <= shown
