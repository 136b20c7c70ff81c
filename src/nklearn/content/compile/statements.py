"""The figures in a claim's own sentence: each must be one of its values, years or dates."""

from __future__ import annotations

import re

from nklearn.content.compile.faults import Faults
from nklearn.content.compile.figures import Figure, FigureFinder
from nklearn.content.compile.records import Records
from nklearn.content.compile.style import unquoted
from nklearn.content.compile.support import Support
from nklearn.domain.claims import Claim
from nklearn.domain.dates import PartialDate

# Numbers that are part of a name: camp 15, No. 12, Tables 6 and 7, articles 14 and 26.
_NAMED = re.compile(
    r"\b(?:camps?|nos?\.|numbers?|tables?|graphs?|images?|charts?|articles?|resolutions?|sections?"
    r"|chapters?|paragraphs?|par\.|footnotes?|pages?|rows?|office|department|unit|villages?"
    r"|categor(?:y|ies)|conventions?|tier|kwan-li-so|kyo-hwa-so)\s"
    r"(?:[A-Z]?\d+\w*(?:,\s|,?\sand\s|\sto\s|\sor\s|–))*$",
    re.IGNORECASE,
)
_TARGETS = re.compile(r"\{([^}]+)\}")


def check(records: Records, faults: Faults) -> None:
    """Note every figure in the title or statement of a sound claim that nothing of it backs.

    It may also be a value that a formula starts from, the year of a source, and stand in
    quotation marks or behind a word that makes it part of a name ("camp 15").
    """
    finder = FigureFinder((unit, records.unit_words[name]) for name, unit in records.units.items())
    for name, claim in records.claims.items():
        support = _support(claim, records)
        for key in ("title", "statement") if support.sound else ():
            text = unquoted(getattr(claim, key))
            for figure in finder.find(text):
                if not _is_backed(figure, text, support):
                    faults.add(
                        records.claim_entries[name].at(key),
                        f'"{figure.text}" is no value or year of the claim `{name}`',
                        "correct it, add it to `values` or `years`, or say it without a figure",
                    )


def _support(claim: Claim, records: Records) -> Support:
    support = records.support((claim.id, *_TARGETS.findall(claim.formula)))
    support.printed += [quantity.text for quantity in claim.quantities]
    for source in {claim.locator.source, *(hop.source for hop in claim.chain)}:
        if source in records.sources:
            support.dates += _issued(records.sources[source].issued)
    return support


def _issued(text: str) -> list[PartialDate]:
    return [PartialDate.parse(year) for year in re.findall(r"\b\d{4}\b", text)]


def _is_backed(figure: Figure, text: str, support: Support) -> bool:
    return support.backs(figure) or bool(_NAMED.search(text[: figure.start]))
