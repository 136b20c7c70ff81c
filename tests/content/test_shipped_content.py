"""The shipped content keeps every rule."""

from __future__ import annotations

from pathlib import Path

import pytest
from frictionless import Package

from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import check_content
from nklearn.domain.claims import Status

ROOT = Path(__file__).resolve().parents[2]


def test_no_faults() -> None:
    assert [str(fault) for fault in check_content(ROOT)] == []


PACKAGES = sorted((ROOT / "resources" / "data").glob("*/datapackage.json"))


def test_there_are_data_packages() -> None:
    assert PACKAGES


@pytest.mark.parametrize("path", PACKAGES, ids=lambda path: path.parent.name)
def test_frictionless_accepts_the_data_package(path: Path) -> None:
    report = Package(str(path)).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])


def test_there_is_something_to_learn(shipped_content: Path) -> None:
    catalog = Catalog.open(shipped_content)
    stats = catalog.stats()
    for key in ("claims", "sources", "disagreements", "datasets", "observations", "glossary"):
        assert stats[key] > 0
    assert stats["lessons"] > 0
    assert stats["graded_questions"] == 0, "keys to graded work must not ship"
    catalog.check_integrity()
    for claim in catalog.claims():
        evidence = catalog.evidence(claim.id)
        assert evidence.source_line
        if claim.status in (Status.CORRECTED, Status.ILLEGIBLE):
            assert evidence.note
    for module in catalog.modules():
        for lesson in module.lessons:
            assert catalog.lesson(lesson.id).sections
        for question in module.quiz:
            assert catalog.question(question).claims
    for name in ("about", "help"):
        assert catalog.page(name)
    catalog.close()
