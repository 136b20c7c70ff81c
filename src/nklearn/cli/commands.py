"""What the commands do: each prints to stdout and returns an exit status."""

from __future__ import annotations

import argparse
import csv
import io
import json
import sys
from dataclasses import replace

from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.content.catalog import Catalog
from nklearn.content.contents import find_contents
from nklearn.domain.evidence import summary_address
from nklearn.learning.site import load_site


def run(options: argparse.Namespace) -> int:
    """Run the command that was parsed; return 0, or 1 if content or machine are at fault."""
    match options.command:
        case "content":
            from nklearn.cli.content import content

            return content(options)
        case "doctor":
            return _doctor(options)
        case "search":
            return _search(options)
        case "profile":
            return _remove_pin(options)
        case "teach":
            from nklearn.cli.teach import teach

            return teach(options)
        case "show":
            from nklearn.cli.show import show

            return show(open_catalog(options), options.address, as_json=options.json)
        case "data":
            return _data(options)
        case "sources":
            return _sources(options)
        case _:
            return _lessons(options)


def _doctor(options: argparse.Namespace) -> int:
    if options.qt:
        from nklearn.cli.qt_trial import run_trial

        return run_trial()
    if options.load:
        from nklearn.cli.loading import load

        return load(options.load)
    from nklearn.cli.doctor import check_files, doctor

    if options.files:
        return check_files(as_json=options.json)
    return doctor(options.home, as_json=options.json)


def _remove_pin(options: argparse.Namespace) -> int:
    from nklearn.learning.people import alike
    from nklearn.storage.workspace_file import NAME
    from nklearn.storage.workspace_store import WorkspaceStore

    if not (options.home / NAME).exists():
        raise UserError(f"There is no workspace in {options.home}.", todo="Name it with --home.")
    with WorkspaceStore.open(options.home) as store:
        name = alike(options.remove_pin)
        person = next((p for p in store.profiles() if p.name and alike(p.name) == name), None)
        if person is None:
            raise UserError(
                f"No reader is called {options.remove_pin} here.", todo="Type the whole name."
            )
        store.save_profile(replace(person, pin=""))
    print(f"{person.name} needs no PIN now.", file=sys.stderr)
    return 0


def emit(value: object) -> None:
    """Print a value as JSON."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def open_catalog(options: argparse.Namespace) -> Catalog:
    """Open the content that the window would use; what was passed over goes to stderr."""
    contents = find_contents(options.home, load_site())
    catalog = contents.open()
    for problem in contents.problems:
        print(problem, file=sys.stderr)
    return catalog


def _search(options: argparse.Namespace) -> int:
    hits = open_catalog(options).search(" ".join(options.words), options.limit)
    if options.json:
        keys = ("address", "kind", "title", "text", "source", "status")
        emit([{key: getattr(hit, key) for key in keys} for hit in hits])
    else:
        for hit in hits:
            print(
                f"{hit.address}\n    {hit.kind}: {hit.title}"
                + (f" ({hit.source})" if hit.source else "")
            )
    return 0


_COLUMNS: tuple[str, ...] = (
    "series",
    "item",
    "period",
    "value",
    "unit",
    "status",
    "note",
    "source",
)


def _data(options: argparse.Namespace) -> int:
    catalog = open_catalog(options)
    if options.action == "list":
        sets = [
            {
                "id": dataset.id,
                "title": dataset.title,
                "unit": ", ".join(sorted({line.unit for line in dataset.series})),
                "rows": sum(len(line.observations) for line in dataset.series),
                "source": catalog.source_line(dataset.locator.source, dataset.locator.place),
            }
            for dataset in catalog.datasets()
        ]
        if options.json:
            emit(sets)
        else:
            for found in sets:
                print("\t".join(str(value) for value in found.values()))
        return 0
    rows = _rows(catalog, options.id)
    if options.format == "json":
        emit(rows)
    elif options.format == "csv":
        out = io.StringIO()
        writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
        print(out.getvalue(), end="")
    else:
        _print_table(rows)
    return 0


def _rows(catalog: Catalog, name: str) -> list[dict[str, str]]:
    return [
        {
            "series": line.id,
            "item": line.label,
            "period": cell.period,
            "value": cell.text if cell.number is None else str(cell.number),
            "unit": cell.unit,
            "status": str(cell.status),
            "note": cell.note,
            "source": catalog.source_line(cell.locator.source, cell.locator.place),
        }
        for line in catalog.dataset(name).series
        for cell in line.observations
    ]


def _print_table(rows: list[dict[str, str]]) -> None:
    widths = {name: max([len(name), *(len(row[name]) for row in rows)]) for name in _COLUMNS}
    for row in [{name: name for name in _COLUMNS}, *rows]:
        print("  ".join(row[name].ljust(widths[name]) for name in _COLUMNS).rstrip())


def _sources(options: argparse.Namespace) -> int:
    from nklearn.interchange.bibliography import FORMATS

    sources = open_catalog(options).sources()
    data = FORMATS[options.format](sources)
    if options.out:
        write_atomically(options.out, data)
        print(f"{options.out} holds {len(sources)} sources.", file=sys.stderr)
    else:
        # As bytes: the line ends are those of the format, not of the system.
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    return 0


def _lessons(options: argparse.Namespace) -> int:
    catalog = open_catalog(options)
    modules = [
        {
            "module": module.id,
            "title": module.title,
            "lessons": [
                {
                    "id": lesson.id,
                    "title": lesson.title,
                    "words": lesson.words,
                    "questions": lesson.checks,
                }
                for lesson in module.lessons
            ],
            "summary": summary_address(module.id) if catalog.summary(module.id) else None,
        }
        for module in catalog.modules()
    ]
    if options.json:
        emit(modules)
    else:
        for module in catalog.modules():
            print(f"{module.id}: {module.title}")
            for lesson in module.lessons:
                print(f"    {lesson.id}: {lesson.title}, {lesson.words} words")
            if summary := catalog.summary(module.id):
                print(f"    {summary_address(module.id)}: {summary.title}")
    return 0
