"""What a frozen program is made of: each of its files and modules belongs to one part.

A part has a name, a version, a licence and the texts of it. It is found by `parts.toml`, else by
the metadata of the Python package that a file was copied from, else by asking dpkg which package
of Debian a shared library is from. What belongs to nothing fails: nothing is bundled that nobody
knows the licence of. The bill of materials and the folder of licences are both made of this.
"""

from __future__ import annotations

import csv
import fnmatch
import json
import platform
import re
import sys
import sysconfig
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any, cast

import debian
from bundle import ROOT, fail, version_of

from nklearn.base import manifest

HERE = Path(__file__).resolve().parent
_TEXT_FOLDERS = (HERE / "texts", ROOT / "resources" / "licences", ROOT)
_DIST_TEXT = re.compile(r"\.dist-info/.*(licen[cs]e|copying|notice|authors)", re.IGNORECASE)


@dataclass
class Part:
    """One thing of others, or of ours, that lies in the program.

    `licence` is an SPDX expression, or empty where `licence_name` says it in another's words.
    `texts` are files; a name under which one is bundled, and its bytes.
    """

    name: str
    version: str
    licence: str
    texts: dict[str, bytes]
    purl: str = ""
    licence_name: str = ""
    inside: str = ""
    changes: str = ""
    source: str = ""
    files: list[str] = field(default_factory=list[str])


class Inventory:
    """Sorts the files of one frozen folder into parts."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.table = tomllib.loads((HERE / "parts.toml").read_text("utf-8"))
        self.parts: dict[str, Part] = {}
        self._owners = _owners()
        self._tops = metadata.packages_distributions()
        self._debian: dict[str, debian.Package] = {}

    def sort(self) -> list[Part]:
        """Return all parts, by name.

        Raises:
            SystemExit: a file belongs to none, or the text of a licence is missing.
        """
        unknown: list[str] = []
        # A link leads to a file that has its own line.
        files = [entry for entry in manifest.scan(self.folder) if not entry.link]
        self._debian = debian.packages_of(Path(entry.path).name for entry in files)
        for entry in files:
            part = self._of_file(entry.path)
            if part is None:
                unknown.append(entry.path)
            else:
                part.files.append(entry.path)
        for module in modules(self.folder):
            if not self._of_module(module):
                unknown.append(f"module {module}")
        if unknown:
            fail("nobody knows whose these are; see parts.toml: " + ", ".join(unknown))
        self._add_inner()
        bare = [part.name for part in self.parts.values() if not part.texts]
        if bare:
            fail("the text of the licence is missing of: " + ", ".join(sorted(bare)))
        return sorted(self.parts.values(), key=lambda part: (part.name.lower(), part.version))

    def _of_file(self, path: str) -> Part | None:
        for row in self.table["part"]:
            if any(fnmatch.fnmatchcase(path, name) for name in row.get("files", ())):
                return self._from_row(row)
        inner = path.removeprefix(manifest.BUNDLE + "/")
        source = re.sub(r"\.pyc$", ".py", inner)
        if owner := self._owners.get(inner) or self._owners.get(source):
            return self._from_package(owner)
        if "/" not in inner and (package := self._debian.get(inner)):
            return self._from_debian(package)
        top = inner.split("/")[0].split(".")[0]
        owners = self._tops.get(top, [])
        return self._from_package(owners[0]) if len(set(owners)) == 1 else None

    def _of_module(self, module: str) -> bool:
        """Find whose Python module it is, inside the executable; its part is then in the list."""
        top = module.split(".")[0]
        if top in sys.stdlib_module_names or top.startswith(("_sysconfigdata", "__future__")):
            self._from_row(self._row("CPython"))
        elif top.startswith(("pyi", "_pyi")) or top == "nklearn":
            self._from_row(self._row("NKLearn"))
        else:
            path = module.replace(".", "/")
            owner = self._owners.get(f"{path}.py") or self._owners.get(f"{path}/__init__.py")
            owners = [owner] if owner else sorted(set(self._tops.get(top, [])))
            if len(owners) != 1:
                return False
            self._from_package(owners[0])
        return True

    def _row(self, name: str) -> dict[str, Any]:
        return next(row for row in self.table["part"] if row["name"] == name)

    def _from_row(self, row: dict[str, Any]) -> Part:
        name = str(row["name"])
        if name not in self.parts:
            self.parts[name] = Part(
                name,
                self._version(row),
                str(row["licence"]),
                _texts(name, row["texts"]),
                inside=str(row.get("inside", "")),
                changes=str(row.get("changes", "")),
            )
        return self.parts[name]

    def _version(self, row: dict[str, Any]) -> str:
        if row["name"].startswith("NKLearn"):
            return version_of(self.folder)
        package = row.get("of", "")
        if package == "python":
            return platform.python_version()
        return metadata.version(package) if package else str(row.get("version", ""))

    def _from_package(self, name: str) -> Part:
        package = metadata.distribution(name)
        name = package.metadata["Name"]
        if name not in self.parts:
            said = package.metadata.json.get("license_expression", "")
            licence = self.table["python"].get(name) or str(said)
            if not licence:
                fail(f"{name} states no SPDX licence; add it to parts.toml")
            texts = _texts(name, self.table["texts"].get(name, [f"dist:{name}"]))
            purl = f"pkg:pypi/{name.lower().replace('_', '-')}@{package.version}"
            self.parts[name] = Part(name, package.version, licence, texts, purl)
        return self.parts[name]

    def _from_debian(self, package: debian.Package) -> Part:
        name = f"{package.name} (Debian)"
        if name not in self.parts:
            licence = str(self.table["debian"].get(package.name, ""))
            self.parts[name] = Part(
                name,
                package.version,
                licence,
                debian.texts_of(package),
                package.purl,
                licence_name="" if licence else debian.licence_names(package),
                source=f"Debian source package {package.source} {package.source_version}",
            )
        return self.parts[name]

    def _add_inner(self) -> None:
        """Add what has no file of its own, but lies in a part that is there."""
        for row in self.table["part"]:
            if row.get("inside") in self.parts:
                self._from_row(row)
        if "Qt" in self.parts:
            texts = _texts("Qt", ["Qt-third-party.txt", "Apache-2.0.txt", "LGPL-2.1.txt"])
            for name, licence in self.table["inside_qt"].items():
                self.parts[f"{name} in Qt"] = Part(name, "", licence, texts, inside="Qt")
        if pyrage := self.parts.get("pyrage"):
            for part in _crates(pyrage):
                self.parts[f"{part.name} {part.version} in pyrage"] = part


def modules(folder: Path) -> list[str]:
    """Return the names of the Python modules that lie inside the executable."""
    from PyInstaller.archive.readers import CArchiveReader

    executable = next(
        (folder / name for name in ("nklearn", "nklearn.exe") if (folder / name).is_file()), None
    )
    if executable is None:
        fail(f"{folder} holds no frozen program")
    # PyInstaller has no types.
    archive = cast(Any, CArchiveReader)(str(executable))
    found: set[str] = set()
    for name, row in archive.toc.items():
        if row[4] == "z":
            found |= set(archive.open_embedded_archive(name).toc)
    return sorted(found)


def _owners() -> dict[str, str]:
    """Return which Python package put each file into site-packages, by its path there."""
    found: dict[str, str] = {}
    for package in metadata.distributions():
        name = package.metadata["Name"]
        # `package.files` takes seconds to make objects of 20,000 lines.
        for row in csv.reader((package.read_text("RECORD") or "").splitlines()):
            found[row[0]] = name
    return found


def _texts(part: str, names: Iterable[str]) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name in names:
        if name == "python":
            found[f"CPython-{platform.python_version()}.txt"] = _python_text()
        elif name.startswith("dist:"):
            found.update(_dist_texts(name.removeprefix("dist:")))
        else:
            path = next((at / name for at in _TEXT_FOLDERS if (at / name).is_file()), None)
            if path is None:
                fail(f"the text {name} of {part} is nowhere")
            found[name if path.suffix else f"NKLearn-{name}.txt"] = path.read_bytes()
    return found


def _dist_texts(name: str) -> dict[str, bytes]:
    """Return the texts that a Python package carries, as one file that names each."""
    package = metadata.distribution(name)
    texts = sorted(
        (str(file), Path(str(package.locate_file(file))))
        for file in package.files or ()
        if _DIST_TEXT.search(str(file))
    )
    if not texts:
        return {}
    parts = [path.read_text("utf-8", errors="replace").strip() for _, path in texts]
    if len(parts) > 1:
        names = [re.sub(r"^.*\.dist-info/(licenses/)?", "", file) for file, _ in texts]
        parts = [f"==== {n}\n\n{text}" for n, text in zip(names, parts, strict=True)]
    return {f"{package.metadata['Name']}.txt": ("\n\n\n".join(parts) + "\n").encode()}


def _python_text() -> bytes:
    """Return Python's licence, which lies in another place on each system."""
    folders = (Path(sysconfig.get_path("stdlib")), Path(sys.base_prefix))
    places = [folder / "LICENSE.txt" for folder in folders]
    places.append(debian.DOC / f"python3.{sys.version_info.minor}" / "copyright")
    found = next((place for place in places if place.is_file()), None)
    if found is None:
        fail("Python's own licence, LICENSE.txt, is nowhere")
    return found.read_bytes()


# In the list that pyrage carries, but not in its library: for other systems, or to build with.
_NOT_IN_IT = (
    "target-lexicon",
    "windows",
    "winapi",
    "wasi",
    "wasm",
    "js-sys",
    "web-sys",
    "core-foundation",
)
_CHOSEN = {
    "MIT": "MIT.txt",
    "Apache-2.0": "Apache-2.0.txt",
    "BSD-3-Clause": "BSD-3-Clause.txt",
    "Unicode-DFS-2016": "Unicode.txt",
}


def _crates(pyrage: Part) -> Iterator[Part]:
    """Yield the Rust libraries inside pyrage's, from the bill of materials that it carries."""
    package = metadata.distribution("pyrage")
    listed = next((f for f in package.files or () if str(f).endswith(".cyclonedx.json")), None)
    if listed is None:
        fail("pyrage carries no list of the Rust libraries in it any more")
    raw = json.loads(Path(str(package.locate_file(listed))).read_text("utf-8"))
    for row in raw["components"]:
        name, version = str(row["name"]), str(row["version"])
        if row.get("scope") != "required" or name.startswith(_NOT_IN_IT):
            continue
        licences = [str(own.get("expression", "")) for own in row.get("licenses", ())]
        licence = licences[0] if licences and licences[0] else "Unicode-DFS-2016"
        names = [
            text for id_, text in _CHOSEN.items() if re.search(rf"\b{id_}\b(?! WITH)", licence)
        ]
        if not names:
            fail(f"the text of {licence} for {name} in pyrage is missing")
        texts = _texts(name, names[:1] if " AND " not in licence else names)
        yield Part(
            name,
            version,
            licence,
            {**pyrage.texts, **texts},
            f"pkg:cargo/{name}@{version}",
            inside="pyrage",
            source=str(row.get("author", "")),
        )
