"""Words of another language are longer: a made-up one shows whether everything has room."""

from __future__ import annotations

import re
from collections.abc import Generator

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from tests.ui.conftest import WindowMaker
from tests.ui.fitting import unfit
from tests.ui.stops import look, stops

from nklearn.base.errors import UserError
from nklearn.base.overriding import override
from nklearn.ui.main_window import MainWindow

KEPT = re.compile(r"(%[ds%]|%\d|&\w|\{\w*\}|\d+)")
ACCENTS = str.maketrans("aceinouyACEINOU", "âčëïñöûÿÂČËÏÑÖÛ")
LONGER = 1.4


class Longer(QTranslator):
    """Makes every text two fifths longer, with accents above and below; placeholders stay."""

    @override
    def isEmpty(self) -> bool:
        return False

    @override
    def translate(
        self,
        context: str,
        sourceText: str,
        /,
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str:
        return longer(sourceText)


def longer(text: str) -> str:
    parts = [part if KEPT.fullmatch(part) else part.translate(ACCENTS) for part in KEPT.split(text)]
    words = round(len(text) * (LONGER - 1))
    filler = "ģåþ" if len(text) < 20 else "ģåþ ļōňģ "
    return "".join(parts) + (filler * (words // len(filler) + 1))[:words].rstrip()


@pytest.fixture
def window_in_longer_words(make_window: WindowMaker) -> Generator[MainWindow]:
    translator = Longer()
    assert QCoreApplication.installTranslator(translator)
    yield make_window()
    QCoreApplication.removeTranslator(translator)


def test_the_language_itself() -> None:
    assert longer("Next: %s").startswith("Ñëxt: %s")
    assert len(longer("Chart")) == 7
    assert longer("%d of %d right").count("%d") == 2


@pytest.mark.parametrize(
    ("width", "height", "text_size"),
    # What has room at 1024 by 700 at 150%, or at 800 by 560, has it at 1024 by 700 at 100% too.
    [(1366, 690, 100), (1024, 700, 150), (800, 560, 100)],
)
def test_longer_words_have_room(
    window_in_longer_words: MainWindow, width: int, height: int, text_size: int
) -> None:
    window = window_in_longer_words
    window.context.theme.set(text_size=text_size)
    window.resize(width, height)
    assert "ñ" in window.windowTitle() or "ö" in window.windowTitle()
    told: dict[str, str] = {}
    for stop in stops(window):
        assert (window.width(), window.height()) == (width, height), stop
        for fault in unfit(window):
            told.setdefault(fault, stop.name)
    window.say(UserError("Could not write to the folder of the account that you use now."))
    look(window)
    for fault in unfit(window):
        told.setdefault(fault, "a problem")
    assert told == {}, "\n".join(f"{fault}  in {place}" for fault, place in told.items())


@pytest.mark.parametrize(("width", "height", "text_size"), [(800, 560, 100), (1024, 700, 150)])
def test_our_own_words_have_room(
    window: MainWindow, width: int, height: int, text_size: int
) -> None:
    window.context.theme.set(text_size=text_size)
    window.resize(width, height)
    look(window)
    told: dict[str, str] = {}
    for stop in stops(window):
        assert (window.width(), window.height()) == (width, height), stop
        for fault in unfit(window):
            told.setdefault(fault, stop.name)
    assert told == {}, "\n".join(f"{fault}  in {place}" for fault, place in told.items())
