"""Markdown of lessons, pages and questions, read into prose that knows its lines.

CommonMark with MyST targets, roles and colon fences, by markdown-it-py and its plugins; the
citation `[@id]` is a rule of our own. What the format does not list is a fault.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from markdown_it import MarkdownIt
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from mdit_py_plugins.colon_fence import colon_fence_plugin
from mdit_py_plugins.front_matter import front_matter_plugin
from mdit_py_plugins.myst_blocks import myst_block_plugin
from mdit_py_plugins.myst_role import myst_role_plugin

from nklearn.content.compile.faults import Faults, Place

CITE = "\ufffc"
REASONS = ("name", "section", "list", "example")
_CITATION = re.compile(r"\[@([^\[\]]*)\]")
_NAME = r"[a-z0-9]+(?:-[a-z0-9]+)*"
_TARGET = re.compile(rf"{_NAME}(?:/{_NAME}/{_NAME})?")
_TERM = re.compile(r"(.+?)\s*<([^<>]+)>")
_DIRECTIVE = re.compile(r"\{([a-z]+)\}\s*(.*)")
_OPTION = re.compile(r":([a-z]+):\s*(.*)")
_SEE = "see docs/content-format.md for what may stand there"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of prose. `kind`: text, free (a number in it needs no citation), term, link, cite.

    `goal` is the word looked up of a term and the address of a link.
    """

    kind: str
    text: str
    line: int
    goal: str = ""
    targets: tuple[str, ...] = ()
    conflict: bool = False
    emphasis: bool = False
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, list item or line of text."""

    place: Place
    pieces: tuple[Piece, ...]

    @property
    def plain(self) -> str:
        """The words alone."""
        text = "".join(piece.text for piece in self.pieces if piece.kind != "cite")
        return " ".join(re.sub(r"\s+([.,;:!?])", r"\1", text).split())


@dataclass(frozen=True, slots=True)
class RawList:
    """A list of one level."""

    items: tuple[Prose, ...]
    ordered: bool


@dataclass(frozen=True, slots=True)
class Directive:
    """A block between colons: `{name} argument`, options with their lines, and a body."""

    name: str
    argument: str
    options: tuple[tuple[str, str, int], ...]
    body: str
    place: Place
    body_line: int


RawBlock = Prose | RawList | Directive


@dataclass(slots=True)
class RawSection:
    """A heading and what stands below it; `id` is empty if no target line gives one."""

    id: str
    title: str
    place: Place
    blocks: list[RawBlock] = field(default_factory=list[RawBlock])


@dataclass(slots=True)
class RawDocument:
    """A Markdown file; `front` is its front matter as text, which starts at line 2."""

    front: str
    place: Place
    sections: list[RawSection] = field(default_factory=list[RawSection])


class MarkdownReader:
    """Reads Markdown and notes what the format does not allow."""

    def __init__(self, faults: Faults) -> None:
        """Note faults in `faults`."""
        self._faults = faults
        self._parser = MarkdownIt("commonmark", {"maxNesting": 20})
        self._parser.use(front_matter_plugin).use(myst_block_plugin).use(myst_role_plugin)
        self._parser.use(colon_fence_plugin)
        self._parser.inline.ruler.before("link", "citation", _citation)

    def document(self, text: str, place: Place) -> RawDocument:
        """Read a whole file."""
        tokens = self._parser.parse(text)
        document = RawDocument("", place)
        section = RawSection("", "", place)
        target, number = "", 0
        while number < len(tokens):
            token = tokens[number]
            here = _place(place, token)
            end = _end(tokens, number)
            if token.type == "front_matter":
                document.front = token.content
            elif token.type == "myst_target":
                target = token.content.strip()
            elif token.type == "heading_open":
                if token.tag != "h2":
                    self._faults.add(here, "a heading that is not of level 2", "write `## `")
                title = self._inline(tokens[number + 1], here).plain
                section = RawSection(target, title, here)
                document.sections.append(section)
                target = ""
            else:
                if not document.sections:
                    document.sections.append(section)
                section.blocks += self._block(tokens[number : end + 1], here)
            number = end + 1
        if target:
            self._faults.add(place, f"the target `{target}` has no heading after it", "add one")
        return document

    def line(self, text: str, place: Place) -> Prose:
        """Read one text without blocks (a stem, an option, a feedback)."""
        tokens = self._parser.parseInline(text)
        return self._inline(tokens[0], place) if tokens else Prose(place, ())

    def items(self, directive: Directive) -> tuple[Prose, ...]:
        """Read the body of a directive as a list."""
        place = directive.place.at(directive.body_line)
        blocks: list[RawBlock] = []
        tokens = self._parser.parse(directive.body)
        number = 0
        while number < len(tokens):
            end = _end(tokens, number)
            blocks += self._block(tokens[number : end + 1], _place(place, tokens[number]))
            number = end + 1
        if len(blocks) == 1 and isinstance(blocks[0], RawList):
            return blocks[0].items
        self._faults.add(directive.place, f"`{directive.name}` holds no list", _SEE)
        return ()

    def _block(self, tokens: Sequence[Token], here: Place) -> list[RawBlock]:
        first = tokens[0]
        if first.type == "paragraph_open":
            return [self._inline(tokens[1], here)]
        if first.type in ("bullet_list_open", "ordered_list_open"):
            return [self._list(tokens, here)]
        if first.type == "colon_fence":
            found = _DIRECTIVE.fullmatch(first.info.strip())
            if found:
                return [_directive(first, found[1], found[2].strip(), here)]
        if first.type not in ("myst_line_comment", "html_block"):
            what = first.type.removesuffix("_open").replace("_", " ")
            self._faults.add(here, f"a {what} may not stand here", _SEE)
        elif first.type == "html_block":
            self._faults.add(here, "HTML may not stand here", "write Markdown")
        return []

    def _list(self, tokens: Sequence[Token], here: Place) -> RawList:
        items: list[Prose] = []
        base = here.line - (tokens[0].map or [0])[0]
        for token in tokens[1:-1]:
            if token.type == "inline":
                line = base + (token.map or [0])[0]
                items.append(self._inline(token, here.at(line)))
            elif token.type.endswith("_open") and token.type not in (
                "list_item_open",
                "paragraph_open",
            ):
                line = base + (token.map or [0])[0]
                self._faults.add(here.at(line), "a list item holds more than one text", _SEE)
        return RawList(tuple(items), tokens[0].type == "ordered_list_open")

    def _inline(self, token: Token, here: Place) -> Prose:
        pieces: list[Piece] = []
        line, emphasis, strong, link = here.line, 0, 0, ""
        for child in token.children or []:
            kind = child.type
            if kind in ("softbreak", "hardbreak"):
                pieces.append(Piece("text", " ", line))
                line += 1
            elif kind == "em_open" or kind == "em_close":
                emphasis += child.nesting
            elif kind == "strong_open" or kind == "strong_close":
                strong += child.nesting
            elif kind == "link_open":
                link = str(child.attrs.get("href", ""))
            elif kind == "link_close":
                link = ""
            elif kind == "cite":
                pieces.append(self._cite(child.content, here.at(line)))
            elif kind == "myst_role":
                if link:
                    what = "a role stands in the words of a link, and would end it"
                    self._faults.add(here.at(line), what, "put one of them elsewhere")
                pieces.append(self._role(child, here.at(line)))
            elif kind in ("text", "code_inline", "text_special"):
                sort = "link" if link else "free" if kind == "code_inline" else "text"
                piece = Piece(sort, child.content, line, link)
                pieces.append(replace(piece, emphasis=emphasis > 0, strong=strong > 0))
            else:
                what = kind.replace("_", " ")
                self._faults.add(here.at(line), f"{what} may not stand here", _SEE)
        return Prose(here, tuple(piece for piece in pieces if piece.text or piece.kind == "cite"))

    def _cite(self, content: str, here: Place) -> Piece:
        conflict = "!=" in content
        parts = [part.strip().removeprefix("@") for part in re.split(r"!=|;", content)]
        for part in parts:
            if not _TARGET.fullmatch(part):
                self._faults.add(
                    here, f"{part!r} is no target", "write [@claim-id] or [@data/series/period]"
                )
        targets = tuple(part for part in parts if _TARGET.fullmatch(part))
        return Piece("cite", "", here.line, targets=targets, conflict=conflict)

    def _role(self, token: Token, here: Place) -> Piece:
        name, content = str(token.meta.get("name", "")), " ".join(token.content.split())
        if name == "term":
            found = _TERM.fullmatch(content)
            text, goal = (found[1], found[2]) if found else (content, content)
            return Piece("term", text, here.line, goal.strip())
        if name not in REASONS:
            self._faults.add(here, f"unknown role `{name}`", _SEE)
        return Piece("free", content, here.line, goal=name)


def _citation(state: StateInline, silent: bool) -> bool:
    found = _CITATION.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("cite", "", 0)
        token.content = found[1]
    state.pos = found.end()
    return True


def _directive(token: Token, name: str, argument: str, here: Place) -> Directive:
    lines = token.content.split("\n")
    options: list[tuple[str, str, int]] = []
    number = 0
    while number < len(lines) and (found := _OPTION.fullmatch(lines[number].strip())):
        options.append((found[1], found[2].strip(), here.line + 1 + number))
        number += 1
    body = "\n".join(lines[number:]).rstrip("\n")
    return Directive(name, argument, tuple(options), body, here, here.line + 1 + number)


def _place(place: Place, token: Token) -> Place:
    return place.at(place.line + (token.map[0] if token.map else 0))


def _end(tokens: Sequence[Token], start: int) -> int:
    """Return where the block that opens at `start` closes."""
    depth = 0
    for number in range(start, len(tokens)):
        depth += tokens[number].nesting
        if depth <= 0:
            return number
    return len(tokens) - 1
