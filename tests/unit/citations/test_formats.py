"""Every format is read back by a library that knows nothing of ours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest
import rispy
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import (
    LatexDecodingMiddleware,
    SeparateCoAuthors,
    SplitNameParts,
)
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.citations import bibtex_writer, plain_text
from generator.citations import coins as coins_module
from generator.citations import csl_json as csl_json_module
from generator.citations import ris as ris_module
from generator.citations.biblatex_writer import BIBLATEX
from generator.citations.citation_keys import citation_keys
from generator.citations.reference import reference, references
from generator.content.load import load
from generator.model.models import ItemType, Paper, Venue
from generator.text import latex


def bibtex(
    paper: Paper,
    key: str,
    venues: Mapping[str, Venue],
    abstract: bool = False,
    form: bibtex_writer.Dialect = bibtex_writer.BIBTEX,
) -> str:
    return bibtex_writer.entry(reference(paper, venues), key, abstract, form)


def ris(paper: Paper, venues: Mapping[str, Venue], abstract: bool = True) -> str:
    return ris_module.ris(reference(paper, venues), "key", abstract)


def csl_json(
    paper: Paper, key: str, venues: Mapping[str, Venue], abstract: bool = True
) -> dict[str, Any]:
    return csl_json_module.csl_json(reference(paper, venues), key, abstract)


def plain(paper: Paper, venues: Mapping[str, Venue]) -> str:
    return plain_text.plain(reference(paper, venues))


def coins(paper: Paper, venues: Mapping[str, Venue]) -> str:
    return coins_module.coins(reference(paper, venues))


VENUES = {
    "ICLR": Venue("ICLR", "International Conference on Learning Representations", "conference"),
    "JMLR": Venue("JMLR", "Journal of Machine Learning Research", "journal"),
    "CUP": Venue("CUP", "Cambridge University Press", "book"),
}
PAPER = Paper(
    id="poincare-resnet",
    title="Poincar\\'e ResNet & the $L^p$ Norm: 50% of Łukasz's CNNs",
    abstract="An ‘odd’ abstract with $x_i < 3$, 80% & more.\nIt has “two” lines, naïveté — 漢字.",
    authors=(
        "Max van Spengler", "Blaise Agüera y Arcas", "Sammy Davis Jr.", "Łukasz Świrszcz",
        "NLLB Team", "李明", "Jun and Sons",
    ),
    year=2023,
    venue="ICLR 2024",
    arxiv="2303.14027",
    doi="10.1000/x_y(1)",
)  # fmt: skip
NAMES = [
    "van Spengler, Max", "Agüera y Arcas, Blaise", "Davis, Sammy, Jr.", "Świrszcz, Łukasz",
    "NLLB Team", "李明", "Sons, Jun and",
]  # fmt: skip
TITLE = "Poincaré ResNet & the L^p Norm: 50% of Łukasz's CNNs"


def bib_entry(text: str) -> dict[str, str]:
    library = parse_string(text)
    assert not library.failed_blocks, text
    assert len(library.blocks) == len(library.entries) == 1, text
    entry = library.entries[0]
    return {
        "ENTRYTYPE": entry.entry_type,
        "ID": entry.key,
        **{field.key: field.value for field in entry.fields},
    }


def authors(text: str) -> list[str]:
    found = parse_string(text, append_middleware=[SeparateCoAuthors()]).entries[0]["author"]
    assert isinstance(found, list)
    return found


def without_braces(text: str) -> str:
    return re.sub(r"(?<!\\)[{}]", "", text)


def test_bibtex_field_by_field() -> None:
    fields = bib_entry(bibtex(PAPER, "key", VENUES, abstract=True))
    title, abstract = fields.pop("title"), fields.pop("abstract")
    fields.pop("author")
    assert fields == {
        "ENTRYTYPE": "inproceedings",
        "ID": "key",
        "booktitle": "International Conference on Learning Representations",
        "year": "2024",
        "eprint": "2303.14027",
        "eprinttype": "arxiv",
        "archivePrefix": "arXiv",
        "doi": "10.1000/x_y(1)",
        "url": "https://arxiv.org/abs/2303.14027",
    }
    assert "{{ResNet}}" in title
    assert "{{$L^p$}}" in title
    assert "{{CNNs}}" in title
    assert latex.to_text(title.replace("{{", "").replace("}}", "")) == TITLE
    assert latex.to_text(abstract) == latex.to_text(PAPER.abstract).replace("漢字", "HanZi")
    assert authors(bibtex(PAPER, "key", VENUES)) == [
        "van Spengler, Max", "{Ag{\\\"u}era y Arcas}, Blaise", "Davis, Jr., Sammy",
        "{\\'S}wirszcz, {\\L}ukasz", "{NLLB Team}", "LiMing", "Sons, {Jun and}",
    ]  # fmt: skip


def test_biblatex_is_in_unicode_and_says_once_where_a_paper_is() -> None:
    written = bibtex(PAPER, "key", VENUES, form=BIBLATEX)
    assert [without_braces(name) for name in authors(written)] == [
        "van Spengler, Max", "Agüera y Arcas, Blaise", "Davis, Jr., Sammy", "Świrszcz, Łukasz",
        "NLLB Team", "李明", "Sons, Jun and",
    ]  # fmt: skip
    preprint = bib_entry(bibtex(replace(PAPER, venue=None), "key", VENUES, form=BIBLATEX))
    assert preprint["ENTRYTYPE"] == "online"
    assert (preprint["date"], preprint["eprinttype"]) == ("2023", "arxiv")
    assert not {"howpublished", "archivePrefix", "year"} & preprint.keys()


@pytest.mark.parametrize(
    ("venue", "arxiv", "doi", "where"),
    [
        (None, "2303.14027", None, "arXiv:2303.14027"),
        ("Somewhere 2020", "2303.14027", None, "Somewhere 2020, arXiv:2303.14027"),
        ("Somewhere 2020", None, None, "Somewhere 2020"),
        (None, None, "10.1000/x", "https://doi.org/10.1000/x"),
    ],
)
def test_a_preprint_says_in_words_where_it_is(
    venue: str | None, arxiv: str | None, doi: str | None, where: str
) -> None:
    kind = ItemType.PREPRINT if venue else None
    paper = replace(PAPER, venue=venue, arxiv=arxiv, doi=doi, type=kind)
    assert without_braces(bib_entry(bibtex(paper, "key", {}))["howpublished"]) == where


def test_bibtex_names_are_split_as_bibtex_does() -> None:
    text = bibtex(PAPER, "key", VENUES)
    middleware = [SeparateCoAuthors(), SplitNameParts()]
    library = parse_string(text, append_middleware=middleware)
    names = library.entries[0]["author"]
    assert [(n.von, [without_braces(w) for w in n.last], n.jr) for n in names[:3]] == [
        (["van"], ["Spengler"], []),
        ([], ['Ag\\"uera y Arcas'], []),
        ([], ["Davis"], ["Jr."]),
    ]
    assert names[4].last == ["{NLLB Team}"]
    assert len(names) == len(PAPER.authors)


def test_accents_survive_another_decoder() -> None:
    library = parse_string(
        bibtex(replace(PAPER, title="Poincar\\'e and \\\"Uber \\c{c}a"), "k", VENUES),
        append_middleware=[LatexDecodingMiddleware()],
    )
    assert without_braces(library.entries[0]["title"]) == "Poincaré and Über ça"
    assert "Świrszcz, Łukasz" in library.entries[0]["author"]


@pytest.mark.parametrize(
    ("venue", "bib_type", "field", "name", "ris_type", "csl_type"),
    [
        ("ICLR 2024", "inproceedings", "booktitle", VENUES["ICLR"].name, "CONF",
         "paper-conference"),
        ("ICLR 2024 (workshop)", "inproceedings", "booktitle",
         VENUES["ICLR"].name + " (workshop)", "CONF", "paper-conference"),
        ("JMLR", "article", "journal", VENUES["JMLR"].name, "JOUR", "article-journal"),
        ("CUP 2022", "book", "publisher", "Cambridge University Press", "BOOK", "book"),
        ("Somewhere 2020", "article", "journal", "Somewhere 2020", "JOUR", "article-journal"),
        ("Proc. of the Elsewhere 2020", "inproceedings", "booktitle",
         "Proc. of the Elsewhere 2020", "CONF", "paper-conference"),
        (None, "misc", "howpublished", "arXiv:2303.14027", "RPRT", "article"),
    ],
)  # fmt: skip
def test_the_venue_decides_the_type(
    venue: str | None,
    bib_type: str,
    field: str,
    name: str,
    ris_type: str,
    csl_type: str,
) -> None:
    paper = replace(PAPER, venue=venue)
    fields = bib_entry(bibtex(paper, "k", VENUES))
    containers = {"booktitle", "journal", "publisher", "howpublished"} & fields.keys()
    assert fields["ENTRYTYPE"] == bib_type
    assert {c: without_braces(fields[c]) for c in containers} == {field: name}
    assert rispy.loads(ris(paper, VENUES))[0]["type_of_reference"] == ris_type
    assert csl_json(paper, "k", VENUES)["type"] == csl_type


def test_the_year_is_the_venues_own_else_the_papers() -> None:
    assert reference(PAPER, VENUES).year == 2024
    assert reference(replace(PAPER, venue="JMLR"), VENUES).year == 2023
    assert reference(replace(PAPER, venue=None, year=None), VENUES).year is None


def test_ris_field_by_field() -> None:
    text = ris(PAPER, VENUES)
    assert all(line.endswith("\r\n") for line in text.splitlines(keepends=True))
    assert rispy.loads(text) == [
        {
            "type_of_reference": "CONF",
            "id": "key",
            "title": TITLE,
            "authors": NAMES,
            "year": "2024",
            "secondary_title": "International Conference on Learning Representations",
            "name_of_database": "arXiv",
            "accession_number": "2303.14027",
            "note": "arXiv:2303.14027",
            "doi": "10.1000/x_y(1)",
            "urls": ["https://arxiv.org/abs/2303.14027"],
            "file_attachments1": "https://arxiv.org/pdf/2303.14027",
            "abstract": "An ‘odd’ abstract with x_i < 3, 80% & more. "
            "It has “two” lines, naïveté — 漢字.",
        }
    ]
    assert "abstract" not in rispy.loads(ris(PAPER, VENUES, abstract=False))[0]


def test_csl_json_field_by_field() -> None:
    item = csl_json(PAPER, "key", VENUES)
    assert item.pop("abstract").endswith("naïveté — 漢字.")
    assert item == {
        "id": "key",
        "type": "paper-conference",
        "title": TITLE,
        "author": [
            {"family": "van Spengler", "given": "Max"},
            {"family": "Agüera y Arcas", "given": "Blaise"},
            {"family": "Davis, Jr.", "given": "Sammy"},
            {"family": "Świrszcz", "given": "Łukasz"},
            {"literal": "NLLB Team"},
            {"literal": "李明"},
            {"family": "Sons", "given": "Jun and"},
        ],
        "issued": {"date-parts": [[2024]]},
        "container-title": "International Conference on Learning Representations",
        "archive": "arXiv",
        "archive_location": "2303.14027",
        "DOI": "10.1000/x_y(1)",
        "URL": "https://arxiv.org/abs/2303.14027",
    }


def test_a_preprint_names_arxiv_in_csl_json() -> None:
    item = csl_json(replace(PAPER, venue=None), "key", VENUES)
    assert (item["publisher"], item["number"]) == ("arXiv", "arXiv:2303.14027")
    assert "archive_location" not in item  # APA prints it beside the number


def test_plain_text_is_one_line_without_doubled_full_stops() -> None:
    paper = replace(PAPER, title="Why?", authors=("Ada B.", "Bo Li", "Sammy Davis Jr."))
    assert plain(paper, VENUES) == (
        "Ada B., Bo Li and Sammy Davis Jr. Why? "
        "International Conference on Learning Representations, 2024. arXiv:2303.14027"
    )
    bare = Paper("x", "A Title", "")
    assert plain(bare, {}) == "A Title."
    many = replace(paper, authors=tuple(f"A Author{n}" for n in range(11)))
    assert "Author8, et al. Why?" in plain(many, VENUES)


def test_coins_is_read_back_as_zotero_reads_it() -> None:
    pairs = parse_qs(coins(PAPER, VENUES))
    assert pairs["ctx_ver"] == ["Z39.88-2004"]
    assert (pairs["rft_val_fmt"], pairs["rft.genre"]) == (
        ["info:ofi/fmt:kev:mtx:book"],
        ["proceeding"],
    )
    assert pairs["rft.atitle"] == [TITLE]
    assert pairs["rft.btitle"] == ["International Conference on Learning Representations"]
    # Zotero passes over what follows a second comma.
    assert pairs["rft.au"] == [name.replace(", Jr.", " Jr.") for name in NAMES]
    assert pairs["rft.date"] == ["2024"]
    assert pairs["rft_id"] == ["info:doi/10.1000/x_y(1)", "https://arxiv.org/abs/2303.14027"]
    journal = parse_qs(coins(replace(PAPER, venue="JMLR"), VENUES))
    assert journal["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:journal"]
    assert journal["rft.jtitle"] == ["Journal of Machine Learning Research"]
    assert coins(PAPER, VENUES).isascii()
    preprint = parse_qs(coins(replace(PAPER, venue=None), VENUES))
    assert preprint["rft_val_fmt"] == ["info:ofi/fmt:kev:mtx:dc"]
    assert preprint["rft.type"] == ["preprint"]
    assert preprint["rft.title"] == [TITLE]


def test_topics_and_tags_are_in_every_format() -> None:
    ref = replace(reference(PAPER, VENUES), keywords=("Norms, scales & more", "CNNs"))
    assert bib_entry(bibtex_writer.entry(ref, "k"))["keywords"] == "Norms scales \\& more, CNNs"
    assert rispy.loads(ris_module.ris(ref, "k"))[0]["keywords"] == list(ref.keywords)
    assert csl_json_module.csl_json(ref, "k")["keyword"] == "Norms, scales & more, CNNs"
    assert parse_qs(coins_module.coins(ref))["rft.subject"] == list(ref.keywords)


def test_a_paper_of_which_only_the_title_is_known() -> None:
    bare = Paper("x", "A Title", "")
    assert bib_entry(bibtex(bare, "k", {})) == {"ENTRYTYPE": "misc", "ID": "k", "title": "A Title"}
    assert rispy.loads(ris(bare, {})) == [
        {"type_of_reference": "RPRT", "id": "key", "title": "A Title", "type_of_work": "Preprint"}
    ]
    assert csl_json(bare, "k", {}) == {"id": "k", "type": "article", "title": "A Title"}


PIECES = [
    *"{}\\\"$%&#_^~@=,;-\r\n\t\x00\ud800\u2028\x85 aB漢é<>|'`(", " and ", "\nER  - ", "@misc{a,",
    "\\begin{x}", "\\'", "\\alpha", "]]>", "http://a.b/{c}",
]  # fmt: skip
hostile = st.lists(st.sampled_from(PIECES) | st.characters(), max_size=25).map("".join)


@settings(max_examples=150)
@given(hostile, hostile, hostile, hostile, hostile)
def test_no_text_breaks_a_format(
    title: str, abstract: str, name: str, venue: str, url: str
) -> None:
    paper = Paper(
        "x", title, abstract, (name, "Bo Li"), 2020, venue, url=url or None, added=date(2026, 1, 1)
    )
    fields = bib_entry(bibtex(paper, "key", {}, abstract=True))
    assert set(fields) <= {
        "ENTRYTYPE", "ID", "title", "author", "journal", "booktitle", "howpublished", "year",
        "url", "abstract",
    }  # fmt: skip
    assert authors(bibtex(paper, "key", {}))[1] == "Li, Bo"
    for value in fields.values():
        assert value.count("{") == value.count("}")
    (record,) = rispy.loads(ris(paper, {}))
    assert record["authors"][1] == "Li, Bo"
    assert set(record) <= {
        "type_of_reference", "id", "title", "authors", "year", "publisher", "type_of_work", "urls",
        "secondary_title", "abstract",
    }  # fmt: skip
    for text in (bibtex(paper, "key", {}), ris(paper, {}), plain(paper, {}), coins(paper, {})):
        text.encode()
    assert "\n" not in plain(paper, {})


def test_the_toy_catalogue_is_cited_as_the_golden_file_says() -> None:
    root = Path(__file__).parents[2]
    catalog = load(root / "toy" / "content").catalog
    keys = citation_keys(catalog.papers)
    blocks = [
        f"{bibtex_writer.entry(ref, keys[p])}\n{ris_module.ris(ref, keys[p], abstract=False)}\n"
        f"{plain_text.plain(ref)}\n"
        for p, ref in references(catalog).items()
    ]
    golden = root / "golden" / "citations" / "toy.txt"
    assert "\n".join(blocks).replace("\r\n", "\n") == golden.read_text("utf-8")
