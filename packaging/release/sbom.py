"""Write the bill of materials of a frozen program: CycloneDX 1.6, as JSON.

    python packaging/release/sbom.py FILE [build/frozen/nklearn]

It lists what is really in the folder, sorted into parts by `inventory.py`: each part with its
version, licence and package URL, and each of its files with its checksum. What lies inside another
part is below that part. The same folder and commit give the same bytes: the time is that of the
commit, the serial number follows from the content. The result is compared with CycloneDX's own
schema, and every SPDX expression with SPDX's list.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import uuid
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from bundle import FROZEN, commit_of, fail, time_of, version_of
from inventory import Inventory, Part

from nklearn.base import manifest

_TYPES = {"NKLearn course content": "data"}  # all else is a library
_SPACE = uuid.uuid5(uuid.NAMESPACE_URL, "nk:release")
_SINGLE = re.compile(r"[A-Za-z0-9.+-]+")  # an SPDX id by itself, and no expression

Json = dict[str, object]


def write(folder: Path, path: Path) -> int:
    """Write the bill of materials of a frozen folder; return how many parts it lists.

    Raises:
        SystemExit: a file belongs to nothing known, or the result breaks CycloneDX's schema.
    """
    parts = Inventory(folder).sort()
    text = text_of(folder, parts)
    check(text)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    return len(parts)


def text_of(folder: Path, parts: list[Part]) -> str:
    """Return the bill of materials of a folder that was sorted into parts."""
    commit = commit_of(folder)
    files = {entry.path: entry for entry in manifest.scan(folder)}
    time = datetime.fromtimestamp(time_of(commit), UTC)
    own = next(part for part in parts if part.name == "NKLearn")
    made: Json = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {
            "timestamp": time.isoformat().replace("+00:00", "Z"),
            "lifecycles": [{"phase": "post-build"}],
            "component": {
                "type": "application",
                "bom-ref": "nklearn",
                "name": "nklearn",
                "version": version_of(folder),
                "licenses": _licences(own),
                "properties": [{"name": "nklearn:commit", "value": commit}],
            },
        },
        "components": _components(parts, files),
        "dependencies": [
            {
                "ref": "nklearn",
                "dependsOn": [_ref(part) for part in parts if not part.inside],
            }
        ],
    }
    digest = sha256(json.dumps(made, sort_keys=True).encode()).hexdigest()
    serial = {"serialNumber": f"urn:uuid:{uuid.uuid5(_SPACE, digest)}"}
    return json.dumps({**serial, **made}, ensure_ascii=False, indent=1) + "\n"


def check(text: str) -> None:
    """Compare a bill of materials with CycloneDX's schema, and its licences with SPDX's list.

    Raises:
        SystemExit: it breaks the one or the other.
    """
    # Only here: making the text needs no library.
    from cyclonedx.schema import SchemaVersion
    from cyclonedx.spdx import is_expression
    from cyclonedx.validation.json import JsonStrictValidator

    fault = JsonStrictValidator(SchemaVersion.V1_6).validate_str(text)
    if fault is not None:
        fail(f"the bill of materials breaks CycloneDX's schema: {str(fault)[:300]}")
    for expression in sorted(set(re.findall(r'"(?:expression|id)": "([^"]+)"', text))):
        if not is_expression(expression):
            fail(f"{expression} is no SPDX expression")


def _components(
    parts: list[Part], files: dict[str, manifest.Entry], inside: str = ""
) -> list[Json]:
    """Return the parts that lie in one, or in none; files and parts in them are below them."""
    made: list[Json] = []
    for part in parts:
        if part.inside != inside:
            continue
        below = [_file(files[path]) for path in part.files]
        if not inside:
            below += _components(parts, files, part.name)
        fields: Json = {
            "type": _TYPES.get(part.name, "library"),
            "bom-ref": _ref(part),
            "name": part.name.removesuffix(" (Debian)"),
            "version": part.version,
            "licenses": _licences(part),
            "purl": part.purl,
            "components": below,
            "properties": _properties(part),
        }
        made.append({name: value for name, value in fields.items() if value})
    return made


def _file(entry: manifest.Entry) -> Json:
    return {
        "type": "file",
        "bom-ref": f"file:{entry.path}",
        "name": entry.path,
        "hashes": [{"alg": "SHA-256", "content": entry.sha256}],
    }


def _licences(part: Part) -> list[Json]:
    if not part.licence or part.licence.startswith("LicenseRef-"):
        name = part.licence_name or part.licence.removeprefix("LicenseRef-")
        return [{"license": {"name": name}}]
    if _SINGLE.fullmatch(part.licence):
        return [{"license": {"id": part.licence}}]
    return [{"expression": part.licence}]


def _properties(part: Part) -> list[Json]:
    values = {
        "nklearn:changes": part.changes,
        "nklearn:licence-texts": ", ".join(part.texts),
        "nklearn:source": part.source,
    }
    return [{"name": name, "value": value} for name, value in values.items() if value]


def _ref(part: Part) -> str:
    words: Iterable[str] = (word for word in (part.inside, part.name, part.version) if word)
    return "part:" + re.sub(r"[^A-Za-z0-9.+~:_-]+", "-", " ".join(words)).strip("-")


def main() -> int:
    """Write the bill of materials and say what it lists."""
    parser = argparse.ArgumentParser(description="Write the bill of materials.")
    parser.add_argument("file", type=Path)
    parser.add_argument("folder", type=Path, nargs="?", default=FROZEN)
    options = parser.parse_args()
    count = write(options.folder, options.file)
    print(f"{options.file}: {count} parts")
    return 0


if __name__ == "__main__":
    sys.exit(main())
