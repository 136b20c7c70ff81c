"""Teach: a line of segments, the class that they are about, and the segment that is open."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace

from PySide6.QtWidgets import QBoxLayout, QMenu, QStackedWidget, QWidget

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.ui import tokens
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.teach.segment import Segment
from nklearn.ui.teach.segments import PARTS, SEGMENTS, segment_names
from nklearn.ui.widgets.basics import Button, column, frame, row
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.segmented import Segmented

_CLASS = "class"  # of addresses, and the setting that keeps the class that was open last
_NEW = ("assignments", "new")
ALL = "all"
_MARGIN, _GAP = 24, 10
_SIDE = 305  # px at 100% text, as in the picture


class TeachPage(Page):
    """`nk:teach/<segment>/…?class=<id>`, for a teacher alone; `nk:teach` opens the gradebook,
    or the classes while there are none.

    A class in an address stays chosen for the segments after it, and for the next start.
    """

    rail = "teach"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._made: dict[str, Segment] = {}
        self._tools: dict[str, QWidget] = {}
        self._sides: dict[str, QWidget] = {}
        self._size = (tokens.COMPACT_BELOW, 700)
        theme = context.theme
        whole = row(self)
        left = QWidget()
        box = column(left, spacing=12)
        box.setContentsMargins(_MARGIN, 14, 20, 12)
        self._names = Segmented(theme, segment_names(), self.tr("Teach"))
        self._names.chosen.connect(self._choose)
        self._class = Button(theme, "", icon="chevron-down", icon_after=True)
        self._menu = QMenu(self._class)
        self._class.setMenu(self._menu)
        self._new = Button(theme, self.tr("New assignment"), kind="primary")
        self._new.clicked.connect(self._begin_new)
        line = Flow(spacing=10, line_spacing=8)
        for part in (self._names, self._class):
            line.addWidget(part)
        self._tool_row = row(spacing=_GAP)
        tools = row(spacing=_GAP)
        tools.addLayout(self._tool_row)
        tools.addWidget(self._new)
        tools.addStretch(1)
        self._head = row(spacing=_GAP)
        self._head.addLayout(line, 1)
        self._head.addLayout(tools)
        box.addLayout(self._head)
        self._stack = QStackedWidget()
        box.addWidget(self._stack, 1)
        whole.addWidget(left, 1)
        self._side = frame("panel")
        self._side_box = column(self._side)
        whole.addWidget(self._side)
        self._side.hide()

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        desk = self.context.teacher
        if desk is None:
            raise UserError(
                "This page is for teachers.",
                todo="Choose “Switch reader”, then “I am a teacher”.",
            )
        name = address.path[0] if address.path else self._first()
        if name not in SEGMENTS:
            raise UserError(f"There is no page “{address}”.", todo="Choose from the line above.")
        segment = self._made.get(name) or self._make(name)
        goal = Address("teach", address.path or (name,), address.query, address.fragment)
        goal = self._with_class(segment, goal)
        segment.open(goal)
        names = segment_names()
        self.address, self.heading = goal, segment.heading or names[name]
        self.crumbs = ((self.tr("Teach"), "nk:teach"),)
        if name in PARTS:
            self.crumbs += ((names[PARTS[name]], f"nk:teach/{PARTS[name]}"),)
        self._show(name, segment)

    def _first(self) -> str:
        """Return the segment of `nk:teach`: who has no class yet makes one."""
        desk = self.context.teacher
        return "gradebook" if desk is not None and desk.store.classes() else "classes"

    def _make(self, name: str) -> Segment:
        desk = self.context.teacher
        assert desk is not None
        segment = SEGMENTS[name](self.context, desk)
        segment.open_requested.connect(self.open_requested)
        segment.moved.connect(self._follow)
        segment.class_changed.connect(self._fill_classes)
        self._made[name] = segment
        self._stack.addWidget(segment)
        holder = QWidget()
        tools = row(holder, spacing=10)
        for tool in segment.tools():
            tools.addWidget(tool)
        self._tool_row.addWidget(holder)
        self._tools[name] = holder
        side = segment.side()
        if side is not None:
            self._side_box.addWidget(side)
            self._sides[name] = side
        segment.set_width_class(*self._size)
        return segment

    def _show(self, name: str, segment: Segment) -> None:
        self._names.set_value(PARTS.get(name, name))
        self._stack.setCurrentWidget(segment)
        for own, tools in self._tools.items():
            tools.setVisible(own == name and bool(tools.findChildren(QWidget)))
        for own, side in self._sides.items():
            side.setVisible(own == name)
        self._place_side()
        self._new.setVisible(name in ("assignments", "gradebook"))
        self._fill_classes()
        self._place_head()

    def _place_head(self) -> None:
        """Put the tools beside the segments, or below them where there is less room."""
        parts = [self._names, self._class, self._new, *self._tools.values()]
        shown = [part for part in parts if not part.isHidden()]
        need = sum(part.sizeHint().width() + _GAP for part in shown) + 2 * _MARGIN
        px = self.context.theme.px
        rail = px(tokens.SIZE["rail"])
        side = 0 if self._side.isHidden() else px(_SIDE)
        beside = need + rail + side <= self.window().width()
        way = QBoxLayout.Direction
        self._head.setDirection(way.LeftToRight if beside else way.TopToBottom)

    def _place_side(self) -> None:
        """Show the panel where there is room; in a narrower window the segment shows it itself."""
        own = bool(self.address.path) and self.address.path[0] in self._sides
        self._side.setVisible(own and self._size[0] >= tokens.COMPACT_BELOW)
        self._side.setFixedWidth(self.context.theme.px(_SIDE))

    def _follow(self, address: Address) -> None:
        """Note that a segment has moved to another state of itself."""
        self.address = address
        self.moved.emit(address)

    @property
    def _segment(self) -> Segment | None:
        return self._made.get(self.address.path[0]) if self.address.path else None

    # -- classes -----------------------------------------------------------------------------

    def _with_class(self, segment: Segment, address: Address) -> Address:
        """Return an address with its class: the one in it, the last one, or the first."""
        desk = self.context.teacher
        if desk is None or not segment.about_class:
            return address
        known = {each.id: each for each in desk.store.classes()}
        wanted = address.state.get(_CLASS, "")
        if wanted == ALL and segment.all_classes:
            return address
        if wanted not in known:
            wanted = desk.store.setting(_CLASS)
        if wanted not in known:
            wanted = next((each.id for each in known.values() if not each.archived), "")
        if wanted and wanted != desk.store.setting(_CLASS):
            with suppress(UserError):  # which class was open last is not worth a question
                desk.store.set_setting(_CLASS, wanted)
        others = tuple(pair for pair in address.query if pair[0] != _CLASS)
        query = ((_CLASS, wanted), *others) if wanted else others
        return replace(address, query=query)

    def _fill_classes(self) -> None:
        desk, segment = self.context.teacher, self._segment
        if desk is None or segment is None:
            return
        here = self.address.state.get(_CLASS, "")
        shown = [each for each in desk.store.classes() if not each.archived or each.id == here]
        self._menu.clear()
        if segment.all_classes:
            self._menu.addAction(self.tr("All classes"), lambda: self._choose_class(ALL))
        for each in shown:
            action = self._menu.addAction(each.label)
            action.triggered.connect(lambda _=False, name=each.id: self._choose_class(name))
        name = next((each.label for each in shown if each.id == here), self.tr("All classes"))
        plain = here == ALL or name.casefold().startswith("class")
        self._class.set_text(name if plain else self.tr("Class %s") % name)
        self._class.setVisible(segment.about_class and bool(shown))

    def _choose_class(self, name: str) -> None:
        segment = self.address.path[0] if self.address.path else "gradebook"
        self.open_requested.emit(str(Address.of("teach", segment, **{_CLASS: name})))

    # -- wishes ------------------------------------------------------------------------------

    def _choose(self, name: str) -> None:
        self.open_requested.emit(str(Address.of("teach", name)))

    def _begin_new(self) -> None:
        self.open_requested.emit(str(Address.of("teach", *_NEW)))

    # -- the page ----------------------------------------------------------------------------

    @override
    def panes(self) -> list[QWidget]:
        segment = self._segment
        side = self._sides.get(self.address.path[0]) if self.address.path else None
        own = segment.panes() if segment else []
        return [self._names, *own, *([side] if side is not None else [])]

    @override
    def start(self) -> QWidget:
        return self._segment.start() if self._segment else self._names

    @override
    def covers(self, widget: QWidget) -> bool:
        return self._segment.covers(widget) if self._segment else False

    @override
    def set_width_class(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._place_side()
        self._place_head()
        for segment in self._made.values():
            segment.set_width_class(width, height)

    @override
    def export(self) -> None:
        if self._segment:
            self._segment.export()
