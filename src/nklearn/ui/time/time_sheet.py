"""The time axis as it is taken away: the lanes of a choice, with title and source."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QSize
from PySide6.QtWidgets import QWidget

from nklearn.content.time_axis import SUBJECT_NAMES, TimeAxis
from nklearn.domain.time_choice import TimeChoice
from nklearn.ui.takeaway.sheet import sheet
from nklearn.ui.theme import Theme
from nklearn.ui.time.legend import Legend
from nklearn.ui.time.time_canvas import TimeCanvas
from nklearn.ui.widgets.basics import column

_SIZE = QSize(1400, 980)


def time_sheet(
    theme: Theme, axis: TimeAxis, choice: TimeChoice, window: tuple[float, float]
) -> QWidget:
    """Return a sheet of the years in sight."""
    body = QWidget()
    box = column(body, spacing=6)
    entries = axis.shown(choice)
    canvas = TimeCanvas(theme, QCoreApplication.translate("time_sheet", "Time axis"))
    canvas.show_entries(entries, axis.strips_of(choice), axis.last)
    canvas.show_years(*window)
    legend = Legend(theme)
    legend.show_entries(axis.in_years(choice))
    box.addWidget(canvas, 1)
    box.addWidget(legend)
    subjects = ", ".join(SUBJECT_NAMES[each] for each in choice.show)
    years = f"{int(window[0])}–{int(window[1] - 0.001)}"
    found = axis.in_years(choice)
    works = dict.fromkeys(each.source.partition(",")[0] for each in found if each.source)
    source = QCoreApplication.translate("time_sheet", "Source: %s") % "; ".join(works)
    return sheet(
        theme,
        QCoreApplication.translate("time_sheet", "Time axis"),
        f"{subjects}, {years}",
        body,
        source,
        _SIZE,
    )
