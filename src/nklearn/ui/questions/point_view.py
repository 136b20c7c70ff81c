"""Answering by pointing: markers on a chart or on the map of provinces, or rows of a list.

Picture and list show the same response; who marks in one finds the marks in the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.errors import BugError
from nklearn.base.overriding import override
from nklearn.content.map_view import MapView
from nklearn.content.plots import Plot, plot_of
from nklearn.domain.charts import BarsSpec, ChartSpec
from nklearn.domain.pointing import marked_after
from nklearn.domain.questions import Pointing, Question, Spot
from nklearn.domain.responses import PointsResponse, Response
from nklearn.learning.progress import Checked
from nklearn.ui.accessible import announce
from nklearn.ui.context import Context
from nklearn.ui.questions.answer_view import AnswerView, plain
from nklearn.ui.questions.point_list import SpotList, SpotResults
from nklearn.ui.widgets.basics import column, label, retone
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.option_row import OptionState
from nklearn.ui.widgets.segmented import Segmented
from nklearn.ui.words import sentences

if TYPE_CHECKING:
    from nklearn.ui.questions.point_chart import PointCard
    from nklearn.ui.questions.point_map import MapCard

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
# How high the pictures are, in px at 100% text: on a page, and inside a lesson.
_CHART, _MAP = (300, 250), (430, 380)


class PointView(AnswerView):
    """Markers to place on some of the spots of a picture, or on rows of a list."""

    def __init__(
        self,
        context: Context,
        question: Question,
        body: Pointing,
        *,
        seed: str = "",
        instant: bool = False,
    ) -> None:
        super().__init__(context, question, seed=seed, instant=instant)
        self._body, self._many = body, body.markers > 1
        self._marked: tuple[str, ...] = ()
        self._full = False  # whether one marker more was asked for than there are
        self._picture: PointCard | MapCard | None = None
        self._list: SpotList | None = None
        self._results: SpotResults | None = None
        self._source = self._find_source()
        self._spots = self._ordered()
        self._states = dict.fromkeys((spot.id for spot in self._spots), OptionState.IDLE)
        self._forms = self._switch()
        self._told = label("", "small", wrap=False)
        head = QWidget()
        line = Flow(head, spacing=12)
        line.addWidget(self._forms)
        line.addWidget(self._told)
        self.box.addWidget(head)
        self._parts = column(spacing=8)
        self.box.addLayout(self._parts)
        self.add_unread_line()
        self._forms.setVisible(self._source is not None)
        self._show_form(self._form)
        self._show_marks()

    # -- the two forms -----------------------------------------------------------------------

    def _find_source(self) -> Plot | MapView | None:
        """Return what the picture draws; None if not every spot is on it."""
        catalog, chart = self.context.catalog, self.question.chart
        if isinstance(chart, BarsSpec):
            return None
        if chart is not None:
            plot = plot_of(catalog, chart)
            drawn = {point.target for line in plot.series for point in line.points}
            targets = {f"{chart.dataset}/{spot.id}" for spot in self._body.spots}
            return plot if targets <= drawn else None
        outlined = {place.id for place in catalog.places() if place.outline}
        named = {spot.id for spot in self._body.spots}
        return MapView(catalog) if named <= outlined else None

    def _ordered(self) -> tuple[Spot, ...]:
        """Return the spots in an order that tells nothing: along the lines, or by the alphabet."""
        chart, plot = self.question.chart, self._source
        if chart is None or not isinstance(plot, Plot):
            return tuple(sorted(self._body.spots, key=lambda spot: spot.label))
        places = {
            point.target: (number, point.x)
            for number, line in enumerate(plot.series)
            for point in line.points
        }
        return tuple(sorted(self._body.spots, key=lambda s: places[f"{chart.dataset}/{s.id}"]))

    def _switch(self) -> Segmented:
        chart = self.question.chart is not None
        words = {
            "picture": self.tr("On the chart") if chart else self.tr("On the map"),
            "list": self.tr("As a list"),
        }
        made = Segmented(self.context.theme, words, self.tr("Mark"), small=True)
        made.set_value(self._form)
        made.chosen.connect(self._choose_form)
        return made

    @property
    def _form(self) -> str:
        return "list" if self._source is None else self.context.look.pointing

    def _choose_form(self, form: str) -> None:
        self.context.look.pointing = form
        self._show_form(form)

    def _show_form(self, form: str) -> None:
        """Show picture or list; a chart stays above the list, for there is much to read in it."""
        listed = form == "list"
        pictured = self._source is not None and (not listed or isinstance(self._source, Plot))
        if pictured and self._picture is None:
            self._picture = self._add_picture()
        if listed and self._list is None:
            self._list = SpotList(self.context.theme, self._spots, several=self._many)
            self._list.clicked.connect(self._act)
            self._parts.addWidget(self._list)
        self._show_marks()
        if self._list is not None:
            self._list.setVisible(listed)
        if self._picture is not None:
            self._picture.setVisible(pictured)
            self._picture.offer_table(offered=listed)
        if self._results is not None:
            self._results.setVisible(not listed)

    def _add_picture(self) -> PointCard | MapCard:
        theme, chart, small = self.context.theme, self.question.chart, int(self.instant)
        if isinstance(self._source, MapView):
            from nklearn.ui.questions.point_map import MapCard

            made = MapCard(theme, self._source, _MAP[small])
        elif isinstance(self._source, Plot) and isinstance(chart, ChartSpec):
            # Here and not above: this brings NumPy and pyqtgraph in.
            from nklearn.ui.questions.point_chart import PointCard

            made = PointCard(theme, self._source, chart, _CHART[small])
            made.open_requested.connect(self.open_requested)
        else:
            raise BugError("there is no picture to point at")
        made.activated.connect(self._act)
        self._parts.insertWidget(0, made)
        return made

    # -- marking -----------------------------------------------------------------------------

    def _act(self, name: str) -> None:
        """Mark a spot, or take its marker back."""
        if self.done:
            return
        marked = marked_after(self._marked, name, self._body.markers)
        self._full = marked is None
        self._marked = self._marked if marked is None else marked
        self._show_marks()
        words = [self._told.text()]
        if marked is not None:
            words.insert(0, f"{self._label(name)}, {self._state_words(name)}.")
            self.say_changed()
        if target := self.entry():
            announce(target, " ".join(words))

    def _label(self, name: str) -> str:
        return next(spot.label for spot in self._spots if spot.id == name)

    def _show_marks(self) -> None:
        if not self.done:
            self._states = {
                spot.id: OptionState.SELECTED if spot.id in self._marked else OptionState.IDLE
                for spot in self._spots
            }
        self._told.setText(self._count_words())
        retone(self._told, "caution" if self._full else "")
        reveals = {spot.id: plain(spot.reveals) if self.done else "" for spot in self._spots}
        if self._list is not None:
            self._list.show_states(self._states, reveals, key=self.as_key)
        if self._picture is not None:
            labels = {spot.id: spot.label for spot in self._spots}
            names = {
                spot.id: self._spot_name(number, spot, reveals[spot.id])
                for number, spot in enumerate(self._spots, start=1)
            }
            self._picture.pad.show_spots(self._states, labels, names)
            self._picture.pad.setAccessibleDescription(self._description())

    def _description(self) -> str:
        """Say what the picture shows, once that may be told or is read in the list."""
        told = self.done or self._form == "list"
        if told and isinstance(self._source, Plot):
            return self._source.alt
        return sentences(self._count_words(), self.keys())

    def _count_words(self) -> str:
        placed, markers = len(self._marked), self._body.markers
        if markers == 1:
            return self.tr("%d of 1 marker placed") % placed
        words = self.tr("%d of %d markers placed") % (placed, markers)
        return self.tr("%s. Take one back first.") % words if self._full else words

    def _state_words(self, name: str) -> str:
        return {
            OptionState.IDLE: self.tr("not marked"),
            OptionState.SELECTED: self.tr("marked"),
            OptionState.RIGHT: self.tr("the key")
            if self.as_key
            else self.tr("your answer, correct"),
            OptionState.WRONG: self.tr("your answer, incorrect"),
            OptionState.MISSED: self.tr("correct answer, not marked"),
            OptionState.OTHER: self.tr("rightly not marked"),
        }[self._states[name]]

    def _spot_name(self, number: int, spot: Spot, reveal: str) -> str:
        place = self.tr("%d of %d") % (number, len(self._spots))
        parts = (spot.label, self._state_words(spot.id), reveal, "" if self.done else place)
        return ", ".join(filter(None, parts))

    # -- what every way of answering gives ---------------------------------------------------

    @property
    @override
    def draws_chart(self) -> bool:
        return isinstance(self._source, Plot)

    @property
    @override
    def response(self) -> Response | None:
        return PointsResponse(tuple(sorted(self._marked))) if self._marked else None

    @override
    def restore(self, response: Response) -> None:
        if isinstance(response, PointsResponse):
            known = [name for name in dict.fromkeys(response.spots) if name in self._states]
            self._marked, self._full = tuple(known[: self._body.markers]), False
            self._show_marks()
            self.say_changed()

    @override
    def entry(self) -> QWidget | None:
        if self._form == "list" and self._list is not None:
            return self._list.row(next(iter(self._marked), ""))
        return self._picture.pad if self._picture is not None else None

    @override
    def keys(self) -> str:
        return self.tr("Arrow keys move, Space marks, Enter checks.")

    @override
    def show_answer(self, checked: Checked) -> None:
        response = checked.answer.response
        chosen = response.spots if isinstance(response, PointsResponse) else ()
        self._marked, self._full = tuple(name for name in chosen if name in self._states), False
        self._states = {spot.id: _state(spot, spot.id in chosen) for spot in self._spots}
        self._results = SpotResults(
            self.context.theme, self._spots, self._states, several=self._many, key=self.as_key
        )
        self._parts.addWidget(self._results)
        self._show_form(self._form)
        if self._picture is not None:
            self._picture.tell_values()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        here = self._here()
        if event.key() not in _ENTER or self.done or not here:
            super().keyPressEvent(event)
        elif here not in self._marked and len(self._marked) < self._body.markers:
            self._act(here)  # where a marker is left, Enter is no wish to check yet
        elif not event.isAutoRepeat():
            self.ask_to_check()

    def _here(self) -> str:
        """Return the spot that has the keyboard; empty for none."""
        if self._list is not None and self._list.focused:
            return self._list.focused
        pad = self._picture.pad if self._picture is not None else None
        return pad.cursor_id if pad is not None and pad.hasFocus() else ""


def _state(spot: Spot, chosen: bool) -> OptionState:
    if spot.right:
        return OptionState.RIGHT if chosen else OptionState.MISSED
    return OptionState.WRONG if chosen else OptionState.OTHER
