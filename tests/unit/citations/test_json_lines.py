from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from generator.citations.json_lines import json_record
from generator.citations.reference import reference
from generator.model.models import Paper, SourceRef

PAPER = Paper(
    id="x", title="=SUM(A1) of “Łódź”, twice", abstract="@A\\'e", authors=("Ada B", "Max van Bo"),
    year=2020, venue="ICLR 2021", arxiv="2001.00001", doi="10.1/x", code=("https://a.b/c;d",),
    topics=("t",), tags=("g", "h"), summary="-1 is less, than \"0\".", note="Because.",
    added=date(2026, 11, 20), aliases=("y",), sources=(SourceRef("f.txt", 3),),
)  # fmt: skip


def test_json_keeps_the_paper_as_received() -> None:
    line = json_record(reference(PAPER, {}), "key", "https://s/papers/x/")
    assert line.endswith("}\n")
    assert line.count("\n") == 1
    assert json.loads(line) == {
        "id": "x", "key": "key", "title": PAPER.title, "authors": ["Ada B", "Max van Bo"],
        "year": 2020, "venue": "ICLR 2021", "arxiv": "2001.00001", "doi": "10.1/x", "url": None,
        "code": ["https://a.b/c;d"], "topics": ["t"], "tags": ["g", "h"],
        "summary": PAPER.summary, "note": "Because.", "added": "2026-11-20", "aliases": ["y"],
        "sources": [{"file": "f.txt", "line": 3}],
        "links": {
            "page": "https://s/papers/x/", "arxiv": "https://arxiv.org/abs/2001.00001",
            "pdf": "https://arxiv.org/pdf/2001.00001",
            "doi": "https://doi.org/10.1/x",
        },
        "abstract": "@A\\'e",
    }  # fmt: skip


def test_no_links_without_ids() -> None:
    paper = replace(PAPER, arxiv=None, doi=None)
    assert json.loads(json_record(reference(paper, {}), "k", ""))["links"] == {}
