"""Content alone by command: pack, install, go back; and what the doctor says of it."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest
from tests.fixtures import packs

from nklearn.__main__ import main
from nklearn.base.key_file import VARIABLE, write_key
from nklearn.base.paths import root


@pytest.fixture
def bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A frozen program with content 1.0 and its key, and a home beside it."""
    folder = tmp_path / "program"
    packs.content(folder / "content.db", "1.0")
    (folder / "release.pub").write_text(f"untrusted comment: x\n{packs.KEY.public}\n")
    shutil.copytree(root() / "resources" / "fonts", folder / "resources" / "fonts")
    monkeypatch.setattr(sys, "_MEIPASS", str(folder), raising=False)
    monkeypatch.setenv("NKLEARN_HOME", str(tmp_path / "home"))
    monkeypatch.delenv(VARIABLE, raising=False)
    return folder


def run(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, str]:
    status = main([str(word) for word in words])
    said = capsys.readouterr()
    return status, said.out + said.err


def doctor(capsys: pytest.CaptureFixture[str]) -> dict[str, str | list[str]]:
    main(["doctor", "--json"])
    return json.loads(capsys.readouterr().out)


def test_from_the_author_to_the_reader_and_back(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    key, out = tmp_path / "signing.key", tmp_path / "new.nkcontent"
    write_key(key, packs.KEY)
    made = packs.content(tmp_path / "new.db", "1.1")
    words = ("content", "pack", "--content", made, "--out", out)
    status, said = run(capsys, *words)
    assert status == 1
    assert "There is no key to sign with" in said
    assert not out.exists()
    status, said = run(capsys, *words, "--key", key)
    assert (status, packs.KEY.public in said) == (0, True)
    status, said = run(capsys, "content", "install", out)
    assert status == 0
    assert "Content 1.1 is in place for you" in said
    assert "in place already" in run(capsys, "content", "install", out)[1]
    assert "pack 1.1, this account’s own, whole" in doctor(capsys)["content"]
    assert run(capsys, "search", "pit")[0] == 0
    assert "Content 1.0 is used from the next start on." in run(capsys, "content", "rollback")[1]
    assert "pack 1.0, of the program, whole" in doctor(capsys)["content"]
    status, said = run(capsys, "content", "rollback")
    assert (status, "no content before this one" in said) == (1, True)
    assert run(capsys, "content", "newest")[0] == 0
    assert "pack 1.1" in doctor(capsys)["content"]
    packs.parcel(tmp_path / "old.nkcontent", "0.9")
    status, said = run(capsys, "content", "install", tmp_path / "old.nkcontent")
    assert (status, "is not older" in said) == (1, True)
    assert run(capsys, "content", "install", "--older", tmp_path / "old.nkcontent")[0] == 0
    assert "pack 0.9" in doctor(capsys)["content"]


def test_the_variable_names_the_key(
    bundle: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_key(tmp_path / "signing.key", packs.KEY)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "signing.key"))
    out = tmp_path / "same.nkcontent"
    status, said = run(capsys, "content", "pack", "--out", out, "--needs", "0.1", "--before", "9")
    assert status == 0, said
    assert "in place already" in run(capsys, "content", "install", out)[1]  # the program's own
    status, said = run(capsys, "content", "pack", "--out", out, "--needs", "soon")
    assert (status, "“soon” is not a version" in said) == (1, True)


def test_a_folder_for_many_computers(
    bundle: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shared, file = tmp_path / "shared", packs.parcel(tmp_path / "new.nkcontent", "1.1")
    status, said = run(capsys, "content", "install", "--folder", shared, file)
    assert (status, "for everybody who reads from there" in said) == (0, True), said
    assert "pack 1.0" in doctor(capsys)["content"]
    defaults = tmp_path / "defaults.toml"
    defaults.write_text(f'format = 1\ncontent_folder = "{shared}"\nfixed = ["content_folder"]\n')
    monkeypatch.setenv("NKLEARN_DEFAULTS", str(defaults))
    assert "pack 1.1, shared, whole" in doctor(capsys)["content"]
    assert run(capsys, "content", "rollback", "--folder", shared)[0] == 0
    assert "pack 1.0" in doctor(capsys)["content"]
    assert run(capsys, "content", "newest", "--folder", shared)[0] == 0
    assert "pack 1.1" in doctor(capsys)["content"]


def test_the_doctor_names_the_defaults_and_every_fault(
    bundle: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert doctor(capsys)["defaults"] == "none"
    defaults = bundle.parent / "nklearn-defaults.toml"
    defaults.write_text('format = 1\ntheme = "pink"\nmotion = "full"\ncolour = 1\n')
    monkeypatch.delenv("NKLEARN_DEFAULTS")
    monkeypatch.setattr(sys, "executable", str(bundle.parent / "nklearn"))
    said = doctor(capsys)
    assert said["defaults"] == f"{defaults}: motion"
    problems = "\n".join(said["problems"])
    assert f"{defaults}, line 2: “theme” must be" in problems
    assert f"{defaults}, line 4: “colour” is not a setting." in problems


def test_the_doctor_reads_what_is_installed_whole(
    bundle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "content", "install", packs.parcel(tmp_path / "new.nkcontent", "1.1"))
    (path,) = (tmp_path / "home" / "content").glob("*.db")
    data = bytearray(path.read_bytes())
    data[-1] ^= 1
    path.write_bytes(data)
    assert f"{path}: it is not as it was installed." in "\n".join(doctor(capsys)["problems"])
