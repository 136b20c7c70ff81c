"""The shipped content keeps every rule."""

from __future__ import annotations

from contextlib import closing
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


def test_the_knowledge_base_is_whole(shipped_content: Path) -> None:
    with closing(Catalog.open(shipped_content)) as catalog:
        stats = catalog.stats()
    at_least = {
        "claims": 550,
        "sources": 70,
        "disagreements": 50,
        "datasets": 20,
        "glossary": 75,
        "events": 25,
        "places": 80,
    }
    assert {key: stats[key] for key, least in at_least.items() if stats[key] < least} == {}
    exactly = {"classes": 3, "songbun_categories": 56, "songbun_origins": 25, "sanctions": 11}
    assert {key: stats[key] for key in exactly} == exactly


def test_modules_have_their_summaries(shipped_content: Path) -> None:
    with closing(Catalog.open(shipped_content)) as catalog:
        modules = [module.id for module in catalog.modules()]
        assert [name for name in modules if not catalog.summary(name)] == []
        assert catalog.stats()["summaries"] == len(modules)


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
