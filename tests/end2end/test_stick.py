"""NKLearn on a real exFAT stick: what is said to be saved is there, on whatever computer.

The stick is an image behind a loop device, mounted by exfat-fuse: no hard links, no rights, no
difference between `A` and `a`. Where images can't be mounted (mostly: not as root), this is left
out. The program is the checkout's, which passes for a frozen one (`stick_child.py`).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Generator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest

from nklearn.storage.local_disk import is_local

pytestmark = [
    pytest.mark.external,
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="loop devices"),
]

ROOT = Path(__file__).resolve().parents[2]
CHILD = Path(__file__).with_name("stick_child.py")
DRIVER = shutil.which("mount.exfat-fuse", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
WAIT = 120.0


def system(*command: str | Path) -> str:
    """Run a command of the system; it must go well."""
    paths = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"
    done = subprocess.run(
        command, env=os.environ | {"PATH": paths}, capture_output=True, text=True, timeout=60
    )
    if done.returncode:
        raise OSError(f"{command}: {done.stdout}{done.stderr}")
    return done.stdout.strip()


@contextmanager
def plugged(image: Path, at: Path, *options: str) -> Generator[Path]:
    """Plug a stick in at a mount point; take it out at the end, however it went."""
    at.mkdir(exist_ok=True)
    loop = system("losetup", "--find", "--show", image)
    try:
        system(str(DRIVER), *options, loop, at)
        try:
            yield at
        finally:
            system("umount", "--lazy", at)
    finally:
        system("losetup", "--detach", loop)


def python(stick: Path, *deed: str) -> list[str]:
    """What is typed for a deed of the program on a stick."""
    return [sys.executable, str(CHILD), str(stick / "NKLearn"), *deed]


def surroundings(person: Path) -> dict[str, str]:
    """The environment of a person's account on a computer, with a home of its own."""
    person.mkdir(exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    paths = [str(ROOT), str(ROOT / "src"), *filter(None, sys.path)]
    return kept | {
        "HOME": str(person),
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONDONTWRITEBYTECODE": "1",
        "QT_QPA_PLATFORM": "offscreen",
    }


def said_by(stick: Path, person: Path, *deed: str, watched: Path | None = None) -> list[str]:
    """Run a deed to its end; return the lines that it said."""
    command = python(stick, *deed)
    if watched:
        calls = (
            "trace=open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,link,linkat,symlink"
        )
        command = ["strace", "-f", "-qq", "-y", "-o", str(watched), "-e", calls, *command]
    done = subprocess.run(
        command, env=surroundings(person), capture_output=True, text=True, timeout=WAIT
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


def driver_of(stick: Path) -> int:
    """Return the process that carries this stick, and no other."""
    for each in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            words = each.read_bytes().rstrip(b"\0").split(b"\0")
            if words[0] == os.fsencode(str(DRIVER)) and words[-1] == os.fsencode(stick):
                return int(each.parent.name)
    raise AssertionError(f"nobody carries {stick}")


def looked(stick: Path, person: Path) -> dict[str, Any]:
    return json.loads(said_by(stick, person, "look")[-1])


@pytest.fixture
def image(tmp_path: Path, shipped_content: Path) -> Path:
    """Make a stick with a portable NKLearn on it, and nothing done yet."""
    if DRIVER is None or os.geteuid():
        pytest.skip("mounting an image of exFAT needs root and exfat-fuse")
    made = tmp_path / "stick.img"
    with made.open("wb") as stream:
        stream.truncate(64 * 1024 * 1024)
    try:
        system("mkfs.exfat", made)
        with plugged(made, tmp_path / "first") as stick:
            inside = stick / "NKLearn" / "_internal"
            for part in ("fonts", "icons"):
                shutil.copytree(
                    ROOT / "resources" / part,
                    inside / "resources" / part,
                    copy_function=shutil.copyfile,
                )
            shutil.copyfile(shipped_content, inside / "content.db")
            (stick / "NKLearn" / "portable").touch()
    except OSError as error:
        pytest.skip(f"no stick of our own here: {error}")
    return made


def test_a_stick_goes_from_computer_to_computer(image: Path, tmp_path: Path) -> None:
    mina, jun = tmp_path / "mina", tmp_path / "jun"
    with plugged(image, tmp_path / "one") as stick:
        assert not is_local(stick), "one file that is whole, no log beside it"
        files = json.loads(said_by(stick, mina, "exchange", str(stick / "Exchange"))[-1])
        assert files == {
            "same": True,
            "beside": True,
            "upper": True,
            "lists": ["list.csv"],
            "left": [],
        }
        said_by(stick, mina, "choose", str(stick / "Exchange"))
        found = looked(stick, mina)
        assert found["journal"] == "delete"
        assert found["folder"] == str(stick / "Exchange")
        assert "portable: workspace beside the program" in said_by(stick, mina, "run", "doctor")
    with plugged(image, tmp_path / "another drive") as stick:
        found = looked(stick, jun)
        assert found["home"] == str(stick / "NKLearn" / "workspace")
        assert found["folder"] == str(stick / "Exchange"), "it moved with the stick"
    assert not list(mina.iterdir())
    assert not list(jun.iterdir())


def test_one_window_on_a_stick(image: Path, tmp_path: Path) -> None:
    with plugged(image, tmp_path / "one") as stick:
        first = subprocess.Popen(
            python(stick, "hold"),
            env=surroundings(tmp_path / "mina"),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        with closing(first.stdin or sys.stdin), first:
            assert first.stdout is not None
            assert first.stdout.readline().strip() == "we"
            second = subprocess.run(
                python(stick, "hold"),
                env=surroundings(tmp_path / "mina"),
                input="",
                capture_output=True,
                text=True,
                timeout=WAIT,
            )
            assert second.stdout.strip() == "another"


def test_a_stick_pulled_out_while_it_saves(image: Path, tmp_path: Path) -> None:
    """What the stick holds when the power goes is what reached the device: the image's bytes."""
    copies: list[tuple[int, Path]] = []
    with plugged(image, tmp_path / "one") as stick:
        child = subprocess.Popen(
            python(stick, "save"),
            env=surroundings(tmp_path / "mina"),
            stdout=subprocess.PIPE,
            text=True,
        )
        with child:
            assert child.stdout is not None
            try:
                for line in child.stdout:
                    assert line.startswith("saved "), line
                    number = int(line.split()[1])
                    if number in (3, 20, 40):
                        copies.append((number, tmp_path / f"pulled-{number}.img"))
                        shutil.copyfile(image, copies[-1][1])
                    if number >= 45:
                        break
                os.kill(driver_of(stick), signal.SIGKILL)
                refused = next(line for line in child.stdout if not line.startswith("saved "))
                assert refused.startswith("refused: "), refused
                assert "workspace" in refused
            finally:
                child.kill()
    for number, pulled in copies:
        with plugged(pulled, tmp_path / "again") as stick:
            found = looked(stick, tmp_path / "jun")
            assert found["saved"] >= number
            assert found["whole"] == "ok"
    with plugged(image, tmp_path / "again") as stick:
        assert looked(stick, tmp_path / "jun")["saved"] >= 45


def test_a_stick_that_is_locked_against_writing(image: Path, tmp_path: Path) -> None:
    mina = tmp_path / "mina"
    with plugged(image, tmp_path / "fresh", "-o", "ro") as stick:
        lines = said_by(stick, mina, "window")
        assert any(line.startswith("BOX NKLearn could not use the folder") for line in lines), lines
        assert "nothing will be kept" in " ".join(lines)
        assert "STATUS 0" in lines
    with plugged(image, tmp_path / "one") as stick:
        said_by(stick, mina, "choose", "")
        before = (stick / "NKLearn" / "workspace" / "workspace.db").read_bytes()
    with plugged(image, tmp_path / "locked", "-o", "ro") as stick:
        lines = said_by(stick, mina, "window")
        assert any("workspace.db can’t be written" in line.replace("'", "’") for line in lines)
        assert "STATUS 0" in lines
        assert (stick / "NKLearn" / "workspace" / "workspace.db").read_bytes() == before
    assert not list(mina.iterdir())


# What no program can help: pipes and devices, and what the kernel keeps in memory.
OF_THE_SYSTEM = re.compile(r"/(dev|proc|sys)/|/memfd:|pipe:|socket:")


def written(calls: str) -> set[str]:
    """Return every path that a call made, opened for writing or renamed."""
    paths: set[str] = set()
    for line in calls.splitlines():
        if re.search(r" = -1 E| \+\+\+ | --- |resumed>", line):
            continue
        if re.search(r"\b(open|openat)\(", line) and not re.search(
            r"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_TMPFILE", line
        ):
            continue
        paths.update(re.findall(r'"(/[^"]*)"', line))
    return {path for path in paths if not OF_THE_SYSTEM.match(path)}


def test_only_the_stick_is_written(image: Path, tmp_path: Path) -> None:
    """A whole session in a window: reading, explorers, Qt’s own dialog for a file, settings."""
    if shutil.which("strace") is None:
        pytest.skip("this watches the program with strace")
    calls, mina = tmp_path / "calls", tmp_path / "mina"
    with plugged(image, tmp_path / "one") as stick:
        lines = said_by(stick, mina, "window", watched=calls)
        assert "PORTABLE True" in lines
        assert "STATUS 0" in lines
        paths = written(calls.read_text("utf-8", "replace"))
        assert any(path.endswith("workspace.db-journal") for path in paths), (
            "it sees what is written"
        )
        assert any("QtProject.conf" in path for path in paths), "Qt’s dialog would write at home"
        assert {path for path in paths if not path.startswith(f"{stick}/")} == set()
        assert not list((stick / "NKLearn" / "workspace" / "tmp").iterdir())
    assert not list(mina.iterdir())
