"""What goes in as files comes out of the catalog."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path

import pytest

from nklearn.base.errors import BugError, UnknownAddressError, UserError
from nklearn.content.catalog import Catalog
from nklearn.content.compile.compiler import compile_content
from nklearn.domain.charts import Annotation, BarsSpec, ChartSpec
from nklearn.domain.claims import Sensitivity, Status
from nklearn.domain.evidence import Use
from nklearn.domain.lessons import Bullets, Check, Cite, Figure, Keep, Link, Paragraph, Term, Text
from nklearn.domain.questions import MultipleResponse, Numeric, SingleChoice


@pytest.fixture
def catalog(tree: Path, tmp_path: Path) -> Generator[Catalog]:
    compile_content(tree, tmp_path / "content.db")
    catalog = Catalog.open(tmp_path / "content.db")
    yield catalog
    catalog.close()


def test_importing_it_pulls_in_nothing_heavy() -> None:
    heavy = ["yaml", "pydantic", "markdown_it", "numpy", "sqlite_utils", "simpleeval", "PySide6"]
    heavy += ["nklearn.domain.entities", "nklearn.domain.institutions", "nklearn.domain.places"]
    code = f"import sys, nklearn.content.catalog; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_modules_and_lessons(catalog: Catalog) -> None:
    (module,) = catalog.modules()
    assert (module.id, module.number, module.title, module.minutes) == ("pits", 1, "Pits", 10)
    assert module.quiz == ("pits/how-much", "pits/what-is-told")
    (summary,) = module.lessons
    assert summary.sections[0] == ("output", "What it gave")
    assert summary.checks == 1
    lesson = catalog.lesson("pits/the-pit")
    assert lesson.words == summary.words
    first, figure, check = lesson.sections[0].blocks[:3]
    assert isinstance(first, Paragraph)
    assert first.spans[:4] == (
        Text("The "),
        Term("pit", "pit"),
        Text(" gave 500,000 tonnes in 1998 "),
        Cite(("pit-output-1998",), (1,)),
    )
    assert isinstance(figure, Figure)
    assert isinstance(figure.chart, ChartSpec)
    assert figure.chart.title == "Output halved by 1998"
    assert figure.chart.unit == "thousand-tonnes"
    assert figure.chart.labelled == (("coal", "1985"),)
    assert figure.chart.annotations == (Annotation("coal", "1998", "Down by 50%"),)
    assert check == Check("pits/how-far")
    work, doubt, last = lesson.sections[1:]
    assert isinstance(work.blocks[0], Paragraph)
    assert Link("nk:data/pit-output?show=coal", "the table") in work.blocks[0].spans
    assert isinstance(doubt.blocks[0], Paragraph)
    conflict = Cite(("pit-output/coal/1998", "pit-output-1998"), (1, 2), conflict=True)
    assert conflict in doubt.blocks[0].spans
    assert isinstance(doubt.blocks[1], Bullets)
    bars = last.blocks[-2]
    assert isinstance(bars, Figure)
    assert bars.chart == BarsSpec(
        dataset="pit-crews",
        series=("carters", "cutters", "keepers"),
        period="1998",
        unit="crew",
        title="Most of the 120 cutters",
        subtitle="People in the pit, by work",
        alt="Carters 80, cutters 120, keepers no value.",
        cites=("pit-crews/cutters/1998",),
    )
    assert isinstance(last.blocks[-1], Keep)
    assert len(last.blocks[-1].sentences) == 3


def test_questions(catalog: Catalog) -> None:
    choice = catalog.question("pits/how-far")
    assert isinstance(choice.body, SingleChoice)
    assert [option.right for option in choice.body.options] == [True, False, False]
    several = catalog.question("pits/what-is-told")
    assert isinstance(several.body, MultipleResponse)
    assert [option.right for option in several.body.options] == [True, False, True, False]
    assert several.body.options[1].cites == ("pit-fall",)
    numeric = catalog.question("pits/how-much")
    assert isinstance(numeric.body, Numeric)
    assert (numeric.body.answer, numeric.body.low) == (Decimal(500), Decimal(495))
    assert numeric.chart is not None
    assert numeric.explanation[1] == Cite(("pit-output-1998",), (1,))


def test_evidence_of_a_claim(catalog: Catalog) -> None:
    found = catalog.evidence("pit-output-1998")
    assert found.address == "nk:fact/pit-output-1998"
    assert found.value == "500 thousand tonnes"
    assert found.source_line == "Made up 2016, Section 1"
    assert found.hands == 1
    assert [each.id for each in found.disagreements] == ["pit-1998"]
    assert catalog.evidence("pit-opened").sensitivity is Sensitivity.VIOLENCE
    assert catalog.evidence("pit-fall").value == "50%"


def test_evidence_of_a_cell(catalog: Catalog) -> None:
    found = catalog.evidence("pit-output/coal/1998")
    assert found.address == "nk:data/pit-output?cell=coal/1998"
    assert (found.value, found.printed) == ("500 thousand tonnes", "5.00")
    assert found.status is Status.CORRECTED
    assert found.statement == "Coal, 1998: 500 thousand tonnes. Given by: Nobody."
    stained = catalog.evidence("pit-output/coal/2000")
    assert (stained.value, stained.source_line) == ("", "Made up 2016, Table 2")


def test_uses(catalog: Catalog) -> None:
    assert catalog.uses_of("pit-output-1998") == (
        Use("nk:lesson/pits/the-pit#output", "The pit: What it gave", "lesson"),
        Use("nk:lesson/pits/the-pit#doubt", "The pit: What is in doubt", "lesson"),
        Use("nk:practice/pits", "How much did the pit give in 1998?", "question"),
        Use("nk:practice/pits", "Which of these does the report say itself?", "question"),
        Use("nk:disagreement/pit-1998", "The pit in 1998", "disagreement"),
        Use("nk:event/pits-merged", "The ministry is made of the bureau", "event"),
        Use("nk:event/pits-abolished", "The ministry ends", "event"),
        Use("nk:consequence/work-of-basic", "Work in offices", "consequence"),
        Use("nk:provision/pit-law-5", "Choice of work", "provision"),
        Use("nk:command/pits-over-bureau", "Ministry of Pits over Pit Bureau", "command"),
    )
    opened = {use.address for use in catalog.uses_of("pit-opened")}
    # A state of a place and a reported practice rest on it, too.
    assert {"nk:place/deep-pit", "nk:provision/pit-law-5", "nk:organisation/pit-watch"} <= opened
    assert "chart" in [use.kind for use in catalog.uses_of("pit-output/coal/1985")]
    drawn = Use("nk:lesson/pits/the-pit#next", "Most of the 120 cutters", "chart")
    assert catalog.uses_of("pit-crews/carters/1998") == (drawn,)
    assert catalog.uses_of("pit-crews/cutters/1985") == ()  # a bar shows one period


def test_the_rest(catalog: Catalog) -> None:
    assert catalog.version == "9.9"
    assert catalog.dataset("pit-output").breaks == (("1985", "1998"),)
    assert catalog.dataset("pit-output").periods == ("1985", "1998", "2000")
    assert [entry.id for entry in catalog.glossary_entries()] == ["pit"]
    assert [claim.id for claim in catalog.claims()] == ["pit-fall", "pit-opened", "pit-output-1998"]
    assert catalog.claims_of("made-up-2016") == catalog.claims()
    assert catalog.page("about")[0].title == "What it is"
    assert catalog.convert(Decimal(37500), "thousand-tonnes", "tonnes") == Decimal(37500000)
    with pytest.raises(BugError):
        catalog.convert(Decimal(1), "percent", "tonnes")
    catalog.check_integrity()


def test_stats(catalog: Catalog) -> None:
    assert catalog.stats() == {
        "claims": 3,
        "sources": 1,
        "disagreements": 1,
        "datasets": 3,
        "observations": 22,
        "glossary": 1,
        "institutions": 4,
        "bodies": 4,
        "events": 3,
        "command_links": 2,
        "classes": 1,
        "consequences": 1,
        "songbun_categories": 2,
        "songbun_origins": 1,
        "labels": 4,
        "places": 4,
        "instruments": 1,
        "provisions": 1,
        "penalties": 1,
        "sanctions": 1,
        "organisations": 1,
        "people": 1,
        "modules": 1,
        "lessons": 1,
        "summaries": 0,
        "questions": 3,
        "graded_questions": 0,
        "questions_by_type": {"multiple-response": 1, "numeric": 1, "single-choice": 1},
    }


def test_what_is_not_there(catalog: Catalog) -> None:
    for ask in (
        catalog.module,
        catalog.lesson,
        catalog.claim,
        catalog.source,
        catalog.dataset,
        catalog.glossary,
        catalog.question,
        catalog.disagreement,
        catalog.unit,
        catalog.page,
        catalog.evidence,
    ):
        for name in ("nothing", "", "a/b/c", "pit-output/coal/1999", "\0'"):
            with pytest.raises(UnknownAddressError) as caught:
                ask(name)
            assert isinstance(caught.value, UserError)
            assert caught.value.todo
    assert catalog.uses_of("nothing") == ()
    assert catalog.disagreements_of("nothing") == ()


def test_any_thread_may_ask(catalog: Catalog) -> None:
    with ThreadPoolExecutor(8) as pool:
        jobs = [pool.submit(catalog.search, text) for text in ("pit", "output 1998", "o") * 50]
        jobs += [pool.submit(catalog.search, "half of the fall") for _ in range(50)]
        assert all(job.result() for job in jobs)


def test_search(catalog: Catalog) -> None:
    found = [hit.address for hit in catalog.search("how much in 1998")]
    assert "nk:fact/pit-output-1998" in found[:8]
    assert "nk:data/pit-output?cell=coal/1998" in found
    kinds = {hit.kind for hit in catalog.search("pit", 50)}
    assert kinds >= {"module", "lesson", "glossary", "disagreement", "data", "claim", "cell"}
    assert kinds >= {"body", "event", "command", "place", "law", "provision", "organisation"}
    (hit,) = (hit for hit in catalog.search("jagang") if hit.kind == "claim")
    assert hit.address == "nk:fact/pit-output-1998"
    assert [hit.sensitivity for hit in catalog.search("opens") if hit.kind == "claim"] == [
        "violence"
    ]
