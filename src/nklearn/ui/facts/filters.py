"""What narrows the facts down: ticks with counts in groups, and a range of years."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QFrame, QLayout, QScrollArea, QVBoxLayout, QWidget

from nklearn.base.overriding import override
from nklearn.content.facts import Facet, FactsView
from nklearn.domain.facts import OTHER_WORKS
from nklearn.ui.explorer.range_bar import RangeBar
from nklearn.ui.focusing import focus_into
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import Button, clear, column, label
from nklearn.ui.widgets.check_box import CheckBox
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.words import claim_kinds, counted, evidence_name, other_works

#: The width of the filters beside the list, in px at 100% text.
FILTERS_WIDTH = 232


class FacetBox(CheckBox):
    """Something to tick, with how many facts it leaves at the right."""

    def __init__(self, theme: Theme, key: str, words: str) -> None:
        super().__init__(theme, words)
        self.key = key
        self._count = 0

    def show_facet(self, facet: Facet) -> None:
        """Show how many facts there are and whether it is ticked."""
        self._count = facet.count
        self.setChecked(facet.ticked)
        count = counted(facet.count, self.tr("1 fact"), self.tr("%d facts"))
        self.setAccessibleName(f"{self.text()}, {count}")
        self.update()

    @property
    @override
    def behind(self) -> int:
        metrics = QFontMetrics(self._theme.font("small"))
        return metrics.horizontalAdvance(f"{self._count:,}") + self._theme.px(8)

    @override
    def minimumSizeHint(self) -> QSize:
        words = QFontMetrics(self._theme.font("body")).horizontalAdvance(self.text()) + 2
        least = self.lead + min(words, self._theme.px(60)) + self.behind
        return QSize(least, self.sizeHint().height())

    @override
    def sizeHint(self) -> QSize:
        # Rows of a long list of filters stand closer than lone boxes do.
        return QSize(super().sizeHint().width() + self.behind, self._theme.px(27))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        cut = self._shown(self.width() - self.lead - self.behind) != self.text()
        self.setToolTip(self.text() if cut else "")

    @override
    def paint_more(self, painter: QPainter) -> None:
        painter.setPen(self._theme.color("TEXT_SECONDARY" if self._count else "TEXT_MUTED"))
        painter.setFont(self._theme.font("small"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRect(self.rect()), flags, f"{self._count:,}")


class FacetGroup(QWidget):
    """A group of things to tick: one Tab stop, arrow keys inside; `flowing` for a row of them."""

    toggled = Signal(str)
    accessible_role = "group"

    def __init__(self, theme: Theme, name: str, *, flowing: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._boxes: list[FacetBox] = []
        self.setAccessibleName(name)
        self._rows: QLayout
        if flowing:
            self._rows = Flow(self, spacing=22, line_spacing=2)
            return
        box = column(self, spacing=2)
        box.addWidget(label(name, "label"))
        rows = column()
        box.addLayout(rows)
        self._rows = rows

    def show_facets(self, facets: dict[str, tuple[str, Facet]]) -> None:
        """Show these things to tick, by their keys: words and facet."""
        if [box.key for box in self._boxes] != list(facets):
            self._fill({key: words for key, (words, _) in facets.items()})
        for box in self._boxes:
            box.show_facet(facets[box.key][1])
        self.setVisible(bool(facets))

    def _fill(self, words: dict[str, str]) -> None:
        held = next((box.key for box in self._boxes if box.hasFocus()), "")
        clear(self._rows)
        self._boxes = []
        for key, text in words.items():
            box = FacetBox(self._theme, key, text)
            box.clicked.connect(partial(self._tick, key))
            self._boxes.append(box)
            self._rows.addWidget(box)
            box.show()
        place = next((n for n, box in enumerate(self._boxes) if box.key == held), 0)
        self._set_stop(place)
        if held and self._boxes:
            self._boxes[place].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tick(self, key: str, _checked: bool = False) -> None:
        place = next(n for n, box in enumerate(self._boxes) if box.key == key)
        self._set_stop(place)
        self.toggled.emit(key)

    def _set_stop(self, place: int) -> None:
        for number, box in enumerate(self._boxes):
            stop = Qt.FocusPolicy.StrongFocus if number == place else Qt.FocusPolicy.ClickFocus
            box.setFocusPolicy(stop)

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        key = Qt.Key(event.key())
        step = 1 if key in (Qt.Key.Key_Down, Qt.Key.Key_Right) else 0
        step -= key in (Qt.Key.Key_Up, Qt.Key.Key_Left)
        here = next((n for n, box in enumerate(self._boxes) if box.hasFocus()), None)
        if not step or here is None:
            super().keyPressEvent(event)
        elif 0 <= here + step < len(self._boxes):
            self._set_stop(here + step)
            self._boxes[here + step].setFocus(Qt.FocusReason.TabFocusReason)


class Filters(QFrame):
    """Shows a view's filters; a person's choices go out as wishes."""

    toggle_requested = Signal(str, str)
    years_requested = Signal(int, int)
    clear_requested = Signal()

    def __init__(self, theme: Theme, years: tuple[int, ...]) -> None:
        super().__init__()
        self._theme, self._years = theme, tuple(str(year) for year in years)
        self.setAccessibleName(self.tr("Filters"))
        outer = column(self)
        outer.setContentsMargins(0, 0, 1, 0)  # the line at the right
        area = QScrollArea()
        scrolling.set_up(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setProperty("role", "side")
        body = QWidget()
        body.setObjectName("sideBody")
        box = column(body, spacing=14)
        box.setContentsMargins(18, 16, 6, 8)
        area.setWidget(body)
        outer.addWidget(area, 1)
        self._groups: dict[str, FacetGroup] = {}
        names = {
            "kinds": self.tr("Kind"),
            "sources": self.tr("Source"),
            "evidence": self.tr("Evidence"),
            "topics": self.tr("Topic"),
        }
        self._add_group(box, "kinds", names["kinds"])
        self._range = RangeBar(theme, below=True)
        self._range.range_changed.connect(self._move)
        if len(years) > 1:
            box.addWidget(label(self.tr("Years"), "label"))
            box.addWidget(self._range)
        for key in ("sources", "evidence", "topics"):
            self._add_group(box, key, names[key])
        box.addStretch(1)
        self._clear = Button(
            theme, self.tr("Clear filters"), small=True, on_click=self.clear_requested.emit
        )
        foot = column()
        foot.setContentsMargins(18, 6, 16, 12)
        foot.addWidget(self._clear, 0, Qt.AlignmentFlag.AlignLeft)
        outer.addLayout(foot)

    def _add_group(self, box: QVBoxLayout, key: str, name: str) -> None:
        group = FacetGroup(self._theme, name)
        group.toggled.connect(partial(self.toggle_requested.emit, key))
        self._groups[key] = group
        box.addWidget(group)

    def _move(self, start: str, end: str) -> None:
        """Pass the range on; an end that leaves nothing out is none."""
        first, last = self._years[0], self._years[-1]
        self.years_requested.emit(
            0 if start == first else int(start), 0 if end == last else int(end)
        )

    def show_view(self, view: FactsView) -> None:
        """Show which filters there are, what they leave and which are ticked."""
        for key, group in self._groups.items():
            words = {facet.key: _words(key, facet) for facet in view.groups[key]}
            group.show_facets({facet.key: (words[facet.key], facet) for facet in view.groups[key]})
        choice = view.choice
        start = self._nearest(choice.start) if choice.start else ""
        end = self._nearest(choice.end) if choice.end else ""
        self._range.show_range({year: year for year in self._years}, start, end)
        self._clear.setEnabled(choice.filtered)
        self._clear.setToolTip("" if choice.filtered else self.tr("No filter is set."))

    def _nearest(self, year: int) -> str:
        return min(self._years, key=lambda each: abs(int(each) - year))

    def take_focus(self) -> None:
        """Put the keyboard into the first group."""
        focus_into(self)


def _words(group: str, facet: Facet) -> str:
    """Return what a thing to tick is called."""
    if group == "kinds":
        return claim_kinds(facet.key)
    if group == "evidence":
        return evidence_name(facet.key)
    return other_works() if facet.key == OTHER_WORKS else facet.name
