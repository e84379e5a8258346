"""What the scripts of the reader's pages are given."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from generator.analysis.derived import derive
from generator.model.config import Site
from generator.model.models import Catalog, Paper, PathStep, Tag, TagKind, Topic
from generator.site.browser_data import as_script, reader_files, short_id
from generator.site.cards import PageParts


def catalog(*papers: Paper) -> Catalog:
    return Catalog(
        papers={paper.id: paper for paper in papers},
        topics={
            "a": Topic("a", "A", "About a.", start_here=(PathStep("first", "Because."),)),
            "b": Topic("b", "B", "About b."),
        },
        tags={
            "t": Tag("t", "T", "Tee.", TagKind.METHOD),
            "u": Tag("u", "U", "You.", TagKind.PAPER_TYPE),
        },
    )


SITE = Site("L", "", "https://x.example/", "", "main", Path("docs"), Path("theme"))


def data(*papers: Paper, made: Catalog | None = None) -> dict[str, Any]:
    """By file name; as a browser would see it."""
    made = made or catalog(*papers)
    found = {}
    for path, _, make in reader_files(PageParts(made), derive(made), SITE):
        name = path.removeprefix("assets/data/").removesuffix(".js")
        head = f'(window.readingListData=window.readingListData||{{}})["{name}"]='
        text = make().decode()
        assert text.startswith(head)
        assert text.endswith(";\n")
        found[name] = json.loads(text[len(head) : -2])
    return found


FIRST = Paper(
    id="first", title="First", abstract="One.", authors=("Ann Lee", "Bo Ek", "Cy Ito"), year=2020,
    venue="ICLR 2021", topics=("b", "a"), tags=("u", "t", "gone"), summary="Says one.",
    code=("https://example.org/code",), aliases=("older", "second", "Not a slug"),
)  # fmt: skip
SECOND = Paper(id="second", title="Second", abstract="Two.", year=2023)


def test_columns_hold_numbers_in_place_of_repeated_strings() -> None:
    papers = data(FIRST, SECOND)["papers"]
    assert papers["years"] == [2023, 2020]
    assert papers["paperTopics"] == [[], [1, 0]]
    assert papers["paperTags"] == [[], [1, 0]]
    assert papers["flags"] == [0, 3]
    assert papers["place"] == [-1, 0]
    assert papers["places"] == ["ICLR 2021"]
    assert papers["venues"] == ["ICLR"]
    assert papers["placeVenue"] == [0]
    assert papers["tags"] == [["t", "T", "method"], ["u", "U", "paper-type"]]


def test_shards_hold_what_is_shown_in_the_same_order() -> None:
    found = data(FIRST, SECOND)
    assert found["titles-0"] == [["Second", "First"], [6, 5], ["", "Ann Lee et al."]]
    assert found["summaries-0"] == ["", "Says one."]
    bibtex, ris, row = found["cite-0"][1]
    assert bibtex.startswith("@")
    assert "Ann Lee" not in bibtex  # inverted
    assert "AU  - Lee, Ann\r\n" in ris
    assert row.startswith("first,")
    assert "https://x.example/papers/first/" in row
    formats = found["papers"]["formats"]
    assert [form["id"] for form in formats] == ["bib", "ris", "csv"]
    assert formats[2]["head"].startswith("id,key,title,")


def test_what_few_papers_have_is_there_for_those_alone() -> None:
    german = Paper(
        id="german", title="Die Ordnung des Wissens im Mittelalter", abstract="", year=2024,
        summary="Wie das Wissen in den Klöstern und an den Schulen geordnet war.",
        note="With maps.", status="retracted", published_as="Wissen und Ordnung",
    )  # fmt: skip
    found = data(FIRST, german)
    assert found["papers"]["states"] == {"0": "Retracted"}
    assert found["titles-0"][3] == {"languages": {"0": "de"}, "later": {"0": "Wissen und Ordnung"}}
    assert found["summaries-0"] == [[german.summary, "With maps.", "de"], "Says one."]
    assert "states" not in data(FIRST)["papers"]
    assert len(data(FIRST)["titles-0"]) == 3


def test_names_in_another_language_are_told() -> None:
    made = replace(
        catalog(FIRST),
        topics={"b": Topic("b", "B", "About b."), "a": Topic("a", "قانون", "About a.")},
        tags={"t": Tag("t", "שווקים", "Tee.", TagKind.METHOD)},
    )
    papers = data(FIRST, made=made)["papers"]
    assert papers["topicLanguages"] == {"1": "ar"}
    assert papers["tagLanguages"] == {"0": "he"}


def test_aliases_lead_to_present_ids_and_never_away_from_one() -> None:
    assert data(FIRST, SECOND)["aliases"] == {"older": "first"}


def test_many_papers_come_in_shards() -> None:
    papers = [Paper(id=f"p-{n}", title=f"P {n}", abstract="x") for n in range(501)]
    found = data(*papers)
    assert len(found["summaries-0"]) == 500
    assert len(found["summaries-1"]) == 1
    assert [len(found[f"cite-{n}"]) for n in range(3)] == [200, 200, 101]
    assert "cite-3" not in found


def test_an_empty_list_has_data() -> None:
    found = data()
    assert found["papers"]["years"] == []
    assert set(found) == {"papers", "aliases", "vocabulary"}


def test_ids_that_follow_from_the_title_are_told_by_their_length() -> None:
    assert short_id("layer-normalization", "Layer Normalization") == 19
    assert short_id("layer", "Layer Normalization") == 5
    assert short_id("dont-decay", "Don't Decay") == "dont-decay"
    assert short_id("poincare-resnet", "Poincaré ResNet") == "poincare-resnet"
    assert short_id("layer-normalization-2", "Layer Normalization") == "layer-normalization-2"


@given(st.lists(st.text() | st.integers() | st.dictionaries(st.text(), st.text())))
def test_a_script_holds_any_value_and_closes_no_element(value: object) -> None:
    script = as_script("x", value)
    body = script.partition("]=")[2].removesuffix(";\n")
    assert json.loads(body) == value
    assert not set("<>&\u2028\u2029") & set(script.removeprefix(script.partition("]=")[0]))
