"""A glimpse of a lesson: rival values in proportion, nothing that is folded, else a sentence."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.previews import preview_of
from nklearn.domain.claims import Claim, Sensitivity
from nklearn.domain.lessons import Cite, Module, Paragraph

LESSON = "mining-economy/how-much-was-dug"
RIVALS = "coal-2010"


@pytest.fixture
def catalog(shipped_content: Path) -> Generator[Catalog]:
    opened = Catalog.open(shipped_content)
    yield opened
    opened.close()


def test_two_rival_values_in_proportion(catalog: Catalog) -> None:
    preview = preview_of(catalog, catalog.lesson(LESSON))
    assert preview
    assert preview.title == catalog.disagreement(RIVALS).title
    assert [bar.text for bar in preview.bars] == ["25,000 thousand tonnes", "25.5 million tonnes"]
    assert preview.bars[1].share == 1
    assert preview.bars[0].share == pytest.approx(25000 / 25500)
    assert all(bar.source for bar in preview.bars)


def test_a_sentence_to_keep_where_nothing_can_be_compared(catalog: Catalog) -> None:
    lesson = catalog.lesson(LESSON)
    plain = replace(
        lesson,
        sections=tuple(
            replace(
                section,
                blocks=tuple(
                    Paragraph(tuple(s for s in block.spans if not isinstance(s, Cite)))
                    if isinstance(block, Paragraph)
                    else block
                    for block in section.blocks
                ),
            )
            for section in lesson.sections
        ),
    )
    preview = preview_of(catalog, plain)
    assert preview
    assert preview.bars == ()
    assert preview.keep.endswith(".")
    assert " ." not in preview.keep
    assert preview_of(catalog, replace(lesson, sections=())) is None


class _Hard(Catalog):
    """The same content, with every claim under an advisory."""

    def claim(self, name: str) -> Claim:
        return replace(super().claim(name), sensitivity=Sensitivity.VIOLENCE)


class _Advised(Catalog):
    """The same content, with an advisory before its modules."""

    def module(self, name: str) -> Module:
        return replace(super().module(name), advisory="This module speaks of people held.")


def test_what_is_folded_elsewhere_is_not_shown(shipped_content: Path) -> None:
    with closing(_Hard.open(shipped_content)) as catalog:
        preview = preview_of(catalog, catalog.lesson(LESSON))
        assert preview
        assert preview.bars == ()
    with closing(_Advised.open(shipped_content)) as catalog:
        assert preview_of(catalog, catalog.lesson(LESSON)) is None
