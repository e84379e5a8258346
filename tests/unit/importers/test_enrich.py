from __future__ import annotations

import json
from typing import Any

import pytest

from generator.content.paper_yaml import to_yaml
from generator.edit.paper_files import PaperFile, read_paper
from generator.importers.enrich import Did, Enrichment, plan_enrich, read_records
from generator.model.models import Paper, Venue
from generator.text.bibliography import well_formed
from generator.text.venue_spellings import VenueTable

VENUES = VenueTable({"ICLR": Venue("ICLR", "Learning Representations", "conference")})
FULL = {
    "title": "A Net",
    "authors": ["A B", "C D"],
    "year": 2016,
    "arxiv": "1607.06450",
    "venue": "ICLR 2017",
}


def shelf(*papers: Paper) -> dict[str, PaperFile]:
    return {paper.id: read_paper(paper.id, to_yaml(paper).encode(), "")[0] for paper in papers}


def run(papers: dict[str, PaperFile], *rows: dict[str, Any]) -> tuple[Enrichment, list[str]]:
    text = "\n".join(json.dumps(row) for row in rows)
    records, _, problems = read_records(text, "m.jsonl")
    plan = plan_enrich(records, papers, VENUES, "m.jsonl")
    return plan, [problem.code for problem in (*problems, *plan.problems)]


def read(plan: Enrichment, key: str) -> dict[str, Any]:
    return dict(read_paper(key, plan.files[key], "")[0].fields)


def test_empty_fields_are_filled() -> None:
    plan, codes = run(shelf(Paper("a-net", "A Net", "Short.")), FULL)
    assert plan.steps[0].filled == ("authors", "year", "venue", "arxiv")
    assert {key: read(plan, "a-net")[key] for key in FULL} == FULL
    assert codes == []


def test_the_second_run_writes_nothing() -> None:
    papers = shelf(Paper("a-net", "A Net", "Short."))
    plan, _ = run(papers, FULL)
    again, _ = run({"a-net": read_paper("a-net", plan.files["a-net"], "")[0]}, FULL)
    assert again.files == {}
    assert again.steps[0].did is Did.NOTHING_TO_FILL


def test_a_persons_value_stands() -> None:
    papers = shelf(Paper("a-net", "A Net", "Short.", year=2015, venue="ICLR 2017"))
    plan, _ = run(papers, FULL)
    assert plan.steps[0].kept == ("year",)
    assert read(plan, "a-net")["year"] == 2015


@pytest.mark.parametrize("title", ["a net", "A  Net.", r"A \textbf{Net}"])
def test_titles_match_when_normalised(title: str) -> None:
    plan, _ = run(shelf(Paper("a-net", "A Net", "Short.")), {**FULL, "title": title})
    assert plan.steps[0].paper == "a-net"


def test_an_id_on_another_paper_is_refused() -> None:
    papers = shelf(
        Paper("a", "A Net", "S."),
        Paper("b", "Noise", "S."),
        Paper("c", "C", "S.", arxiv="1611.11111"),
    )
    plan, codes = run(
        papers,
        FULL,
        {"title": "Noise", "arxiv": "1607.06450v2", "year": 2016},
        {"title": "Noise", "arxiv": "1611.11111"},
    )
    assert codes == ["id-taken", "id-taken"]
    assert "arxiv" not in read(plan, "b")
    assert read(plan, "b")["year"] == 2016


def test_what_is_malformed_is_refused_and_the_rest_used() -> None:
    row = {
        "title": "A Net",
        "arxiv": "N/A",
        "year": "soon",
        "authors": ["A", ""],
        "doi": "11.1/x",
        "venue": "ICLR 2020",
    }
    plan, codes = run(shelf(Paper("a-net", "A Net", "Short.")), row)
    assert codes == ["bad-authors", "bad-year", "bad-arxiv", "bad-doi"]
    assert plan.steps[0].filled == ("venue",)


def test_a_venue_that_is_none_is_dropped_and_named() -> None:
    plan, codes = run(
        shelf(Paper("a-net", "A Net", "Short.")),
        {"title": "A Net", "venue": "Some University Press"},
    )
    assert plan.steps[0].dropped == ("venue 'Some University Press': a publisher, not a venue",)
    assert (plan.files, codes) == ({}, [])


def test_a_title_that_is_not_there_or_there_twice() -> None:
    papers = shelf(Paper("a", "A Net", "S."), Paper("a-2", "A Net", "T."))
    plan, codes = run(papers, FULL, {**FULL, "title": "Else"})
    assert [step.did for step in plan.steps] == [Did.SEVERAL_PAPERS, Did.NO_SUCH_PAPER]
    assert codes == ["several-papers"]


def test_lines_that_are_no_records() -> None:
    text = '{"title": "A"}\n\n{"title": ""}\nnot json\n[1]\n{"title": "A", "colour": 1}\n'
    records, steps, problems = read_records(text, "m.jsonl")
    assert [record.line for record in records] == [1, 6]
    assert [step.line for step in steps] == [3, 4, 5]
    assert [(p.line, p.code) for p in problems] == [
        (3, "bad-record"),
        (4, "bad-record"),
        (5, "bad-record"),
        (6, "unknown-field"),
    ]


@pytest.mark.parametrize(
    ("key", "value", "kept"),
    [
        ("arxiv", "1607.06450", "1607.06450"),
        ("arxiv", "https://arxiv.org/pdf/1607.06450v3.pdf", "1607.06450"),
        ("arxiv", "arXiv:cs/0112017", "cs/0112017"),
        ("arxiv", "math.GT/0309136", "math.GT/0309136"),
        ("arxiv", "1613.06450", None),
        ("arxiv", "N/A", None),
        ("arxiv", "1607.064501", None),
        ("arxiv", "1111.11111", None),  # five digits since 2015
        ("arxiv", "no-such-archive/0112017", None),
        ("url", "https://localhost/x", None),
        ("arxiv", 1607.0645, None),
        ("doi", "https://doi.org/10.1162/neco.1997.9.8.1735", "10.1162/neco.1997.9.8.1735"),
        ("doi", "10.1/x", None),
        ("year", "2016", 2016),
        ("year", True, None),
        ("year", 20160, None),
        ("authors", ["A  B"], ["A B"]),
        ("authors", "A B", None),
        ("url", "https://x.org/y", "https://x.org/y"),
        ("url", "javascript:alert(1)", None),
    ],
)
def test_well_formed(key: str, value: object, kept: object) -> None:
    assert well_formed(key, value) == kept
