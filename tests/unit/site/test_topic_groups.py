"""Groups of topics, and what is open in a topic; a list without them shows neither."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from lxml import html

from generator.analysis.derived import derive
from generator.model import urls
from generator.model.config import Site
from generator.model.models import Catalog, Question
from generator.site.cards import PageParts
from generator.site.marks import BODY_MARK, END_MARK
from generator.site.pages import PageSource, all_pages
from generator.site.render import Renderer
from tests.unit.analysis.derived_helpers import catalog, paper

SITE = Site("List", "About.", "", "", "main", Path(), Path())
OPEN = (Question("Is A < B?", ("p1", "gone", "p2")), Question("Or not?", ("p2",)))


def _catalog(groups: dict[str, str]) -> Catalog:
    found = catalog([paper("p1", topics=("a", "b")), paper("p2", topics=("c", "d"))])
    topics = {key: replace(t, group=groups.get(key, "")) for key, t in found.topics.items()}
    return replace(found, topics=topics)


def _body(found: Catalog, path: str) -> html.HtmlElement:
    pages = all_pages(PageSource(found, derive(found), PageParts(found), SITE, ""))
    renderer = Renderer(SITE)
    texts = {urls.markdown_file(page.path): renderer.render(page) for page in pages}
    return html.fromstring(texts[path].partition(BODY_MARK)[2].partition(END_MARK)[0])


def _grids(body: html.HtmlElement) -> list[tuple[str, list[str]]]:
    """Heading and topics of each group."""
    return [
        (
            grid.xpath("string(preceding-sibling::*[1][starts-with(name(), 'h')])"),
            [title.text_content() for title in grid.xpath(".//*[contains(@class, '__title')]")],
        )
        for grid in body.xpath("//ul[@class='rl-topics']")
    ]


def test_groups_stand_in_the_order_of_their_first_topic() -> None:
    found = _catalog({"a": "Theory", "b": "Practice", "c": "Theory"})

    expected = [("Theory", ["A", "C"]), ("Practice", ["B"]), ("Other topics", ["D"])]
    assert _grids(_body(found, "index.md")) == expected
    index = _body(found, "topics/index.md")
    assert _grids(index) == expected
    assert [h.tag for h in index.xpath("//h2 | //h3")][:2] == ["h2", "h3"]


def test_without_groups_there_is_no_heading() -> None:
    index = _body(_catalog({}), "topics/index.md")

    assert [topics for _, topics in _grids(index)] == [["A", "B", "C", "D"]]
    assert {heading.tag for heading in index.xpath("//h2 | //h3")} == {"h2"}


def test_questions_lead_to_the_papers_that_disagree() -> None:
    found = _catalog({})
    topics = {**found.topics, "a": replace(found.topics["a"], questions=OPEN)}
    body = _body(replace(found, topics=topics), "topics/a.md")

    section = body.xpath("//section[@aria-labelledby='questions']")[0]
    asked = section.xpath("ul/li")
    assert [row.xpath("string(strong)") for row in asked] == ["Is A < B?", "Or not?"]
    assert [row.xpath(".//a/@href") for row in asked] == [
        ["../../papers/p1/", "../../papers/p2/"], ["../../papers/p2/"]
    ]  # fmt: skip
    assert _body(found, "topics/a.md").xpath("//*[@id='questions']") == []
