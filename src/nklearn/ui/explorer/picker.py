"""The list of what a chart can show: lines by table and unit, and why some can't be added."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from nklearn.content.chart_kinds import MOST, MOST_PANELS, Kind
from nklearn.content.explorer import View
from nklearn.content.explorer_items import Group, Hindrance
from nklearn.ui import icons
from nklearn.ui.explorer.finder import SetButton
from nklearn.ui.explorer.line_box import LineBox
from nklearn.ui.explorer.scales import ScaleButton, scale_of, scales_of
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import Button, clear, column, frame, label, row
from nklearn.ui.widgets.segmented import Segmented

#: The width of the list, in px at 100% text.
PICKER_WIDTH = 276
_FIND_FROM = 7


def group_name(group: Group, *, several: bool) -> str:
    """Return how a group is headed: by its table, or where that says too little, by its title."""
    table = group.place.startswith("Table ")
    return group.place if table or not several else group.title


class Picker(QFrame):
    """Shows a view's groups; a person's choices go out as wishes."""

    line_toggled = Signal(str)
    group_requested = Signal(object)
    scale_requested = Signal(str)
    about_requested = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._keys: list[str] = []
        self._boxes: dict[str, LineBox] = {}
        self._instead: list[tuple[Group, Button]] = []
        self.setProperty("role", "side")
        self.setAccessibleName(self.tr("Choose what to show"))
        outer = column(self)
        outer.setContentsMargins(0, 0, 1, 0)  # the line at the right
        outer.addWidget(self._make_head())
        self._area = QScrollArea()
        scrolling.set_up(self._area)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setProperty("role", "side")
        body = QWidget()
        body.setObjectName("sideBody")
        self._box = column(body, spacing=6)
        self._box.setContentsMargins(18, 10, 6, 8)  # room for the ring of what has the keyboard
        self._area.setWidget(body)
        outer.addWidget(self._area, 1)
        self._make_find()
        self._make_note()
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        self._box.addWidget(label(self.tr("Choose what to show"), "label"))
        self._box.addWidget(self._find)
        self._box.addLayout(self._lines)
        self._box.addStretch(1)
        outer.addWidget(self._make_foot())
        theme.changed.connect(self._retint)

    def _make_head(self) -> QFrame:
        """Name the data set; this stays where it is as the list moves."""
        head = QFrame()
        box = column(head, spacing=6)
        box.setContentsMargins(18, 18, 18, 0)
        self.sets_button = SetButton(self._theme)
        self._about = Button(self._theme, self.tr("About these values"), icon="info", kind="note")
        self._about.clicked.connect(self.about_requested)
        box.addWidget(label(self.tr("Data set"), "label"))
        box.addWidget(self.sets_button)
        box.addWidget(self._about, 0, Qt.AlignmentFlag.AlignLeft)
        return head

    def _make_find(self) -> None:
        self._find = QLineEdit()
        self._find.setPlaceholderText(self.tr("Find a line"))
        self._find.setAccessibleName(self.tr("Find a line by name"))
        self._find.textChanged.connect(self._filter)
        self._find.setToolTip(self._find.placeholderText())
        self._glass = self._find.addAction(
            icons.icon("search", self._theme.color("TEXT_SECONDARY"), 18),
            QLineEdit.ActionPosition.LeadingPosition,
        )
        self._glass.setText(self._find.placeholderText())

    def _make_note(self) -> None:
        self._note = frame("note")
        note = column(self._note, spacing=2)
        note.setContentsMargins(11, 9, 11, 9)
        self._reason = label(role="small")
        self._as_index = Button(self._theme, self.tr("Show as index"), kind="note")
        self._as_index.clicked.connect(lambda: self.scale_requested.emit("index"))
        self._as_panels = Button(self._theme, self.tr("Show in panels"), kind="note")
        self._as_panels.clicked.connect(lambda: self.scale_requested.emit("panels"))
        note.addWidget(self._reason)
        note.addWidget(self._as_index)
        note.addWidget(self._as_panels)

    def _make_foot(self) -> QFrame:
        foot = QFrame()
        box = column(foot, spacing=6)
        box.setContentsMargins(18, 6, 18, 16)
        box.addWidget(self._note)
        box.addSpacing(4)
        self._scale_name = label(self.tr("Scale"), "label")
        box.addWidget(self._scale_name)
        self._scale_row = row()
        self._scale_menu = ScaleButton(self._theme, small=True)
        self._scale_menu.scale_requested.connect(self.scale_requested)
        self._scale_row.addWidget(self._scale_menu)
        self._scale_row.addStretch(1)
        box.addLayout(self._scale_row)
        self._scale: Segmented | None = None
        self._scale_words: dict[str, str] = {}
        return foot

    def _retint(self) -> None:
        self._glass.setIcon(icons.icon("search", self._theme.color("TEXT_SECONDARY"), 18))

    # -- showing -----------------------------------------------------------------------------

    def show_view(self, view: View) -> None:
        """Show the groups of a view; the rows stay the same as long as the lines do."""
        keys = [item.key for group in view.groups for item in group.items]
        if keys != self._keys:
            self._rebuild(view.groups, keys)
        shown = view.selection.shown
        self.sets_button.show_name(view.title)
        self._about.setVisible(view.kind is not Kind.BARS)  # below bars it stands anyway
        for group in view.groups:
            for item in group.items:
                drawn = item.key in shown and view.kind is not Kind.BARS  # bars have no marks
                number = shown.index(item.key) if drawn else None
                self._boxes[item.key].show_item(item, number)
        barred = False
        for group, button in self._instead:
            now = next(g for g in view.groups if g.keys == group.keys)
            units = any(item.hindrance is Hindrance.UNIT for item in now.items)
            barred = barred or units
            button.setVisible(units)
        self._explain(view, barred=barred)
        self._show_scale(view)
        self._set_stop(self._stop())

    def _rebuild(self, groups: tuple[Group, ...], keys: list[str]) -> None:
        clear(self._lines)
        self._keys, self._boxes, self._instead = keys, {}, []
        for group in groups:
            head = row(spacing=6)
            head.setContentsMargins(0, 10, 2, 2)
            name = group_name(group, several=len({each.dataset for each in groups}) > 1)
            head.addWidget(label(f"{name}, {group.unit}", "small"), 1)
            instead = Button(self._theme, self.tr("Show these"), kind="note")
            words = self.tr("Show %s, %s, instead") % (name, group.unit)
            instead.setAccessibleName(words)
            instead.setToolTip(words)
            instead.clicked.connect(partial(self.group_requested.emit, group.keys))
            instead.setVisible(False)
            if group.keys:
                self._instead.append((group, instead))
            head.addWidget(instead, 0, Qt.AlignmentFlag.AlignTop)
            self._lines.addLayout(head)
            for item in group.items:
                box = LineBox(self._theme, item, group.unit)
                box.clicked.connect(lambda _=False, key=item.key: self.line_toggled.emit(key))
                box.step_requested.connect(self._step)
                self._boxes[item.key] = box
                inset = row()
                inset.setContentsMargins(0, 0, 2, 0)
                inset.addWidget(box)
                self._lines.addLayout(inset)
        self._find.clear()
        self._find.setVisible(len(keys) >= _FIND_FROM)

    def _explain(self, view: View, *, barred: bool) -> None:
        words = ""
        full = len(view.selection.shown) >= MOST and view.kind is not Kind.BARS
        if barred:
            words = self.tr("Units differ, so these cannot share one scale.")
        elif view.selection.panels:
            words = self.tr("Each line has a scale of its own: compare shapes, not heights.")
            if len(view.selection.shown) >= MOST_PANELS:
                words = self.tr("No more than %d panels fit.") % MOST_PANELS
        elif view.selection.index:
            words = self.tr(
                "As an index, each line is 100 in %s. It compares changes, not amounts."
            )
            words %= view.base
        elif full:
            words = self.tr("A chart holds %d lines at most.") % MOST
        elif view.notes:
            words = self.tr("Several data sets side by side. No line joins one to another.")
        self._reason.setText(words)
        self._as_index.setVisible(barred and bool(view.base))
        self._as_panels.setVisible((barred or full) and not view.selection.panels)
        self._note.setVisible(bool(words))

    def _show_scale(self, view: View) -> None:
        """Offer the scales; made anew when their words change."""
        names = scales_of(view)
        self._scale_name.setVisible(len(names) > 1)
        if names != self._scale_words:
            self._scale_words = names
            self._rebuild_scale(names)
        self._scale_menu.show_view(view, wanted=self._scale is None)
        if self._scale is not None:
            self._scale.setVisible(len(names) > 1)
            self._scale.set_value(scale_of(view))

    def _rebuild_scale(self, names: dict[str, str]) -> None:
        """Put the scales side by side, by short names if need be, or leave them to the menu."""
        if self._scale is not None:
            self._scale.hide()
            self._scale.deleteLater()
            self._scale = None
        short = {key: word.partition(",")[0] for key, word in names.items()}
        for words in (names, short):
            made = self._make_scale(words)
            if made.sizeHint().width() <= self._theme.px(PICKER_WIDTH) - 36:
                self._scale_row.insertWidget(0, made)
                self._scale = made
                return
            made.deleteLater()

    def _make_scale(self, names: dict[str, str]) -> Segmented:
        made = Segmented(self._theme, names, self.tr("Scale"), small=True)
        made.chosen.connect(self.scale_requested)
        return made

    def take_focus(self) -> None:
        """Put the keyboard on what is looked for first."""
        goal = self._stop() if self._find.isHidden() else self._find
        if goal is not None:
            goal.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- finding and moving ------------------------------------------------------------------

    def _filter(self, text: str) -> None:
        wanted = text.strip().casefold()
        for box in self._boxes.values():
            box.setVisible(wanted in box.text().casefold())
        self._set_stop(self._stop())

    def _stops(self) -> list[LineBox]:
        return [box for box in self._boxes.values() if box.isEnabled() and not box.isHidden()]

    def _stop(self) -> LineBox | None:
        stops = self._stops()
        focused = next((box for box in stops if box.hasFocus()), None)
        return focused or next(iter(stops), None)

    def _set_stop(self, stop: LineBox | None) -> None:
        """Let Tab stop at one row alone; arrows go on from there."""
        for box in self._boxes.values():
            policy = Qt.FocusPolicy.StrongFocus if box is stop else Qt.FocusPolicy.ClickFocus
            box.setFocusPolicy(policy)

    def _step(self, step: int) -> None:
        stops = self._stops()
        here = next((n for n, box in enumerate(stops) if box.hasFocus()), 0)
        goal = stops[(here + step) % len(stops)]
        self._set_stop(goal)
        goal.setFocus(Qt.FocusReason.TabFocusReason)
        self._area.ensureWidgetVisible(goal)
