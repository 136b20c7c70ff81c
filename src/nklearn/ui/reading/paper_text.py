"""Texts for paper: what all have in common, and a lesson with charts, questions and sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import (
    QFont,
    QFontMetricsF,
    QImage,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextImageFormat,
    QTextOption,
)
from PySide6.QtWidgets import QWidget

from nklearn.content.catalog import Catalog
from nklearn.content.drawings import drawing_of
from nklearn.domain.charts import AnyChart
from nklearn.domain.claims import Sensitivity
from nklearn.domain.lessons import (
    Block,
    Bullets,
    Check,
    Cite,
    Figure,
    Inline,
    Keep,
    Lesson,
    Paragraph,
    Section,
    Term,
    Text,
    ViewFigure,
)
from nklearn.domain.questions import Question
from nklearn.ui.charts.chart_card import ChartCard
from nklearn.ui.reading.paper_questions import answer_lines
from nklearn.ui.reading.views.view_card import ViewCard
from nklearn.ui.takeaway import pictures
from nklearn.ui.theme import SANS, SERIF, Theme
from nklearn.ui.words import hands_name, sensitivity_words

#: Px of an inch, and how wide the text is in them: A4 between margins of 20 mm.
INCH = 96
WIDTH = 642
#: Dots to the inch of the device that the text is laid out for; Qt scales all to it but the sides.
DOTS = 600
#: The state of a paragraph that must not be the last one of a page.
WITH_NEXT = 1
_CHART_WIDTH, _SCALE = 600, 3  # px, and how many pixels there are to each
# Sizes in points, line heights in per cent.
_BODY, _SMALL = 11.0, 9.0
_POINTS = 72  # to the inch


class PaperText:
    """Writes paragraphs, lists and citations into `document`, in a light look whatever the
    screen's. Citations are numbered through the whole text."""

    def __init__(self, catalog: Catalog, *, face: str = "serif", body: float = _BODY) -> None:
        """Write in letters with or without serifs; `body` is the size of running text, in pt."""
        self._catalog = catalog
        self._body, self._scale = body, body / _BODY
        self._theme = Theme("light")
        self._families = list(SERIF if face == "serif" else SANS)
        self._numbers: dict[str, int] = {}
        self._terms: dict[str, None] = {}
        self.document = QTextDocument()
        self.document.setDocumentMargin(0)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.document.setDefaultTextOption(option)
        self._cursor = QTextCursor(self.document)
        self._empty = True

    # -- paragraphs --------------------------------------------------------------------------

    def _font(self, size: float, *, serif: bool = True, weight: int = 400) -> QTextCharFormat:
        made = QTextCharFormat()
        font = QFont(self._families if serif else list(SANS))
        font.setPointSizeF(size)
        font.setWeight(QFont.Weight(weight))
        # Letters that are drawn as one ("ffi") would be copied from a PDF as something else.
        font.setFeature(QFont.Tag("liga"), 0)
        made.setFont(font)
        made.setForeground(self._theme.color("TEXT_PRIMARY"))
        return made

    def _paragraph(
        self,
        top: float,
        *,
        left: float = 0,
        lead: str = "",
        form: QTextCharFormat | None = None,
        with_next: bool = False,
        line: float = 135,
    ) -> None:
        """Begin a paragraph; what follows its `lead` hangs beside it."""
        form = form or self._font(self._body)
        hanging = 0.0
        if lead:
            font = form.font()
            font.setPixelSize(100)  # steps of pixels do not count at this size
            wide = QFontMetricsF(font).horizontalAdvance(lead)
            hanging = wide * form.fontPointSize() * DOTS / _POINTS / 100
        made = QTextBlockFormat()
        made.setTopMargin(0 if self._empty else top * self._scale)
        made.setLeftMargin(left * DOTS / INCH + hanging)
        made.setTextIndent(-hanging)
        made.setLineHeight(line, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if self._empty:
            self._cursor.setBlockFormat(made)
        else:
            self._cursor.insertBlock(made)
        self._empty = False
        self._cursor.block().setUserState(WITH_NEXT if with_next else -1)
        if lead:
            self._cursor.insertText(lead, form)

    def _heading(self, words: str, size: float, top: float) -> None:
        self._paragraph(top, with_next=True, line=115)
        self._cursor.insertText(words, self._font(size, weight=600))

    def _small(self, words: str, top: float = 2, *, lead: str = "") -> None:
        form = self._font(_SMALL, serif=False)
        self._paragraph(top, lead=lead, form=form, line=120)
        self._cursor.insertText(words, form)

    def _list(
        self, items: Iterable[Inline], *, ordered: bool, top: float = 6, line: float = 135
    ) -> None:
        for number, spans in enumerate(items, 1):
            lead = f"{number}.  " if ordered else "•  "
            self._paragraph(top, left=4, lead=lead, line=line)
            self._spans(spans)

    def _spans(self, spans: Inline) -> None:
        for place, span in enumerate(spans):
            form = self._font(self._body)
            if isinstance(span, Cite):
                self._marker(span)
                continue
            if isinstance(span, Term):
                self._terms[span.term] = None
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
            elif isinstance(span, Text):
                form.setFontItalic(span.emphasis)
                form.setFontWeight(600 if span.strong else 400)
            marked = isinstance(spans[place + 1], Cite) if place + 1 < len(spans) else False
            self._cursor.insertText(span.text.rstrip() if marked else span.text, form)

    def _marker(self, cite: Cite) -> None:
        """Write the numbers of a citation."""
        numbers = [
            str(self._numbers.setdefault(target, len(self._numbers) + 1)) for target in cite.targets
        ]
        form = self._font(self._body, serif=False, weight=600)
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        form.setForeground(self._theme.color("CONFLICT" if cite.conflict else "ACCENT"))
        joint = "\u202f≠\u202f" if cite.conflict else ", "
        self._cursor.insertText(f"\u202f{joint.join(numbers)}", form)


class LessonPaper(PaperText):
    """Writes a lesson; `document` is ready once it is made.

    Hard facts and questions stay folded here as they do in lists.
    """

    def __init__(
        self, catalog: Catalog, lesson: Lesson, sections: Sequence[Section], *, face: str = "serif"
    ) -> None:
        """Write `sections` of `lesson`, its own or a part of them."""
        super().__init__(catalog, face=face)
        self._head(lesson)
        for section in sections:
            self._heading(section.title, 15, 20)
            for block in section.blocks:
                self._block(block)
        self._words()
        self._sources()

    def _head(self, lesson: Lesson) -> None:
        module = self._catalog.module(lesson.module)
        number = [summary.id for summary in module.lessons].index(lesson.id) + 1
        where = QCoreApplication.translate("paper", "Module %d, lesson %d") % (
            module.number,
            number,
        )
        self._small(f"{where} · {module.title}")
        self._cursor.block().setUserState(WITH_NEXT)
        self._heading(lesson.title, 22, 4)
        if module.advisory:
            words = QCoreApplication.translate("paper", "Content advisory.")
            self._small(f"{words} {module.advisory}", 6)

    # -- blocks ------------------------------------------------------------------------------

    def _block(self, block: Block) -> None:
        match block:
            case Paragraph(spans):
                self._paragraph(9)
                self._spans(spans)
            case Bullets(items, ordered):
                self._list(items, ordered=ordered)
            case Figure(chart):
                self._chart(chart)
            case ViewFigure():
                self._view(block)
            case Check(question):
                self._question(self._catalog.question(question))
            case Keep(sentences):
                self._heading(QCoreApplication.translate("paper", "To keep"), 12, 14)
                self._list(sentences, ordered=False)

    def _chart(self, chart: AnyChart) -> None:
        drawing = drawing_of(self._catalog, chart)

        def make(theme: Theme) -> QWidget:
            card = ChartCard(theme, drawing, switch=False)
            card.setFixedWidth(_CHART_WIDTH)
            return card

        self._picture(make)

    def _view(self, figure: ViewFigure) -> None:
        """Draw an explorer as the lesson shows it: all of it, where it would scroll on screen."""

        def make(theme: Theme) -> QWidget:
            card = ViewCard(theme, self._catalog, figure, whole=True)
            card.setFixedWidth(max(_CHART_WIDTH, card.least_width))
            return card

        self._picture(make)

    def _picture(self, make: Callable[[Theme], QWidget]) -> None:
        """Put a card into the text, no wider than a chart."""
        picture = QImage.fromData(pictures.png(make, self._theme, scale=_SCALE))
        name = f"chart-{self.document.blockCount()}"
        self.document.addResource(
            QTextDocument.ResourceType.ImageResource.value, QUrl(name), picture
        )
        self._paragraph(12, line=100)
        form = QTextImageFormat()
        form.setName(name)
        scale = max(_SCALE, picture.width() / _CHART_WIDTH)
        form.setWidth(picture.width() / scale)
        form.setHeight(picture.height() / scale)
        self._cursor.insertImage(form)

    def _question(self, question: Question) -> None:
        self._heading(QCoreApplication.translate("paper", "Check"), 12, 14)
        if question.sensitivity is not Sensitivity.NONE:
            folded = sensitivity_words(question.sensitivity)
            words = QCoreApplication.translate(
                "paper", "The question stands in the lesson on screen."
            )
            self._small(f"{folded} {words}", 4)
            return
        self._paragraph(4, with_next=True)
        self._cursor.insertText(question.stem, self._font(_BODY, weight=600))
        if question.chart is not None:
            self._chart(question.chart)
        lines = list(answer_lines(question))
        form = self._font(10, serif=False)
        for number, (lead, line) in enumerate(lines, 1):
            last = number == len(lines)
            self._paragraph(5, left=8, lead=lead, form=form, with_next=not last, line=120)
            self._cursor.insertText(line, form)

    # -- the end -----------------------------------------------------------------------------

    def _words(self) -> None:
        entries = sorted(map(self._catalog.glossary, self._terms), key=lambda each: each.word)
        if entries:
            self._heading(QCoreApplication.translate("paper", "Words explained"), 13, 22)
        for entry in entries:
            self._paragraph(4, line=120)
            name = f"{entry.word} · {entry.hangul}" if entry.hangul else entry.word
            self._cursor.insertText(name, self._font(_SMALL, serif=False, weight=600))
            self._cursor.insertText(f"  {entry.meaning}", self._font(_SMALL, serif=False))

    def _sources(self) -> None:
        if self._numbers:
            self._heading(QCoreApplication.translate("paper", "Where it comes from"), 13, 22)
        for target, number in self._numbers.items():
            found = self._catalog.evidence(target)
            hard = found.sensitivity is not Sensitivity.NONE
            title = sensitivity_words(found.sensitivity) if hard else f"{found.title}."
            work = self._catalog.source(found.locator.source).title
            place = ", ".join(filter(None, (work, found.locator.place)))
            self._small(f"{title} {place}. {hands_name(found.hands)}.", 3, lead=f"{number}.  ")
