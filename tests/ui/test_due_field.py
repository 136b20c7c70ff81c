"""The due time: what is typed is read whole or not at all, on the clock of this place."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCalendarWidget, QLabel
from tests.ui.helpers import settle, visible

from nklearn.ui.main_window import MainWindow
from nklearn.ui.teach.due_field import DueField, read_due, stepped

Key = Qt.Key


def at(*parts: int) -> datetime:
    """Return a moment by the clock of this place."""
    return datetime(*parts).astimezone(UTC)  # type: ignore[arg-type]


BEFORE = at(2026, 11, 29, 16, 0)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("2026-12-03 08:05", at(2026, 12, 3, 8, 5)),
        ("2027-01-31 09:05", at(2027, 1, 31, 9, 5)),
        (" 2026-2-3 8:05 ", at(2026, 2, 3, 8, 5)),
        ("2026-12-03T08:05", at(2026, 12, 3, 8, 5)),
        ("2026-12-03", at(2026, 12, 3, 16, 0)),
        ("3 Dec 2026, 16:30", at(2026, 12, 3, 16, 30)),
        ("3 december 2026", at(2026, 12, 3, 16, 0)),
        ("2026-02-30 08:00", None),
        ("2026-12-03 24:00", None),
        ("3/4/2027", None),
        ("03.04.2027 10:00", None),
        ("3 Decx 2026", None),
        ("0026-12-03 08:00", None),
        ("tomorrow", None),
        ("", None),
    ],
)
def test_words_are_a_moment_or_nothing(words: str, found: datetime | None) -> None:
    assert read_due(words, BEFORE) == found


def test_steps_keep_the_time_of_day() -> None:
    assert stepped(at(2026, 1, 31, 16, 0), 1, 1) == at(2026, 2, 28, 16, 0)
    assert stepped(at(2026, 1, 5, 16, 0), 1, -1) == at(2025, 12, 5, 16, 0)
    assert stepped(at(2028, 2, 29, 16, 0), 0, 1) == at(2029, 2, 28, 16, 0)
    # Over the changes of the clock too, wherever this runs.
    for month in range(1, 13):
        day = at(2026, month, 1, 16, 0)
        for n in range(2, 29):
            day = stepped(day, 2, 1)
            assert day == at(2026, month, n, 16, 0)
    assert stepped(BEFORE, 3, -1) == at(2026, 11, 29, 15, 0)
    assert stepped(BEFORE, 4, 1) == at(2026, 11, 29, 16, 1)
    assert stepped(at(2099, 12, 31, 16, 0), 0, 1) == at(2099, 12, 31, 16, 0)


@pytest.fixture
def field(window: MainWindow) -> DueField:
    made = DueField(window.context.theme, "Due")
    made.setParent(window)
    made.resize(220, 80)
    made.show_due(BEFORE)
    made.show()
    made.setFocus()
    settle()
    return made


def typed(field: DueField, words: str) -> None:
    field.line.selectAll()
    QTest.keyClicks(field.line, words)


def test_what_is_typed_is_what_is_kept(field: DueField) -> None:
    heard: list[datetime] = []
    field.due_changed.connect(lambda: heard.append(field.due))
    assert field.line.text() == "2026-11-29 16:00"
    typed(field, "2027-01-31 09:05")
    assert field.due == heard[-1] == at(2027, 1, 31, 9, 5)
    typed(field, "3 Dec 2026")
    QTest.keyClick(field.line, Key.Key_Return)
    assert (field.line.text(), field.due) == ("2026-12-03 16:00", at(2026, 12, 3, 16, 0))
    QTest.keyClick(field.line, Key.Key_Home)
    QTest.keyClick(field.line, Key.Key_Up)
    assert field.line.text() == "2027-12-03 16:00"


def test_what_can_not_be_read_changes_nothing_and_is_said(field: DueField) -> None:
    typed(field, "2026-12-31 9")  # 2026-12-3 was a day on the way
    assert field.due == BEFORE
    QTest.keyClick(field.line, Key.Key_Return)
    assert (field.line.text(), field.due) == ("2026-11-29 16:00", BEFORE)
    (told,) = visible(field, QLabel)
    assert told.text() == "“2026-12-31 9” is no day and time. Type it as 2026-11-29 16:00."
    typed(field, "2")
    assert not visible(field, QLabel)


def test_the_calendar_keeps_the_time_of_day_and_has_our_colours(
    window: MainWindow, field: DueField
) -> None:
    window.context.theme.set(name="dark")
    QTest.keyClick(field.line, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    (calendar,) = field.findChildren(QCalendarWidget)
    assert calendar.hasFocus()
    ink = window.context.theme.color("TEXT_PRIMARY")
    for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
        assert calendar.weekdayTextFormat(day).foreground().color() == ink
    assert calendar.selectedDate() == QDate(2026, 11, 29)
    calendar.clicked.emit(QDate(2026, 12, 24))
    settle()
    assert field.due == at(2026, 12, 24, 16, 0)
    assert not field.findChildren(QCalendarWidget)
