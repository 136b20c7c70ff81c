"""A teacher's whole round by commands: set up, class, assign, collect, gradebook, release."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from tests.fixtures.handed_in import result_of, seal_for

from nklearn.__main__ import main
from nklearn.base import signed
from nklearn.classroom import formats
from nklearn.classroom.codes import join_code
from nklearn.classroom.formats import Given, Result
from nklearn.content.catalog import Catalog
from nklearn.domain.grading import grade
from nklearn.domain.model_answers import right_response, wrong_response
from nklearn.domain.responses import encode

PASSPHRASE = "seven slow barges"
QUESTIONS = 3


@pytest.fixture
def home(shipped_content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NKLEARN_CONTENT", str(shipped_content))
    monkeypatch.setenv("NKLEARN_PASSPHRASE", PASSPHRASE)
    return tmp_path / "home"


def teach(home: Path, *words: object) -> int:
    return main(["--home", str(home), "teach", *map(str, words)])


def handed_in(document: bytes, student: str, number: int, right: int, catalog: Catalog) -> bytes:
    """What a student hands in who answers the first `right` questions rightly."""
    assignment = formats.decode(formats.Assignment, signed.split(document).payload)
    answers: list[Given] = []
    for place, item in enumerate(assignment.practice):
        question = catalog.question(item.question)
        response = right_response(question) if place < right else wrong_response(question)
        kind, text = encode(response)
        answers.append(Given(item=item.question, kind=kind, response=text, at=assignment.made))

    result: Result = result_of(
        number,
        assignment.id,
        hashlib.sha256(document).hexdigest(),
        answers=tuple(answers),
        school_class=assignment.school_class,
        student=student,
    )
    recipients = [assignment.teacher.recipient, assignment.teacher.recovery]
    return seal_for(result, f"device {number}", recipients)


def test_a_whole_round(  # noqa: PLR0915 (one round, step after step)
    home: Path,
    tmp_path: Path,
    shipped_content: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    catalog = Catalog.open(shipped_content)
    monkeypatch.setattr("nklearn.base.paths.content_db", lambda: shipped_content)
    folder = tmp_path / "10B"
    roster = tmp_path / "class.csv"
    roster.write_bytes("이름;학번\r\n김민지;1\r\n=Jun;2\r\nÖykü;3\r\n".encode("cp949", "ignore"))

    assert teach(home, "setup", "R. Adeyemi") == 0
    told = capsys.readouterr().out
    assert "AGE-SECRET-KEY-1" in told
    assert teach(home, "fingerprint", "--json") == 0
    assert len(json.loads(capsys.readouterr().out)["words"]) == 6
    assert teach(home, "class", "10B", "--import", roster) == 0
    capsys.readouterr()
    assert teach(home, "classes", "--json") == 0
    (school_class,) = json.loads(capsys.readouterr().out)
    students = [one["id"] for one in school_class["students"]]
    assert len(students) == 3

    asked = [
        name for name in catalog.module("mining-economy").quiz if catalog.question(name).scored
    ][:QUESTIONS]
    chosen = [word for name in asked for word in ("--ask", name)]
    common = ("--class", "10B", "--folder", folder, "--kind", "practice", *chosen)
    assert teach(home, "assign", "--title", "Numbers", *common) == 0
    capsys.readouterr()
    (document,) = [path.read_bytes() for path in folder.glob("*.nkassign")]
    truth: dict[str, float] = {}
    for number, student in enumerate(students[:2]):
        data = handed_in(document, student, number, QUESTIONS - number, catalog)
        (folder / f"Copy of result {number}.nkresult").write_bytes(data)
        scores: list[float] = []
        for place, name in enumerate(asked):
            question = catalog.question(name)
            wrong = grade(question, wrong_response(question))
            scores.append(
                1.0 if place < QUESTIONS - number else (wrong.fraction or 0.0) if wrong else 0
            )
        truth[student] = sum(scores) / QUESTIONS
    (folder / "holiday.nkresult").write_bytes(b"no result at all")

    assert teach(home, "collect", folder, "--json") == 1, "one file needs a look"
    files = json.loads(capsys.readouterr().out)["files"]
    assert {one["name"] for one in files} >= {"Copy of result 0.nkresult", "holiday.nkresult"}
    assert teach(home, "confirm") == 0
    assert "2 computers confirmed, 2 results" in capsys.readouterr().out
    assert teach(home, "gradebook", "10B", "--json") == 0
    book = json.loads(capsys.readouterr().out)
    found = {one["id"]: one["scores"][0] for one in book["students"]}
    assert found == {**{name: pytest.approx(own) for name, own in truth.items()}, students[2]: None}

    sheet, table = tmp_path / "book.xlsx", tmp_path / "book.csv"
    assert teach(home, "gradebook", "10B", "--xlsx", sheet, "--csv", table, "--no-names") == 0
    assert sheet.read_bytes().startswith(b"PK")
    assert "Öyk" not in table.read_text("utf-8-sig")
    assert teach(home, "items", "Numbers") == 0
    assert "2 of 3 handed in" in capsys.readouterr().out
    assert teach(home, "release", "Numbers", "--folder", folder) == 0
    assert list(folder.glob("*.nkrelease"))

    assert teach(home, "erase", join_code(students[0])) == 1
    assert "--yes" in capsys.readouterr().err
    assert teach(home, "erase", join_code(students[0]), "--yes") == 0
    assert "files removed" in capsys.readouterr().out
    assert list(folder.glob("*.nkerase"))
    assert not (folder / "Copy of result 0.nkresult").exists()
    assert teach(home, "classes", "--json") == 0
    (left,) = json.loads(capsys.readouterr().out)
    assert [one["id"] for one in left["students"]] == students[1:]
    assert teach(home, "erase", join_code(students[0]), "--yes") == 1
    assert "No student" in capsys.readouterr().err
    catalog.close()


def test_a_passphrase_is_changed(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert teach(home, "setup", "R. Adeyemi") == 0
    assert teach(home, "passphrase") == 1
    assert "--new-file" in capsys.readouterr().err
    fresh = home / "new.txt"
    fresh.write_text("eight slower barges\n")
    assert teach(home, "passphrase", "--new-file", fresh) == 0
    assert teach(home, "fingerprint") == 1, "the old one opens nothing"
    monkeypatch.setenv("NKLEARN_PASSPHRASE", "eight slower barges")
    assert teach(home, "fingerprint") == 0


def test_what_is_wrong_is_said_plainly(
    home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert teach(home, "classes") == 1
    assert "no such teacher" in capsys.readouterr().err
    assert teach(home, "setup", "R. Adeyemi") == 0
    monkeypatch.setenv("NKLEARN_PASSPHRASE", "another passphrase")
    assert teach(home, "classes") == 1
    assert "passphrase" in capsys.readouterr().err
    monkeypatch.delenv("NKLEARN_PASSPHRASE")
    assert teach(home, "classes") == 1
    assert "nobody to ask" in capsys.readouterr().err
    secret = home / "secret.txt"
    secret.write_text(f"{PASSPHRASE}\n")
    assert teach(home, "--passphrase-file", secret, "gradebook", "10Z") == 1
    assert "no class" in capsys.readouterr().err
    with pytest.raises(SystemExit):
        teach(home, "assign", "--due", "soon")
