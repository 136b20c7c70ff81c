"""Running text with citation markers, glossary words and links, as high as it needs to be."""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt, QUrl, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFontMetricsF,
    QKeyEvent,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextBrowser

from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.evidence import target_address
from nklearn.domain.lessons import (
    Bullets,
    Cite,
    Inline,
    Link,
    Paragraph,
    Span,
    Term,
    Text,
    cited,
    shown,
)
from nklearn.ui import accessible
from nklearn.ui.theme import Theme
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.text_map import TextMap

_THIN = "\u202f"  # as wide as a thin space, but no line breaks at it


class Prose(QTextBrowser):
    """Paragraphs and lists of a lesson.

    `cited` carries the first note number of a marker, `looked_up` a glossary id, and
    `open_requested` an address. Blank anchors are walked with F7 by the page.
    """

    cited = Signal(int)
    looked_up = Signal(str)
    open_requested = Signal(str)
    laid_out = Signal()

    def __init__(self, theme: Theme, name: str, role: str = "lesson") -> None:
        super().__init__()
        self._theme, self._role = theme, role
        self._blocks: tuple[Paragraph | Bullets, ...] = ()
        self._targets: dict[int, str] = {}
        self._all_links = False
        self._look = ("", 0, "", "")
        self.map = TextMap()
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setCursorWidth(0)  # text that is read needs no caret
        self.document().setDocumentMargin(0)
        self.viewport().setAutoFillBackground(False)
        self.anchorClicked.connect(self._activate)

    def set_blocks(self, blocks: Sequence[Paragraph | Bullets]) -> None:
        """Show these blocks."""
        self._blocks = tuple(blocks)
        self._build()

    def set_line(self, spans: Inline) -> None:
        """Show one paragraph."""
        self.set_blocks((Paragraph(spans),))

    def open_directly(self) -> None:
        """Let markers and glossary words open their own pages: for text without notes beside."""
        self._targets = cited(self._blocks)
        self.cited.connect(self._open_cited)
        self.looked_up.connect(self._open_term)

    def be_links(self) -> None:
        """Put the keyboard on the first link whenever it comes: for lists of links.

        Text that is read keeps it at the start, or pages would open scrolled to their links.
        """
        self._all_links = True
        self.open_directly()

    def _open_cited(self, number: int) -> None:
        self.open_requested.emit(target_address(self._targets[number]))

    def _open_term(self, term: str) -> None:
        self.open_requested.emit(str(Address.of("glossary", term)))

    def _build(self) -> None:
        self._look = self._look_now()
        document = self.document()
        document.clear()
        document.setDefaultFont(self._theme.font(self._role))
        cursor = QTextCursor(document)
        self.map = TextMap()
        first = True
        for block in self._blocks:
            lines = block.items if isinstance(block, Bullets) else (block.spans,)
            for index, spans in enumerate(lines):
                if first:
                    cursor.setBlockFormat(self._block_format(top=False))
                else:
                    cursor.insertBlock(self._block_format(top=True))
                    self.map.end_line()
                first = False
                if isinstance(block, Bullets):
                    self._bullet(cursor, block.ordered, index)
                for span, words in shown(spans):
                    self.map.add(cursor.position(), words)
                    self._insert(cursor, span, words)
        self._fit()

    def _plain(self) -> QTextCharFormat:
        """Return the format of ordinary words.

        It holds the whole font: the default font of the document follows the style sheet's.
        """
        form = QTextCharFormat()
        form.setFont(self._theme.font(self._role))
        form.setForeground(self._theme.color("TEXT_PRIMARY"))
        return form

    def _block_format(self, *, top: bool) -> QTextBlockFormat:
        made = QTextBlockFormat()
        line = float(self._theme.type(self._role)[1])
        made.setLineHeight(line, QTextBlockFormat.LineHeightTypes.FixedHeight.value)
        if top:
            made.setTopMargin(line * (0.5 if self._role == "lesson" else 0.35))
        return made

    def _bullet(self, cursor: QTextCursor, ordered: bool, index: int) -> None:
        made = cursor.blockFormat()
        indent = self._theme.px(22)
        made.setLeftMargin(indent)
        made.setTextIndent(-indent)
        # A tab stop at the indent keeps the mark hanging, whatever its width.
        made.setProperty(QTextFormat.Property.TabPositions, [])
        cursor.setBlockFormat(made)
        mark = f"{index + 1}." if ordered else "•"
        width = QFontMetricsF(self._theme.font(self._role)).horizontalAdvance(mark + " ")
        form = self._plain()
        form.setForeground(self._theme.color("TEXT_MUTED"))
        cursor.insertText(mark + " ", form)
        made.setTextIndent(-width)
        cursor.setBlockFormat(made)

    def _insert(self, cursor: QTextCursor, span: Span, words: str) -> None:
        form = self._plain()
        match span:
            case Text(_, emphasis, strong):
                form.setFontItalic(emphasis)
                if strong:
                    form.setFontWeight(600)
                cursor.insertText(words, form)
            case Term(term):
                form.setAnchor(True)
                form.setAnchorHref(f"term:{term}")
                form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
                form.setUnderlineColor(self._theme.color("ACCENT"))
                cursor.insertText(words, form)
            case Link(address):
                form.setAnchor(True)
                form.setAnchorHref(address)
                form.setForeground(self._theme.color("ACCENT"))
                form.setFontUnderline(True)
                cursor.insertText(words, form)
            case Cite():
                self._insert_marker(cursor, span)

    def _insert_marker(self, cursor: QTextCursor, cite: Cite) -> None:
        # No line begins with a marker, nor with the stop that follows one.
        gap = self._plain()
        gap.setProperty(QTextFormat.Property.FontPixelSize, self._theme.px(10))
        cursor.insertText(_THIN, gap)
        tone = "CONFLICT" if cite.conflict else "ACCENT"
        form = self._plain()
        form.setVerticalAlignment(QTextCharFormat.VerticalAlignment.AlignSuperScript)
        form.setFontFamilies(list(self._theme.font("numeral").families()))
        # Qt draws superscript at two thirds of the size; this gives 11 px at 100% text.
        form.setProperty(QTextFormat.Property.FontPixelSize, self._theme.px(17))
        form.setFontWeight(600)
        form.setForeground(self._theme.color(tone))
        form.setBackground(self._theme.color(f"{tone}_SOFT"))
        form.setAnchor(True)
        numbers = [str(number) for number in cite.numbers]
        form.setAnchorHref("cite:" + ",".join(numbers))
        joined = f"{_THIN}≠{_THIN}" if cite.conflict else ","
        form.setToolTip(self.tr("Source note %s") % ", ".join(numbers))
        cursor.insertText(f"{_THIN}{joined.join(numbers)}{_THIN}", form)

    def _activate(self, url: QUrl) -> None:
        target = url.toString()
        if target.startswith("cite:"):
            self.cited.emit(int(target[5:].split(",")[0]))
        elif target.startswith("term:"):
            self.looked_up.emit(target[5:])
        else:
            self.open_requested.emit(target)

    def anchors(self) -> list[tuple[int, int, str]]:
        """Return (start, end, target) of every marker, term and link, in reading order."""
        found: list[tuple[int, int, str]] = []
        block = self.document().begin()
        while block.isValid():
            walk = block.begin()
            while not walk.atEnd():
                part = walk.fragment()
                form = part.charFormat()
                if form.isAnchor():
                    end = part.position() + part.length()
                    found.append((part.position(), end, form.anchorHref()))
                walk += 1
            block = block.next()
        return found

    def select_anchor(self, index: int) -> None:
        """Put the keyboard on an anchor; Enter opens it."""
        start, end, target = self.anchors()[index]
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.setTextCursor(cursor)
        scrolling.reveal(self.viewport(), self.cursorRect())
        accessible.announce(self, self._spoken(target, cursor.selectedText()))

    def _spoken(self, target: str, text: str) -> str:
        """Return what an anchor is; its text alone may be a bare numeral."""
        if target.startswith("cite:"):
            numbers = re.findall(r"\d+", text)
            words = self.tr("Citation %s") % ", ".join(numbers)
            clash = self.tr("Sources disagree")
            return f"{words}. {clash}" if "≠" in text else words
        if target.startswith("term:"):
            return self.tr("Explained word: %s") % text
        return self.tr("Link: %s") % text

    def _selected_anchor(self) -> int | None:
        cursor = self.textCursor()
        here = (cursor.selectionStart(), cursor.selectionEnd())
        return next((n for n, found in enumerate(self.anchors()) if found[:2] == here), None)

    @override
    def focusNextPrevChild(self, next: bool, /) -> bool:
        """Tab stops at each marker, word and link, and shows it as F7 does."""
        here, step = self._selected_anchor(), 1 if next else -1
        if here is not None and 0 <= here + step < len(self.anchors()):
            self.select_anchor(here + step)
            return True
        return QFrame.focusNextPrevChild(self, next)

    @override
    def focusInEvent(self, e: QFocusEvent, /) -> None:
        super().focusInEvent(e)
        count = len(self.anchors())
        if count and e.reason() == Qt.FocusReason.TabFocusReason:
            self.select_anchor(0)
        elif count and e.reason() == Qt.FocusReason.BacktabFocusReason:
            self.select_anchor(count - 1)
        elif e.reason() == Qt.FocusReason.MouseFocusReason:
            return  # the click itself says which
        elif count and self._all_links and self._selected_anchor() is None:
            self.select_anchor(0)

    @override
    def focusOutEvent(self, e: QFocusEvent, /) -> None:
        super().focusOutEvent(e)
        leaving = e.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason,
            Qt.FocusReason.PopupFocusReason,
        )
        if leaving and self._selected_anchor() is not None:
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def paragraph_of(self, position: int) -> int:
        """Return the number of the paragraph that holds a position of the text."""
        return self.document().findBlock(position).blockNumber()

    def paragraph_tops(self) -> list[tuple[str, int]]:
        """Return (target, y) of every anchor: the top of its paragraph in this widget."""
        layout, document = self.document().documentLayout(), self.document()
        return [
            (target, round(layout.blockBoundingRect(document.findBlock(start)).top()))
            for start, _, target in self.anchors()
        ]

    def _fit(self) -> None:
        document: QTextDocument = self.document()
        document.setTextWidth(max(1, self.width()))
        self.setFixedHeight(round(document.size().height()) + 1)
        self.laid_out.emit()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(400), self.height())

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.height())

    @override
    def resizeEvent(self, event: QResizeEvent, /) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self._fit()

    @override
    def wheelEvent(self, event: QWheelEvent, /) -> None:
        event.ignore()  # the page scrolls, not the paragraph

    @override
    def keyPressEvent(self, event: QKeyEvent, /) -> None:
        scroll = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
        if event.key() in scroll and not event.modifiers():
            event.ignore()
            return
        super().keyPressEvent(event)

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.StyleChange):
            self.follow_look()

    def follow_look(self) -> None:
        """Take on the look, if it is another."""
        if self._blocks and self._look_now() != self._look:
            self._build()

    def _look_now(self) -> tuple[str, int, str, str]:
        theme = self._theme
        return (theme.name, theme.text_size, theme.lesson_face, theme.line_spacing)
