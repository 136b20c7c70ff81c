"""The due time of an assignment: typed as 2026-11-29 16:00, stepped by arrows, or from a calendar.

Qt’s own field reads what is typed part by part and takes some dates for others (2027-01-31 for
2026-01-31). Here words are read as a whole: they are a moment that exists, or they change nothing.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QLineEdit, QSizePolicy, QToolButton, QWidget

from nklearn.base.overriding import override
from nklearn.ui import accessible, icons, layouts
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import column, label

_FORM = "%Y-%m-%d %H:%M"
_TIME = r"(?:(?:T|,? +)(\d{1,2})[:.](\d{2}))?"
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})" + _TIME)
_NAMED = re.compile(r"(\d{1,2}) +([a-z]{3,9})\.? +(\d{4})" + _TIME, re.IGNORECASE)
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_YEARS = range(2000, 2100)
_ENDS = (4, 7, 10, 13)  # where year, month, day and hour end in the text


def read_due(words: str, before: datetime) -> datetime | None:
    """Read a day, with or without a time, on the clock of this place; None if it is none.

    Understood are 2026-11-29 16:00 and 29 Nov 2026, 16:00. Without a time it is the time of day of
    `before`. Days in figures alone in another order, as 3/4/2026, mean two things and are not read.
    """
    text = words.strip()
    if found := _ISO.fullmatch(text):
        year, month, day = (int(each) for each in found.group(1, 2, 3))
    elif found := _NAMED.fullmatch(text):
        name = found[2].casefold()
        month = next((n for n, own in enumerate(_MONTHS, 1) if own.startswith(name)), 0)
        year, day = int(found[3]), int(found[1])
    else:
        return None
    local = before.astimezone()
    hour, minute = (
        (local.hour, local.minute) if found[4] is None else (int(found[4]), int(found[5]))
    )
    try:
        made = datetime(year, month, day, hour, minute).astimezone(UTC)
    except (ValueError, OverflowError, OSError):
        return None
    return made if year in _YEARS else None


def stepped(due: datetime, part: int, by: int) -> datetime:
    """Return a moment with its year (0), month, day, hour or minute (4) stepped.

    The clock of this place goes on: a day later is the same time of day. A day that a month does
    not have becomes its last.
    """
    local = due.astimezone().replace(tzinfo=None)
    if part < 2:
        months = local.year * 12 + local.month - 1 + (by if part else 12 * by)
        year, month = divmod(months, 12)
        last = QDate(year, month + 1, 1).daysInMonth()
        local = local.replace(year=year, month=month + 1, day=min(local.day, last))
    else:
        local += by * (timedelta(days=1), timedelta(hours=1), timedelta(minutes=1))[part - 2]
    return local.astimezone(UTC) if local.year in _YEARS else due


class DueField(QWidget):
    """A day and a time. Up and Down step the part with the keyboard, Alt Down opens a calendar.

    `due_changed` comes with every moment that is typed or chosen. What can't be read when somebody
    leaves is put back to what was there before, and the field says so.
    """

    due_changed = Signal()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._due = self._before = datetime.now(UTC).replace(second=0, microsecond=0)
        box = column(self, spacing=4)
        self.line = QLineEdit()
        self.line.setAccessibleName(name)
        self.line.setAccessibleDescription(self.tr("A day and a time, as 2026-11-29 16:00"))
        self.line.setMaxLength(40)
        self.line.installEventFilter(self)
        self.line.textEdited.connect(self._typed)
        self.line.editingFinished.connect(self._leave)
        trailing = QLineEdit.ActionPosition.TrailingPosition
        self._sign = self.line.addAction(self._icon(), trailing)
        self._sign.setText(self.tr("Choose a day"))
        self._sign.setToolTip(self.tr("Choose a day (Alt Down)"))
        self._sign.triggered.connect(self.open_calendar)
        theme.changed.connect(lambda: self._sign.setIcon(self._icon()))
        box.addWidget(self.line)
        self._said = label("", "small", tone="negative")
        self._said.hide()
        box.addWidget(self._said)
        self.setFocusProxy(self.line)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def _icon(self) -> QIcon:
        return icons.icon("calendar", self._theme.color("TEXT_SECONDARY"), self._theme.px(16))

    @property
    def due(self) -> datetime:
        """The moment, in UTC."""
        return self._due

    def show_due(self, due: datetime) -> None:
        """Show a moment without a signal."""
        self._due = self._before = due.astimezone(UTC)
        self.line.setText(due.astimezone().strftime(_FORM))
        self._say("")

    def _change(self, due: datetime) -> None:
        if due != self._due:
            self._due = due
            self.due_changed.emit()

    # -- typing ------------------------------------------------------------------------------

    def _typed(self, words: str) -> None:
        self._say("")
        found = read_due(words, self._before)
        self._change(found or self._before)

    def _leave(self) -> None:
        """Write what was read in the usual form, or put back what was there and say so."""
        words = self.line.text()
        found = read_due(words, self._before)
        if found is None:
            self._change(self._before)
        self.show_due(self._due)
        if found is None:
            told = self.tr("“%s” is no day and time. Type it as %s.")
            self._say(told % (words.strip(), self.line.text()))

    def _say(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))
        if words:
            QTimer.singleShot(0, self, layouts.finish)  # the words may take several lines
            accessible.announce(self.line, words)

    @override
    def eventFilter(self, watched: QObject, event: QEvent, /) -> bool:
        if (
            watched is self.line
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._handle(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _handle(self, event: QKeyEvent) -> bool:
        by = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not by:
            return False
        if event.modifiers() & Qt.KeyboardModifier.AltModifier:
            if by < 0:
                self.open_calendar()
            return True
        place = self.line.cursorPosition()
        if read_due(self.line.text(), self._before) is not None:
            part = sum(place > end for end in _ENDS)
            made = stepped(self._due, part, by)
            self._change(made)
            self.show_due(made)
            self.line.setCursorPosition(place)
        return True

    # -- the calendar ------------------------------------------------------------------------

    def open_calendar(self) -> QCalendarWidget:
        """Open a calendar below the field; a day that is chosen keeps the time of day."""
        theme = self._theme
        popup = QFrame(self, Qt.WindowType.Popup)
        popup.setProperty("role", "dialog")
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        made = QCalendarWidget()
        made.setLocale(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
        made.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        made.setVerticalHeaderFormat(made.VerticalHeaderFormat.NoVerticalHeader)
        plain = QTextCharFormat()
        plain.setForeground(theme.color("TEXT_PRIMARY"))
        for day in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            made.setWeekdayTextFormat(day, plain)  # Qt’s red would say that something is wrong
        for name, icon in (("prev", "chevron-left"), ("next", "chevron-right")):
            if button := made.findChild(QToolButton, f"qt_calendar_{name}month"):
                button.setIcon(icons.icon(icon, theme.color("TEXT_SECONDARY"), theme.px(16)))
        local = self._due.astimezone()
        made.setSelectedDate(QDate(local.year, local.month, local.day))

        def take(day: QDate) -> None:
            popup.close()
            found = read_due(day.toString("yyyy-MM-dd"), self._due)
            if found is not None:
                self._change(found)
                self.show_due(found)

        made.clicked.connect(take)
        made.activated.connect(take)
        box = column(popup, margins=1)
        box.addWidget(made)
        popup.adjustSize()
        popup.move(self.line.mapToGlobal(QPoint(0, self.line.height() + 2)))
        popup.show()
        made.setFocus(Qt.FocusReason.PopupFocusReason)
        return made
