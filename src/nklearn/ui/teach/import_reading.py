"""How a list was read, to put right: its encoding, its separator, what its columns mean."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from nklearn.interchange.foreign_text import ENCODINGS
from nklearn.interchange.roster_csv import MEANINGS, Column, Meaning, RosterPreview
from nklearn.ui.teach.picker import Picker
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import clear, column, label
from nklearn.ui.widgets.check_box import CheckBox

_ALL = "\0"


@dataclass(frozen=True, slots=True)
class Reading:
    """How a person wants a list to be read; None is for the program to find out."""

    encoding: str
    separator: str | None
    header: bool | None
    meanings: tuple[Meaning, ...] | None


class ReadingPane(QFrame):
    """`reading_changed` carries a `Reading`; `class_chosen` tells that another class counts."""

    reading_changed = Signal(object)
    class_chosen = Signal()

    def __init__(self, theme: Theme, preview: RosterPreview, *, given: bool, pasted: bool) -> None:
        """`given`: nothing can be read otherwise; `pasted`: there is no encoding."""
        super().__init__()
        self._theme, self._given = theme, given
        self.setAccessibleName(self.tr("How the list was read"))
        area = QScrollArea()
        scrolling.set_up(area)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setProperty("role", "side")
        column(self).addWidget(area)
        body = QWidget()
        body.setObjectName("sideBody")
        area.setWidget(body)
        box = column(body, spacing=6)
        box.setContentsMargins(16, 14, 4, 14)
        self._encoding = self._picker(
            box, self.tr("Encoding"), self._encodings(), self._recode, shown=not (given or pasted)
        )
        self._separator = self._picker(
            box, self.tr("Separator"), self._separators(), self._read, shown=not given
        )
        self._header = CheckBox(theme, self.tr("The first line names the columns"))
        self._header.setVisible(not given)
        self._header.clicked.connect(lambda: self._read(header=True))
        box.addWidget(self._header)
        self._class_box = self._sub(box)
        self._class: Picker | None = None
        self._warnings = self._sub(box)
        self._columns = self._sub(box)
        self._meanings: list[Picker] = []
        self._shape: tuple[object, ...] = ()
        self._said: tuple[str, ...] = ()
        box.addStretch(1)
        self.show_preview(preview)

    def _sub(self, box: QVBoxLayout) -> QVBoxLayout:
        made = column(spacing=4)
        box.addLayout(made)
        return made

    def _picker(
        self,
        box: QVBoxLayout,
        name: str,
        choices: dict[str, str],
        read: Callable[[], None],
        *,
        shown: bool = True,
    ) -> Picker:
        caption, made = label(name, "label"), Picker(self._theme, choices, name)
        made.chosen.connect(read)
        for part in (caption, made):
            part.setVisible(shown)
            box.addWidget(part)
        return made

    def _encodings(self) -> dict[str, str]:
        names = (
            self.tr("UTF-8"),
            self.tr("UTF-16, little end first"),
            self.tr("UTF-16, big end first"),
            self.tr("Korean (CP949, EUC-KR)"),
            self.tr("Western (Windows-1252)"),
        )
        return dict(zip(ENCODINGS, names, strict=True))

    def _separators(self) -> dict[str, str]:
        return {
            ",": self.tr("Comma"),
            ";": self.tr("Semicolon"),
            "\t": self.tr("Tab"),
            "|": self.tr("Bar"),
            "": self.tr("None: a name on each line"),
        }

    def _kinds(self) -> dict[str, str]:
        names = (
            self.tr("Whole name"),
            self.tr("Given name"),
            self.tr("Family name"),
            self.tr("School number"),
            self.tr("Class"),
            self.tr("Group"),
            self.tr("Not taken over"),
        )
        return dict(zip(MEANINGS, names, strict=True))

    # -- showing -----------------------------------------------------------------------------

    def show_preview(self, preview: RosterPreview) -> None:
        """Show how a list was read."""
        if preview.encoding:
            self._encoding.set_value(preview.encoding)
        self._separator.set_value(preview.separator)
        self._header.setChecked(preview.header)
        shape = (preview.encoding, preview.separator, preview.header, len(preview.columns))
        if shape != self._shape:
            self._fill_columns(preview.columns)
        for picker, own in zip(self._meanings, preview.columns, strict=True):
            picker.set_value(own.meaning)
        self._shape = shape
        clear(self._warnings)
        for words in preview.warnings[:12]:
            self._warnings.addWidget(label(words, "small", tone="caution"))
        if preview.classes != self._said:
            self._fill_classes(preview.classes)

    def _fill_columns(self, columns: tuple[Column, ...]) -> None:
        clear(self._columns)
        self._meanings = []
        if columns:
            self._columns.addSpacing(4)
            self._columns.addWidget(label(self.tr("What the columns mean"), "label"))
        for place, own in enumerate(columns, 1):
            name = own.title or self.tr("Column %d") % place
            self._columns.addWidget(label(name, "strong"))
            if own.shown:
                self._columns.addWidget(label(", ".join(own.shown), "caption"))
            picker = Picker(self._theme, self._kinds(), name)
            picker.chosen.connect(lambda: self._read(meanings=True))
            self._columns.addWidget(picker)
            self._columns.addSpacing(4)
            self._meanings.append(picker)

    def _fill_classes(self, classes: tuple[str, ...]) -> None:
        clear(self._class_box)
        self._said, self._class = classes, None
        if len(classes) < 2:
            return
        choices = {_ALL: self.tr("All classes of the list"), **{name: name for name in classes}}
        self._class_box.addWidget(label(self.tr("Which class of the list"), "label"))
        self._class = Picker(self._theme, choices, self.tr("Which class of the list"))
        self._class.chosen.connect(lambda: self.class_chosen.emit())
        self._class_box.addWidget(self._class)

    @property
    def school_class(self) -> str | None:
        """The class of the list whose rows count; None for all."""
        value = self._class.value if self._class else _ALL
        return None if value == _ALL else value

    # -- wishes ------------------------------------------------------------------------------

    def _recode(self) -> None:
        """Ask for another encoding: whatever else was found out was found in other letters."""
        self.reading_changed.emit(Reading(self._encoding.value, None, None, None))

    def _read(self, *, header: bool = False, meanings: bool = False) -> None:
        """Ask for another reading; what the columns mean is found out anew unless that changed."""
        self.reading_changed.emit(
            Reading(
                self._encoding.value if not self._encoding.isHidden() else "",
                self._separator.value,
                self._header.isChecked() if header or meanings else None,
                self._chosen() if meanings else None,
            )
        )

    def _chosen(self) -> tuple[Meaning, ...]:
        values = [picker.value for picker in self._meanings]
        return tuple(own for value in values for own in MEANINGS if own == value)
