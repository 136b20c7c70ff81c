"""Above the time axis: search, axis or list, zoom, and a check box for each subject."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from nklearn.base.overriding import override
from nklearn.content.time_axis import SUBJECT_NAMES
from nklearn.domain.time_choice import SUBJECTS, TimeChoice
from nklearn.ui.theme import Theme
from nklearn.ui.widgets.basics import IconButton, column, row
from nklearn.ui.widgets.check_box import CheckBox
from nklearn.ui.widgets.find_field import FindField
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.segmented import Segmented
from nklearn.ui.words import counted

# How long the field waits for the next letter, in ms.
_PAUSE = 180


class _Subjects(QWidget):
    """A check box for each subject with its count; one Tab stop each, arrows go between them."""

    toggled = Signal(str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Subjects"))
        line = Flow(self, spacing=18, line_spacing=2)
        self._boxes: dict[str, CheckBox] = {}
        for subject in SUBJECTS:
            box = CheckBox(theme, SUBJECT_NAMES[subject])
            box.clicked.connect(lambda _=False, subject=subject: self.toggled.emit(subject))
            self._boxes[subject] = box
            line.addWidget(box)

    def show_choice(self, choice: TimeChoice, counts: dict[str, int]) -> None:
        for subject, box in self._boxes.items():
            words = counted(counts[subject], self.tr("1 entry"), self.tr("%d entries"))
            box.setText(f"{SUBJECT_NAMES[subject]} {counts[subject]}")
            box.setAccessibleName(f"{SUBJECT_NAMES[subject]}, {words}")
            box.setChecked(subject in choice.show)
            box.updateGeometry()

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        ahead, back = (Qt.Key.Key_Down, Qt.Key.Key_Right), (Qt.Key.Key_Up, Qt.Key.Key_Left)
        step = (event.key() in ahead) - (event.key() in back)
        boxes = list(self._boxes.values())
        here = next((n for n, box in enumerate(boxes) if box.hasFocus()), None)
        if step and here is not None:
            boxes[(here + step) % len(boxes)].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            super().keyPressEvent(event)


class TimeTools(QWidget):
    """Shows a choice and tells what the reader asks for."""

    find_changed = Signal(str)
    view_chosen = Signal(str)
    toggled = Signal(str)
    zoom_requested = Signal(int)
    picture_requested = Signal()

    def __init__(self, theme: Theme, more: QWidget) -> None:
        """`more` stands at the end of the first line."""
        super().__init__()
        box = column(self, spacing=6)
        first = row(spacing=10)
        self._find = FindField(theme, self.tr("Find on the time axis"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE)
        self._pause.timeout.connect(self._tell)
        self._find.typed.connect(lambda: self._pause.start())
        self._find.list_requested.connect(self._tell)
        self._find.list_requested.connect(self.picture_requested)
        first.addWidget(self._find, 1)
        self._zooms: list[IconButton] = []
        for icon, name, step in (
            ("minus", self.tr("Show more years (−)"), -1),
            ("plus", self.tr("Show fewer years (+)"), 1),
            ("rotate-ccw", self.tr("Show all years (0)"), 0),
        ):
            button = IconButton(theme, icon, name)
            button.clicked.connect(lambda _=False, step=step: self.zoom_requested.emit(step))
            self._zooms.append(button)
            first.addWidget(button)
        names = {"axis": self.tr("Axis"), "list": self.tr("List")}
        self._views = Segmented(theme, names, self.tr("Show as"))
        self._views.chosen.connect(self.view_chosen)
        first.addWidget(self._views)
        first.addWidget(more)
        box.addLayout(first)
        self._subjects = _Subjects(theme)
        self._subjects.toggled.connect(self.toggled)
        box.addWidget(self._subjects)

    def _tell(self) -> None:
        self._pause.stop()
        self.find_changed.emit(" ".join(self._find.text().split()))

    def show_choice(self, choice: TimeChoice, counts: dict[str, int]) -> None:
        """Show a choice, with how many entries each subject has."""
        self._views.set_value(choice.view)
        self._subjects.show_choice(choice, counts)
        for button in self._zooms:
            button.setVisible(choice.view == "axis")
        if " ".join(self._find.text().split()) != choice.find and not self._pause.isActive():
            self._find.show_words(choice.find)
