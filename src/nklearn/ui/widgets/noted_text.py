"""Text with its notes in the margin: each citation and each glossary word leads to one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QWidget

from nklearn.domain.lessons import Bullets, Paragraph
from nklearn.ui.context import Context
from nklearn.ui.reading.lesson_prose import LessonProse
from nklearn.ui.widgets.margin_note import MarginNote
from nklearn.ui.widgets.reading_body import ReadingBody


class NotedText(ReadingBody):
    """What a section of a lesson and a summary share; `targets` are those of the note numbers.

    Fill `text`, and close with `add_notes`. `reveal_requested` asks the page to scroll to a
    widget. Where `brief` is set, notes of citations are short, and glossary words have none:
    they lead to the glossary.
    """

    brief = False

    open_requested = Signal(str)
    reveal_requested = Signal(QWidget)

    def __init__(self, context: Context, targets: Mapping[int, str]) -> None:
        super().__init__(context.theme)
        self._context = context
        self._targets = targets
        self._prose: list[LessonProse] = []
        self._by_key: dict[str, MarginNote] = {}
        self._anchor: tuple[int, int] = (0, -1)

    # -- building ----------------------------------------------------------------------------

    def add_prose(self, blocks: Sequence[Paragraph | Bullets], name: str) -> None:
        """Add a run of text, if there is any; `name` is for those who don't see it."""
        if blocks:
            prose = self.make_prose(name)
            prose.set_blocks(blocks)
            self.text.addWidget(prose)

    def make_prose(self, name: str, role: str = "lesson") -> LessonProse:
        """Return an empty run of text whose markers lead to the notes."""
        prose = LessonProse(self._context.theme, name, role)
        prose.cited.connect(self._light_cited)
        prose.looked_up.connect(self._light_term)
        prose.open_requested.connect(self.open_requested)
        self._prose.append(prose)
        return prose

    def add_notes(self) -> None:
        """Put beside the text what its citations and glossary words lead to."""
        catalog, theme = self._context.catalog, self._context.theme
        for prose in self._prose:
            # Sources of a paragraph come before its glossary words.
            order = sorted(
                prose.anchors(),
                key=lambda found: (prose.paragraph_of(found[0]), found[2].startswith("term:")),
            )
            for _, _, target in order:
                for key in _keys(target):
                    if key in self._by_key:
                        continue
                    if key.startswith("cite:"):
                        number = int(key[5:])
                        evidence = catalog.evidence(self._targets[number])
                        note = MarginNote.of_evidence(theme, number, evidence, brief=self.brief)
                    elif self.brief:
                        continue
                    else:
                        note = MarginNote.of_term(theme, catalog.glossary(key[5:]))
                    note.open_requested.connect(self.open_requested)
                    self._by_key[key] = note
                    self.add_note(note, self._top_of(prose, target))

    def _top_of(self, prose: LessonProse, target: str) -> Callable[[], int]:
        def top() -> int:
            within = dict(reversed(prose.paragraph_tops())).get(target, 0)
            return prose.mapTo(self.text_widget, QPoint(0, within)).y()

        return top

    # -- reading -----------------------------------------------------------------------------

    @property
    def prose(self) -> list[LessonProse]:
        """The running text on screen, in reading order."""
        return self._prose

    # -- reading -----------------------------------------------------------------------------

    def _light_cited(self, number: int) -> None:
        self._light(f"cite:{number}")

    def _light_term(self, term: str) -> None:
        if self.brief:
            self.open_requested.emit(f"nk:glossary/{term}")
        else:
            self._light(f"term:{term}")

    def _light(self, key: str) -> None:
        for own, note in self._by_key.items():
            note.light(own == key)
        if note := self._by_key.get(key):
            self.reveal_requested.emit(note)
            note.focus_link()

    def step_anchor(self, step: int) -> None:
        """Put the keyboard on the next or previous citation or glossary word."""
        places = [
            (number, index)
            for number, prose in enumerate(self._prose)
            for index in range(len(prose.anchors()))
        ]
        if not places:
            return
        here = places.index(self._anchor) if self._anchor in places else (-1 if step > 0 else 0)
        self._anchor = places[(here + step) % len(places)]
        number, index = self._anchor
        self._prose[number].select_anchor(index)


def _keys(target: str) -> list[str]:
    if target.startswith("cite:"):
        return [f"cite:{number}" for number in target[5:].split(",")]
    return [target] if target.startswith("term:") else []
