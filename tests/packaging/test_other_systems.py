"""The packages for Windows and macOS and the hosted builds, as far as they can be held from here.

None of them has run yet; what is checked is that they agree with one another and with the program.
"""

from __future__ import annotations

import json
import plistlib
import re
import struct
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
import yaml
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QImage, QImageReader
from tests.fixtures.scripts import PACKAGING, ROOT, script

from nklearn.base.handover import CLASS_FILES

file_types = script("file_types")
TYPES = file_types.types()
SETUP = (PACKAGING / "windows" / "nklearn.iss").read_text("utf-8")
WORKFLOW = ROOT / ".github" / "workflows" / "build.yml"
VERSION: str = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]


def test_the_list_has_what_the_program_opens() -> None:
    endings = [each.ending for each in TYPES]
    assert {*CLASS_FILES, ".nkcontent"} == set(endings)
    assert len(endings) == len(set(endings)) == len({each.mime for each in TYPES})
    assert all(re.fullmatch(r"application/x-nk[a-z]+", each.mime) for each in TYPES)


# Windows


def sections() -> dict[str, list[str]]:
    """Return the lines of each section of the setup script, without comments."""
    found: dict[str, list[str]] = {}
    now: list[str] = []
    for line in SETUP.splitlines():
        if match := re.fullmatch(r"\[(\w+)\]", line):
            now = found.setdefault(match[1], [])
        elif line.strip() and not line.startswith((";", "#")):
            now.append(line)
    return found


def fields(line: str) -> dict[str, str]:
    """Return the fields of an entry: `Name: "value"; Other: word`; a quote in quotes is doubled."""
    pattern = r'(\w+): (?:"((?:[^"]|"")*)"|([^";]+))(?:; |$)'
    assert re.fullmatch(f"(?:{pattern})+", line), line
    return {
        m[1]: (m[2] or "").replace('""', '"') or (m[3] or "") for m in re.finditer(pattern, line)
    }


def test_the_installer_registers_each_type_and_no_other() -> None:
    entries = {
        (entry["Subkey"], entry["ValueName"]): entry
        for entry in map(fields, sections()["Registry"])
    }
    assert len(entries) == len(sections()["Registry"]) == 5 * len(TYPES)
    assert {entry["Root"] for entry in entries.values()} == {"HKA"}, "per user, unless /ALLUSERS"
    for each in TYPES:
        kind = f"Software\\Classes\\{each.windows_id}"
        ending = f"Software\\Classes\\{each.ending}"
        assert entries[ending, ""]["ValueData"] == each.windows_id
        assert entries[ending, "Content Type"]["ValueData"] == each.mime
        assert entries[kind, ""]["ValueData"] == each.name
        assert entries[kind, ""]["Flags"] == "uninsdeletekey"
        command = entries[f"{kind}\\shell\\open\\command", ""]["ValueData"]
        assert command == '"{app}\\nklearn.exe" "%1"'


def test_the_installer_needs_no_rights_and_takes_no_work_away() -> None:
    found = sections()
    setup = dict(line.split("=", 1) for line in found["Setup"])
    assert setup["PrivilegesRequired"] == "lowest"
    assert setup["AppVersion"] == "{#AppVersion}"
    assert re.fullmatch(r"\{\{[0-9A-F-]{36}\}", setup["AppId"])
    assert setup["MinVersion"] == "10.0.17763"
    assert setup["ArchitecturesInstallIn64BitMode"] == "x64compatible"
    removed = [fields(line)["Name"] for line in found["InstallDelete"] + found["UninstallDelete"]]
    assert set(removed) == {"{app}\\_internal", "{app}"}
    kinds = {fields(line)["Name"]: fields(line)["Type"] for line in found["UninstallDelete"]}
    assert kinds["{app}"] == "dirifempty"
    (files,) = map(fields, found["Files"])
    assert "\\portable" in files["Excludes"], "an installed program is never portable"
    assert "usPostUninstall" in SETUP


def test_tasks_and_programs_that_entries_name_are_there() -> None:
    found = sections()
    tasks = {fields(line)["Name"] for line in found["Tasks"]}
    named = {
        fields(line)["Tasks"]
        for part in ("Icons", "Registry")
        for line in found[part]
        if "Tasks" in fields(line)
    }
    assert named <= tasks
    platforms = script("freeze/platforms")
    programs = {each["name"] for each in platforms.programs("win32", Path("parts"))}
    assert set(re.findall(r"\{app\}\\(\w+)\.exe", SETUP)) <= programs
    assert SETUP.count("#ifndef") == SETUP.count("#endif")
    assert SETUP.count("begin") == len(re.findall(r"\bend;", SETUP))


@pytest.mark.parametrize(
    ("version", "numbers"),
    [("0.1.0", (0, 1, 0, 0)), ("1.2.3.4", (1, 2, 3, 4)), ("2.0rc1", (2, 0, 0, 0))],
)
def test_versions_as_windows_counts(version: str, numbers: tuple[int, ...]) -> None:
    assert script("windows/version_info").numbers(version) == numbers


def test_the_version_resource_is_an_expression_of_pyinstaller() -> None:
    """Its classes need Windows; what they would be called with does not."""
    text = script("windows/version_info").text(VERSION, file_types.program())

    def called(*parts: Any, **named: Any) -> tuple[Any, ...]:
        return (*parts, *named.values())

    names = ("VSVersionInfo", "FixedFileInfo", "StringFileInfo", "StringTable", "StringStruct")
    made = eval(  # our own text
        text, {"__builtins__": {}}, dict.fromkeys((*names, "VarFileInfo", "VarStruct"), called)
    )
    strings = dict(made[1][0][0][0][1])
    assert strings["ProductVersion"] == VERSION
    assert strings["OriginalFilename"] == "nklearn.exe"


def test_the_build_script_for_windows_calls_what_is_there() -> None:
    text = (PACKAGING / "windows" / "build.ps1").read_text("utf-8")
    assert text.isascii(), "Windows PowerShell reads other letters by the country's code page"
    for path in re.findall(r"\"(packaging[/\\][\w./\\]+)\"", text):
        assert (ROOT / path.replace("\\", "/")).is_file(), path
    assert "--require-hashes" in text
    assert text.count("{") == text.count("}")
    assert text.count("(") == text.count(")")


# Icons


def test_the_icon_for_windows_has_every_size(tmp_path: Path) -> None:
    icons = script("make_icons")
    data = icons.ico()
    kind, count = struct.unpack_from("<HH", data, 2)
    assert (kind, count) == (1, len(icons.WINDOWS_SIZES))
    ends = 6 + 16 * count
    for place, size in enumerate(icons.WINDOWS_SIZES):
        side, _, _, _, _, bits, length, begin = struct.unpack_from(
            "<BBBBHHII", data, 6 + 16 * place
        )
        assert (side or 256, bits, begin) == (size, 32, ends)
        ends = begin + length
    assert ends == len(data)
    path = tmp_path / "nklearn.ico"
    path.write_bytes(data)
    reader = QImageReader(str(path))
    pictures: list[QImage] = []
    for place in range(reader.imageCount()):
        reader.jumpToImage(place)
        pictures.append(reader.read())
    assert tuple(picture.width() for picture in pictures) == icons.WINDOWS_SIZES
    assert all(same_colours(picture) for picture in pictures if picture.width() >= 48)
    assert icons.ico() == data


def test_the_icon_for_macos_has_every_size() -> None:
    icons = script("make_icons")
    data = icons.icns()
    assert data[:4] == b"icns"
    assert struct.unpack_from(">I", data, 4) == (len(data),)
    place, found = 8, list[tuple[str, int]]()
    while place < len(data):
        name, length = data[place : place + 4], struct.unpack_from(">I", data, place + 4)[0]
        picture = QImage.fromData(QByteArray(data[place + 8 : place + length]))
        found.append((name.decode(), picture.width()))
        assert picture.width() < 48 or same_colours(picture)
        place += length
    assert tuple(found) == icons.MAC_SIZES


def same_colours(picture: QImage) -> bool:
    """Whether a picture has the tile of the icon at the top of its middle, and empty corners."""
    middle = picture.width() // 2
    tile = picture.pixelColor(middle, round(picture.height() * 0.14))
    return tile.name() == "#16242c" and picture.pixelColor(0, 0).alpha() == 0


# macOS


def test_macos_knows_each_type_and_what_it_is() -> None:
    plist = script("macos/info_plist")
    values = plistlib.loads(plistlib.dumps(plist.values(VERSION, file_types.read())))
    declared = {
        each["UTTypeTagSpecification"]["public.filename-extension"][0]: each
        for each in values["UTExportedTypeDeclarations"]
    }
    assert set(declared) == {each.ending.removeprefix(".") for each in TYPES}
    opened = [each["LSItemContentTypes"][0] for each in values["CFBundleDocumentTypes"]]
    assert opened == [each["UTTypeIdentifier"] for each in values["UTExportedTypeDeclarations"]]
    for each in TYPES:
        found = declared[each.ending.removeprefix(".")]
        assert found["UTTypeTagSpecification"]["public.mime-type"] == [each.mime]
        assert found["UTTypeDescription"] == each.name
    assert values["CFBundleShortVersionString"] == VERSION


def test_entitlements_are_few() -> None:
    with (PACKAGING / "macos" / "entitlements.plist").open("rb") as stream:
        allowed = plistlib.load(stream)
    assert not [name for name in allowed if "network" in name or "device" in name]


# Portable


def test_a_portable_zip_is_one_folder_that_says_so(tmp_path: Path) -> None:
    folder = tmp_path / "nklearn"
    (folder / "_internal").mkdir(parents=True)
    (folder / "workspace").mkdir()
    (folder / "nklearn").write_bytes(b"program")
    (folder / "nklearn").chmod(0o755)
    (folder / "_internal" / "content.db").write_bytes(b"content")
    (folder / "_internal" / "libQt6Core.so.6").symlink_to("content.db")
    listed = [{"path": "nklearn", "size": 7}, {"path": "_internal/libQt6Core.so.6", "link": "x"}]
    (folder / "_internal" / "MANIFEST.json").write_text(json.dumps({"files": listed}), "utf-8")
    (folder / "workspace" / "workspace.db").write_bytes(b"somebody's")
    portable = script("portable_zip")
    outs = [tmp_path / "one.zip", tmp_path / "two.zip"]
    for out in outs:
        portable.pack(folder, out)
    assert outs[0].read_bytes() == outs[1].read_bytes()
    with zipfile.ZipFile(outs[0]) as archive:
        rights = {info.filename: info.external_attr >> 16 for info in archive.infolist()}
        left = json.loads(archive.read("NKLearn/_internal/MANIFEST.json"))["files"]
    inside = ("portable", "nklearn", "_internal/content.db", "_internal/MANIFEST.json")
    assert set(rights) == {f"NKLearn/{name}" for name in inside}, "a stick knows no links"
    assert left == listed[:1]
    assert rights["NKLearn/nklearn"] & 0o111


# Hosted builds


def jobs() -> dict[str, Any]:
    return yaml.safe_load(WORKFLOW.read_text("utf-8"))["jobs"]


def steps() -> list[dict[str, Any]]:
    return [step for job in jobs().values() for step in job["steps"]]


def test_the_workflow_builds_on_three_systems() -> None:
    systems = " ".join(job["runs-on"] for job in jobs().values())
    assert all(name in systems for name in ("ubuntu", "windows", "macos"))
    for name, job in jobs().items():
        text = " ".join(step.get("run", "") for step in job["steps"])
        assert "--version" in text, name
        assert "doctor" in text, name
        assert "tour" in text, name
        assert "upload-artifact" in str(job["steps"][-1]["uses"]), name


def test_the_workflow_calls_targets_and_scripts_that_are_there() -> None:
    runs = "\n".join(step.get("run", "") for step in steps())
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    called = set(re.findall(r"^\s*make ([a-z-]+)", runs, re.MULTILINE))
    assert called
    assert called <= targets
    scripts = set(re.findall(r"(packaging/[\w./-]+\.(?:py|sh|ps1))", runs))
    assert scripts
    assert all((ROOT / path).is_file() for path in scripts)
    for path in scripts:
        if path.endswith(".sh"):
            assert (ROOT / path).stat().st_mode & 0o100


def test_the_workflow_holds_no_secret_and_pins_what_it_uses() -> None:
    text = WORKFLOW.read_text("utf-8")
    used = [step["uses"] for step in steps() if "uses" in step]
    assert all(re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", name) for name in used)
    assert set(re.findall(r"secrets\.(\w+)", text)) == {"NKLEARN_SIGNING_KEY"}
    assert yaml.safe_load(text)["permissions"] == {"contents": "read"}
    assert "index-url" not in text
    assert "://" not in text
