"""A content file of any size, always the same: made-up claims, for measuring only.

python tests/bench/generate.py 100000 build/bench-content.db
"""

from __future__ import annotations

import json
import random
import sys
from decimal import Decimal
from pathlib import Path

from nklearn.base.files import write_atomically
from nklearn.domain.claims import (
    Claim,
    ClaimKind,
    Hop,
    Locator,
    Quantity,
    Sensitivity,
    Source,
    Status,
    Unit,
)
from nklearn.domain.dates import PartialDate
from nklearn.domain.evidence import target_address
from nklearn.domain.search import SearchHit
from nklearn.storage.content_writer import Pack, build
from nklearn.storage.search_writer import Document

_WORDS: dict[str, list[str]] = json.loads(
    Path(__file__).with_name("vocabulary.json").read_text(encoding="utf-8")
)
NAMES = (("Jagang", "Chagang", "자강도"), ("Gangwon", "Kangwon", "강원도"), ("Musan", "무산"))
STOP_WORDS = ("a", "an", "did", "do", "for", "from", "how", "in", "is", "much", "of", "the", "what")
_UNITS = (
    Unit("million-tonnes", "million tonnes", "Mt", "mass", Decimal(1000000)),
    Unit("percent", "percent", "%", "share", Decimal("0.01")),
)


def pack(number: int) -> Pack:
    """Return a pack of `number` claims, each with its search document."""
    claims = [_claim(index) for index in range(number)]
    source = Source(
        "made-up", "Made-up figures", "Made up", "report", "Nobody", "2016", "", "", "", "{}"
    )
    documents = [
        Document(
            SearchHit(
                target_address(claim.id),
                "claim",
                claim.title,
                claim.statement,
                "Made up 2016, Table 1",
                claim.status.value,
                claim.sensitivity.value,
            ),
            f"{claim.subject} {claim.measure} {' '.join(claim.topics)}",
        )
        for claim in claims
    ]
    return Pack("bench", STOP_WORDS, _UNITS, [source], claims, documents=documents, names=NAMES)


def _claim(index: int) -> Claim:
    chance = random.Random(index)
    subject, measure = chance.choice(_WORDS["subjects"]), chance.choice(_WORDS["measures"])
    place, maker = chance.choice(_WORDS["places"]), chance.choice(_WORDS["makers"])
    year = str(chance.randint(1945, 2016))
    mine = "".join(chance.choices(_WORDS["syllables"], k=3)).capitalize()
    if chance.random() < 0.5:
        amount, unit = Decimal(chance.randint(1, 99)), _UNITS[1]
        text = f"{amount}%"
    else:
        amount, unit = Decimal(chance.randint(100, 99999)) / 1000, _UNITS[0]
        text = f"{amount} million tonnes"
    return Claim(
        id=f"made-up-{index:06}",
        title=f"{subject.capitalize()} {measure} in {place}, {year}",
        statement=f"{maker.capitalize()} puts the {measure} of {subject} at the {mine} site in "
        f"{place} at {text} in {year}. {chance.choice(_WORDS['tails'])}.",
        subject=subject,
        measure=measure,
        kind=ClaimKind.FIGURE,
        status=chance.choice(list(Status)),
        sensitivity=Sensitivity.DEATH if chance.random() < 0.02 else Sensitivity.NONE,
        quantities=(Quantity(amount, unit.id, text),),
        years=(PartialDate.parse(year),),
        chain=(Hop("Made up", "Table 1", "made-up"),),
        locator=Locator("made-up", f"Table {index % 11 + 1}"),
        topics=(chance.choice(("economy", "work", "trade", "food")),),
    )


def main() -> None:
    """Write the file that the command line names."""
    number, path = int(sys.argv[1]), Path(sys.argv[2])
    write_atomically(path, build(pack(number)))


if __name__ == "__main__":
    main()
