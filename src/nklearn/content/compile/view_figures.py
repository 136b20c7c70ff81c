"""Views of the explorers within lessons: from the directive to a figure that leads somewhere."""

from __future__ import annotations

from dataclasses import replace

from nklearn.content.compile import charts, explorer_states
from nklearn.content.compile.faults import Place
from nklearn.content.compile.markdown import Directive, MarkdownReader
from nklearn.content.compile.proofreader import Proofreader
from nklearn.domain.addresses import Address
from nklearn.domain.datasets import Dataset
from nklearn.domain.lessons import ViewFigure

KEYS = ("subtitle", "cite", "alt", "rows", "columns")
_NEEDED = ("subtitle", "alt")
_TODO = "name ministries, chain, map, songbun, reserves, time, laws or a table of the data"


def build(directive: Directive, proof: Proofreader, reader: MarkdownReader) -> ViewFigure | None:
    """Check a view directive; return the figure, None if it can't be, which is noted."""
    text = charts.from_directive(directive, proof, KEYS, _NEEDED)
    if text is None:
        return None
    try:
        address = Address.parse(directive.argument)
    except ValueError as error:
        proof.faults.add(directive.place, str(error), _TODO)
        return None
    table = explorer_states.table_of(address, proof.records)
    if not _can_show(address, table, text.place, proof):
        return None
    proof.links.append((directive.place, directive.argument))
    figure = ViewFigure(str(address), "", "", "", charts.cites_of(text, proof))
    if table is not None and address.page == "data":
        rows = _chosen(text, "rows", [line.id for line in table.series], proof)
        columns = _chosen(text, "columns", [column.id for column in table.columns], proof)
        figure = replace(figure, rows=rows, columns=columns)
    elif text.all("rows") or text.all("columns"):
        proof.faults.add(text.place, "no table is shown here", "leave out rows and columns")
    support = proof.records.support(figure.cites)
    support.dates += explorer_states.dates(address)
    if table is not None:
        cells = proof.records.support(cell.id for cell in figure.cells(table))
        support.values += cells.values
        support.printed += cells.printed
        support.unread += cells.unread
        support.dates += cells.dates
    words: dict[str, str] = {}
    for key, (line, place) in {
        "title": (text.title, text.title_place),
        "subtitle": text.first("subtitle"),
        "alt": text.first("alt"),
    }.items():
        words[key] = charts.plain(proof.given(reader.line(line, place), support, ":cite:"))
    return replace(figure, **words)


def _can_show(address: Address, table: Dataset | None, place: Place, proof: Proofreader) -> bool:
    """Whether the address is of an explorer that a lesson can hold."""
    if address.page in explorer_states.PAGES:
        return True
    if address.page == "data" and address.rest in proof.records.lost_data:
        return False
    if table is not None and table.columns:
        return True
    if table is not None:
        proof.faults.add(place, f"{table.id} is drawn by lines", "use {chart} or {bars}")
    else:
        proof.faults.add(place, f"no explorer is at {address}", _TODO)
    return False


def _chosen(
    text: charts.ChartText, key: str, known: list[str], proof: Proofreader
) -> tuple[str, ...]:
    """Return the rows or columns that the directive names; unknown ones are noted."""
    words, place = text.first(key)
    names = tuple(dict.fromkeys(words.split()))
    for name in names:
        if name not in known:
            proof.faults.add(place, f"the table has no `{name}`", f"it has {', '.join(known)}")
    return tuple(name for name in names if name in known)
