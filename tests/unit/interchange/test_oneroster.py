"""OneRoster 1.1 exports: what is read of a sound one, and what is said of any other."""

from __future__ import annotations

import io
import time
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from nklearn.base.errors import UserError
from nklearn.interchange.oneroster import read_oneroster
from nklearn.interchange.roster_csv import RosterRow

EXPORT = {
    "manifest.csv": "propertyName,value\r\nmanifest.version,1.0\r\noneroster.version,1.1\r\n"
    "file.academicSessions,absent\r\nfile.classes,bulk\r\nfile.courses,bulk\r\n"
    "file.enrollments,bulk\r\nfile.orgs,bulk\r\nfile.users,bulk\r\nsource.systemName,Test\r\n",
    "orgs.csv": "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId\r\n"
    "o1,,,Hanbit School,school,,\r\n",
    "classes.csv": "sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,"
    "classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods\r\n"
    "c1,,,Geography 9a,9,k1,GEO9,scheduled,,o1,t1,,,\r\n"
    "c2,,,History 9b,9,k2,,scheduled,,o1,t1,,,\r\n"
    "c3,,,Lost class,9,k2,,scheduled,,o9,t1,,,\r\n"
    "c4,tobedeleted,,Old class,9,k2,,scheduled,,o1,t1,,,\r\n",
    "users.csv": "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,"
    "userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,"
    "password\r\n"
    "u1,,,true,o1,student,ann,,Ann,Adler,,20301,,,,,9,\r\n"
    "u2,active,,true,o1,student,mj,,민준,김,,,,,,,9,\r\n"
    "u3,,,true,o1,teacher,t,,Tom,Teach,,,,,,,,\r\n"
    "u4,tobedeleted,,true,o1,student,gone,,Gone,Girl,,,,,,,9,\r\n"
    'u5,,,false,o1,student,off,,"Off, the",List,,,,,,,9,\r\n',
    "enrollments.csv": "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,"
    "userSourcedId,role,primary,beginDate,endDate\r\n"
    "e1,,,c1,o1,u1,student,,,\r\n"
    "e2,,,c1,o1,u2,student,,,\r\n"
    "e3,,,c1,o1,u3,teacher,true,,\r\n"
    "e4,,,c1,o1,u4,student,,,\r\n"
    "e5,,,c1,o1,u9,student,,,\r\n"
    "e6,,,c3,o1,u1,student,,,\r\n"
    "e7,,,c2,o7,u1,student,,,\r\n"
    "e8,tobedeleted,,c2,o1,u1,student,,,\r\n"
    "e9,,,c2,o1,u2,student,,,\r\n",
}


def _zipped(path: Path, files: dict[str, str | bytes], folder: str = "") -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(folder + name, text)
    return path


def _with(**changed: str | bytes) -> dict[str, str | bytes]:
    return {**EXPORT, **{f"{name}.csv": text for name, text in changed.items()}}


@pytest.mark.parametrize("folder", ["", "export/"])
def test_classes_and_their_active_students_are_read(tmp_path: Path, folder: str) -> None:
    found = read_oneroster(_zipped(tmp_path / "a.zip", _with(), folder))
    assert [(own.id, own.title, own.school, own.students) for own in found.classes] == [
        ("c1", "Geography 9a", "Hanbit School", 2),
        ("c2", "History 9b", "Hanbit School", 1),
    ]
    assert found.roster("c1").rows == (
        RosterRow(2, "Ann Adler", "20301"),
        RosterRow(3, "김민준", "u2"),
    )
    assert found.problems == (
        "classes.csv, line 4: the class “Lost class” is of a school that orgs.csv doesn’t hold; "
        "it is left out.",
        "enrollments.csv, line 5: its user is no active student in users.csv.",
        "enrollments.csv, line 6: its user is not in users.csv.",
        "enrollments.csv, line 7: its class is not among the active ones of classes.csv.",
        "enrollments.csv, line 8: its school is not in orgs.csv.",
    )


def test_a_folder_is_read_as_a_zip_file_is(tmp_path: Path) -> None:
    for name, text in EXPORT.items():
        (tmp_path / name).write_text(text, encoding="utf-8-sig", newline="")
    (tmp_path / "notes.txt").write_text("nothing", encoding="utf-8")
    zipped = read_oneroster(_zipped(tmp_path / "a.zip", _with()))
    assert read_oneroster(tmp_path) == zipped
    (tmp_path / "users.csv").unlink()
    (tmp_path / "users.csv").symlink_to(tmp_path / "orgs.csv")
    with pytest.raises(UserError, match=r"users\.csv is missing"):
        read_oneroster(tmp_path)


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"manifest": "propertyName,value\noneroster.version,1.2\n"}, "says version 1.2"),
        ({"manifest": "propertyName,value\nmanifest.version,1.0\n"}, "says no version"),
        ({"manifest": ""}, "manifest.csv is empty"),
        ({"manifest": "a,b\n"}, "no column propertyName, value"),
        ({"manifest": EXPORT["manifest.csv"].replace("s,bulk", "s,delta")}, "changes alone"),
        ({"manifest": EXPORT["manifest.csv"].replace("orgs,bulk", "orgs,absent")}, "is missing"),
        ({"users": "sourcedId,status\nu1,\n"}, "no column enabledUser, role"),
        ({"users": EXPORT["users.csv"].encode("cp949")}, "not UTF-8 text"),
        ({"users": EXPORT["users.csv"] + '"open,'}, "not as CSV should be"),
        ({"users": EXPORT["users.csv"] + "x" * 90_000}, "longer than any"),
        ({"classes": EXPORT["classes.csv"] + "\n" * 60_000}, "more than 50000 rows"),
    ],
)  # fmt: skip
def test_other_exports_are_refused_in_plain_words(
    tmp_path: Path, changed: dict[str, str | bytes], words: str
) -> None:
    with pytest.raises(UserError) as error:
        read_oneroster(_zipped(tmp_path / "a.zip", _with(**changed)))
    assert words in error.value.what
    assert error.value.todo


@pytest.mark.parametrize(
    "name", ["../users.csv", "/etc/users.csv", "a\\..\\users.csv", "C:users.csv"]
)
def test_an_entry_that_points_outside_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="points outside"):
        read_oneroster(_zipped(tmp_path / "a.zip", {**EXPORT, name: "x"}))
    assert [each.name for each in tmp_path.iterdir()] == ["a.zip"]


def test_other_zip_files_are_refused(tmp_path: Path) -> None:
    plain = tmp_path / "plain.zip"
    plain.write_bytes(b"no zip file")
    several = _zipped(tmp_path / "several.zip", {**EXPORT, "b/courses.csv": "x"})
    many = _zipped(tmp_path / "many.zip", {**EXPORT, **{f"{n}.txt": "" for n in range(1001)}})
    locked = _zipped(tmp_path / "locked.zip", _with())
    data = bytearray(locked.read_bytes())
    start = data.index(b"PK\x01\x02")
    data[start + 8] |= 1
    locked.write_bytes(bytes(data))
    damaged = _zipped(tmp_path / "damaged.zip", _with())
    data = bytearray(damaged.read_bytes())
    data[data.index(b"manifest.csv") + 20] ^= 0xFF
    damaged.write_bytes(bytes(data))
    with zipfile.ZipFile(tmp_path / "lzma.zip", "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("manifest.csv", EXPORT["manifest.csv"])
    for name, words in (
        ("plain", "can’t be opened"),
        ("several", "several folders"),
        ("many", "far more files"),
        ("locked", "password"),
        ("damaged", "damaged|not as CSV|no column"),
        ("lzma", "packed in a way"),
        ("none", "can’t be opened"),
    ):
        with pytest.raises(UserError, match=words):
            read_oneroster(tmp_path / f"{name}.zip")
    assert several.exists() and many.exists()


@pytest.mark.parametrize("unit", [b"\0", b"\n", b'"'])
def test_a_bomb_is_refused_in_bounded_time_and_memory(tmp_path: Path, unit: bytes) -> None:
    bomb = _zipped(
        tmp_path / "bomb.zip",
        _with(users=EXPORT["users.csv"].encode() + unit * 30_000_000),
    )
    tracemalloc.start()
    try:
        start = time.process_time()
        with pytest.raises(UserError):
            read_oneroster(bomb)
        took, peak = time.process_time() - start, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert took < 20
    assert peak < 20_000_000


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_any_damage_gives_an_export_or_a_user_error(tmp_path: Path, data: st.DataObject) -> None:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", data.draw(st.sampled_from((0, 8)))) as archive:
        for name, text in EXPORT.items():
            archive.writestr(name, text)
    whole = bytearray(held.getvalue())
    for _ in range(data.draw(st.integers(1, 6))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    path = tmp_path / "any.zip"
    path.write_bytes(whole)
    try:
        found = read_oneroster(path)
    except UserError:
        return
    assert all(found.roster(own.id).rows is not None for own in found.classes)
