"""Leave out of ICU's data what no part of the program asks for: keep-icu.txt says what stays.

The data are one symbol in a shared library that holds nothing else. It is taken out, thinned by
ICU's own `icupkg`, and linked again under the same name, so Qt's other libraries find it.
"""

from __future__ import annotations

import fnmatch
import subprocess
import tempfile
from pathlib import Path

_KEEP = Path(__file__).with_name("keep-icu.txt")
# The symbol's size stands in the header of the data's own table; the linker needs the bytes alone.
_SOURCE = """\
.section .rodata
.balign 16
.globl {symbol}
.type {symbol}, @object
{symbol}:
.incbin "{file}"
.size {symbol}, .-{symbol}
.section .note.GNU-stack,"",@progbits
"""


def thin(library: Path) -> None:
    """Replace `libicudata.so.<version>` by one that holds what keep-icu.txt names.

    Raises:
        SystemExit: the library is not of the known form.
        subprocess.CalledProcessError: icupkg, as or ld failed.
    """
    symbol, start, size = _symbol(library)
    patterns = [
        line for line in _KEEP.read_text("utf-8").split("\n") if line and not line.startswith("#")
    ]
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        # icupkg takes the name of the package, with its byte order, from the file's.
        data, kept = work / f"{symbol.removesuffix('_dat')}l.dat", work / "kept.dat"
        data.write_bytes(library.read_bytes()[start : start + size])
        items = _run("icupkg", "-l", data).splitlines()
        gone = [item for item in items if not any(fnmatch.fnmatchcase(item, p) for p in patterns)]
        (work / "gone.txt").write_text("\n".join(gone) + "\n", "utf-8")
        _run("icupkg", "-r", work / "gone.txt", data, kept)
        (work / "data.s").write_text(_SOURCE.format(symbol=symbol, file=kept), "utf-8")
        _run("as", "-o", work / "data.o", work / "data.s")
        made = work / library.name
        _run(
            "ld",
            "-shared",
            "-z",
            "noexecstack",
            "-soname",
            library.name,
            "-o",
            made,
            work / "data.o",
        )
        library.write_bytes(made.read_bytes())


def _symbol(library: Path) -> tuple[str, int, int]:
    """Return the name, the place in the file and the size of the one symbol of the data."""
    for line in _run("readelf", "-W", "--dyn-syms", library).splitlines():
        parts = line.split()
        if len(parts) == 8 and parts[7].startswith("icudt"):
            return parts[7], int(parts[1], 16), int(parts[2], 0)
    raise SystemExit(f"{library.name} holds no data of ICU.")


def _run(*command: str | Path) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout
