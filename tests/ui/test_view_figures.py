"""Views of the explorers in lessons: drawn from the whole content, and driven by keys and wheel."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QScrollArea, QWidget
from tests.conftest import ROOT
from tests.ui.accessibles import Role, interface
from tests.ui.helpers import visible
from tests.ui.stops import look
from tests.ui.test_keyboard_everywhere import walk_by_tab
from tests.ui.test_layout import squeezed
from tests.ui.test_screen_reader import charts_and_tables, faults

from nklearn.cli.show import show
from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
from nklearn.domain.addresses import Address
from nklearn.domain.evidence import section_address, target_address
from nklearn.domain.lessons import ViewFigure
from nklearn.ui.canvas.canvas import Canvas
from nklearn.ui.charts.grid_table import GridTable
from nklearn.ui.lineage.picture import LineagePicture
from nklearn.ui.main_window import MainWindow
from nklearn.ui.reading.paper_text import LessonPaper
from nklearn.ui.reading.views.body import FigureBody
from nklearn.ui.reading.views.view_card import ViewCard
from nklearn.ui.songbun.label_list import LabelList
from nklearn.ui.songbun.ration_bars import RationBars
from nklearn.ui.tour.stop import Stop
from nklearn.ui.widgets.prose import Prose

Key = Qt.Key
CITED = ("coal-fall-report", "iron-ore-fall-report")
TITLE, ALT = "A title that states what the figure shows", "What one sees, in a sentence."
VIEWS = (
    "nk:ministries/1985-11",
    "nk:chain?open=coal-mine",
    "nk:map",
    "nk:songbun?find=families",
    "nk:reserves?row=zinc",
    "nk:time?show=law,ministries,trade&from=1990&to=2005",
    "nk:laws",
    "nk:data/rations",
    "nk:map?view=tiles",
    "nk:songbun?tab=food",
    "nk:chain",
    "nk:ministries?body=ministry-of-coal-industry",
)
ROWS, COLUMNS = ("daily", "weekly"), ("white-rice",)
_LESSONS = ("01-how-much-was-dug", "02-what-lies-under-the-ground")


def _block(address: str) -> str:
    lines = [f":::{{view}} {address}", ":subtitle: What is drawn", f":alt: {ALT}"]
    lines.append(f":cite: {'; '.join(CITED)}")
    if address.startswith("nk:data/"):
        lines += [f":rows: {' '.join(ROWS)}", f":columns: {' '.join(COLUMNS)}"]
    return "\n".join([*lines, TITLE, ":::"])


@pytest.fixture(scope="module")
def views_content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The shipped content with a view in each section of two lessons."""
    tree = tmp_path_factory.mktemp("views")
    for name in ("resources", "lessons"):
        shutil.copytree(ROOT / name, tree / name)
    wanted = iter(VIEWS)
    for name in _LESSONS:
        file = tree / "lessons" / "mining-economy" / f"{name}.md"
        head, *parts = re.split(r"(?m)^(?=## )", file.read_text("utf-8"))
        for number, part in enumerate(parts):
            title, first, rest = part.split("\n\n", 2)
            parts[number] = "\n\n".join((title, first, _block(next(wanted)), rest))
        file.write_text("".join((head, *parts)), "utf-8")
    compile_content(tree, tree / "content.db")
    return tree / "content.db"


@pytest.fixture
def content_file(views_content: Path) -> Path:
    return views_content


def places(catalog: Catalog) -> dict[str, str]:
    """Return the section of each view, by the view's address."""
    return {
        block.address: section_address(lesson.id, section.id)
        for summary in catalog.modules()[0].lessons
        for lesson in (catalog.lesson(summary.id),)
        for section in lesson.sections
        for block in section.blocks
        if isinstance(block, ViewFigure)
    }


def opened(window: MainWindow, address: str) -> ViewCard:
    """Open the section of a view, with its card in sight."""
    found = places(window.context.catalog)
    key = next(each for each in found if Address.parse(each) == Address.parse(address))
    window.go(found[key])
    look(window)
    (card,) = visible(window, ViewCard)
    filled(card)
    area(card).ensureWidgetVisible(card, 0, 0)
    QTest.qWait(20)
    look(window)
    return card


def filled(card: ViewCard) -> None:
    """Wait until the body is there, which may be after the first paint."""
    for _ in range(200):
        if card.body.findChildren(QWidget):
            return
        QTest.qWait(10)
    raise AssertionError("the body stays empty")


def here(window: MainWindow) -> Address:
    found = window.router.here
    assert found is not None
    return found


def area(card: QWidget) -> QScrollArea:
    found = card.parentWidget()
    while not isinstance(found, QScrollArea):
        assert found is not None
        found = found.parentWidget()
    return found


def wheel(widget: QWidget, *, control: bool = False, down: int = 120) -> None:
    """Turn the wheel over a widget, as far as it is in sight."""
    window = widget.window()
    middle = widget.visibleRegion().boundingRect().center()
    held = Qt.KeyboardModifier.ControlModifier if control else Qt.KeyboardModifier.NoModifier
    handle = window.windowHandle()
    assert handle is not None
    QTest.wheelEvent(handle, QPointF(widget.mapTo(window, middle)), QPoint(0, -down), stateKey=held)
    QTest.qWait(5)


def pictures(card: ViewCard) -> list[QWidget]:
    """Return what of a body takes the keyboard."""
    kinds = (Canvas, LabelList, RationBars, GridTable)
    return [each for each in visible(card, QWidget) if isinstance(each, kinds)]


def test_a_view_opens_where_it_leads(window: MainWindow) -> None:
    for address in VIEWS:
        _open_by_keys(window, opened(window, address))
        there, wanted = here(window), Address.parse(address)
        assert (there.page, there.path) == (wanted.page, wanted.path)
        # An explorer leaves out of its address what it shows anyway.
        state = {key: text for key, text in wanted.state.items() if key != "show"}
        assert there.state.items() >= state.items()


def _open_by_keys(window: MainWindow, card: ViewCard) -> None:
    """Press Enter on the way to the explorer, which Tab must come to."""
    (way,) = (b for b in visible(card, QAbstractButton) if b.text().startswith("Open in"))
    card.body.setFocus()
    for _ in range(40):
        if way.hasFocus():
            break
        QTest.keyClick(QApplication.focusWidget() or window, Key.Key_Tab)
        look(window)
    else:
        raise AssertionError("Tab does not come to the way there")
    QTest.keyClick(way, Key.Key_Return)
    look(window)


def test_wheel_and_keys_scroll_the_lesson(window: MainWindow) -> None:
    window.resize(1024, 700)
    for address in VIEWS:
        _scroll_over(opened(window, address))


def _scroll_over(card: ViewCard) -> None:
    """Turn the wheel over a figure and press arrows in it, until the lesson is at its ends."""
    bar = area(card).verticalScrollBar()
    for part in (card.body, *pictures(card)):
        for control in (False, True):
            area(card).ensureWidgetVisible(part, 0, 0)
            QTest.qWait(5)
            start = bar.value()
            before = [p.zoom for p in pictures(card) if isinstance(p, Canvas)]
            wheel(part, control=control, down=120 if start < bar.maximum() else -120)
            assert bar.value() != start, (part, control)
            assert [p.zoom for p in pictures(card) if isinstance(p, Canvas)] == before
    for part in pictures(card):
        part.setFocus(Qt.FocusReason.TabFocusReason)
        for key, end in ((Key.Key_Down, bar.maximum()), (Key.Key_Up, bar.minimum())):
            for _ in range(300):
                if bar.value() == end:
                    break
                QTest.keyClick(part, key)
            assert bar.value() == end, (part, key)
            assert part.hasFocus()


def test_what_costs_time_comes_after_the_first_paint_and_moves_nothing(
    window: MainWindow,
) -> None:
    for address in ("nk:ministries/1985-11", "nk:map", VIEWS[5]):
        figure = ViewFigure(address, TITLE, "What is drawn", ALT, CITED)
        context = window.context
        card = ViewCard(context.theme, context.catalog, figure)
        card.setParent(window)
        card.setGeometry(0, 0, 600, 700)
        assert not card.body.findChildren(Canvas), address
        before = card.heightForWidth(600), card.sizeHint().height()
        card.show()
        filled(card)
        assert card.body.findChildren(Canvas), address
        assert (card.heightForWidth(600), card.sizeHint().height()) == before
        card.hide()
        card.deleteLater()


def test_no_word_is_squeezed_or_left_out(window: MainWindow) -> None:
    for width, height, text_size in ((1366, 690, 100), (1024, 700, 150), (1920, 1080, 100)):
        window.context.theme.set(text_size=text_size)
        window.resize(width, height)
        for address in VIEWS:
            card = opened(window, address)
            assert squeezed(window) == [], (address, width)
            assert card.body.width() >= card.body.minimumSizeHint().width(), address
            for each in visible(card, LineagePicture):
                scene, room = each.geometry_now.size, each.size()
                assert scene.width() <= room.width(), (address, width)
                assert scene.height() <= room.height(), (address, width)
                cut = [line for own in each.labels for line in own.lines if line.endswith("…")]
                assert cut == []


def test_a_reader_hears_what_a_figure_is(window: MainWindow) -> None:
    for address in VIEWS:
        body = opened(window, address).body
        heard = interface(body)
        assert heard.role() == Role.Chart
        assert heard.text(QAccessible.Text.Name) == TITLE
        assert heard.text(QAccessible.Text.Description) == ALT
        assert [*faults(interface(window)), *charts_and_tables(window)] == [], address


def test_tab_passes_every_figure_and_returns(window: MainWindow) -> None:
    found = places(window.context.catalog)

    def walk() -> list[Stop]:
        return [Stop(address, section) for address, section in found.items()]

    def at(stop: Stop) -> Stop:
        assert window.router.open(stop.address)
        look(window)
        QTest.qWait(20)
        return stop

    assert walk_by_tab(window, (at(stop) for stop in walk())) == {}


def test_a_spot_opens_in_its_explorer(window: MainWindow) -> None:
    for address, wanted in (
        ("nk:ministries/1985-11", "nk:ministries/1985-11"),
        ("nk:chain?open=coal-mine", "nk:chain?open=coal-mine"),
        ("nk:reserves?row=zinc", "nk:reserves?row="),
        ("nk:map", "nk:map?open="),
        (VIEWS[5], "nk:time?show=law,ministries,trade&from=1990&to=2005&open="),
        ("nk:songbun?find=families", "nk:songbun?find=families&open="),
        ("nk:songbun?tab=food", "nk:data/rations?"),
        ("nk:data/rations", "nk:data/rations?"),
    ):
        part = pictures(opened(window, address))[0]
        part.setFocus(Qt.FocusReason.TabFocusReason)
        if isinstance(part, GridTable):
            part.setCurrentIndex(part.model().index(1, 0))
        QTest.keyClick(part, Key.Key_Return)
        look(window)
        assert str(window.router.here).startswith(wanted), (address, window.router.here)


def test_cited_facts_are_reached_from_the_card(window: MainWindow) -> None:
    for number, target in enumerate(CITED):
        card = opened(window, "nk:map")
        (source,) = visible(card, Prose)
        source.select_anchor(number)
        QTest.keyClick(source, Key.Key_Return)
        look(window)
        assert str(window.router.here) == target_address(target)


def test_what_is_not_in_the_content_is_said_in_its_place(window: MainWindow) -> None:
    context = window.context
    for address in ("nk:map?open=nowhere", "nk:reserves?set=rations", "nk:chain?open=nobody"):
        figure = ViewFigure(address, TITLE, "What is drawn", ALT, CITED)
        card = ViewCard(context.theme, context.catalog, figure, whole=True)
        told = [each.text() for each in card.body.findChildren(QLabel)]
        card.deleteLater()
        assert any("There is no" in words for words in told), (address, told)


def test_larger_text_has_fewer_columns(window: MainWindow) -> None:
    window.resize(1024, 700)
    card = opened(window, "nk:ministries/1985-11")
    (picture,) = pictures(card)
    picture.setFocus()
    window.context.theme.set(text_size=200)
    QTest.qWait(50)
    look(window)
    (again,) = pictures(card)
    assert isinstance(again, LineagePicture) and again.hasFocus()
    assert again.geometry_now.size.width() <= again.width()
    assert again.geometry_now.size.height() <= again.height()


def test_a_table_shows_what_was_chosen(window: MainWindow) -> None:
    (table,) = visible(opened(window, "nk:data/rations"), GridTable)
    model = table.model()
    assert (model.rowCount(), model.columnCount()) == (len(ROWS), len(COLUMNS))


def test_a_dragged_time_axis_stays_where_it_is(window: MainWindow) -> None:
    (canvas,) = pictures(opened(window, VIEWS[5]))
    before = canvas.grab().toImage()
    start = canvas.rect().center()
    QTest.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(canvas, start + QPoint(80, 0))
    QTest.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=start + QPoint(80, 0))
    look(window)
    assert here(window).page == "lesson"
    assert canvas.isVisible()
    assert canvas.grab().toImage().size() == before.size()


def test_paper_has_each_view_as_a_picture(window: MainWindow, views_content: Path) -> None:
    catalog = window.context.catalog
    lesson = catalog.lesson(catalog.modules()[0].lessons[1].id)
    views = [b for s in lesson.sections for b in s.blocks if isinstance(b, ViewFigure)]
    document = LessonPaper(catalog, lesson, lesson.sections).document
    images: list[float] = []
    block = document.begin()
    while block.isValid():
        fragments = block.begin()
        while not fragments.atEnd():
            form = fragments.fragment().charFormat()
            if form.isImageFormat():
                images.append(form.toImageFormat().width())
            fragments += 1
        block = block.next()
    assert len(images) == len(views) + 1  # and one chart
    assert max(images) <= 600
    QTest.qWait(1)
    assert [w for w in QApplication.topLevelWidgets() if isinstance(w, ViewCard | FigureBody)] == []


def test_a_view_is_told_as_text(window: MainWindow, capsys: pytest.CaptureFixture[str]) -> None:
    catalog = window.context.catalog
    show(catalog, places(catalog)["nk:map"], as_json=False)
    told = capsys.readouterr().out
    for words in (TITLE, ALT, "nk:map", *CITED):
        assert words in told
