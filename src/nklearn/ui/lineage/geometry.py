"""Where the columns and rows of a lineage lie in px, for a room of any size."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF

from nklearn.content.entry_words import code_words
from nklearn.content.lineage import Lineage
from nklearn.domain.dates import PartialDate
from nklearn.domain.lineage import Box, Layout
from nklearn.ui.lineage.fitting import least_width
from nklearn.ui.theme import Theme

# In px at 100% text.
_BAND, _HEADS, _GAP = 30, 26, 4
#: The free room at both sides of a column, in which lines run.
GUTTER, _MORE = 4, 5
PAD = 2  # within a box
#: The size of letters in boxes, the best first.
SIZES = (12, 11)
_ROW, _MOST = 37, 92
_LANE_PAD = 7
_INSET = 3  # above and below a box


def head_words(date: PartialDate | None) -> str:
    """Return what stands over a column: month and year, or what the source has."""
    if date is None:
        return "…"
    code = date.code
    return str(PartialDate.parse(code[:7])) if len(code) == 10 and code[4] == "-" else str(date)


@dataclass(frozen=True)
class Geometry:
    """All lines of the grid: `xs` are the left edges of columns, and the right edge of the last."""

    layout: Layout
    xs: tuple[float, ...]
    band: QRectF
    heads: QRectF
    top: float
    row: float
    gutter: float
    inset: float

    @property
    def size(self) -> QSizeF:
        """The size of the whole scene."""
        return QSizeF(self.xs[-1], self.bottom)

    @property
    def bottom(self) -> float:
        """Where the lanes end."""
        return self.top + self.row * self.layout.rows

    def lane(self, n: int) -> QRectF:
        """Return the stripe of a lane, from the left edge of the scene."""
        top = self.top + self.row * self.layout.top_of(n)
        return QRectF(0, top, self.xs[-1], self.row * self.layout.lanes[n].tracks)

    def head(self, n: int) -> QRectF:
        """Return the head of a column."""
        wide = self.xs[n + 1] - self.xs[n]
        return QRectF(self.xs[n], self.heads.top(), wide, self.heads.height())

    def box(self, box: Box) -> QRectF:
        """Return where a body stands."""
        left, right = self.xs[box.start] + self.gutter, self.xs[box.end] - self.gutter
        top = self.top + self.row * box.top + self.inset
        return QRectF(left, top, right - left, self.row * (box.bottom - box.top) - 2 * self.inset)

    def line(self, before: QRectF, after: QRectF, at: int) -> list[QPointF]:
        """Return the corners of a line from one box to another, which begins in column `at`.

        It runs straight across where both stand side by side, else down or up between columns.
        """
        x = self.xs[at]
        low = max(before.top(), after.top())
        high = min(before.bottom(), after.bottom())
        goal = QPointF(after.left(), round(after.center().y()))
        if before.right() <= after.left():
            if high > low:
                # At the height of the smaller one: lines of several such don't meet.
                small = min(before, after, key=QRectF.height)
                y = float(round(min(max(small.center().y(), low + 2), high - 2)))
                return [QPointF(before.right(), y), QPointF(after.left(), y)]
            start = QPointF(before.right(), round(before.center().y()))
            return [start, QPointF(x, start.y()), QPointF(x, goal.y()), goal]
        # The earlier one goes on: the line leaves it at its lower or upper edge.
        down = after.center().y() > before.center().y()
        edge = before.bottom() if down else before.top()
        x = float(round(max(before.left() + 2, min(x, before.right() - 2))))
        return [QPointF(x, edge), QPointF(x, goal.y()), goal]


def measure(theme: Theme, lineage: Lineage, room: QSizeF) -> Geometry:
    """Lay columns and rows out in `room`; what needs more gets more."""
    layout, px = lineage.layout, theme.px
    metrics = QFontMetricsF(theme.font("label"))
    words = [code_words(lane.field) for lane in layout.lanes]
    left = max(map(metrics.horizontalAdvance, words), default=0.0) + 2 * px(_LANE_PAD)
    needs = _needs(theme, lineage)
    top = float(px(_BAND) + px(_HEADS) + 2 * px(_GAP))
    spare = max(0.0, room.width() - left - sum(needs)) / max(1, len(needs))
    # Whole px: lines between them are sharp.
    edges = accumulate((need + spare for need in needs), initial=float(left))
    xs = tuple(float(round(edge)) for edge in edges)
    rows = max(1, layout.rows)
    row = float(max(px(_ROW), min(px(_MOST), int((room.height() - top) / rows))))
    band = QRectF(left, 0, xs[-1] - left, px(_BAND))
    heads = QRectF(left, px(_BAND) + px(_GAP), xs[-1] - left, px(_HEADS))
    gutter = float(round(px(GUTTER) + min(px(_MORE), spare / 5)))
    return Geometry(layout, xs, band, heads, top, row, gutter, px(_INSET))


def _needs(theme: Theme, lineage: Lineage) -> list[float]:
    """Return the least width of each column: that of its date, and of the names in it."""
    layout, font, px = lineage.layout, theme.font("chip"), theme.px
    heads = QFontMetricsF(font)
    around = 2 * px(GUTTER) + 2 * px(PAD)
    needs = [heads.horizontalAdvance(head_words(column.date)) + px(10) for column in layout.columns]
    wishes = [
        (box.start, box.end, _least(font, box, px(SIZES[-1])) + around) for box in layout.boxes
    ]
    for start, end, wide in sorted(wishes, key=lambda each: each[1] - each[0]):
        short = wide - sum(needs[start:end])
        for n in range(start, end):
            needs[n] += max(0.0, short) / (end - start)
    return needs


def _least(font: QFont, box: Box, size: int) -> float:
    """Return the least width of the words in a box: a row has two lines, more have many."""
    lines = 2 if box.bottom - box.top == 1 else 3 * (box.bottom - box.top)
    return least_width(font, box.body.name, extra_words(box), size, lines)


def extra_words(box: Box) -> tuple[str, ...]:
    """Return what stands below the name in a box: since when, where no column says so."""
    if box.dated is None:
        return ()
    return (QCoreApplication.translate("lineage", "from %s") % head_words(box.dated),)


def plan_room(lineage: Lineage, number: int) -> int:
    """Return the column before which the words of a plan must end: the next plan's, if any."""
    plans = lineage.plans
    return plans[number + 1][1] if number + 1 < len(plans) else len(lineage.layout.columns)
