"""The chain of command, painted: boxes level under level, a stroke for each link by its line."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QColor,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPen,
    QPolygonF,
)

from nklearn.base.overriding import override
from nklearn.content.chain import Chain
from nklearn.content.chain_layout import ChainScene, chain_scene
from nklearn.content.chain_routes import HIGH, WIDE, Box, Stroke
from nklearn.content.chain_rows import GROUP_WORDS
from nklearn.content.entry_words import code_words
from nklearn.domain.chain_choice import ChainChoice
from nklearn.ui.canvas.canvas import Canvas
from nklearn.ui.canvas.spots import Spot
from nklearn.ui.chain.lines import line_pen
from nklearn.ui.theme import Theme
from nklearn.ui.words import counted

# Fill and outline by what a body is, as in the lineage.
_TONES = {
    "cabinet": ("ACCENT", "ACCENT", "TEXT_ON_ACCENT"),
    "ministry": ("BODY_MINISTRY", "DATA_PETROL", "BODY_MINISTRY_TEXT"),
    "committee": ("BODY_COMMITTEE", "DATA_PLUM", "BODY_COMMITTEE_TEXT"),
    "party": ("BG_SURFACE", "DATA_PLUM", "TEXT_PRIMARY"),
    "department": ("BODY_DEPARTMENT", "DATA_UMBER", "BODY_DEPARTMENT_TEXT"),
}
_PLAIN = ("BG_SURFACE", "LINE_CONTROL", "TEXT_PRIMARY")
_QUIET = ("BG_SURFACE", "LINE_SUBTLE", "TEXT_MUTED")
# Leading of the words in a box (closer where it is full), its free edge and its corners, in px.
_LEAD, _CLOSE, _LINES, _PAD, _ROUND = 14.5, 12.2, 4, 3, 4
_FAINT = 0.22


class ChainPicture(Canvas):
    """Shows the chain for a choice; spots are boxes. Arrows go along the links."""

    def __init__(self, theme: Theme, chain: Chain, choice: ChainChoice | None = None) -> None:
        super().__init__(theme, QCoreApplication.translate("chain", "Chain of command"))
        self._chain, self._choice = chain, choice or ChainChoice()
        self.scene: ChainScene = chain_scene(chain, self._choice)
        self._lit: frozenset[tuple[str, str]] = frozenset()
        self._on_way: frozenset[str] = frozenset()
        self.setAccessibleDescription(
            QCoreApplication.translate(
                "chain",
                "Up and down follow the links, left and right go along a level, Enter opens.",
            )
        )
        self.show_choice(self._choice)

    def show_choice(self, choice: ChainChoice) -> None:
        """Show what is open, lit and folded out."""
        self._choice = choice
        self.scene = chain_scene(self._chain, choice)
        ways = self._chain.ways(choice.open) if choice.open else ()
        steps = [step for way in ways for step in way.steps]
        self._on_way = frozenset(step.body.id for step in steps) | frozenset(
            {choice.open} if choice.open else ()
        )
        links = [step.link for step in steps if step.link]
        # The Party's line joins the way: its last step is a link between two bodies of it.
        self._lit = frozenset((link.over, link.under) for link in links)
        self.refresh()
        if choice.open and self.width() > 1:
            self.reveal(choice.open)

    @override
    def scene_size(self) -> QSizeF:
        return QSizeF(self.scene.width, self.scene.height)

    @override
    def least_scale(self) -> float:
        return self.theme.text_size / 100  # words are never smaller than elsewhere

    @override
    def make_spots(self) -> list[Spot]:
        way = self.transform()
        return [
            Spot(box.id, way.mapRect(_room(box)), self._name(box))
            for box in sorted(self.scene.boxes, key=lambda box: (box.row, box.column))
        ]

    # -- words -------------------------------------------------------------------------------

    def words_of(self, box: Box) -> str:
        """Return what stands in a box."""
        if not box.members:
            return self._chain.bodies[box.id].name
        if box.opened:
            return QCoreApplication.translate("chain", "Fold these %d") % len(box.members)
        if box.owner in self._chain.examples:
            return counted(
                len(box.members),
                QCoreApplication.translate("chain", "1 example"),
                QCoreApplication.translate("chain", "%d examples"),
            )
        kinds = {self._chain.bodies[name].kind for name in box.members}
        if kinds <= {"bureau", "general-bureau"}:
            return QCoreApplication.translate("chain", "%d bureaus") % len(box.members)
        return QCoreApplication.translate("chain", "%d more") % len(box.members)

    def _name(self, box: Box) -> str:
        """Return what a screen reader says of a box."""
        if box.members:
            under = self._chain.bodies.get(box.owner)
            about = (
                QCoreApplication.translate("chain", "under %s") % under.name
                if under
                else GROUP_WORDS[box.group]
            )
            state = (
                QCoreApplication.translate("chain", "shown")
                if box.opened
                else QCoreApplication.translate("chain", "folded")
            )
            names = ", ".join(self._chain.bodies[name].name for name in box.members)
            return f"{self.words_of(box)}, {about}, {state}: {names}"
        body = self._chain.bodies[box.id]
        over = [
            f"{self._chain.bodies[link.over].name} ({code_words(link.kind).lower()})"
            for link in self._chain.over(box.id)
        ]
        told = (
            QCoreApplication.translate("chain", "under %s") % ", ".join(over)
            if over
            else QCoreApplication.translate("chain", "the text names nobody over it")
        )
        opened = QCoreApplication.translate("chain", "open") if box.id == self._choice.open else ""
        below = len(self._chain.under(box.id))
        count = (
            counted(
                below,
                QCoreApplication.translate("chain", "1 link down"),
                QCoreApplication.translate("chain", "%d links down"),
            )
            if below
            else ""
        )
        parts = (body.name, code_words(body.kind), told, count, opened)
        return ", ".join(filter(None, parts))

    # -- painting ----------------------------------------------------------------------------

    @override
    def draw(self, painter: QPainter) -> None:
        painter.setTransform(self.transform())
        self._areas(painter)
        for stroke in sorted(self.scene.strokes, key=self._is_lit):
            self._stroke(painter, stroke)
        self._area_words(painter)
        for box in self.scene.boxes:
            self._box(painter, box)
        painter.resetTransform()

    def _framed(self) -> Iterator[tuple[str, QRectF]]:
        """Give the groups that have a frame with a heading, and where that is."""
        for area in self.scene.areas:
            if area.group not in ("cabinet", "party"):
                room = QRectF(area.x, area.y, area.width, area.height)
                yield area.group, room.adjusted(-4, -15, 4, 4)

    def _areas(self, painter: QPainter) -> None:
        for _, room in self._framed():
            painter.setPen(QPen(self.theme.color("LINE_SUBTLE"), 1))
            painter.setBrush(self.theme.color("BG_WINDOW"))
            painter.drawRoundedRect(room, 5, 5)

    def _area_words(self, painter: QPainter) -> None:
        """Write the headings of groups over the lines, which would run through them."""
        font = self.theme.font("caption")
        font.setPixelSize(12)
        font.setWeight(font.Weight.DemiBold)
        for group, room in self._framed():
            painter.setFont(font)
            painter.setPen(self.theme.color("TEXT_MUTED"))
            head = QRectF(room.left() + 4, room.top() + 1, room.width() - 6, 14)
            metrics = painter.fontMetrics()
            words = metrics.elidedText(
                area_words(group, room.width()), Qt.TextElideMode.ElideRight, round(head.width())
            )
            wide = metrics.horizontalAdvance(words)
            painter.fillRect(
                QRectF(head.left(), head.top(), wide, head.height()), self.theme.color("BG_WINDOW")
            )
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, words)

    def _is_lit(self, stroke: Stroke) -> bool:
        return (stroke.over, stroke.under) in self._lit

    def _stroke(self, painter: QPainter, stroke: Stroke) -> None:
        lit, line = self._is_lit(stroke), self._choice.line
        pen = line_pen(self.theme, stroke.kind, bold=lit)
        away = (line and stroke.kind != line) or (self._lit and not lit and not line)
        painter.setOpacity(_FAINT + 0.15 if away else 1.0)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in stroke.points]))
        x, y = stroke.points[-1]
        pen = QPen(pen.color(), 1.4)
        painter.setPen(pen)
        if stroke.doubted:
            painter.setBrush(self.theme.color("BG_SURFACE"))
            painter.drawEllipse(QPointF(x, y - 4), 3.2, 3.2)
        elif stroke.kind != "example":
            painter.setBrush(pen.color())
            painter.drawPolygon(
                QPolygonF([QPointF(x - 3.2, y - 5), QPointF(x + 3.2, y - 5), QPointF(x, y)])
            )
        painter.setOpacity(1.0)

    def _speaks(self, box: Box) -> bool:
        """Tell whether a box takes part in what is lit: a line, else the way of what is open."""
        line = self._choice.line
        names = box.members or (box.id,)
        if line:
            ends = {
                name
                for link in self._chain.links
                if link.kind == line
                for name in (link.over, link.under)
            }
            return bool(ends & set(names))
        return not self._on_way or len(self._on_way) == 1 or bool(self._on_way & set(names))

    def _box(self, painter: QPainter, box: Box) -> None:
        body = self._chain.bodies.get(box.id)
        fill, edge, ink = _TONES.get(body.kind, _PLAIN) if body else _PLAIN
        if not self._speaks(box):
            fill, edge, ink = _QUIET
        opened = box.id == self._choice.open
        room = _room(box)
        pen = QPen(self.theme.color(edge), 2.5 if opened or box.id in self._on_way else 1)
        if opened:
            pen.setColor(self.theme.color("ACCENT"))
        if box.members:
            pen.setStyle(Qt.PenStyle.DotLine)
            fill = "BG_SUNKEN" if self._speaks(box) else fill
            if not box.opened:  # a second edge behind it: more than one stands here
                painter.setPen(QPen(self.theme.color(edge), 1))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(room.adjusted(3, 3, 3, 3), _ROUND, _ROUND)
        painter.setPen(pen)
        hover = box.id == self.hovered_id and fill in ("BG_SURFACE", "BG_SUNKEN")
        painter.setBrush(QColor(self.theme.color("BG_HOVER" if hover else fill)))
        painter.drawRoundedRect(room, _ROUND, _ROUND)
        painter.setPen(self.theme.color(ink))
        self._words(painter, room, self.words_of(box), bold=opened)
        if box.members:
            self._chevron(painter, room, up=box.opened)

    def _words(self, painter: QPainter, room: QRectF, words: str, *, bold: bool) -> None:
        font = self.theme.font("caption")
        font.setPixelSize(12)
        font.setWeight(font.Weight.DemiBold if bold else font.Weight.Medium)
        painter.setFont(font)
        lines = self.broken(words, room.width(), bold=bold)
        lead = _CLOSE if len(lines) == _LINES else _LEAD
        top = room.center().y() - len(lines) * lead / 2
        for number, line in enumerate(lines):
            place = QRectF(room.left() + 1, top + number * lead, room.width() - 2, lead)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextDontClip
            painter.drawText(place, flags, line)

    def broken(self, words: str, wide: float, *, bold: bool = False) -> list[str]:
        """Return words in few lines; what has no room ends in an ellipsis."""
        font = self.theme.font("caption")
        font.setPixelSize(12)
        font.setWeight(font.Weight.DemiBold if bold else font.Weight.Medium)
        metrics, room = QFontMetricsF(font), wide - 2 * _PAD
        lines: list[str] = []
        for word in words.split():
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and metrics.horizontalAdvance(longer) <= room:
                lines[-1] = longer
            else:
                lines.append(word)
        if len(lines) > _LINES:
            lines = [*lines[: _LINES - 1], " ".join(lines[_LINES - 1 :])]
        return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, room) for line in lines]

    def _chevron(self, painter: QPainter, room: QRectF, *, up: bool) -> None:
        path = QPainterPath()
        middle, low, step = room.center().x(), room.bottom() - 7, -3 if up else 3
        path.moveTo(middle - 4, low - step / 2)
        path.lineTo(middle, low + step / 2)
        path.lineTo(middle + 4, low - step / 2)
        painter.setPen(QPen(self.theme.color("TEXT_SECONDARY"), 1.4))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)

    # -- keyboard ----------------------------------------------------------------------------

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        side = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        here = self.spot(self.cursor_id)
        if alt or here is None or not (step or side):
            super().keyPressEvent(event)
        elif goal := self._along(here.id, step) if step else self._beside(here.id, side):
            self.set_cursor_on(goal)

    def _along(self, name: str, step: int) -> str:
        """Return the first superior (-1) or subordinate (1) of a box, empty for none."""
        if step < 0:
            up = [stroke.over for stroke in self.scene.strokes if stroke.under == name]
            return up[0] if up else ""
        down = [stroke for stroke in self.scene.strokes if stroke.over == name]
        by_id = {box.id: box for box in self.scene.boxes}
        # What goes on downwards comes before what ends there.
        down.sort(key=lambda stroke: not self._goes_on(stroke.under))
        here = by_id[name]
        if not down and here.opened:
            return here.members[0]
        return down[0].under if down else ""

    def _goes_on(self, name: str) -> bool:
        return any(stroke.over == name for stroke in self.scene.strokes)

    def _beside(self, name: str, step: int) -> str:
        """Return the next box on a level to the left or right; over its end, the next level."""
        order = [spot.id for spot in self.spots]
        at = order.index(name) + step
        return order[at] if 0 <= at < len(order) else ""


def _room(box: Box) -> QRectF:
    return QRectF(box.x, box.y, box.wide, HIGH)


def area_words(group: str, room: float) -> str:
    """Return the heading of a group, shorter where it has few columns."""
    short = {
        "police": QCoreApplication.translate("chain", "Police"),
        "types": QCoreApplication.translate("chain", "Two types of enterprise"),
    }
    return short.get(group, GROUP_WORDS[group]) if room < WIDE * 2.5 else GROUP_WORDS[group]
