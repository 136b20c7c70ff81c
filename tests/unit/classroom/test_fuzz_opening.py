"""What students open, and answers that teachers score: made by anybody, refused or counted as 0."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.fixtures import class_work
from tests.fixtures import tiny_course as tiny
from tests.fixtures.classroom import make_desk
from tests.fixtures.handed_in import CLASS, START, damaged, result_of, signing_key
from tests.unit.classroom.test_fuzz_readers import LARGE, LONG, NASTY, QUICK, documents, mutated

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom import assigning, formats
from nklearn.classroom.binding import Binding
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.opening import open_file
from nklearn.classroom.scoring import Scorer
from nklearn.content.catalog import Catalog
from nklearn.domain.teaching import ResultRecord, Stage

KINDS: dict[str, type[formats.Document]] = {
    "assignment": formats.Assignment,
    "release": formats.Release,
    "erasure": formats.Erasure,
}
QUESTIONS = (
    *(tiny.choice("one"), tiny.several("two"), tiny.ordering("three"), tiny.matching("four")),
    *(tiny.gaps("five"), tiny.numeric("six"), tiny.short("seven"), tiny.written("eight")),
)
RESPONSES = [
    *(
        "",
        "[]",
        "{}",
        "null",
        "[[]]",
        '["x"]',
        '["\\ud800"]',
        "[" * 15_000,
        '[["a","b"]]',
        "12,5 %",
    ),
    *("9" * 4000, "1e999999999", "-0", "nan", "∞", "\u202e12", "1/0", "0x10", "१२", "x" * 20_000),
]


def is_opened(data: bytes) -> bool:
    try:
        open_file(data, "work.nkassign")
    except UserError as error:
        assert error.what and error.todo
        return False
    return True


def file_of(kind: str, payload: bytes) -> bytes:
    """What somebody makes who signs with a key of their own."""
    own = documents()[KINDS[kind]]
    binding = Binding(kind, CLASS, getattr(own, "id", "0" * 16), getattr(own, "sequence", 1))
    key = signing_key("teacher")
    return signed.sign(key, payload, untrusted="x", trusted=str(binding))


@QUICK
@given(st.integers(0, 2**32), st.sampled_from(sorted(KINDS)))
def test_files_for_students_are_opened_whole_or_refused(seed: int, kind: str) -> None:
    chance = random.Random(seed)
    whole = formats.encode(documents()[KINDS[kind]])
    assert is_opened(file_of(kind, whole)) is (kind != "erasure")
    data = file_of(kind, mutated(whole, chance))
    is_opened(data)
    is_opened(damaged(data, chance))


@pytest.mark.parametrize("name", LARGE)
def test_large_files_for_students_cost_little(name: str) -> None:
    payload = LARGE[name]()[:LONG]
    began = time.process_time()
    assert not is_opened(payload)
    assert not is_opened(file_of("assignment", payload))
    assert time.process_time() - began < 2.5


@pytest.fixture
def desk(shipped_content: Path) -> Iterator[TeacherDesk]:
    with closing(Catalog.open(shipped_content)) as catalog:
        made = make_desk(catalog)
        class_work.make_class(made, 1)
        yield made
        made.close()


def test_any_answer_is_scored_or_counts_nothing(desk: TeacherDesk, tmp_path: Path) -> None:
    desk = _with_folder(desk, tmp_path)
    class_work.put_pack(desk, QUESTIONS)
    given_out = class_work.assign(desk, QUESTIONS)
    scorer, keys = Scorer(desk), assigning.read_keys(given_out)
    kinds = ("choice", "choices", "numeric", "order", "match", "text", "gaps", "points", "x", "")
    tried = 0
    for kind in (*kinds, "written"):
        for text in (
            *RESPONSES,
            *(one for one in NASTY if isinstance(one, str) and one != "\ud800"),
        ):
            answers = tuple(
                formats.Given(item=key.key, kind=kind, response=text[:20_000], at=START)
                for key in (*keys, keys[0])
            )
            result = result_of(0, given_out.id, given_out.hash, answers=answers)
            record, scores = scorer.score(_record(result))
            assert record.fraction is None or 0 <= record.fraction <= 0.5, (kind, text[:50])
            assert set(scores) <= {key.key for key in keys}
            tried += 1
    assert tried > 200


def _record(result: formats.Result) -> ResultRecord:
    return ResultRecord(
        *(result.id, "e", CLASS, result.assignment, result.assignment_hash, result.student),
        *(result.device, 1, Stage.HANDED_IN, START, START, START, formats.encode(result)),
    )


def _with_folder(desk: TeacherDesk, folder: Path) -> TeacherDesk:
    desk.folder = folder
    return desk
