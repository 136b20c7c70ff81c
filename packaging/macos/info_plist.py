"""Write what macOS reads of the program: `info_plist.py FOLDER` makes `Info.plist`.

PyInstaller takes its values into the bundle. The file types come from file-types.toml; macOS gives
double clicks to the program as events (`ui/shell/file_events.py`), not as arguments.
"""

from __future__ import annotations

import plistlib
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
#: Qt 6.11 runs from macOS 13 on.
OLDEST = "13.0"


def values(version: str, listed: dict[str, Any]) -> dict[str, Any]:
    """Return the values for a version, of what file-types.toml lists."""
    program: dict[str, str] = listed["program"]
    types: list[dict[str, str]] = listed["type"]
    return {
        "CFBundleName": program["name"],
        "CFBundleDisplayName": program["name"],
        "CFBundleIdentifier": program["bundle_id"],
        "CFBundleShortVersionString": version,
        "CFBundleVersion": version,
        "CFBundlePackageType": "APPL",
        "LSMinimumSystemVersion": OLDEST,
        "LSApplicationCategoryType": "public.app-category.education",
        "NSHighResolutionCapable": True,
        "NSPrincipalClass": "NSApplication",
        "NSRequiresAquaSystemAppearance": False,
        "NSHumanReadableCopyright": f"{program['publisher']}. MIT.",
        "CFBundleDocumentTypes": [
            {
                "CFBundleTypeName": each["name"],
                "CFBundleTypeRole": "Viewer",
                "LSHandlerRank": "Owner",
                "LSItemContentTypes": [uniform_id(program, each)],
            }
            for each in types
        ],
        "UTExportedTypeDeclarations": [
            {
                "UTTypeIdentifier": uniform_id(program, each),
                "UTTypeDescription": each["name"],
                "UTTypeConformsTo": ["public.data"],
                "UTTypeTagSpecification": {
                    "public.filename-extension": [each["ending"].removeprefix(".")],
                    "public.mime-type": [each["mime"]],
                },
            }
            for each in types
        ],
    }


def uniform_id(program: dict[str, str], kind: dict[str, str]) -> str:
    """Return what macOS calls a type: org.nklearn.nklearn.assign."""
    return f"{program['bundle_id']}.{kind['ending'].removeprefix('.nk')}"


def main(folder: Path) -> None:
    """Write the file."""
    with (ROOT / "pyproject.toml").open("rb") as stream:
        version = tomllib.load(stream)["project"]["version"]
    with (ROOT / "packaging" / "file-types.toml").open("rb") as stream:
        listed = tomllib.load(stream)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "Info.plist").write_bytes(plistlib.dumps(values(version, listed)))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
