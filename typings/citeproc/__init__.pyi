"""The part of citeproc-py that we use."""

from collections.abc import Sequence
from types import ModuleType

from citeproc.source.json import CiteProcJSON

formatter: _Formatters

class _Formatters(ModuleType):
    plain: ModuleType

class CitationStylesStyle:
    def __init__(self, style: str, locale: str | None = ..., validate: bool = ...) -> None: ...

class CitationItem:
    def __init__(self, key: str) -> None: ...

class Citation:
    def __init__(self, cites: Sequence[CitationItem]) -> None: ...

class CitationStylesBibliography:
    keys: list[str]
    def __init__(
        self, style: CitationStylesStyle, source: CiteProcJSON, formatter: ModuleType
    ) -> None: ...
    def register(self, citation: Citation) -> None: ...
    def bibliography(self) -> list[object]: ...
