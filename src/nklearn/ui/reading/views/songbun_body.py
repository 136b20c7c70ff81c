"""Songbun in a lesson: what a search finds, the list of a label, the rations, or the classes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.content.songbun_tabs import rations
from nklearn.content.songbun_view import LabelGroup, SongbunView, songbun_view
from nklearn.domain.songbun_choice import SongbunChoice
from nklearn.ui.reading.views.body import FigureBody, Quiet, Source
from nklearn.ui.songbun.board import meaning
from nklearn.ui.songbun.label_column import LabelColumn
from nklearn.ui.songbun.ration_bars import RationBars, ration_legend
from nklearn.ui.widgets.basics import column, label, row

# The least width of a column of rows, in px at 100% text.
_COLUMN = 170
# The most rows of a list that a search shows.
_MOST = 6


class SongbunBody(FigureBody):
    """`nk:songbun`: with `tab=food` the bars of the rations, else rows of the lists.

    A search shows what it finds and an open label the list that it is in; otherwise each list
    shows a block for each of its rows.
    """

    @override
    def fill(self) -> None:
        self._choice = choice = SongbunChoice.parse(self.address)
        self._view = view = songbun_view(self.catalog, choice)
        self._columns: list[LabelColumn] = []
        self._cut = False
        figure = rations(self.catalog) if choice.tab == "food" and not choice.open else None
        self._rations = figure
        if figure is not None:
            bars = RationBars(self.theme, figure.bars, f"{figure.title}. {figure.measure}")
            bars.opened.connect(self.open_requested)
            Quiet(bars)
            self.box.addWidget(bars)
            self.box.addLayout(ration_legend(self.theme, figure))
        else:
            self._add_lists(view)

    def _add_lists(self, view: SongbunView) -> None:
        holder = QWidget()
        shown = [each for each in view.groups if self._wanted(each)]
        side = row(holder, spacing=18) if self._bare else column(holder, spacing=12)
        for group in shown:
            place = view.groups.index(group)
            part = LabelColumn(self.theme, group, place)
            rows = group.rows
            if self._choice.find:
                rows = tuple(each for each in rows if each.matches)[:_MOST]
                self._cut |= len(rows) < group.matches
            part.show_group(group, self._choice.find, rows)
            part.rows.set_open(self._choice.open)
            part.rows.setVisible(not self._bare)
            part.rows.opened.connect(self._open)
            part.open_requested.connect(self.open_requested)
            Quiet(part.rows)
            self._columns.append(part)
            side.addWidget(part, 1)
        self.box.addWidget(holder)
        self.box.addWidget(label(meaning(view), "small"))
        if self._cut:
            self.tell(self.tr("Of each list, the first %d rows that match.") % _MOST)
        self._arrange()

    @property
    def _bare(self) -> bool:
        """Whether lists show no rows, but a block for each."""
        choice = self._choice
        return not (choice.find or choice.open or choice.origins)

    def _wanted(self, group: LabelGroup) -> bool:
        choice = self._choice
        if choice.open:
            return any(each.id == choice.open for each in group.rows)
        return group.matches > 0 if choice.find else True

    def _arrange(self) -> None:
        for part in self._columns:
            part.rows.set_columns(max(1, self.room // self.theme.px(_COLUMN)))

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._arrange()

    def _open(self, name: str) -> None:
        self.open_requested.emit(str(replace(self._choice, open=name).address))

    @override
    def sources(self) -> tuple[Source, ...]:
        if self._rations is not None:
            return ((self._rations.source, self._rations.address),)
        return ((self._view.source, self._view.source_address),)
