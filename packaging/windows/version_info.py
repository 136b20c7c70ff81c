"""Write what Windows shows of the program under “Details”: `version_info.py FOLDER`.

It is `version-info.txt`, in the form that PyInstaller reads.
"""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_FORM = """\
VSVersionInfo(
  ffi=FixedFileInfo(
    filevers={numbers}, prodvers={numbers},
    mask=0x3F, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0),
  ),
  kids=[
    StringFileInfo([StringTable("040904B0", [
{strings}
    ])]),
    VarFileInfo([VarStruct("Translation", [0x0409, 0x04B0])]),
  ],
)
"""


def numbers(version: str) -> tuple[int, int, int, int]:
    """Return a version as Windows counts: four numbers; what follows them (rc1) is left out."""
    match = re.match(r"\d+(?:\.\d+)*", version)
    if match is None:
        raise SystemExit(f"{version!r} is no version.")
    parts = [min(int(part), 65535) for part in match[0].split(".")]
    first, second, third, fourth = (*parts, 0, 0, 0, 0)[:4]
    return first, second, third, fourth


def text(version: str, program: dict[str, str]) -> str:
    """Return the file for a version of the program that file-types.toml describes."""
    values = {
        "CompanyName": program["publisher"],
        "FileDescription": program["name"],
        "FileVersion": version,
        "InternalName": program["command"],
        "LegalCopyright": f"{program['publisher']}. MIT; see the folder of licences.",
        "OriginalFilename": f"{program['command']}.exe",
        "ProductName": program["name"],
        "ProductVersion": version,
    }
    lines = ",\n".join(f"      StringStruct({key!r}, {value!r})" for key, value in values.items())
    return _FORM.format(numbers=numbers(version), strings=lines)


def main(folder: Path) -> None:
    """Write the file."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        version = tomllib.load(stream)["project"]["version"]
    with (ROOT / "packaging" / "file-types.toml").open("rb") as stream:
        program = tomllib.load(stream)["program"]
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "version-info.txt").write_text(text(version, program), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
