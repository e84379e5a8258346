"""What a page shows of the list is among the inputs that its draft names."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from generator.analysis.derived import derive
from generator.content.load import load
from generator.model.config import Site
from generator.model.memory import Memory
from generator.model.models import Catalog
from generator.site.cards import PageParts
from generator.site.pages import PAGE_KINDS, PageSource, all_drafts, drafts_at
from tests.support import ROOT, TOY

SITE = Site("List", "", "https://x.example/", "", "main", ROOT / "docs", ROOT / "theme")
FIELDS: Mapping[str, Any] = {
    "title": "Another Title", "abstract": "Another abstract.", "authors": ("Ann Other",),
    "year": 1999, "venue": "Elsewhere 1999", "summary": "Another summary.", "note": "A reason.",
    "code": ("https://example.org/other",), "topics": (), "tags": (), "arxiv": "9901.00001",
}  # fmt: skip


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    found = load(TOY).catalog
    assert len(found.papers) > 4
    return found


def source_of(catalog: Catalog) -> PageSource:
    return PageSource(catalog, derive(catalog), PageParts(catalog), SITE, "")


def drafts(catalog: Catalog) -> Iterator[tuple[str, str, object]]:
    for draft in all_drafts(source_of(catalog)):
        yield draft.path, draft.inputs, draft.make()


def changes(catalog: Catalog) -> Iterator[tuple[str, Catalog]]:
    paper = next(iter(catalog.papers.values()))
    for field, value in FIELDS.items():
        papers = {**catalog.papers, paper.id: replace(paper, **{field: value})}
        yield field, replace(catalog, papers=papers)
    shared = next(other.authors for other in [*catalog.papers.values()][1:] if other.authors)
    papers = {**catalog.papers, paper.id: replace(paper, authors=shared)}
    yield "authors of another paper", replace(catalog, papers=papers)
    tag = next(iter(catalog.tags.values()))
    for other in (replace(tag, name="Other"), replace(tag, description="Other words.")):
        yield f"tag {other}", replace(catalog, tags={**catalog.tags, tag.id: other})
    topic = next(iter(catalog.topics.values()))
    for changed in (
        replace(topic, title="Other"),
        replace(topic, description="Other words."),
        replace(topic, introduction="Other words."),
    ):
        yield f"topic {changed}", replace(catalog, topics={**catalog.topics, topic.id: changed})
    for id_, venue in catalog.venues.items():
        venues = {**catalog.venues, id_: replace(venue, name="Another Name")}
        yield f"the name of {id_}", replace(catalog, venues=venues)


def test_some_pages_are_made_as_among_all(catalog: Catalog) -> None:
    source = source_of(catalog)
    waiting = {kind.name for kind in PAGE_KINDS if kind.needs_data}
    drafts = list(all_drafts(source))
    wanted = [draft.path for draft in drafts[::3]]
    found = {draft.path: draft for draft in drafts_at(source, [*wanted, "none/"])}
    assert {path: (d.kind, d.inputs, d.make()) for path, d in found.items()} == {
        d.path: (d.kind, d.inputs, d.make())
        for d in drafts
        if d.path in wanted and d.kind not in waiting
    }
    assert {draft.kind for draft in found.values()} > {"paper", "topic", "tag"}


def test_the_kinds_that_need_data_are_those_whose_templates_load_some() -> None:
    templates = ROOT / "generator" / "site" / "templates"
    for kind in PAGE_KINDS:
        text = (templates / kind.template).read_text("utf-8")
        assert kind.needs_data == ("assets/data/" in text), kind.name


def test_a_page_that_differs_has_other_inputs(catalog: Catalog) -> None:
    before = {path: (inputs, page) for path, inputs, page in drafts(catalog)}
    keyed = [path for path, (inputs, _) in before.items() if inputs]
    assert {path.split("/")[0] for path in keyed} >= {"papers", "topics", "tags", "authors"}
    for change, edited in changes(catalog):
        for path, inputs, page in drafts(edited):
            if path in before and inputs and before[path][0] == inputs:
                assert page == before[path][1], (change, path)


def test_a_change_of_one_paper_leaves_most_inputs(catalog: Catalog) -> None:
    paper = next(iter(catalog.papers.values()))
    papers = {**catalog.papers, paper.id: replace(paper, note="A reason.")}
    before = {path: inputs for path, inputs, _ in drafts(catalog) if inputs}
    after = {path: inputs for path, inputs, _ in drafts(replace(catalog, papers=papers)) if inputs}
    changed = [path for path in before if after.get(path) != before[path]]
    assert f"papers/{paper.id}/" in changed
    assert len(changed) < len(before) / 2


EDITS: Mapping[str, tuple[str, str]] = {
    "papers/poincare-resnet.yml": ("title: Poincar", "title: A Poincar"),
    "papers/layer-normalization.yml": ("tags: [", "tags: [batch-normalization, "),
    "topics/normalization.yml": ("title: Norm", "title: A norm"),
    "tags.yml": ("name: Survey", "name: Overview"),
    "venues.yml": ("name: International Conference", "name: The International Conference"),
    "names.yml": ("", "Poincaré: mathematician\n"),
}
"""File of the toy list: words, and what they become."""


@pytest.mark.parametrize("file", EDITS)
def test_what_a_paper_is_shown_with_is_told_by_the_files(tmp_path: Path, file: str) -> None:
    shutil.copytree(TOY, tmp_path / "content")
    edited = tmp_path / "content" / file
    before, after = EDITS[file]

    memory = Memory(tmp_path / "memory", "code")
    old = _shown(tmp_path / "content", memory)
    text = edited.read_text("utf-8") if before else ""
    assert before in text
    edited.write_text(text.replace(before, after), "utf-8")
    new = _shown(tmp_path / "content", memory)

    changed = [paper for paper in old if old[paper][1:] != new[paper][1:]]
    assert 0 < len(changed) < len(old)
    assert [paper for paper in old if old[paper][0] != new[paper][0]] == changed


def _shown(content: Path, memory: Memory) -> Mapping[str, tuple[str, object, object, object]]:
    """What each paper is shown with, after the digest of its inputs."""
    loaded = load(content)
    parts = PageParts(loaded.catalog, loaded.digests, memory)
    assert parts.inputs == PageParts(loaded.catalog, loaded.digests).inputs
    return {
        paper.id: (
            parts.inputs[paper.id],
            parts.cards[paper.id],
            parts.references[paper.id],
            (parts.paper_topics(paper), parts.found_under(paper)),
        )
        for paper in parts.papers
    }


def test_digests_of_the_memory_are_those_of_the_papers(tmp_path: Path) -> None:
    content, memory = tmp_path / "content", Memory(tmp_path / "memory", "code")
    shutil.copytree(TOY, content)
    words = []
    for file in ("tags.yml", "papers/layer-normalization.yml", "papers/poincare-resnet.yml"):
        before, after = EDITS[file]
        edited = content / file
        edited.write_text(edited.read_text("utf-8").replace(before, after), "utf-8")
        loaded = load(content)

        parts = PageParts(loaded.catalog, loaded.digests, memory)

        expected = PageParts(loaded.catalog)
        assert (parts.words, {**parts.line_inputs}) == (expected.words, {**expected.line_inputs})
        words.append(parts.words)
    assert words[0] == words[1] != words[2]  # the last alone is another title
