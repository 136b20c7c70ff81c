"""The files of a release: complete, the same each time, verified by the tools of others."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any, cast

import manifest as listing
import pytest
from finish import finish
from inventory import HERE, Inventory
from licences import FOLDER, gather
from public_key import put
from sbom import check, text_of, write
from tests.packaging.stand_in import MODULES, stand_in

from nklearn.base import manifest
from nklearn.base.key_file import VARIABLE, write_key
from nklearn.base.signed import SigningKey
from nklearn.storage.teacher_pack import TeacherPack

ROOT = Path(__file__).resolve().parents[2]
KEY = SigningKey(bytes(range(32)))


@pytest.fixture
def frozen(tmp_path: Path, shipped_content: Path) -> Path:
    return stand_in(tmp_path / "frozen" / "nklearn", shipped_content)


@pytest.fixture
def dist(tmp_path: Path) -> Path:
    """What the makers of the installers leave: names of this version, any bytes."""
    version = metadata.version("nklearn")
    (tmp_path / "dist").mkdir()
    for name in (f"nklearn_{version}_amd64.deb", f"NKLearn-{version}-x86_64.run"):
        (tmp_path / "dist" / name).write_bytes(os.urandom(1000))
    return tmp_path / "dist"


def components(raw: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for one in cast(list[dict[str, Any]], raw.get("components", [])):
        yield one
        yield from components(one)


def test_everything_bundled_is_listed_with_its_licence(frozen: Path) -> None:
    parts = {part.name: part for part in gather(frozen)}
    assert parts["Qt"].version == metadata.version("PySide6_Essentials")
    assert parts["Qt"].files == ["_internal/PySide6/Qt/lib/libQt6Core.so.6"]
    assert parts["ICU"].files == ["_internal/PySide6/Qt/lib/libicuuc.so.73"]
    assert parts["CPython"].files == ["_internal/base_library.zip"]
    assert parts["Lucide"].files == ["_internal/resources/icons/info.svg"]
    assert "_internal/resources/icons/app-mark.svg" in parts["NKLearn"].files
    assert parts["segno"].version == metadata.version("segno")  # a module inside the executable
    assert parts["libsodium"].inside == "PyNaCl"
    assert parts["age"].inside == "pyrage"
    assert parts["age"].purl.startswith("pkg:cargo/age@")
    assert "numpy" not in parts  # in the environment, but not in the program
    assert "pytest" not in parts

    folder = frozen / FOLDER
    index = (folder / "INDEX.md").read_text("utf-8")
    named = {name for part in parts.values() for name in part.texts}
    assert {path.name for path in folder.iterdir()} == named | {"INDEX.md", "README.md"}
    for part in parts.values():
        assert part.name in index
        assert all(len(text) > 100 for text in part.texts.values())
    notes = (folder / "Qt-notes.txt").read_text("utf-8")
    for words in ("Where the source is", "How to replace them", "_internal/PySide6/Qt/lib/"):
        assert words in notes


def test_gathering_again_changes_nothing(frozen: Path) -> None:
    gather(frozen)
    first = manifest.scan(frozen)
    (frozen / FOLDER / "older.txt").touch()
    gather(frozen)
    assert manifest.scan(frozen) == first


@pytest.mark.skipif(shutil.which("dpkg-query") is None, reason="needs Debian")
def test_a_library_of_debian_is_listed_with_its_package(frozen: Path) -> None:
    (frozen / "_internal/libz.so.1").write_text("stands for it", "utf-8")
    parts = {part.name: part for part in Inventory(frozen).sort()}
    found = parts["zlib1g (Debian)"]
    version = subprocess.run(
        ["dpkg-query", "--show", "--showformat=${Version}", "zlib1g"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert (found.version, found.licence) == (version, "Zlib")
    assert found.source.startswith("Debian source package zlib ")
    assert b"Jean-loup Gailly" in found.texts["Debian-zlib1g.txt"]


@pytest.mark.parametrize("path", ["_internal/libstranger.so.1", "_internal/x/y.bin", "beside"])
def test_a_file_of_nobody_stops_the_release_and_is_named(
    frozen: Path, path: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (frozen / path).parent.mkdir(exist_ok=True)
    (frozen / path).touch()
    with pytest.raises(SystemExit):
        gather(frozen)
    assert path in capsys.readouterr().err


def test_a_module_of_nobody_stops_the_release_and_is_named(
    tmp_path: Path, shipped_content: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = stand_in(tmp_path / "other", shipped_content, (*MODULES, "stranger.module"))
    with pytest.raises(SystemExit):
        gather(folder)
    assert "module stranger.module" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("expression", "said"), [("MIT", "text of the licence is missing"), ("", "states no SPDX")]
)
def test_a_package_without_a_licence_stops_the_release(
    frozen: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    expression: str,
    said: str,
) -> None:
    site = tmp_path / "site"
    (site / "bare-1.0.dist-info").mkdir(parents=True)
    head = f"License-Expression: {expression}\n" if expression else ""
    (site / "bare-1.0.dist-info/METADATA").write_text(
        f"Metadata-Version: 2.4\nName: bare\nVersion: 1.0\n{head}", "utf-8"
    )
    (site / "bare-1.0.dist-info/RECORD").write_text("bare/native.so,,\n", "utf-8")
    monkeypatch.setattr(sys, "path", [str(site), *sys.path])
    (frozen / "_internal/bare").mkdir()
    (frozen / "_internal/bare/native.so").touch()
    with pytest.raises(SystemExit):
        gather(frozen)
    assert said in capsys.readouterr().err


def test_the_bill_of_materials_keeps_the_schema_and_lists_each_file_once(
    frozen: Path, tmp_path: Path
) -> None:
    path = tmp_path / "nklearn.cdx.json"
    count = write(frozen, path)
    raw = json.loads(path.read_text("utf-8"))
    assert raw["metadata"]["component"]["version"] == metadata.version("nklearn")
    listed = list(components(raw))
    files = {one["name"]: one["hashes"][0]["content"] for one in listed if one["type"] == "file"}
    assert files == {e.path: e.sha256 for e in manifest.scan(frozen) if not e.link}
    others = [one for one in listed if one["type"] != "file"]
    assert len(others) == count
    assert all(one["licenses"] for one in others)
    assert max(Counter(one["bom-ref"] for one in listed).values()) == 1


def test_the_same_folder_elsewhere_gives_the_same_bill(frozen: Path, tmp_path: Path) -> None:
    first = text_of(frozen, Inventory(frozen).sort())
    other = shutil.copytree(frozen, tmp_path / "far" / "away", symlinks=True)
    assert text_of(other, Inventory(other).sort()) == first
    assert str(ROOT) not in first
    (other / "_internal/base_library.zip").write_text("another", "utf-8")
    changed = text_of(other, Inventory(other).sort())
    assert json.loads(changed)["serialNumber"] != json.loads(first)["serialNumber"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('"type": "application"', '"type": "app"', "breaks CycloneDX's schema"),
        ('"alg": "SHA-256"', '"alg": "SHA256"', "breaks CycloneDX's schema"),
        ('"expression": "ISC AND MIT"', '"expression": "ISC AND Mine"', "no SPDX expression"),
    ],
)
def test_a_bill_that_breaks_the_schema_is_refused(
    frozen: Path, old: str, new: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    text = text_of(frozen, Inventory(frozen).sort())
    assert old in text
    with pytest.raises(SystemExit):
        check(text.replace(old, new))
    assert said in capsys.readouterr().err


def test_versions_of_fonts_and_icons_are_those_of_their_list() -> None:
    listed = (ROOT / "resources/licences/README.md").read_text("utf-8")
    table = tomllib.loads((HERE / "parts.toml").read_text("utf-8"))
    versions = {row["name"]: row.get("version", "") for row in table["part"]}
    for name in ("Noto Sans and Noto Serif", "Pretendard", "Lucide"):
        assert versions[name] in listed
    assert set(table["inside_qt"].values()) - {""}


def prepare(frozen: Path, key: SigningKey | None) -> None:
    gather(frozen)
    put(frozen, key)
    listing.write(frozen)


def test_an_unsigned_release_says_so_and_its_sums_verify(
    frozen: Path, dist: Path, shipped_pack: Path
) -> None:
    prepare(frozen, None)
    finish(dist, frozen, shipped_pack, None)
    names = sorted(path.name for path in dist.iterdir())
    version, pack = metadata.version("nklearn"), TeacherPack(shipped_pack).version
    assert names == [
        f"NKLearn-{version}-x86_64.run",
        "SHA256SUMS",
        "UNSIGNED.txt",
        f"nklearn-{version}.cdx.json",
        f"nklearn_{version}_amd64.deb",
        f"teacher-pack-{pack}.db",
    ]
    assert "not signed" in (dist / "UNSIGNED.txt").read_text("utf-8")
    assert summed(dist).returncode == 0
    assert len(summed(dist).stdout.splitlines()) == 4
    (dist / f"teacher-pack-{pack}.db").write_bytes(b"other")
    assert summed(dist).returncode != 0


def summed(dist: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["sha256sum", "--strict", "-c", "SHA256SUMS"], cwd=dist, capture_output=True, text=True
    )


@pytest.mark.skipif(shutil.which("minisign") is None, reason="needs minisign")
def test_a_signed_release_is_verified_by_minisign_and_made_again_the_same(
    frozen: Path,
    dist: Path,
    shipped_pack: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    write_key(tmp_path / "key", KEY)
    monkeypatch.setenv(VARIABLE, str(tmp_path / "key"))
    prepare(frozen, KEY)
    finish(dist, frozen, shipped_pack, KEY)
    assert not (dist / "UNSIGNED.txt").exists()
    assert summed(dist).returncode == 0
    for pattern in ("SHA256SUMS", "*.deb", "*.run"):
        file = next(dist.glob(pattern))
        done = subprocess.run(["minisign", "-Vm", file, "-p", dist / "release.pub"])
        assert done.returncode == 0
    first = manifest.scan(dist)
    finish(dist, frozen, shipped_pack, KEY)
    assert manifest.scan(dist) == first


def test_what_does_not_fit_together_is_no_release(
    frozen: Path,
    dist: Path,
    shipped_pack: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def refused(key: SigningKey | None = None, pack: Path = shipped_pack) -> str:
        with pytest.raises(SystemExit):
            finish(dist, frozen, pack, key)
        return capsys.readouterr().err

    assert "has no list of files" in refused()
    prepare(frozen, None)
    assert "is missing" in refused(pack=tmp_path / "nothing.db")
    assert "public key in the program is not that" in refused(KEY)
    stale = dist / "NKLearn-0.0.9-x86_64.run"
    stale.touch()
    assert stale.name in refused()
    stale.unlink()
    (frozen / "_internal/base_library.zip").write_text("changed", "utf-8")
    assert "base_library.zip: was changed" in refused()


def test_the_scripts_run_one_after_the_other(frozen: Path, dist: Path, shipped_pack: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name != VARIABLE}

    def run(script: str, *arguments: str | Path) -> str:
        command = [sys.executable, ROOT / "packaging" / "release" / script, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, env=env)
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    said = run("prepare.py", frozen)
    assert f"{manifest.NAME}: " in said
    assert "none, as this build is not signed" in said
    said = run("finish.py", "--dist", dist, "--frozen", frozen, "--pack", shipped_pack)
    assert said.endswith(f"Not signed: {VARIABLE} names no key.\n")
