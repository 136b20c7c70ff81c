"""What is said after the check of each type, also of the examples in docs/grading.md."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot
from tests.fixtures import tiny_course
from tests.fixtures.grading_tables import BODIES, Example, examples
from tests.ui.helpers import visible

from nklearn.domain.grading import grade_body
from nklearn.domain.questions import Body
from nklearn.domain.records import Answer
from nklearn.domain.responses import (
    GapsResponse,
    MatchResponse,
    OrderResponse,
    PointsResponse,
    Response,
    TextResponse,
    WrittenResponse,
)
from nklearn.learning.progress import Checked
from nklearn.ui.main_window import MainWindow
from nklearn.ui.questions.feedback import Feedback, outcome_look, rule_words, verdict_words

SAID = [example for example in examples() if example.words]


def checked(body: Body, response: Response) -> Checked:
    graded = grade_body(body, response)
    assert graded is not None
    at = datetime(2026, 3, 1, tzinfo=UTC)
    return Checked(graded, Answer("a", "m/q", "check", response, graded.fraction, at))


@pytest.mark.parametrize("example", SAID, ids=str)
def test_the_words_of_the_document(example: Example) -> None:
    assert verdict_words(example.body, checked(example.body, example.response)) == example.words


@pytest.mark.parametrize(
    ("heading", "response", "words"),
    [
        ("Ordering", OrderResponse(tuple("BCDEFA")), "A link is right where"),
        ("Ordering", OrderResponse(tuple("FEDCBA")), ""),
        ("Matching", MatchResponse((("1", "a"),)), "A row that was left open"),
        ("Matching", MatchResponse((("1", "a"), ("2", "a"), ("3", "c"))), ""),
        ("Gap text", GapsResponse((("1", "a"),)), "A gap that was left open"),
        ("Gap text", GapsResponse((("1", "b"), ("2", "1985"), ("3", "x"))), "Some gaps count for"),
        ("Pointing", PointsResponse(tuple("ABC")), "Each mark too many"),
        ("Pointing", PointsResponse(tuple("AC")), ""),
        ("Short answer", TextResponse("TANCHON"), "Accepted: another way to write this Korean"),
        ("Short answer", TextResponse("Dancheon"), ""),
    ],
)
def test_the_rule_is_said_where_it_is_needed(heading: str, response: Response, words: str) -> None:
    body = BODIES[heading]
    said = rule_words(body, checked(body, response))
    assert said.startswith(words)
    assert bool(said) == bool(words)


def test_a_written_response_gets_no_verdict(window: MainWindow, qtbot: QtBot) -> None:
    question = tiny_course.written("w1")
    told = checked(question.body, WrittenResponse("The report itself names no source."))
    assert outcome_look(told.grade) == ("clipboard-list", "accent")
    feedback = Feedback(window.context, question, told)
    qtbot.addWidget(feedback)
    feedback.show()
    words = [label.text() for label in visible(feedback, QLabel)]
    assert "Saved for your teacher" in words
    assert "What a good answer shows" in words
    said = feedback.verdict.accessibleName()
    assert said == "Saved for your teacher. What a good answer shows. Names a source."
