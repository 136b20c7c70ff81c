"""Files of strangers: whatever is in them, a verdict or a UserError, in bounded time and memory."""

from __future__ import annotations

import hashlib
import json
import random
import time
import tracemalloc
from collections.abc import Callable, Generator
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from tests.fixtures.handed_in import (
    CLASS,
    CONTENT,
    START,
    AClass,
    MemoryBook,
    damaged,
    erasure_of,
    identity,
    recipient,
    result_of,
    sign_result,
    signing_key,
    student_id,
    teacher,
)

from nklearn.base import signed
from nklearn.base.errors import UserError
from nklearn.classroom import formats, sealed
from nklearn.classroom.admission import Fate, Verdict, judge
from nklearn.classroom.binding import Binding
from nklearn.classroom.collecting import collect
from nklearn.classroom.exchange import LARGEST, Found, scan
from nklearn.domain import responses
from nklearn.domain.teaching import Counts, Kind

KINDS = (formats.Assignment, formats.Result, formats.Release, formats.Erasure, formats.Part)
WORK = AClass.work(0)
LONG = 3_900_000  # bytes, a little under what a payload may have
QUICK = settings(max_examples=60, deadline=None)

# What a careless or malicious program may write.
NASTY: list[Any] = [
    *(None, True, -1, 0, 2**31, 2**63, 2**64, 10**300, -(10**30), 1e308, float("inf")),
    *("", "x" * 30_000, "\ud800", "\0", "\u202e", "../../etc/passwd", "C:\\con", "१२", "9" * 5000),
    *("0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-11-22T13:25:00"),
    *("2026-02-30T00:00:00Z", "2026-11-22T24:00:00Z", "2016-12-31T23:59:60Z"),
    *([], {}, [[]], {"": {}}, [None] * 4000, {str(n): n for n in range(3000)}),
]


@cache
def documents() -> dict[type[formats.Document], formats.Document]:
    given_answer = formats.Given(item="a", kind="choice", response='{"option": "b"}', at=START)
    return {
        formats.Result: result_of(1, WORK.id, WORK.hash, answers=(given_answer,)),
        formats.Assignment: formats.Assignment(
            id=WORK.id,
            sequence=1,
            school_class=CLASS,
            class_label="10B",
            students=(student_id(1),),
            teacher=teacher(),
            title="Work",
            made=START,
            due=START + timedelta(days=7),
            kind=Kind.GRADED,
            reading=("a/b/c",),
            counts=Counts.LAST,
            minutes=30,
            extra={student_id(1): 25},
            content=CONTENT,
        ),
        formats.Release: formats.Release(
            school_class=CLASS,
            assignment=WORK.id,
            assignment_hash=WORK.hash,
            sequence=2,
            teacher=teacher(),
            made=START,
            feedback=(formats.Feedback(item="a", body="{}", explanation="[]"),),
            sealed={student_id(1): ("YWdl",)},
        ),
        formats.Erasure: formats.Erasure(
            school_class=CLASS, student=student_id(1), sequence=3, teacher=teacher(), made=START
        ),
        formats.Part: formats.Part(assignment=WORK.id, student=student_id(1), fraction=0.5),
    }


def read(kind: type[formats.Document], payload: bytes) -> formats.Document | None:
    """What a reader makes of a payload; None for a refusal in words."""
    try:
        return formats.decode(kind, payload)
    except UserError as error:
        assert error.what and error.todo
        return None


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    found = [path]
    keys: list[Any] = []
    if isinstance(value, dict | list):
        held = cast("dict[Any, Any] | list[Any]", value)
        keys = list(held) if isinstance(held, dict) else list(range(len(held)))
    for key in keys:
        found += places(value[key], (*path, key))
    return found


def put_at(value: Any, path: tuple[Any, ...], nasty: Any) -> Any:
    if not path:
        return nasty
    value[path[0]] = put_at(value[path[0]], path[1:], nasty)
    return value


def mutated(payload: bytes, chance: random.Random) -> bytes:
    """A payload with a value replaced, doubled, taken away or made deep; or with bytes hit."""
    value = json.loads(payload)
    path = chance.choice(places(value))
    match chance.randrange(5):
        case 0:
            return damaged(payload, chance)
        case 1:
            text = payload.decode()
            key = chance.choice(list(value))
            return text.replace(f'"{key}":', f'"{key}": 1, "{key}":', 1).encode()
        case 2:
            deep: Any = []
            for _ in range(chance.choice([10, 300])):
                deep = [deep]
            return json.dumps(put_at(value, path, deep)).encode()
        case 3 if path:
            inner = value
            for key in path[:-1]:
                inner = inner[key]
            del inner[path[-1]]
            return json.dumps(value).encode()
        case _:
            return json.dumps(put_at(value, path, chance.choice(NASTY))).encode("utf-8", "replace")


@QUICK
@given(st.binary(max_size=300), st.sampled_from(KINDS))
@example(b"\xff\xfe{\x00", formats.Result)
@example(b"[" * 100_000, formats.Result)
@example(b'{"format":"nklearn-result","version":99999999999999999999}', formats.Result)
@example(b'{"format":"nklearn-result","version":1e400}', formats.Result)
def test_any_bytes_are_refused_in_words(payload: bytes, kind: type[formats.Document]) -> None:
    assert read(kind, payload) is None


@QUICK
@given(st.integers(0, 2**32), st.sampled_from(KINDS))
def test_changed_payloads_are_refused_or_mean_what_they_say(
    seed: int, kind: type[formats.Document]
) -> None:
    whole = formats.encode(documents()[kind])
    assert read(kind, whole) == documents()[kind]
    chance = random.Random(seed)
    for _ in range(20):
        if found := read(kind, mutated(whole, chance)):
            assert read(kind, formats.encode(found)) == found


@QUICK
@given(
    st.sampled_from(["choice", "choices", "numeric", "order", "match", "points", "gaps", "x", ""]),
    st.one_of(st.text(max_size=60), st.sampled_from(["[" * 30_000, "9" * 5000, '["\\ud800"]'])),
)
def test_any_answer_is_read_or_refused(kind: str, text: str) -> None:
    with suppress(ValueError):
        decoded = responses.decode(kind, text)
        again = responses.encode(decoded)
        assert responses.decode(*again) == decoded


def _deep(opening: bytes) -> bytes:
    return opening * (LONG // len(opening))


_HEAD = b'{"format":"nklearn-result","version":'
LARGE: dict[str, Callable[[], bytes]] = {
    "lists": lambda: _deep(b"["),
    "objects": lambda: _deep(b'{"a":'),
    "deep in an unknown field": lambda: (
        b'{"format":"nklearn-result","version":1,"x":' + _deep(b"[")
    ),
    "digits": lambda: b'{"format":"nklearn-result","version":' + b"9" * LONG + b"}",
    "fraction": lambda: b'{"format":"nklearn-result","version":1,"seconds":0.' + b"1" * LONG + b"}",
    "exponent": lambda: b'{"format":"nklearn-result","version":1,"seconds":1e' + b"9" * LONG + b"}",
    "escapes": lambda: b'{"format":"' + b"\\ud800" * (LONG // 6) + b'"}',
    "text": lambda: _HEAD + b'1,"id":"' + b"a" * LONG + b'"}',
    "keys": lambda: b"{" + b",".join(b'"%d":1' % n for n in range(LONG // 10)) + b"}",
    "the same key": lambda: b"{" + b",".join([b'"format":"nklearn-result"'] * (LONG // 26)) + b"}",
    "spaces": lambda: b" " * LONG,
    "zeros": lambda: bytes(LONG),
    "too large": lambda: b" " * (formats.LIMIT + 1),
}


@pytest.mark.parametrize("name", LARGE)
def test_the_largest_payloads_cost_little(name: str) -> None:
    payload = LARGE[name]()
    tracemalloc.start()
    began = time.process_time()
    for kind in KINDS:
        assert read(kind, payload) is None
    took, (_, most) = time.process_time() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 2.5 and most < 64 * 1024 * 1024, f"{took:.2f} s, {most} bytes"


def a_book() -> MemoryBook:
    book = MemoryBook((identity("teacher"),), signing_key("teacher").public)
    book.classes, book.assignments = {CLASS: "10B"}, {WORK.hash: (WORK.id, CLASS)}
    book.students = {student_id(1): CLASS}
    return book


def verdict_on(data: bytes) -> Verdict:
    mark = hashlib.sha256(data).hexdigest()
    verdict = judge(Found(Path("a"), "a", True, data, mark, len(data)), a_book())
    assert verdict.words.endswith(".")
    return verdict


def malicious(payload: bytes, binding: str = "") -> bytes:
    """What a student can make who has the program’s source and the teacher’s public key."""
    trusted = binding or str(Binding("result", CLASS, "0" * 16, 1))
    document = signed.sign(signing_key("device 1"), payload, untrusted="x", trusted=trusted)
    return sealed.seal(document, [recipient("teacher")])


@QUICK
@given(
    st.binary(max_size=400),
    st.sampled_from([b"", b"age-encryption.org/v1\n", b"untrusted comment: "]),
)
def test_any_file_gets_a_verdict(data: bytes, start: bytes) -> None:
    assert verdict_on(start + data).fate in set(Fate) - {Fate.READ, Fate.ERASURE}


@QUICK
@given(st.integers(0, 2**32))
def test_changed_files_are_never_taken_for_what_they_were(seed: int) -> None:
    chance = random.Random(seed)
    document = sign_result(result_of(1, WORK.id, WORK.hash), "device 1")
    for whole in (sealed.seal(document, [recipient("teacher")]), erasure_of(1)):
        changed = damaged(whole, chance)
        if changed != whole:
            untrusted = changed.split(b"\n")[1:] == whole.split(b"\n")[1:]
            assert untrusted or verdict_on(changed).result is None
            assert untrusted or verdict_on(changed).erasure is None
    inner = damaged(document, chance)
    assert verdict_on(sealed.seal(inner, [recipient("teacher")])).fate is not Fate.READ
    payload = mutated(formats.encode(result_of(1, WORK.id, WORK.hash)), chance)
    verdict_on(malicious(payload))
    for public in ("", "RW", "x" * 56, signing_key("teacher").public):
        with pytest.raises(UserError):
            signed.verify(inner if inner != document else b"", public)


def test_a_signature_for_something_else_is_worth_nothing() -> None:
    payload = formats.encode(result_of(1, WORK.id, WORK.hash))
    for binding in ("", "nklearn-result", f"nklearn-erasure class={CLASS} document=0 sequence=1"):
        if binding:
            assert verdict_on(malicious(payload, binding)).fate is Fate.DAMAGED
    assert verdict_on(malicious(payload)).fate is Fate.WAITING


@pytest.mark.parametrize("name", LARGE)
def test_large_files_sealed_with_care_cost_little_too(name: str) -> None:
    data = malicious(LARGE[name]()[:LONG])
    began = time.process_time()
    assert verdict_on(data).fate is Fate.DAMAGED
    assert time.process_time() - began < 2.5


@pytest.fixture
def school(tmp_path: Path) -> Generator[AClass]:
    found = AClass(tmp_path / "teaching", size=2)
    yield found
    found.close()


def test_an_import_of_signed_nonsense_ends_with_a_list(school: AClass, tmp_path: Path) -> None:
    """Every value of a result replaced by every nasty one: all told, and the file as before."""
    folder = tmp_path / "folder"
    folder.mkdir()
    whole = formats.encode(school_result())
    number = 0
    for path in places(json.loads(whole)):
        for nasty in NASTY:
            payload = json.dumps(put_at(json.loads(whole), path, nasty)).encode()
            (folder / f"{number}.nkresult").write_bytes(malicious(payload))
            number += 1
    report = collect(school.desk, folder)
    assert len(report.run.files) == number
    for one in school.store.results():
        assert 1990 <= one.begun.year <= 2200
        formats.decode(formats.Result, one.payload)
    for event in school.store.waiting_events():
        assert event.student == student_id(1)


def school_result() -> formats.Result:
    answer = formats.Given(item="a", kind="choice", response="{}", at=datetime.now(UTC))
    return result_of(1, WORK.id, WORK.hash, answers=(answer,))


NAMES = [
    "...nkresult", "a\nb.nkresult", "con.nkresult", "-rf.nkresult", "\u202etxt.nkresult",
    "x" * 240 + ".nkresult", "é\u0301.nkresult", "<b>.nkresult", "%s%n.nkresult",
]  # fmt: skip


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.binary(max_size=60), min_size=1, max_size=9))
def test_strange_names_and_bytes_are_listed(
    tmp_path_factory: pytest.TempPathFactory, contents: list[bytes]
) -> None:
    folder = tmp_path_factory.mktemp("names")
    for name, data in zip(NAMES, contents, strict=False):
        (folder / name).write_bytes(data)
    (folder / "large.nkresult").touch()
    with (folder / "large.nkresult").open("r+b") as stream:
        stream.truncate(LARGEST + 1)
    (folder / "loop").symlink_to(folder)
    found = list(scan(folder))
    assert len(found) == min(len(contents), len(NAMES)) + 2
    fates = {each.label: judge(each, a_book()).fate for each in found}
    assert fates["large.nkresult"] is Fate.TOO_LARGE
    assert Fate.READ not in fates.values()
