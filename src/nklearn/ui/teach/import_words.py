"""The words of an import: what became of files, how many, and all of it as plain text."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from nklearn.classroom.admission import FINE, Fate
from nklearn.classroom.collecting import PUT_BACK, counts, problems
from nklearn.domain.teaching import ImportRun
from nklearn.ui.words import day_name


def _tr(words: str) -> str:
    return QCoreApplication.translate("imports", words)


def fate_words() -> dict[str, str]:
    """Return what each fate of a file is called."""
    return {
        Fate.READ: _tr("Read"),
        Fate.DUPLICATE: _tr("Duplicate"),
        Fate.WAITING: _tr("Waiting for confirmation"),
        Fate.ERASURE: _tr("Erasure"),
        Fate.OURS: _tr("Your own file"),
        Fate.CUT_SHORT: _tr("Not whole yet"),
        Fate.DAMAGED: _tr("Damaged"),
        Fate.FOREIGN: _tr("Something else"),
        Fate.WRONG_CLASS: _tr("Another class"),
        Fate.WRONG_KEY: _tr("Another teacher"),
        Fate.OTHER_ASSIGNMENT: _tr("Another assignment"),
        Fate.NEWER: _tr("Newer version"),
        Fate.ERASED: _tr("Erased student"),
        Fate.REFUSED: _tr("Refused computer"),
        Fate.TOO_LARGE: _tr("Too large"),
        Fate.UNREADABLE: _tr("Can’t be read now"),
        PUT_BACK: _tr("Put back"),
    }


def tone(fate: str) -> str:
    """Return the tone of a fate’s chip: that of the gradebook, with nothing red."""
    if fate == Fate.READ:
        return "positive"
    return "" if fate in FINE or fate in (Fate.FOREIGN, PUT_BACK) else "caution"


def count_words(run: ImportRun) -> list[tuple[str, str]]:
    """Return words and tone for each fate that a file met, as “Read: 28”."""
    names = fate_words()
    found = [(f"{names[fate]}: {number}", tone(fate)) for fate, number in counts(run).items()]
    back = sum(1 for one in run.files if one.verdict == PUT_BACK)
    return [*found, (f"{names[PUT_BACK]}: {back}", "")] if back else found


def last_words(run: ImportRun | None, now: datetime) -> str:
    """Return the line about the last import: “Last import: today 09:15, 15 files, 0 problems”."""
    if run is None:
        return _tr("No results were imported yet")
    at, files = (
        run.at.astimezone(now.tzinfo),
        sum(1 for one in run.files if one.verdict != PUT_BACK),
    )
    wrong = problems(run)
    return _tr("Last import: {day} {time}, {files}, {problems}").format(
        day=day_name(at.date(), now.date()),
        time=at.strftime("%H:%M"),
        files=_tr("1 file") if files == 1 else _tr("%d files") % files,
        problems=_tr("1 problem") if wrong == 1 else _tr("%d problems") % wrong,
    )


def report_text(run: ImportRun, at: str) -> str:
    """Return the whole list as plain text; `at` is the time as the screen shows it."""
    names = fate_words()
    lines = [
        _tr("Import of results, {time}").format(time=at),
        run.folder or _tr("Chosen files"),
        ", ".join(words for words, _ in count_words(run)) or _tr("No files"),
        "",
    ]
    lines += [
        f"{one.name}\t{names.get(one.verdict, one.verdict)}\t{one.words}" for one in run.files
    ]
    return "\n".join(lines) + "\n"
