"""Settings: the reader's name, the look, this computer, where work is kept, keys, versions."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from nklearn import __version__
from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.ui import tokens
from nklearn.ui.column_page import ColumnPage
from nklearn.ui.context import Context
from nklearn.ui.widgets.basics import Button, column, frame, label, row, rule
from nklearn.ui.widgets.name_form import NameForm
from nklearn.ui.widgets.segmented import Segmented

_ZERO_WIDTH_SPACE = "\u200b"  # lets a long path break where a line ends


class SettingsPage(ColumnPage):
    """`nk:settings`; `nk:settings#name` begins at the reader's name. All acts at once."""

    rail = "settings"
    cap = 1180

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._form: NameForm | None = None
        self._controls: list[Segmented] = []
        context.theme.changed.connect(self._show_look)

    @override
    def open(self, address: Address) -> None:
        self.address, self.crumbs, self.heading = address, (), self.tr("Settings")
        self.cards.empty()
        self._controls = []
        main, side = self.cards.main, self.cards.side
        main.addWidget(self._look_card())
        main.addWidget(self._reader_card())
        if self.context.people.keeps and not self.context.reader.guest:
            main.addWidget(self._computer_card())
        side.addWidget(self._folder_card())
        side.addWidget(self._keys_card())
        side.addWidget(self._about_card())
        self.cards.finish()
        self._show_look()

    @override
    def start(self) -> QWidget:
        by_name = self.address.fragment == "name" and self._form is not None
        return self._form if by_name and self._form is not None else self.cards

    def _card(self, title: str) -> tuple[QWidget, QVBoxLayout]:
        card = frame("card")
        box = column(card, spacing=6)
        box.setContentsMargins(18, 14, 18, 16)
        box.addWidget(label(title, "title"))
        return card, box

    # -- the look ----------------------------------------------------------------------------

    def _look_card(self) -> QWidget:
        card, box = self._card(self.tr("How it looks"))
        look = self.context.look
        themes = {
            "light": self.tr("Light"),
            "dark": self.tr("Dark"),
            "contrast": self.tr("High contrast"),
            "system": self.tr("As the system"),
        }
        self._choice(box, self.tr("Theme"), "", themes, look.set_theme)
        sizes = {str(size): f"{size}%" for size in tokens.TEXT_SIZES}
        self._choice(
            box, self.tr("Text size"), "", sizes, lambda size: look.set_text_size(int(size))
        )
        faces = {"serif": self.tr("With serifs"), "sans": self.tr("Without serifs")}
        told = self.tr("Serifs are the small strokes at the ends of letters.")
        self._choice(box, self.tr("Letters of lessons"), told, faces, look.set_lesson_face)
        motions = {
            "system": self.tr("As the system"),
            "reduced": self.tr("Reduced"),
            "full": self.tr("Full"),
        }
        told = self.tr("Reduced: nothing slides or fades, and the text cursor does not blink.")
        self._choice(box, self.tr("Motion"), told, motions, look.set_motion)
        return card

    def _choice(
        self,
        box: QVBoxLayout,
        name: str,
        told: str,
        choices: dict[str, str],
        choose: Callable[[str], None],
    ) -> Segmented:
        box.addSpacing(6)
        box.addWidget(label(name, "label"))
        if told:
            box.addWidget(label(told, "small"))
        control = Segmented(self.context.theme, choices, name, small=True)
        control.chosen.connect(choose)
        box.addWidget(control, 0, Qt.AlignmentFlag.AlignLeft)
        self._controls.append(control)
        return control

    def _show_look(self) -> None:
        """Show what is in force; it may have been changed by a key or from the top bar."""
        theme = self.context.theme
        values = (theme.chosen, str(theme.text_size), theme.lesson_face, theme.motion)
        for control, value in zip(self._controls, values, strict=False):
            control.set_value(value)

    # -- the reader --------------------------------------------------------------------------

    def _reader_card(self) -> QWidget:
        card, box = self._card(self.tr("Who is reading"))
        self._form = None
        person = self.context.learner.known
        if self.context.reader.guest or not self.context.people.keeps:
            told = self.tr("You read as a guest. When you leave, nothing of it is kept.")
            box.addWidget(label(told, "secondary"))
        else:
            told = self.tr("What you read and answered stays yours when the name changes.")
            box.addWidget(label(told, "secondary"))
            box.addSpacing(4)
            self._form = NameForm(self.context.theme, self.tr("Save name"))
            self._form.show_reader(
                person.name if person else "", person.school_class if person else ""
            )
            self._form.submitted.connect(self._rename)
            box.addWidget(self._form)
        if self.context.people.keeps:
            box.addSpacing(2)
            switch = Button(self.context.theme, self.tr("Switch reader"), icon="users")
            switch.clicked.connect(lambda: self.open_requested.emit("nk:profiles"))
            box.addWidget(switch, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _rename(self, name: str, school_class: str) -> None:
        if self._form is None:
            return
        try:
            person = self.context.people.rename(self.context.learner.profile, name, school_class)
        except UserError as error:
            self._form.show_problem(error)
            return
        self._form.show_reader(person.name, person.school_class)
        self.context.enter(self.context.reader)
        self.context.saved()

    # -- this computer -----------------------------------------------------------------------

    def _computer_card(self) -> QWidget:
        card, box = self._card(self.tr("This computer"))
        choices = {"several": self.tr("When several read here"), "always": self.tr("Always")}
        told = self.tr("This holds for everybody who reads here.")
        control = self._choice(
            box, self.tr("Ask who is reading at start"), told, choices, self._set_ask
        )
        control.set_value(self.context.preferences.ask)
        return card

    def _set_ask(self, name: str) -> None:
        try:
            self.context.preferences.ask = "always" if name == "always" else "several"
        except UserError as error:
            self.context.report(error)
        else:
            self.context.saved()

    def _folder_card(self) -> QWidget:
        card, box = self._card(self.tr("Where work is kept"))
        folder = self.context.people.folder
        if folder is None:
            told = self.tr("Nowhere: NKLearn runs without a folder that it can write to.")
            box.addWidget(label(told, "secondary"))
            return card
        told = self.tr("Names, answers and settings are in one file, workspace.db, in this folder.")
        if self.context.reader.guest:
            told = self.tr(
                "What readers with a name do is in one file, workspace.db, in this folder."
            )
        box.addWidget(label(told, "secondary"))
        path = str(folder)
        shown = label("".join(f"{c}{_ZERO_WIDTH_SPACE}" if c in "/\\" else c for c in path))
        shown.setAccessibleName(path)
        box.addWidget(shown)
        copy = Button(self.context.theme, self.tr("Copy the path"), icon="copy", small=True)
        copy.clicked.connect(lambda: self._copy(copy, path))
        box.addWidget(copy, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _copy(self, button: Button, path: str) -> None:
        QGuiApplication.clipboard().setText(path)
        button.set_icon("check")
        button.set_text(self.tr("Copied"))

    # -- keys and versions -------------------------------------------------------------------

    def _keys_card(self) -> QWidget:
        card, box = self._card(self.tr("Keys"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for number, (key, does) in enumerate(self._keys()):
            chip = label(key, "key", wrap=False)
            grid.addWidget(chip, number, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(does, "small"), number, 1)
        box.addLayout(grid)
        more = Button(self.context.theme, self.tr("All keys, and how to read"), kind="text")
        more.clicked.connect(lambda: self.open_requested.emit("nk:help"))
        box.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        return card

    def _keys(self) -> tuple[tuple[str, str], ...]:
        return (
            ("Ctrl K", self.tr("Search")),
            ("Alt 1 …", self.tr("Pages at the left")),
            ("Alt ← →", self.tr("Back and forward")),
            ("F6", self.tr("Next part of the window")),
            ("F7", self.tr("Next citation or word")),
            ("Ctrl + −", self.tr("Text size")),
            ("Ctrl D", self.tr("Theme")),
            ("Ctrl ,", self.tr("Settings")),
            ("F1", self.tr("Help")),
        )

    def _about_card(self) -> QWidget:
        card, box = self._card(self.tr("About"))
        pack = self.context.catalog.version
        told = self.tr("NKLearn %s with content pack %s. It works without a network.")
        box.addWidget(label(told % (__version__, pack), "secondary"))
        box.addWidget(rule())
        line = row(spacing=16)
        for words, goal in (
            (self.tr("How this was made"), "nk:about"),
            (self.tr("Help"), "nk:help"),
        ):
            link = Button(self.context.theme, words, kind="text")
            link.clicked.connect(lambda _=False, goal=goal: self.open_requested.emit(goal))
            line.addWidget(link)
        line.addStretch(1)
        box.addLayout(line)
        return card
