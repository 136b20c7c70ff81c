"""Citations: entries of works checked by hand against the style guides, and places behind them."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import closing
from pathlib import Path

import pytest

from nklearn.content.catalog import Catalog
from nklearn.content.citations import STYLES, Cited, citation
from nklearn.content.compile import bibliography

# Worked out by hand from the guides (APA 7, MLA 9, Cite Them Right 12): a book with a translator,
# a web page with a date of access, one without author, and a name of several parts.
_BY_HAND = {
    ("hrnk-2016", "mla"): "Kim, Kwang-Jin. Gulag, Inc.: The Use of Forced Labor in North Korea’s"
    " Export Industries. Edited and translated by Raymond Ha, Committee for Human Rights in North"
    " Korea, 2016, https://www.hrnk.org/.",
    ("collins-2012", "apa"): "Collins, R. (2012). Marked for Life: Songbun, North Korea’s Social"
    " Classification System. Committee for Human Rights in North Korea.",
    ("collins-2012", "mla"): "Collins, Robert. Marked for Life: Songbun, North Korea’s Social"
    " Classification System. Committee for Human Rights in North Korea, 2012.",
    ("bermudez-camp-14", "apa"): "Bermudez, J. S., Jr., Dinville, A., & Eley, M. (2015). North"
    " Korea: Imagery Analysis of Camp 14. Committee for Human Rights in North Korea & AllSource"
    " Analysis.",
    ("bermudez-camp-14", "mla"): "Bermudez, Joseph S., Jr., et al. North Korea: Imagery Analysis of"
    " Camp 14. Committee for Human Rights in North Korea & AllSource Analysis, 2015.",
    ("statistics-korea", "mla"): "Statistics Korea. “North Korea Statistics.”"
    " http://kosis.kr/bukhan/index.jsp. Accessed 6 May 2016.",
    ("chosun-yearbook-1988", "mla"): "Chosun Joongang Yeongam [Chosun Statistical Yearbook]. 1988.",
    ("stahler-2014", "apa"): "Stahler, K. (2014, October 27). North Korea-China Trade Update: Coal"
    " Retreats, Textiles Surge. North Korea: Witness to Transformation."
    " https://piie.com/blogs/north-korea-witness-transformation",
}


@pytest.fixture
def catalog(shipped_content: Path) -> Generator[Catalog]:
    with closing(Catalog.open(shipped_content)) as found:
        yield found


@pytest.mark.parametrize(("source", "style"), list(_BY_HAND))
def test_entries_are_as_the_guides_have_them(catalog: Catalog, source: str, style: str) -> None:
    assert catalog.source(source).citations[style] == _BY_HAND[source, style]


def test_every_source_has_an_entry_in_every_style(catalog: Catalog) -> None:
    assert set(STYLES) == set(bibliography.styles())
    for source in catalog.sources():
        assert set(source.citations) == set(STYLES)
        for style, entry in source.citations.items():
            assert len(entry) > 10, (source.id, style)
            for slip in ("  ", " ,", " .", "..", "None", "”."):
                if slip == "”." and style == "harvard":
                    continue  # British usage
                assert slip not in entry, (source.id, style, entry)


def test_places_stand_behind_their_work_once(catalog: Catalog) -> None:
    cited = [
        Cited("hrnk-2016", "Table 5"),
        Cited("collins-2012"),
        Cited("hrnk-2016", "Table 4"),
        Cited("hrnk-2016", "Table 5"),
    ]
    first, second = citation(catalog, cited, "apa").splitlines()
    assert first.endswith("[Table 5; Table 4]")
    assert second == _BY_HAND["collins-2012", "apa"]
    assert citation(catalog, [], "mla") == ""
