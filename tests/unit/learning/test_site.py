"""The defaults of a school: each value read, each fault named with its line, nothing stops."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from nklearn.base import paths
from nklearn.base.errors import UserError
from nklearn.base.signed import SigningKey
from nklearn.domain.site import Site
from nklearn.learning.preferences import Preferences
from nklearn.learning.site import load_site
from nklearn.learning.site_file import READERS, read_site
from nklearn.storage.workspace_store import WorkspaceStore

KEY = SigningKey(bytes(range(32))).public


def read(tmp_path: Path, text: str) -> Site:
    (tmp_path / "d.toml").write_text(text, "utf-8")
    return read_site(tmp_path / "d.toml")


def told(site: Site) -> list[tuple[int, str]]:
    """Return the faults as line and words."""
    out: list[tuple[int, str]] = []
    for fault in site.faults:
        assert fault.startswith(site.path)
        where, _, words = fault.removeprefix(site.path).partition(": ")
        out.append((int(where.removeprefix(", line ") or 0), words))
    return out


def test_every_setting(tmp_path: Path) -> None:
    site = read(
        tmp_path,
        f"""
        format = 1
        theme = "dark"
        text_size = 130
        motion = "reduced"
        lesson_face = "sans"
        line_spacing = "wide"
        ruler = true
        daily_review = 15
        confidence = "never"
        ask = "always"
        hide_names = true
        hard_material = "summary"
        leave_out = "sexual violence"
        teacher_folder = "exchange"
        talk_to = \"\"\"Ms Bauer, room 14,
        Mondays at noon\"\"\"
        content_folder = "/srv/nklearn"
        content_keys = ["{KEY}"]
        fixed = ["theme", "talk_to", "content_folder"]
        """,
    )
    assert site.faults == ()
    assert {*site.values, "content_folder"} == set(READERS)
    assert site.fixed == {"theme", "talk_to", "content_folder"}
    assert (site.content_folder, site.content_keys) == ("/srv/nklearn", (KEY,))
    with WorkspaceStore.in_memory() as store:
        chosen = Preferences(store, site=site)
        assert (chosen.theme, chosen.text_size, chosen.lesson_face) == ("dark", 130, "sans")
        assert (chosen.daily_review, chosen.ruler, chosen.hide_names) == (15, "on", "yes")
        assert chosen.teacher_folder == str(tmp_path / "exchange")  # relative to the file
        chosen.text_size = 100
        chosen.teacher_folder = ""  # somebody wants none
        assert (chosen.text_size, chosen.teacher_folder) == (100, "")
        with pytest.raises(UserError, match="school has set this"):
            chosen.theme = "light"
        store.set_preference("theme", "light")  # chosen before the school fixed it
        assert chosen.theme == "dark"


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('theme = "pink"', '“theme” must be "light", "dark", "contrast" or "system".'),
        ("theme = true", "“theme” must be"),
        ("text_size = 120", "“text_size” must be 100, 115, 130 or 150."),
        ("text_size = true", "“text_size” must be"),
        ("text_size = 100.0", "“text_size” must be"),
        ('ruler = "on"', "“ruler” must be true or false."),
        ("hide_names = 1", "“hide_names” must be true or false."),
        ("daily_review = 4", "“daily_review” must be a number from 5 to 50."),
        ("daily_review = true", "“daily_review” must be"),
        ('talk_to = "' + "x" * 301 + '"', "“talk_to” must be a text of at most 300 characters."),
        ('teacher_folder = ""', "“teacher_folder” must be the path of a folder."),
        ("teacher_folder = 3", "“teacher_folder” must be"),
        ('teacher_foldr = "x"', "“teacher_foldr” is not a setting. Is “teacher_folder” meant?"),
        ('[look]\ntheme = "dark"', "“look” is not a setting."),
        ('content_keys = "RW"', "“content_keys” must be a list"),
        ('content_keys = ["RWabc"]', "“content_keys”: 'RWabc': This is not a public key."),
        ("content_keys = [3]", "“content_keys”: 3: This is not a public key."),
        ('fixed = "theme"', "“fixed” must be a list of names of settings."),
        ('fixed = ["theme"]', "“theme” is in “fixed” without a value of its own."),
        ('fixed = ["them"]', "“fixed”: 'them' is not a setting. Is “theme” meant?"),
        ("fixed = [[]]", "“fixed”: [] is not a setting."),
    ],
)
def test_a_fault_is_named_with_its_line_and_the_rest_is_used(
    tmp_path: Path, line: str, words: str
) -> None:
    site = read(tmp_path, f'# a school\nformat = 1\nmotion = "full"\n{line}\n')
    ((number, said),) = told(site)
    assert number == 4
    assert said.startswith(words)
    assert dict(site.values) == {"motion": "full"}


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b'format = 1\ntheme = "dark\n', "line 2"),
        (b"format = 1\n" + b"a=" + b"[" * 20_000, "nothing of it can be read"),
        (b"\xff\xfe", "not UTF-8"),
        (b"#" * 70_000, "larger than"),
    ],
)
def test_what_can_not_be_read_at_all_sets_nothing(tmp_path: Path, data: bytes, words: str) -> None:
    (tmp_path / "d.toml").write_bytes(data)
    site = read_site(tmp_path / "d.toml")
    assert (dict(site.values), site.fixed) == ({}, frozenset())
    (fault,) = site.faults
    assert words in fault


def test_the_format_is_asked_for(tmp_path: Path) -> None:
    assert told(read(tmp_path, "")) == [(0, "The file must say “format = 1”.")]
    assert told(read(tmp_path, "format = true"))[0][1] == "The file must say “format = 1”."
    site = read(tmp_path, '\nformat = 2\ntheme = "dark"\n')
    assert "for a newer NKLearn" in told(site)[0][1]
    assert dict(site.values) == {"theme": "dark"}


def test_where_it_is_looked_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert load_site() == Site()  # tests set the variable to nothing
    file = tmp_path / "mine.toml"
    monkeypatch.setenv("NKLEARN_DEFAULTS", str(file))
    assert load_site().faults == (f"{file}, which NKLEARN_DEFAULTS names, is not there.",)
    file.write_text('format = 1\ntheme = "dark"\n')
    assert load_site() == Site(path=str(file), values={"theme": "dark"})
    monkeypatch.delenv("NKLEARN_DEFAULTS")
    own = [path.name for path in paths.defaults_files()]
    assert own == ["defaults.toml"]
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(sys, "executable", str(tmp_path / "nklearn"))
    (tmp_path / "nklearn-defaults.toml").write_text('format = 1\ntheme = "contrast"\n')
    assert load_site().values == {"theme": "contrast"}
    # The installer for one account has a folder for each version; the file outlives upgrades.
    program = tmp_path / "opt" / "versions" / "0.1.0"
    program.mkdir(parents=True)
    monkeypatch.setattr(sys, "executable", str(program / "nklearn"))
    (tmp_path / "opt" / "nklearn-defaults.toml").write_text('format = 1\ntheme = "dark"\n')
    assert load_site().values == {"theme": "dark"}


def test_reading_it_is_not_dear_for_those_without_one() -> None:
    import subprocess

    words = "import sys, nklearn.learning.site as s; s.load_site(); print('tomllib' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", words], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
