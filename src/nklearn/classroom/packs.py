"""A teacher's packs: graded questions with their keys, brought in behind the door.

Each is kept as a copy in the teacher's own folder, named by its hash. A pack that shares a question
with an older one takes its place; the older one stays, for what was assigned from it.
"""

from __future__ import annotations

import contextlib
import hashlib
import re
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Annotated

import msgspec
from msgspec import Meta, Struct

from nklearn.base.errors import UserError
from nklearn.base.files import write_atomically
from nklearn.classroom.bank import Bank
from nklearn.classroom.desk import TeacherDesk
from nklearn.classroom.item_forms import ItemKey
from nklearn.classroom.items import item_hash
from nklearn.domain.questions import Question
from nklearn.storage.teacher_pack import TeacherPack

_SETTING = "packs"
_LARGEST = 64 * 1024 * 1024


class Pack(Struct, frozen=True, kw_only=True):
    """A pack as it was imported: its file, the content it is for, how many questions it has."""

    hash: Annotated[str, Meta(pattern=r"^[0-9a-f]{64}\Z")]
    name: str
    version: str
    questions: int
    replaced: bool = False

    @property
    def file(self) -> str:
        """The name of the copy."""
        return f"{self.hash[:16]}.db"


def packs(desk: TeacherDesk) -> tuple[Pack, ...]:
    """Return the packs that are in use, as they came."""
    return tuple(pack for pack in _all(desk) if not pack.replaced)


def import_pack(desk: TeacherDesk, path: Path) -> tuple[Pack, tuple[Pack, ...]]:
    """Take a pack in; return it, and those whose place it takes.

    Raises:
        UserError: it is no pack, is damaged, or is older than one here with the same questions.
    """
    data = _read(path)
    mark = hashlib.sha256(data).hexdigest()
    known = _all(desk)
    same = next((pack for pack in known if pack.hash == mark), None)
    if same is not None and not same.replaced and (desk.packs / same.file).is_file():
        return same, ()
    desk.packs.mkdir(parents=True, exist_ok=True)
    copy = desk.packs / f"{mark[:16]}.db"
    write_atomically(copy, data)
    try:
        with closing(TeacherPack(copy)) as opened:
            version, held = opened.version, {one.id for one in opened.questions()}
        made = Pack(hash=mark, name=path.stem[:80], version=version, questions=len(held))
        if not held:
            raise UserError(f"{path.name} holds no questions.", todo="Choose another file.")
        older = tuple(
            p for p in known if not p.replaced and p.hash != mark and held & _ids(desk, p)
        )
        _refuse_older(made, older)
    except UserError:
        if same is None:
            copy.unlink(missing_ok=True)
        raise
    gone = {pack.hash for pack in older}
    kept = [
        msgspec.structs.replace(pack, replaced=pack.replaced or pack.hash in gone)
        for pack in known
        if pack.hash != mark
    ]
    _keep(desk, [*kept, made])
    return made, older


def graded_bank(desk: TeacherDesk) -> Bank:
    """Return the bank of all packs in use. A pack whose file is gone or damaged is left out."""
    questions: dict[str, Question] = {}
    versions: dict[str, str] = {}
    for pack in packs(desk):
        for question in _questions(desk, pack):
            questions[question.id] = question
            versions[question.id] = pack.version
    return Bank(questions.values(), desk.catalog.version, versions)


def asked_questions(desk: TeacherDesk, keys: Iterable[ItemKey]) -> dict[str, Question]:
    """Return, by the item of each key, its question as it was asked.

    From the packs in use, then from older ones, then from the content, which practice asks. An
    item is missing where none has the question like that any more.
    """
    wanted = tuple(keys)
    found: dict[str, Question] = {}
    known = _all(desk)
    for pack in (*(p for p in known if not p.replaced), *(p for p in known[::-1] if p.replaced)):
        if len(found) == len(wanted):
            return found
        held = {question.id: question for question in _questions(desk, pack)}
        for key in wanted:
            _take(found, key, held.get(key.question))
    for key in wanted:
        if key.key not in found:
            with contextlib.suppress(UserError):
                _take(found, key, desk.catalog.question(key.question))
    return found


def _take(found: dict[str, Question], key: ItemKey, question: Question | None) -> None:
    if question is not None and key.key not in found and item_hash(question) == key.hash:
        found[key.key] = question


def current_question(desk: TeacherDesk, name: str) -> Question | None:
    """Return a question as it is now, from the packs in use or from the content."""
    for pack in packs(desk):
        for question in _questions(desk, pack):
            if question.id == name:
                return question
    with contextlib.suppress(UserError):
        return desk.catalog.question(name)
    return None


def _questions(desk: TeacherDesk, pack: Pack) -> tuple[Question, ...]:
    with contextlib.suppress(UserError), closing(TeacherPack(desk.packs / pack.file)) as opened:
        return opened.questions()
    return ()


def _ids(desk: TeacherDesk, pack: Pack) -> set[str]:
    return {question.id for question in _questions(desk, pack)}


def _refuse_older(made: Pack, older: tuple[Pack, ...]) -> None:
    for pack in older:
        if _ordered(made.version) < _ordered(pack.version):
            raise UserError(
                f"This pack is for content {made.version}; the one here is for {pack.version}.",
                safe="The newer one is kept.",
            )


def _ordered(version: str) -> tuple[int, ...]:
    return tuple(map(int, re.findall(r"\d{1,9}", version)))


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise UserError(f"{path.name} is larger than any pack.", todo="Choose another file.")
        return path.read_bytes()
    except OSError as error:
        raise UserError(
            f"{path.name} can’t be read.",
            todo="See whether the drive is still there, then try again.",
            details=str(error),
        ) from error


def _all(desk: TeacherDesk) -> tuple[Pack, ...]:
    text = desk.store.setting(_SETTING)
    try:
        return msgspec.json.decode(text, type=tuple[Pack, ...]) if text else ()
    except msgspec.MsgspecError as error:
        raise UserError(
            "The list of your packs is damaged.", todo="Import the packs again.", details=str(error)
        ) from error


def _keep(desk: TeacherDesk, known: list[Pack]) -> None:
    desk.store.set_setting(_SETTING, msgspec.json.encode(known).decode())
