"""What Debian knows of a shared library that was bundled: its package, version and licence."""

from __future__ import annotations

import platform
import re
import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

DOC = Path("/usr/share/doc")
MULTIARCH = sysconfig.get_config_var("MULTIARCH") or f"{platform.machine()}-linux-gnu"
COMMON = Path("/usr/share/common-licenses")


@dataclass(frozen=True, slots=True)
class Package:
    """An installed package that a library was copied from."""

    name: str
    version: str
    architecture: str
    source: str
    source_version: str

    @property
    def purl(self) -> str:
        """Its name in package URL form."""
        escaped = self.name.replace("+", "%2B")
        version = self.version.replace("+", "%2B").replace(":", "%3A").replace("~", "%7E")
        return f"pkg:deb/debian/{escaped}@{version}?arch={self.architecture}"


def packages_of(files: Iterable[str]) -> dict[str, Package]:
    """Return which package each shared library, by its name, is from on this system.

    It is the library of that name that the linker of this system takes; what no package has is
    left out, and all is on a system that is not Debian or made of it.
    """
    libraries = sorted({name for name in files if ".so" in name})
    if not libraries or shutil.which("dpkg-query") is None:
        return {}
    own = _query("--print-architecture", program="dpkg").strip()
    # Asking for whole paths is a hundred times faster than for names. /lib is a link to /usr/lib
    # on every system of today, and dpkg knows a file by the one or the other.
    folders = ("/usr/lib", "/lib", *(f"{lib}/{MULTIARCH}" for lib in ("/usr/lib", "/lib")))
    paths = [f"{folder}/{name}" for name in libraries for folder in folders]
    owners: dict[str, str] = {}
    for line in _query("--search", *paths).splitlines():
        owner, _, path = line.partition(": ")
        owners[Path(path).name] = f"{owner.partition(':')[0]}:{own}"
    if not owners:
        return {}
    fields = ("Package", "Version", "Architecture", "source:Package", "source:Version")
    form = "\t".join(f"${{{field}}}" for field in fields) + "\n"
    shown = _query("--show", f"--showformat={form}", *sorted(set(owners.values()))).splitlines()
    packages = {made.name: made for made in (Package(*line.split("\t")) for line in shown)}
    return {library: packages[owner.partition(":")[0]] for library, owner in owners.items()}


def texts_of(package: Package) -> dict[str, bytes]:
    """Return the record of a package's licences, and the common texts that it refers to."""
    record = DOC / package.name / "copyright"
    if not record.is_file():
        return {}
    data = record.read_bytes()
    texts = {f"Debian-{package.name}.txt": data}
    for named in sorted(set(re.findall(rb"common-licenses/([A-Za-z][\w.-]*\w)", data))):
        common = COMMON / named.decode()
        if common.is_file():
            # A name without a version is a link to the newest; version 3 is ours as well.
            name = re.sub(r"^(L?GPL-3)$", r"\1.0", common.resolve().name)
            texts[f"{name}.txt"] = common.read_bytes()
    return texts


def licence_names(package: Package) -> str:
    """Return the licences that a record names for the library itself, in Debian's words."""
    text = (DOC / package.name / "copyright").read_text("utf-8", errors="replace")
    names: list[str] = []
    for paragraph in re.split(r"\n\s*\n", text):
        files = re.match(r"(?s)Files:\s*(.*?)\n\w", paragraph)
        licence = re.search(r"(?m)^License:[ \t]*(\S.*)$", paragraph)
        if files and licence and not files[1].startswith("debian/"):
            names.append(licence[1].strip())
    said = ", ".join(sorted(set(names)))
    return f"{said or 'see the text'} (Debian’s record of {package.name})"


def _query(*arguments: str, program: str = "dpkg-query") -> str:
    done = subprocess.run([program, *arguments], capture_output=True, text=True)
    return done.stdout
