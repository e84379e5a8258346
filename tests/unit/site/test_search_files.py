from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from generator.model.memory import Memory
from generator.model.models import Catalog, Paper, Tag, TagKind, Topic
from generator.search import Document
from generator.site import all_files, search_source
from generator.site.all_files import search_files
from generator.site.cards import PageParts


def _catalog(papers: int) -> Catalog:
    made = [Paper(f"paper-{n}", f"Paper {n}", tags=("gates",)) for n in range(papers)]
    tag = Tag("gates", "Gates", "", TagKind.METHOD, aliases=("Doors",))
    return Catalog(
        {paper.id: paper for paper in made}, {"maps": Topic("maps", "Maps", "")}, {"gates": tag}
    )


def _files(catalog: Catalog, memory: Memory) -> dict[str, bytes]:
    return {draft.path: draft.make() for draft in search_files(PageParts(catalog), memory)}


def test_an_edit_has_the_search_read_the_papers_of_one_group(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(all_files, "_READ_AT_ONCE", 2)
    read: list[str] = []
    papers = search_source.papers

    def counted(parts: PageParts, ids: Iterable[str]) -> list[Document]:
        found = list(papers(parts, ids))
        read.extend(document.id for document in found)
        return found

    monkeypatch.setattr(search_source, "papers", counted)
    memory = Memory(tmp_path / "memory")
    before = _catalog(40)
    _files(before, memory)
    assert len(read) == 40
    read.clear()
    edited = {**before.papers, "paper-3": replace(before.papers["paper-3"], tags=())}

    found = _files(replace(before, papers=edited), memory)

    assert "paper-3" in read
    assert len(read) < 20
    assert found == _files(replace(before, papers=edited), Memory())
    read.clear()
    more = {**before.papers, "new": Paper("new", "New")}
    assert _files(replace(before, papers=more), memory)
    assert len(read) < 20


def test_another_name_of_a_tag_is_found_at_once(tmp_path: Path) -> None:
    memory, before = Memory(tmp_path / "memory"), _catalog(3)
    _files(before, memory)
    tags = {"gates": replace(before.tags["gates"], aliases=("Sluices",))}
    after = replace(before, tags=tags)

    assert _files(after, memory) == _files(after, Memory())
    assert b"sluices" in _files(after, memory)["assets/search/core.js"]


def test_another_introduction_of_a_topic_is_found_at_once(tmp_path: Path) -> None:
    memory, before = Memory(tmp_path / "memory"), _catalog(3)
    _files(before, memory)
    topics = {"maps": replace(before.topics["maps"], introduction="Of *portolans*, sextants.")}
    after = replace(before, topics=topics)

    assert _files(after, memory) == _files(after, Memory())
    assert b"portolans" in _files(after, memory)["assets/search/text-0.js"]
