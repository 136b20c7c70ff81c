"""The Debian package: taken apart, checked by Debian's and the desktops' own tools."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest
from tests.packaging.packers import EPOCH, LINUX, frozen, on_debian, pack, try_to_pack

pytestmark = on_debian


@pytest.fixture(scope="module")
def deb(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("deb")
    return pack("deb", frozen(folder / "frozen"), folder / "dist")


@pytest.fixture(scope="module")
def tree(deb: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tree")
    subprocess.run(["dpkg-deb", "-x", deb, folder], check=True)
    return folder


def _tool(*command: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, timeout=60, env={**os.environ, **environment}
    )


def test_the_fields_say_what_it_needs(deb: Path) -> None:
    assert deb.name == "nklearn_0.1.0_amd64.deb"
    told = _tool("dpkg-deb", "-I", deb).stdout
    assert "Package: nklearn\n" in told.replace("\n ", "\n")
    # /bin/sleep is the only machine code of the stand-in: it needs the C library and nothing else.
    assert re.search(r"Depends: libc6 \(>= 2\.\d+\), fontconfig-config\n", told)
    assert "Maintainer: " in told and "postinst" not in told


def test_a_candidate_comes_before_its_version(tmp_path: Path) -> None:
    made = pack("deb", frozen(tmp_path / "frozen", "0.2.0rc1"), tmp_path / "dist")
    version = _tool("dpkg-deb", "-f", made, "Version").stdout.strip()
    assert version == "0.2.0~rc1"
    assert _tool("dpkg", "--compare-versions", version, "lt", "0.2.0").returncode == 0


def test_everything_belongs_to_root_with_plain_rights(deb: Path) -> None:
    lines = _tool("dpkg-deb", "-c", deb).stdout.splitlines()
    rights = {line.split()[5]: line[:10] for line in lines}
    assert {line.split()[1] for line in lines} == {"root/root"}
    assert set(rights.values()) == {"drwxr-xr-x", "-rwxr-xr-x", "-rw-r--r--", "lrwxrwxrwx"}
    assert rights["./usr/lib/nklearn/nklearn"] == "-rwxr-xr-x"
    assert rights["./usr/lib/nklearn/_internal/noise.bin"] == "-rw-r--r--"
    outside = ("./usr/lib/nklearn/", "./usr/share/", "./usr/bin/nklearn")
    assert all(name.startswith(outside) for name in rights if not name.endswith("/"))


def test_the_command_starts_the_program(tree: Path) -> None:
    assert _tool(tree / "usr/bin/nklearn", "--version").stdout == "NKLearn 0.1.0\n"


def test_the_sums_are_those_of_the_files(deb: Path, tree: Path, tmp_path: Path) -> None:
    subprocess.run(["dpkg-deb", "-e", deb, tmp_path], check=True)
    sums = tmp_path / "md5sums"
    done = subprocess.run(["md5sum", "-c", "--quiet", sums], cwd=tree, capture_output=True)
    assert done.returncode == 0, done.stdout
    listed = {line.split("  ", 1)[1] for line in sums.read_text("utf-8").splitlines()}
    files = {path for path in tree.rglob("*") if path.is_file() and not path.is_symlink()}
    assert listed == {path.relative_to(tree).as_posix() for path in files}


def test_desktops_accept_the_entry_and_the_description(tree: Path) -> None:
    share = tree / "usr/share"
    done = _tool("desktop-file-validate", share / "applications/nklearn.desktop")
    assert (done.returncode, done.stdout) == (0, "")
    described = share / "metainfo/org.nklearn.nklearn.metainfo.xml"
    done = _tool("appstreamcli", "validate", "--no-net", "--pedantic", described)
    assert done.returncode == 0, done.stdout
    for size in (16, 48, 256):
        assert (share / f"icons/hicolor/{size}x{size}/apps/nklearn.png").stat().st_size > 100


KINDS = """
import sys
from PySide6.QtCore import QMimeDatabase
for name in sys.argv[1:]:
    kind = QMimeDatabase().mimeTypeForFile(name)
    print(kind.name(), kind.iconName())
"""


def test_files_of_a_class_are_known_by_name_and_by_what_they_hold(
    tree: Path, tmp_path: Path
) -> None:
    endings = {
        "nkassign": "assignment",
        "nkresult": "result",
        "nkrelease": "release",
        "nkerase": "erasure",
        "nkcontent": "content",
    }
    names: list[str] = []
    for ending in endings:
        (tmp_path / f"a.{ending}").write_text("anything", "utf-8")
        names.append(str(tmp_path / f"a.{ending}"))
    signed = (
        "untrusted comment: x\n" + "A" * 100 + "\ntrusted comment: nklearn-assignment class=1\n"
    )
    (tmp_path / "without-a-name").write_text(signed, "utf-8")
    names.append(str(tmp_path / "without-a-name"))
    mime = tmp_path / "share" / "mime"
    shutil.copytree(tree / "usr/share/mime", mime)
    subprocess.run(["update-mime-database", mime], check=True)
    shares = f"{tmp_path / 'share'}:/usr/share"
    told = _tool(sys.executable, "-c", KINDS, *names, XDG_DATA_DIRS=shares).stdout.splitlines()
    kinds = [*endings.values(), "assignment"]
    assert told == [f"application/x-nklearn-{kind} application-x-nklearn" for kind in kinds]
    entry = (tree / "usr/share/applications/nklearn.desktop").read_text("utf-8")
    assert all(f"application/x-nklearn-{kind};" in entry for kind in kinds)


def test_the_same_input_gives_the_same_bytes(deb: Path, tmp_path: Path) -> None:
    folder = frozen(tmp_path / "elsewhere")
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000, 1_000_000), follow_symlinks=False)
    (folder / "_internal/noise.bin").chmod(0o600)
    again = pack("deb", folder, tmp_path / "dist", TZ="Asia/Seoul")
    assert hashlib.sha256(again.read_bytes()).digest() == hashlib.sha256(deb.read_bytes()).digest()


def test_a_library_that_nobody_brings_stops_the_packaging(tmp_path: Path) -> None:
    table = tmp_path / "table.toml"
    table.write_text('[glibc]\ndebian = "libc6"\nlibraries = []\n', "utf-8")
    done = try_to_pack("deb", frozen(tmp_path / "frozen"), tmp_path, "--libraries", str(table))
    assert done.returncode == 1
    assert "Neither bundled nor in table.toml: libc.so.6" in done.stderr


def test_a_folder_without_a_program_is_refused(tmp_path: Path) -> None:
    done = try_to_pack("deb", tmp_path, tmp_path / "dist")
    assert done.returncode == 1 and "holds no frozen program" in done.stderr


def test_graded_questions_are_never_packed(tmp_path: Path) -> None:
    folder = frozen(tmp_path / "frozen")
    (folder / "_internal/teacher-pack.db").touch()
    done = try_to_pack("deb", folder, tmp_path / "dist")
    assert done.returncode == 1 and "must not be in a learner's package" in done.stderr


@pytest.mark.parametrize(("packed", "installed"), [(46, 1), (1, 151)])
def test_what_is_too_large_is_removed(packed: int, installed: int, tmp_path: Path) -> None:
    made = tmp_path / "large.deb"
    made.touch()
    words = (
        "from pathlib import Path; from frozen import measure; "
        f"measure(Path({str(made)!r}), {packed}_000_000, {installed}_000_000)"
    )
    done = _tool(sys.executable, "-c", words, PYTHONPATH=str(LINUX))
    assert done.returncode == 1 and "is too large" in done.stderr
    assert not made.exists()


def test_the_dates_are_those_of_the_commit(deb: Path) -> None:
    packed = subprocess.run(["dpkg-deb", "--fsys-tarfile", deb], check=True, capture_output=True)
    with tarfile.open(fileobj=io.BytesIO(packed.stdout)) as tar:
        assert {entry.mtime for entry in tar.getmembers()} == {int(EPOCH)}
