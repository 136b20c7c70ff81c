"""Files of a release are signed with a key from a file, and minisign itself agrees."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from public_key import put
from sign import sign_files, signature_of

from nklearn.base.errors import UserError
from nklearn.base.key_file import FIRST_LINE, VARIABLE, named_key, read_key, write_key
from nklearn.base.signed import SigningKey

ROOT = Path(__file__).resolve().parents[2]
RELEASE = ROOT / "packaging" / "release"
COMMIT = "c" * 40
KEY = SigningKey(bytes(range(32)))


def run(script: str, *arguments: str | Path, key: Path | None = None) -> tuple[int, str, str]:
    env = {name: value for name, value in os.environ.items() if name != VARIABLE}
    if key:
        env[VARIABLE] = str(key)
    done = subprocess.run(
        [sys.executable, RELEASE / script, *arguments], capture_output=True, text=True, env=env
    )
    return done.returncode, done.stdout, done.stderr


@pytest.fixture
def key_file(tmp_path: Path) -> Path:
    path = tmp_path / "key"
    write_key(path, KEY)
    return path


def test_a_key_that_was_written_reads_back_and_is_named_by_the_variable(
    key_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert read_key(key_file).seed == KEY.seed
    monkeypatch.setenv(VARIABLE, str(key_file))
    named = named_key()
    assert named is not None
    assert named.public == KEY.public
    monkeypatch.delenv(VARIABLE)
    assert named_key() is None


def test_a_key_is_never_written_over_another(key_file: Path) -> None:
    before = key_file.read_bytes()
    with pytest.raises(UserError, match="there already"):
        write_key(key_file, SigningKey(bytes(32)))
    assert key_file.read_bytes() == before


@pytest.mark.skipif(os.name != "posix", reason="Windows has other rights")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o620, 0o602])
def test_a_key_that_others_may_read_or_change_is_refused(key_file: Path, mode: int) -> None:
    assert key_file.stat().st_mode & 0o777 == 0o600
    key_file.chmod(mode)
    with pytest.raises(UserError, match="chmod 600"):
        read_key(key_file)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (FIRST_LINE, "# something else"),
        (KEY.public, SigningKey(bytes(32)).public),
        (KEY.seed.hex(), KEY.seed.hex()[:-2]),
        (KEY.seed.hex(), "zz" * 32),
        (KEY.seed.hex() + "\n", ""),
    ],
)
def test_what_is_no_whole_key_is_refused(key_file: Path, old: str, new: str) -> None:
    text = key_file.read_text("ascii")
    assert old in text
    key_file.write_text(text.replace(old, new), "ascii")
    with pytest.raises(UserError, match="is not a whole signing key"):
        read_key(key_file)


def test_signing_again_gives_the_same_four_lines(tmp_path: Path) -> None:
    file = tmp_path / "NKLearn-0.1.0-x86_64.run"
    file.write_bytes(os.urandom(100_000))
    first = signature_of(KEY, file, COMMIT)
    assert first == signature_of(KEY, file, COMMIT)
    lines = first.decode("ascii").splitlines()
    assert len(lines) == 4
    assert lines[2].startswith(f"trusted comment: file:{file.name} version:")
    assert lines[2].endswith(f"commit:{COMMIT}")


@pytest.mark.skipif(shutil.which("minisign") is None, reason="needs minisign")
def test_minisign_itself_accepts_a_file_and_refuses_a_changed_one(tmp_path: Path) -> None:
    file = tmp_path / "SHA256SUMS"
    file.write_bytes(b"0" * 64 + b"  NKLearn-0.1.0-x86_64.run\n")
    assert sign_files(KEY, [file], COMMIT) == [tmp_path / "SHA256SUMS.minisig"]

    def minisign(*by: str | Path) -> int:
        return subprocess.run(["minisign", "-Vm", file, *by], capture_output=True).returncode

    assert minisign("-P", KEY.public) == 0
    assert minisign("-P", SigningKey(bytes(32)).public) != 0
    # The file that lies in the program serves minisign as well.
    (tmp_path / "_internal").mkdir()
    put(tmp_path, KEY)
    assert minisign("-p", tmp_path / "_internal/release.pub") == 0
    file.write_bytes(file.read_bytes().replace(b"0.1.0", b"0.1.1"))
    assert minisign("-P", KEY.public) != 0


def test_a_build_without_a_key_takes_an_older_public_key_away(tmp_path: Path) -> None:
    (tmp_path / "_internal").mkdir()
    put(tmp_path, KEY)
    assert "not signed" in put(tmp_path, None)
    assert not (tmp_path / "_internal/release.pub").exists()


def test_the_commands_make_a_key_and_sign_with_it(tmp_path: Path) -> None:
    key, file = tmp_path / "new key", tmp_path / "a.deb"
    file.write_bytes(b"debian")
    status, public, _ = run("sign.py", "new", key)
    assert (status, public.strip()) == (0, read_key(key).public)
    assert run("sign.py", "public", key=key)[1] == public
    assert run("sign.py", "files", file, key=key)[0] == 0
    assert file.with_name("a.deb.minisig").read_bytes().count(b"\n") == 4
    status, _, said = run("sign.py", "files", file)
    assert (status, "Not signed" in said) == (1, True)


def test_no_key_is_made_in_the_checkout_and_none_was_ever_added() -> None:
    status, _, said = run("sign.py", "new", ROOT / "build" / "key")
    assert (status, "must never be committed" in said) == (1, True)
    assert not (ROOT / "build" / "key").exists()
    tracked = subprocess.run(
        ["git", "grep", "-lE", "^# public key: RW"], cwd=ROOT, capture_output=True, text=True
    )
    assert tracked.stdout == ""
