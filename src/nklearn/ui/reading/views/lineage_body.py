"""Ministries in a lesson: the columns around a change, or around the beginning of a body."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QSizeF, Qt, QTimer
from PySide6.QtGui import QResizeEvent

from nklearn.base.overriding import override
from nklearn.content.lineage import Lineage
from nklearn.content.lineage_part import LineagePart, bodies_shown, cut, kin, shown_change
from nklearn.domain.addresses import Address
from nklearn.domain.lineage import Layout
from nklearn.domain.lineage_choice import PAGE, LineageChoice
from nklearn.ui.lineage.geometry import head_words, measure
from nklearn.ui.lineage.legend import LineageLegend
from nklearn.ui.lineage.picture import BODY, LineagePicture
from nklearn.ui.reading.views.body import FigureBody, Quiet, Source
from nklearn.ui.widgets.basics import clear

# The most rows that stand in the height that is kept.
_ROWS = 6


class LineageBody(FigureBody):
    """`nk:ministries`: as many columns as have room, and the lanes of what changed."""

    @property
    @override
    def kept(self) -> int:
        return 390

    @override
    def fill(self) -> None:
        self._whole = whole = Lineage(self.catalog)
        self._choice = LineageChoice.parse(self.address)
        self._change = shown_change(whole, self._choice)
        if self._choice.body and not self._choice.asked:
            whole.body(self._choice.body)
        self._draw()
        self._again = QTimer(self, singleShot=True, interval=0)
        self._again.timeout.connect(self._redraw)
        self.theme.changed.connect(self._again.start)

    def _draw(self) -> None:
        whole, choice = self._whole, self._choice
        self._room = self.room, self.theme.text_size
        part = LineagePart(whole, self._layout(whole, bodies_shown(whole, choice)))
        self._picture = picture = LineagePicture(self.theme, part)
        picture.setMinimumHeight(self.theme.px(120))
        picture.activated.connect(self._open)
        if choice.body and not choice.asked:
            picture.show_bodies([choice.body])
        Quiet(picture)
        self.box.addWidget(picture, 1)
        self.box.addWidget(LineageLegend(self.theme, part))
        if self._change is not None and (self._change.number or not choice.body):
            picture.show_change(self._change)
        if len(part.layout.columns) < len(whole.layout.columns):
            self.tell(self._told(whole, part))

    def _redraw(self) -> None:
        """Choose the columns anew where there is other room for them; the keyboard stays."""
        if self._room == (self.room, self.theme.text_size):
            return
        had = self._picture.hasFocus()
        clear(self.box)
        self._draw()
        if had:
            self._picture.show()
            self._picture.setFocus(Qt.FocusReason.OtherFocusReason)

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if hasattr(self, "_again") and event.oldSize().width() != event.size().width():
            self._again.start()

    def _told(self, whole: Lineage, part: LineagePart) -> str:
        dates = [head_words(each.date) for each in part.layout.columns if each.date]
        if not dates:
            return ""
        words = self.tr(
            "From {first} to {last}, {some} of {all} lanes; the whole picture goes from {start} to "
            "{end}. What reaches an edge goes on beyond it."
        )
        start, end = whole.years
        return words.format(
            first=dates[0],
            last=dates[-1],
            some=len(part.layout.lanes),
            all=len(whole.layout.lanes),
            start=start,
            end=end,
        )

    def _layout(self, whole: Lineage, bodies: frozenset[str]) -> Layout:
        """Return the largest part around what is chosen that has room."""
        layout, count = whole.layout, len(whole.layout.columns)
        own = [box for box in layout.boxes if box.body.id in bodies]
        middle = layout.column_of(self._change.date) if self._change else 0
        if self._choice.body and own:
            middle = min(box.start for box in own)
        middle = min(middle, count - 1)
        found = cut(layout, middle, middle + 1, None)
        first, last = middle, middle + 1
        for start, end in _wider(middle, count):
            made = self._lower(cut(layout, start, end), layout, start, end, bodies)
            if self._wide(whole, made) > self.room:
                continue
            found, first, last = made, start, end
        return found if last - first < count else self._lower(layout, layout, 0, count, bodies)

    def _wide(self, whole: Lineage, made: Layout) -> float:
        return measure(self.theme, LineagePart(whole, made), QSizeF(0, 0)).size.width()

    def _lower(
        self, made: Layout, layout: Layout, start: int, end: int, bodies: frozenset[str]
    ) -> Layout:
        """Return a part with no more rows than there is height for: those of kin come first."""
        if made.rows <= _ROWS:
            return made
        near = [
            layout.boxes[n]
            for n in kin(layout, bodies)
            if layout.boxes[n].start < end and layout.boxes[n].end > start
        ]
        some = (near, [box for box in near if box.body.id in bodies])
        wanted = [{row for box in own for row in range(box.top, box.bottom)} for own in some]
        used = {row for box in layout.boxes for row in range(box.top, box.bottom)}
        for rows in (*wanted, set(sorted(used)[:_ROWS])):
            if rows and (made := cut(layout, start, end, rows)).rows <= _ROWS:
                break
        return made

    def _open(self, spot: str) -> None:
        kind, name, *_ = spot.split("/")
        choice = LineageChoice(body=name) if kind == BODY else LineageChoice(change=name)
        self.open_requested.emit(str(choice.address))

    @override
    def sources(self) -> tuple[Source, ...]:
        found = (self.catalog.evidence(each).locator for each in Lineage(self.catalog).targets())
        works = dict.fromkeys(each.source for each in found)
        return tuple(
            (self.catalog.source_line(each, ""), str(Address.of("source", each))) for each in works
        ) or (("", str(Address.of(PAGE))),)


def _wider(middle: int, count: int) -> Iterator[tuple[int, int]]:
    """Give ever wider ranges of columns around one: a column before it, then those after."""
    first, last = middle, middle + 1
    while first > 0 or last < count:
        before = middle - first
        after = last - middle - 1
        if first > 0 and (before <= after or last == count):
            first -= 1
        else:
            last += 1
        yield first, last
