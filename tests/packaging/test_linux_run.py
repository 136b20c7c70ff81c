"""The self-extracting installer, as somebody without rights uses it: install, upgrade, remove."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Generator
from pathlib import Path
from random import Random

import pytest
from tests.packaging.packers import LINUX, Account, account, frozen, on_debian, pack

pytestmark = on_debian

NEEDS_A_FILE = """
[glibc]
debian = "libc6"
libraries = ["libc.so.6", "ld-linux-x86-64.so.2"]
[files."/etc/nowhere/at-all.conf"]
debian = "nowhere-config | nowhere"
fedora = "nowhere"
"""


@pytest.fixture(scope="module")
def packages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Installers of several versions, by version; what is odd about one stands in its name."""
    folder = tmp_path_factory.mktemp("run")
    odd = {"0.1.0": "", "0.2.0": "", "0.10.0": "exit 1", "0.11.0": "sleep 20"}
    return {
        version: pack("run", frozen(folder / version, version, more), folder / "dist")
        for version, more in odd.items()
    }


@pytest.fixture
def who(tmp_path: Path) -> Account:
    return account(tmp_path)


def _install(who: Account, package: Path, *options: str) -> None:
    done = who.install(package, *options)
    assert (done.returncode, done.stderr) == (0, "")


WORKSPACE = [".local/share/nklearn/workspace.db"]


def test_it_installs_upgrades_and_leaves_only_the_workspace(
    packages: dict[str, Path], who: Account
) -> None:
    done = who.install(packages["0.1.0"])
    assert (done.returncode, done.stderr) == (0, "")
    assert f"is installed in {who.program}" in done.stdout
    assert who.do([who.home / ".local/bin/nklearn", "--version"]).stdout == "NKLearn 0.1.0\n"
    whole = who.do(["diff", "-r", packages["0.1.0"].parents[1] / "0.1.0", who.program / "current"])
    assert (whole.returncode, whole.stdout) == (0, "")
    _install(who, packages["0.2.0"])
    assert who.version() == "NKLearn 0.2.0"
    versions = sorted(path.name for path in (who.program / "versions").iterdir())
    assert versions == ["0.2.0", "0.2.0.files"]
    removed = who.uninstall()
    assert (removed.returncode, removed.stderr) == (0, "")
    assert str(who.share / "nklearn") in removed.stdout
    assert who.left() == WORKSPACE


def test_the_menu_entry_is_right_for_this_home(packages: dict[str, Path], who: Account) -> None:
    _install(who, packages["0.1.0"])
    entry = who.share / "applications" / "nklearn.desktop"
    done = who.do(["desktop-file-validate", entry])
    assert (done.returncode, done.stdout) == (0, "")
    text = entry.read_text("utf-8")
    assert f'\nExec="{who.program}/current/nklearn" %f\n' in text
    assert f'\nExec="{who.program}/nklearn-uninstall" --menu\n' in text
    assert "@" not in text
    cache = (who.share / "applications" / "mimeinfo.cache").read_text("utf-8")
    assert "application/x-nklearn-assignment=nklearn.desktop;" in cache
    assert "*.nkassign" in (who.share / "mime" / "globs2").read_text("utf-8")


def test_what_others_have_there_stays(packages: dict[str, Path], who: Account) -> None:
    kinds = who.share / "mime" / "packages" / "other.xml"
    kinds.parent.mkdir(parents=True)
    shutil.copy(LINUX / "share" / "nklearn.xml", kinds)
    command = who.home / ".local" / "bin" / "nklearn"
    command.parent.mkdir()
    command.write_text("another program", "utf-8")
    done = who.install(packages["0.1.0"])
    assert done.returncode == 0 and "is something else, and stays" in done.stderr
    mine = who.program / "current" / "_internal" / "notes of mine.txt"
    mine.write_text("kept", "utf-8")
    mine = mine.resolve()
    removed = who.uninstall()
    assert removed.returncode == 0 and "files that NKLearn did not put there" in removed.stderr
    assert command.read_text("utf-8") == "another program"
    assert mine.read_text("utf-8") == "kept"
    assert [path for path in who.left() if "opt" in path] == [mine.relative_to(who.home).as_posix()]
    assert "*.nkassign" in (who.share / "mime" / "globs2").read_text("utf-8")


def test_quiet_prints_nothing(packages: dict[str, Path], who: Account) -> None:
    for version in ("0.1.0", "0.2.0"):
        done = who.install(packages[version], "--quiet")
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    done = who.install(packages["0.10.0"], "--quiet")
    assert done.returncode == 1 and done.stdout == "" and "does not start here" in done.stderr
    done = who.uninstall("--quiet")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_an_upgrade_that_does_not_start_changes_nothing(
    packages: dict[str, Path], who: Account
) -> None:
    _install(who, packages["0.1.0"])
    before = who.left()
    done = who.install(packages["0.10.0"])
    assert done.returncode == 1 and "Nothing was changed" in done.stderr
    assert (who.version(), who.left()) == ("NKLearn 0.1.0", before)


def test_a_first_installation_that_fails_leaves_nothing(
    packages: dict[str, Path], who: Account
) -> None:
    assert who.install(packages["0.10.0"]).returncode == 1
    assert who.left() == WORKSPACE
    assert not (who.home / ".local" / "opt").exists()


@contextlib.contextmanager
def _started(who: Account, package: Path) -> Generator[subprocess.Popen[bytes]]:
    """An installer that runs, in a group of its own, as a terminal's Ctrl-C finds it."""
    command = ["sh", str(package), "--allow-root"]
    running = subprocess.Popen(
        command,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=who.environment(),
        start_new_session=True,
    )
    try:
        yield running
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(running.pid, signal.SIGKILL)
        running.wait(10)


def test_a_first_installation_that_was_killed_can_be_done_again(
    packages: dict[str, Path], who: Account
) -> None:
    chance = Random(5)
    for _ in range(4):
        with _started(who, packages["0.1.0"]):
            time.sleep(chance.uniform(0.1, 0.5))
        _install(who, packages["0.1.0"])
        assert who.uninstall("--quiet").returncode == 0
        assert who.left() == WORKSPACE


def test_killed_at_any_moment_a_whole_version_works(
    packages: dict[str, Path], who: Account
) -> None:
    _install(who, packages["0.1.0"])
    chance = Random(9)
    for _ in range(6):
        with _started(who, packages["0.2.0"]):
            time.sleep(chance.uniform(0.02, 0.6))
        assert who.version() in ("NKLearn 0.1.0", "NKLearn 0.2.0")
    _install(who, packages["0.2.0"])
    assert who.version() == "NKLearn 0.2.0"
    assert who.uninstall().returncode == 0
    assert who.left() == WORKSPACE


def _wait_for_the_program(who: Account) -> None:
    """Wait until the new version is unpacked and being tried."""
    end = time.monotonic() + 20
    while not list(who.program.glob(".new-*/program/_internal/zeros.bin")):
        assert time.monotonic() < end
        time.sleep(0.05)


def test_interrupted_it_tidies_up_and_only_one_runs_at_a_time(
    packages: dict[str, Path], who: Account
) -> None:
    _install(who, packages["0.1.0"])
    before = who.left()
    with _started(who, packages["0.11.0"]) as running:
        _wait_for_the_program(who)
        second = who.install(packages["0.2.0"])
        assert second.returncode == 1 and "another installation is running" in second.stderr
        os.killpg(running.pid, signal.SIGINT)
        assert running.wait(20) != 0
    assert (who.version(), who.left()) == ("NKLearn 0.1.0", before)


def test_an_open_window_keeps_its_version_and_is_not_removed(
    packages: dict[str, Path], who: Account
) -> None:
    _install(who, packages["0.1.0"])
    old = (who.program / "current").resolve()
    window = subprocess.Popen([old / "_internal" / "holder", "60"])
    try:
        done = who.install(packages["0.2.0"])
        assert done.returncode == 0 and "NKLearn is open" in done.stdout
        assert who.version() == "NKLearn 0.2.0"
        assert (old / "_internal" / "noise.bin").exists()
        refused = who.uninstall("--quiet")
        assert refused.returncode == 1 and "its window is open" in refused.stderr
        assert who.version() == "NKLearn 0.2.0"
    finally:
        window.kill()
        window.wait()
    _install(who, packages["0.2.0"])
    assert not old.exists()
    assert who.uninstall().returncode == 0
    assert who.left() == WORKSPACE


def test_an_older_version_is_put_over_a_newer_one_only_on_demand(
    packages: dict[str, Path], who: Account
) -> None:
    _install(who, packages["0.2.0"])
    done = who.install(packages["0.1.0"])
    assert done.returncode == 1 and "version 0.2.0 is installed, which is newer" in done.stderr
    assert who.version() == "NKLearn 0.2.0"
    _install(who, packages["0.1.0"], "--downgrade")
    assert who.version() == "NKLearn 0.1.0"


def test_a_candidate_comes_before_its_version(
    packages: dict[str, Path], who: Account, tmp_path: Path
) -> None:
    candidate = pack("run", frozen(tmp_path / "rc", "0.2.0rc1"), tmp_path / "dist")
    _install(who, packages["0.1.0"])
    _install(who, candidate)
    _install(who, packages["0.2.0"])
    done = who.install(candidate)
    assert done.returncode == 1 and "which is newer than 0.2.0rc1" in done.stderr


def test_another_folder_can_be_named_and_is_found_again(
    packages: dict[str, Path], who: Account
) -> None:
    there = who.home / "프로그램 of mine"
    _install(who, packages["0.1.0"], "--target", str(there))
    _install(who, packages["0.2.0"])
    assert who.do([there / "current/nklearn", "--version"]).stdout == "NKLearn 0.2.0\n"
    elsewhere = who.install(packages["0.2.0"], "--target", str(who.program))
    assert elsewhere.returncode == 1 and f"installed in {there}" in elsewhere.stderr
    assert who.do([there / "nklearn-uninstall"]).returncode == 0
    assert who.left() == WORKSPACE


@pytest.mark.parametrize(
    ("folder", "words"),
    [
        (".", "is not a folder for a program"),
        (".local/share/nklearn", "is not a folder for a program"),
        (".local/share/nklearn/program", "no program goes there"),
        ("pictures", "holds something else"),
        ("with $HOME in it", "can't stand in a menu"),
    ],
)
def test_a_folder_of_something_else_is_refused(
    folder: str, words: str, packages: dict[str, Path], who: Account
) -> None:
    (who.home / "pictures").mkdir()
    (who.home / "pictures" / "one.png").touch()
    before = who.left()
    target = who.home if folder == "." else who.home / folder
    done = who.install(packages["0.1.0"], "--target", str(target))
    assert done.returncode == 1 and words in done.stderr
    assert who.left() == before


@pytest.mark.parametrize("blocks", [200, 1000])
def test_a_disk_that_fills_up_leaves_the_old_version(
    blocks: int, packages: dict[str, Path], who: Account
) -> None:
    """A limit on files (of 512 bytes each) ends writing as a full disk does: while makeself
    unpacks, and while the program is unpacked."""
    _install(who, packages["0.1.0"])
    before = who.left()
    words = f'ulimit -f {blocks}; exec sh "$1" --allow-root --quiet'
    done = who.do(["sh", "-c", words, "sh", packages["0.2.0"]])
    assert done.returncode != 0 and done.stderr
    assert (who.version(), who.left()) == ("NKLearn 0.1.0", before)


ON_A_DISK_OF_ITS_OWN = """
mount -t tmpfs -o {options} none "$HOME/disk" || exit 77
sh "$1" --allow-root --target "$HOME/disk/nklearn" 2>&1
status=$?
find "$HOME/disk" -mindepth 1
exit $status
"""


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ("size=3m", "there is too little room"),
        ("size=50m,noexec", "programs can't be started in"),
        ("size=50m,ro", "may not write to"),
    ],
)
def test_an_unfit_disk_is_told_before_anything_is_changed(
    options: str, words: str, packages: dict[str, Path], who: Account
) -> None:
    (who.home / "disk").mkdir()
    before = who.left()
    script = ON_A_DISK_OF_ITS_OWN.format(options=options)
    done = who.do(["unshare", "-rm", "sh", "-c", script, "sh", packages["0.1.0"]])
    if done.returncode != 1 and not done.stdout:
        pytest.skip("this account may not mount a disk of its own")
    assert done.returncode == 1 and words in done.stdout
    assert len(done.stdout.splitlines()) <= 2, "something was left there"
    assert who.left() == before


def test_a_full_or_forbidden_tmp_does_not_matter(packages: dict[str, Path], who: Account) -> None:
    words = 'TMPDIR=/proc/nowhere; export TMPDIR; exec sh "$1" --allow-root --quiet'
    done = who.do(["sh", "-c", words, "sh", packages["0.1.0"]])
    assert (done.returncode, done.stderr) == (0, "")
    assert who.version() == "NKLearn 0.1.0"


def test_another_machine_and_an_old_system_are_told(
    packages: dict[str, Path], who: Account, tmp_path: Path
) -> None:
    done = who.do(["setarch", "i686", "sh", packages["0.1.0"], "--allow-root"])
    assert done.returncode == 1 and "is for x86_64" in done.stderr
    future = tmp_path / "future.run"
    data = packages["0.1.0"].read_bytes()
    begin = data.index(b"nk_glibc='") + len(b"nk_glibc='")
    future.write_bytes(data[:begin] + b"9.9" + data[data.index(b"'", begin) :])
    done = who.install(future)
    assert done.returncode == 1 and "too old: it has glibc 2." in done.stderr
    assert who.left() == WORKSPACE


def test_what_the_system_lacks_is_named(who: Account, tmp_path: Path) -> None:
    table = tmp_path / "table.toml"
    table.write_text(NEEDS_A_FILE, "utf-8")
    package = pack("run", frozen(tmp_path / "it"), tmp_path / "dist", "--libraries", str(table))
    done = who.install(package, "--quiet")
    assert done.returncode == 3 and done.stdout == ""
    assert "before the system has /etc/nowhere/at-all.conf" in done.stderr
    assert "apt-get install nowhere-config\n" in done.stderr
    assert who.version() == "NKLearn 0.1.0"


def test_root_and_accounts_without_a_home_are_refused(
    packages: dict[str, Path], who: Account
) -> None:
    if os.geteuid() == 0:
        done = who.do(["sh", packages["0.1.0"]])
        assert done.returncode == 1 and "there is the .deb package" in done.stderr
    words = 'HOME=/nowhere; exec sh "$1" --allow-root'
    done = who.do(["sh", "-c", words, "sh", packages["0.1.0"]])
    assert done.returncode == 1 and "has no home folder" in done.stderr
    assert who.do(["sh", packages["0.1.0"], "--what"]).returncode == 2
    assert who.left() == WORKSPACE


def test_check_finds_one_changed_byte(
    packages: dict[str, Path], who: Account, tmp_path: Path
) -> None:
    whole = who.do(["sh", packages["0.1.0"], "--check"])
    assert whole.returncode == 0 and "is whole" in whole.stdout and "not signed" in whole.stdout
    data = packages["0.1.0"].read_bytes()
    begin = data.index(b"eval $finish; exit $res\n") + 24  # makeself's last line
    places = [30, data.index(b"nk_whole='") + 20, data.index(b"MS_Help()"), begin - 3, begin]
    places += [*Random(1).sample(range(begin, len(data)), 4), len(data) - 1]
    spoilt = tmp_path / "spoilt.run"
    for place in places:
        changed = bytearray(data)
        changed[place] ^= 1
        spoilt.write_bytes(changed)
        done = who.do(["sh", spoilt, "--check"])
        assert done.returncode == 1 and "is damaged or was changed" in done.stderr, place
    for changed in (data[:-1], data + b"\0"):
        spoilt.write_bytes(changed)
        assert who.do(["sh", spoilt, "--check"]).returncode == 1
    assert who.install(spoilt).returncode != 0  # nor is it installed
    assert who.left() == WORKSPACE


@pytest.mark.skipif(shutil.which("minisign") is None, reason="no minisign here")
def test_check_knows_a_good_signature_from_a_bad_one(
    packages: dict[str, Path], who: Account, tmp_path: Path
) -> None:
    package = Path(shutil.copy(packages["0.1.0"], tmp_path / "signed.run"))
    keys: list[str] = []
    for name in ("ours", "theirs"):
        key = tmp_path / name
        made = who.do(["minisign", "-GW", "-p", f"{key}.pub", "-s", key])
        assert made.returncode == 0, made.stderr
        keys.append(Path(f"{key}.pub").read_text("utf-8").splitlines()[1])
    unsigned = who.do(["sh", package, "--check", "--key", keys[0]])
    assert unsigned.returncode == 1 and "there is no signature" in unsigned.stderr
    assert who.do(["minisign", "-S", "-s", tmp_path / "ours", "-m", package]).returncode == 0
    assert "It was not checked" in who.do(["sh", package, "--check"]).stdout
    good = who.do(["sh", package, "--check", "--key", keys[0]])
    assert good.returncode == 0 and f"is of the key {keys[0]}" in good.stdout
    bad = who.do(["sh", package, "--check", "--key", keys[1]])
    assert bad.returncode == 1 and "is not one of the key" in bad.stderr


def test_the_same_input_gives_the_same_bytes(packages: dict[str, Path], tmp_path: Path) -> None:
    folder = frozen(tmp_path / "elsewhere")
    for path in folder.rglob("*"):
        os.utime(path, (1_000_000, 1_000_000), follow_symlinks=False)
    again = pack("run", folder, tmp_path / "dist", TZ="Asia/Seoul", TMPDIR=str(tmp_path))
    first, second = packages["0.1.0"].read_bytes(), again.read_bytes()
    assert hashlib.sha256(first).digest() == hashlib.sha256(second).digest()


@pytest.mark.skipif(shutil.which("shellcheck") is None, reason="no shellcheck here")
def test_the_scripts_are_plain_shell() -> None:
    scripts = sorted((LINUX / "run").glob("*.sh"))
    assert len(scripts) == 3
    done = subprocess.run(["shellcheck", "-s", "sh", *scripts], capture_output=True, text=True)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.external
def test_a_double_click_says_in_a_window_how_it_went(
    packages: dict[str, Path], who: Account
) -> None:
    screen = {name: os.environ[name] for name in ("DISPLAY", "XAUTHORITY") if name in os.environ}
    for version, status in (("0.1.0", 0), ("0.10.0", 1)):
        clicked = subprocess.Popen(
            ["sh", packages[version], "--allow-root"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**who.environment(), **screen},
        )
        found = ["timeout", "20", "xdotool", "search", "--sync", "--onlyvisible", "--name"]
        closed = subprocess.run([*found, "^NKLearn$", "windowkill"], capture_output=True)
        assert closed.returncode == 0, closed.stderr
        assert clicked.wait(20) == status
    assert who.version() == "NKLearn 0.1.0"
