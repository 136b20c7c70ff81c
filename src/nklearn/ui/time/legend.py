"""What the forms on the time axis mean: only those that occur."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from nklearn.base.overriding import override
from nklearn.content.time_axis import TimeEntry
from nklearn.domain.dates import PartialDate
from nklearn.domain.moments import Mark, Moment, moment
from nklearn.ui.theme import Theme
from nklearn.ui.time import marks
from nklearn.ui.widgets.basics import clear, label, row
from nklearn.ui.widgets.flow import Flow

_WIDE, _HIGH = 30, 18


class _Sample(QWidget):
    """One mark, as on the axis; its words stand beside it."""

    accessible_role = "decoration"

    def __init__(self, theme: Theme, when: Moment | None) -> None:
        super().__init__()
        self._theme, self._when = theme, when
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(_WIDE), self._theme.px(_HIGH))

    @override
    def paintEvent(self, event: QPaintEvent, /) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._when is None:
            painter.setFont(self._theme.font("label"))
            painter.setPen(self._theme.color("CONFLICT"))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "≠")
        else:
            wide = {Mark.DAY: 10.0, Mark.MONTH: 10.0}.get(self._when.mark, _WIDE - 2.0)
            wide = self._theme.px(wide)
            box = QRectF((self.width() - wide) / 2, 0, wide, self.height())
            marks.paint(painter, self._theme, self._when, "ministries", box)
        painter.end()


class Legend(QWidget):
    """The marks of a choice with their meaning."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._flow = Flow(self, spacing=10, line_spacing=2)
        self.setAccessibleName(self.tr("What the marks mean"))

    def show_entries(self, entries: tuple[TimeEntry, ...]) -> None:
        """Show the marks of these entries."""
        clear(self._flow)
        day = PartialDate.parse(date.min.replace(year=2000).isoformat())
        year, later = PartialDate.parse("2000"), PartialDate.parse("2002")
        samples = {
            Mark.DAY: (moment(day, day), self.tr("Day")),
            Mark.MONTH: (moment(*[PartialDate.parse("2000-01")] * 2), self.tr("Month")),
            Mark.YEAR: (moment(year, year), self.tr("Year")),
            Mark.ABOUT: (moment(*[PartialDate.parse("mid-1990s")] * 2), self.tr("About")),
            Mark.RANGE: (moment(year, later), self.tr("Span")),
            Mark.BEFORE: (moment(*[PartialDate.parse("before 2000")] * 2), self.tr("Before")),
            Mark.AFTER: (moment(*[PartialDate.parse("after 2000")] * 2), self.tr("After")),
        }
        found = {each.when.mark for each in entries}
        for mark, (when, words) in samples.items():
            if mark in found:
                self._add(when, words)
        if any(each.when.open_start or each.when.open_end for each in entries):
            self._add(moment(year, None), self.tr("End not given"))
        if any(each.disputed for each in entries):
            self._add(None, self.tr("Sources disagree"))

    def _add(self, when: Moment | None, words: str) -> None:
        pair = QWidget()
        line = row(pair, spacing=4)
        line.addWidget(_Sample(self._theme, when))
        line.addWidget(label(words, "caption", wrap=False))
        self._flow.addWidget(pair)
