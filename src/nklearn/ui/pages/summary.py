"""A module on one page: to read with its notes, to print, and to save as PDF."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import QScrollArea, QWidget

from nklearn.base.errors import UnknownAddressError, UserError
from nklearn.base.overriding import override
from nklearn.domain.addresses import Address
from nklearn.domain.evidence import summary_address
from nklearn.domain.lessons import Bullets, Link, Module, ModuleSummary
from nklearn.ui import layouts
from nklearn.ui.context import Context
from nklearn.ui.page import Page
from nklearn.ui.reading.gate import Gate, Opening, summary_opening, talk_words
from nklearn.ui.reading.ruler import Ruler
from nklearn.ui.reading.to_paper import Sheet, ToPaper
from nklearn.ui.widgets import scrolling
from nklearn.ui.widgets.basics import Button, column, label
from nklearn.ui.widgets.flow import Flow
from nklearn.ui.widgets.prose import Prose
from nklearn.ui.widgets.summary_view import SummaryView


class SummaryPage(Page):
    """Shows `nk:summary/<module>#<section>`."""

    rail = "lessons"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._summary: ModuleSummary | None = None
        self._view: SummaryView | None = None
        self._paper = ToPaper(context, self, self._sheet)
        box = column(self)
        self._scroll = QScrollArea()
        scrolling.set_up(self._scroll)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(self.tr("Summary"))
        self._ruler = Ruler(context.theme, self._scroll)
        box.addWidget(self._scroll, 1)
        self._gate = Gate(context.theme)
        self._gate.hide()
        self._gate.go_on_requested.connect(self._accept)
        self._gate.leave_requested.connect(lambda: self.open_requested.emit("nk:lessons"))
        box.addWidget(self._gate, 1)
        QShortcut(QKeySequence("Ctrl+P"), self).activated.connect(self._print)
        context.theme.changed.connect(self._take_look)

    # -- opening -----------------------------------------------------------------------------

    @override
    def open(self, address: Address) -> None:
        catalog = self.context.catalog
        module = catalog.module(address.rest)
        summary = catalog.summary(module.id)
        if summary is None:
            raise UnknownAddressError("summary", module.id)
        if address.fragment not in ("", *(section.id for section in summary.sections)):
            raise UserError(
                f"The summary “{summary.title}” has no part “{address.fragment}”.",
                todo="Open it without one.",
            )
        self.address, self.heading = address, summary.title
        self.crumbs = (
            (self.tr("Lessons"), "nk:lessons"),
            (f"{module.number} {module.title}", str(Address.of("lessons", module.id))),
        )
        self._clear()
        way = summary_opening(self.context, module, summary)
        self._summary = summary if way is Opening.WHOLE else None
        self._scroll.setVisible(way is not Opening.GATE)
        self._gate.setVisible(way is Opening.GATE)
        if way is Opening.GATE:
            self._gate.show_module(module, talk_words(self.context), can_skip=False)
        elif way is Opening.WHOLE:
            self._show(summary)
        else:
            self._show_set(module, summary)

    def _accept(self) -> None:
        """Keep that the reader goes on, and open what they came for."""
        try:
            self.context.learner.accept_advisory(self.address.rest)
        except UserError as error:
            self.context.report(error, self._accept)
            return
        self.context.saved()
        self.open(self.address)
        self._scroll.show()
        self._scroll.setFocus(Qt.FocusReason.OtherFocusReason)
        self.moved.emit(self.address)

    def _clear(self) -> None:
        """Take away what was shown."""
        self._paper.told.emit("")
        self._paper.line.setParent(self)
        if body := self._scroll.takeWidget():
            body.hide()
            body.deleteLater()
        self._view = None

    def _show(self, summary: ModuleSummary) -> None:
        theme = self.context.theme
        theme.line_spacing = self.context.preferences.line_spacing
        self._view = view = SummaryView(self.context, summary, self._head(summary))
        view.open_requested.connect(self.open_requested)
        view.reveal_requested.connect(self._reveal)
        self._scroll.setWidget(view)
        self._scroll.verticalScrollBar().setValue(0)
        self._ruler.follow(view.prose)
        self._ruler.set_on(self.context.preferences.ruler == "on")
        if self.address.fragment:
            # Later: a page that is opened for the first time has no size yet.
            QTimer.singleShot(0, self, self._go_to_part)

    def _head(self, summary: ModuleSummary) -> list[QWidget]:
        """Return what stands above the text: what this is, its title and the tools."""
        theme, module = self.context.theme, self.context.catalog.module(summary.module)
        tools = QWidget()
        ways = Flow(tools, spacing=10, line_spacing=8)
        save = Button(theme, self.tr("Save as PDF"), icon="file-down", on_click=self.export)
        save.setToolTip(self.tr("Save this page as a PDF of one sheet (Ctrl E)"))
        out = Button(theme, self.tr("Print"), icon="printer", on_click=self._print)
        out.setToolTip(self.tr("Print this page on one sheet (Ctrl P)"))
        ways.addWidget(out)
        ways.addWidget(save)
        kind = label(self.tr("Module %d · One-page summary") % module.number, "small")
        self._paper.line.hide()
        return [kind, label(summary.title, "display"), tools, self._paper.line]

    def _show_set(self, module: Module, summary: ModuleSummary) -> None:
        """Say why the summary stays shut, and lead to those of the lessons."""
        body = QWidget()
        body.setObjectName("scrollBody")
        box = column(body, spacing=12)
        box.setContentsMargins(48, 20, 48, 20)
        box.addWidget(label(summary.title, "display"))
        words = self.tr(
            "Your teacher has set that hard material stays closed here. This page holds some;"
            " the summaries of the lessons are open."
        )
        box.addWidget(label(words))
        links = Prose(self.context.theme, self.tr("Lessons"), "body")
        goals = [
            Link(str(Address.of("lesson", each.id)), f"{number}  {each.title}")
            for number, each in enumerate(module.lessons, 1)
        ]
        links.set_blocks([Bullets(tuple((goal,) for goal in goals))])
        links.be_links()
        links.open_requested.connect(self.open_requested)
        box.addWidget(links)
        box.addStretch(1)
        self._scroll.setWidget(body)

    # -- to paper ----------------------------------------------------------------------------

    def _sheet(self) -> Sheet | None:
        if self._summary is None:
            return None
        return Sheet(
            self._summary.title,
            f"{self._summary.module}-summary",
            partial(self._document, self._summary),
        )

    def _document(self, summary: ModuleSummary) -> QTextDocument:
        from nklearn.ui.reading.paper_summary import one_page  # no reading needs it

        return one_page(self.context.catalog, summary, face=self.context.theme.lesson_face)

    def _print(self) -> None:
        self._paper.print_on()

    @override
    def export(self) -> None:
        """Offer the page as PDF."""
        self._paper.ask()

    # -- moving ------------------------------------------------------------------------------

    @override
    def next_section(self, step: int) -> None:
        if self._summary is None:
            return
        names = [section.id for section in self._summary.sections]
        here = names.index(self.address.fragment) if self.address.fragment else -1
        goal = here + step
        if 0 <= goal < len(names):
            address = summary_address(self._summary.module)
            self.open_requested.emit(f"{address}#{names[goal]}")

    @override
    def step_anchor(self, step: int) -> None:
        """Go to the next or previous citation or glossary word."""
        if self._view is not None:
            self._view.step_anchor(step)

    def _go_to_part(self) -> None:
        """Put the part that the address names at the top, as far as there is text below it."""
        layouts.finish()  # nothing can be scrolled to before it has its place
        if self._view is not None and (heading := self._view.headings.get(self.address.fragment)):
            top = heading.mapTo(self._view, heading.rect().topLeft()).y()
            self._scroll.verticalScrollBar().setValue(top - 12)

    def _reveal(self, widget: QWidget) -> None:
        self._scroll.ensureWidgetVisible(widget, 0, 40)

    def _take_look(self) -> None:
        """Take on the space between lines and the ruler that the reader chose."""
        if not self.isVisible() or self._view is None:
            return
        self.context.theme.line_spacing = self.context.preferences.line_spacing
        self._ruler.set_on(self.context.preferences.ruler == "on")
        for prose in self._view.prose:
            prose.follow_look()

    @override
    def panes(self) -> list[QWidget]:
        return [pane for pane in (self._scroll, self._gate) if pane.isVisible()]

    @override
    def start(self) -> QWidget:
        return self._scroll if self._gate.isHidden() else self._gate.first

    @override
    def changeEvent(self, event: QEvent, /) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._view is not None:
            self._view.relayout()
