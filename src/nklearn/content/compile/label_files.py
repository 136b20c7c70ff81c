"""Lines of lists that are quoted as the page has them: `labels-as-printed.csv`, `labels-*.csv`."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import get_args

from nklearn.content.compile.entity_models import ListId
from nklearn.content.compile.entity_reader import Reader
from nklearn.content.compile.faults import Place
from nklearn.domain.claims import Locator, Status
from nklearn.domain.songbun import Label

FILES = "labels-*.csv"
COLUMNS = ["list", "number", "printed", "reading", "status", "basis", "plain", "source", "place"]
_STATUSES = (Status.AS_PRINTED, Status.CORRECTED, Status.ILLEGIBLE)
_NUMBER = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def load(reader: Reader) -> None:
    """Read the labels into the records; none if there is no such file."""
    for path in sorted(reader.resources.glob(FILES)):
        _load_file(path, reader)


def _load_file(path: Path, reader: Reader) -> None:
    text = reader.faults.read(path)
    if text is None:
        return
    todo = "use, in this order: " + ", ".join(COLUMNS)
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        if next(rows, None) != COLUMNS:
            what = "the header is not that of the format"
            reader.faults.add(reader.faults.place(path), what, todo)
            return
        line = rows.line_num + 1
        for row in rows:
            place = reader.faults.place(path, line)
            line = rows.line_num + 1
            if len(row) == len(COLUMNS):
                _label(row, place, reader)
            else:
                what = f"{len(row)} columns instead of {len(COLUMNS)}"
                reader.faults.add(place, what, todo)
    except csv.Error as error:
        place = reader.faults.place(path, line)
        reader.faults.add(place, f"not CSV: {error}", "correct the quotation marks")


def _label(row: list[str], place: Place, reader: Reader) -> None:
    group, number, printed, reading, status, basis, plain, source, where = row
    before = len(reader.faults)

    def wrong(what: str, todo: str) -> None:
        reader.faults.add(place, what, todo)

    if group not in get_args(ListId):
        wrong(f"unknown list `{group}`", "write one of " + ", ".join(get_args(ListId)))
    if not _NUMBER.fullmatch(number):
        wrong(f"`{number}` is no number of a list", "write digits, or lower-case words")
    name = f"{group}/{number}"
    if name in reader.records.entities.get(Label.PAGE, ()):
        wrong(f"the label {name} stands twice", "remove one of them")
    if status not in _STATUSES:
        wrong(f"unknown status `{status}`", "write one of " + ", ".join(_STATUSES))
    elif status != Status.AS_PRINTED and not basis:
        wrong(f"{status} without a basis", "say in `basis` why it is read so")
    elif status == Status.AS_PRINTED and reading:
        wrong("restored words under the status as-printed", "set `corrected` and say the basis")
    if not printed and status != Status.ILLEGIBLE:
        wrong("no label", "write in `printed` what the page shows")
    if not where:
        wrong("no place", "say where in the source it stands")
    reader.source(source, place)
    reader.words += [(basis, place), (plain, place)]
    if len(reader.faults) == before:
        reader.add(
            Label(
                id=name,
                name=reading or printed or "Illegible",
                about=plain,
                list_id=group,
                number=number,
                printed=printed,
                locator=Locator(source, where),
                reading=reading,
                status=Status(status),
                basis=basis,
            )
        )
