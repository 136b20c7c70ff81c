"""The words of an import: what became of files, how many, and all of it as plain text."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from nklearn.classroom.admission import FINE, Fate
from nklearn.classroom.collecting import PUT_BACK, counts, problems
from nklearn.domain.teaching import ImportRun
from nklearn.ui.words import day_name


def fate_words() -> dict[str, str]:
    """Return what each fate of a file is called."""
    return {
        Fate.READ: QCoreApplication.translate("imports", "Read"),
        Fate.DUPLICATE: QCoreApplication.translate("imports", "Duplicate"),
        Fate.WAITING: QCoreApplication.translate("imports", "Waiting for confirmation"),
        Fate.ERASURE: QCoreApplication.translate("imports", "Erasure"),
        Fate.OURS: QCoreApplication.translate("imports", "Your own file"),
        Fate.CUT_SHORT: QCoreApplication.translate("imports", "Not whole yet"),
        Fate.DAMAGED: QCoreApplication.translate("imports", "Damaged"),
        Fate.FOREIGN: QCoreApplication.translate("imports", "Something else"),
        Fate.WRONG_CLASS: QCoreApplication.translate("imports", "Another class"),
        Fate.WRONG_KEY: QCoreApplication.translate("imports", "Another teacher"),
        Fate.OTHER_ASSIGNMENT: QCoreApplication.translate("imports", "Another assignment"),
        Fate.NEWER: QCoreApplication.translate("imports", "Newer version"),
        Fate.ERASED: QCoreApplication.translate("imports", "Erased student"),
        Fate.REFUSED: QCoreApplication.translate("imports", "Refused computer"),
        Fate.TOO_LARGE: QCoreApplication.translate("imports", "Too large"),
        Fate.UNREADABLE: QCoreApplication.translate("imports", "Can’t be read now"),
        PUT_BACK: QCoreApplication.translate("imports", "Put back"),
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
        return QCoreApplication.translate("imports", "No results were imported yet")
    at, files = (
        run.at.astimezone(now.tzinfo),
        sum(1 for one in run.files if one.verdict != PUT_BACK),
    )
    wrong = problems(run)
    return QCoreApplication.translate(
        "imports", "Last import: {day} {time}, {files}, {problems}"
    ).format(
        day=day_name(at.date(), now.date()),
        time=at.strftime("%H:%M"),
        files=QCoreApplication.translate("imports", "1 file")
        if files == 1
        else QCoreApplication.translate("imports", "%d files") % files,
        problems=QCoreApplication.translate("imports", "1 problem")
        if wrong == 1
        else QCoreApplication.translate("imports", "%d problems") % wrong,
    )


def report_text(run: ImportRun, at: str) -> str:
    """Return the whole list as plain text; `at` is the time as the screen shows it."""
    names = fate_words()
    lines = [
        QCoreApplication.translate("imports", "Import of results, {time}").format(time=at),
        run.folder or QCoreApplication.translate("imports", "Chosen files"),
        ", ".join(words for words, _ in count_words(run))
        or QCoreApplication.translate("imports", "No files"),
        "",
    ]
    lines += [
        f"{one.name}\t{names.get(one.verdict, one.verdict)}\t{one.words}" for one in run.files
    ]
    return "\n".join(lines) + "\n"
