from dataclasses import replace

from generator.analysis.todo import HOME_PAGE, Links, Task, by_links, todo
from generator.model.models import Catalog, Door, Home, PathStep, Section, Topic
from tests.unit.analysis.derived_helpers import catalog, paper

WHOLE = {"authors": ("A B",), "year": 2020, "arxiv": "2001.00001"}


def _made() -> Catalog:
    papers = [
        paper("alone", "Alone", "x", **WHOLE),
        paper("named", "NamedNet: a network", "x", **WHOLE),
        paper("namer", "Namer", "We extend NamedNet.", summary="S.", topics=("t",), tags=("g",)),
        paper("on-path", "On path", "x", **WHOLE, topics=("t",), tags=("g",)),
        paper("prose", "Prose", "x", **WHOLE, topics=("t",), tags=("g",)),
        paper("whole", "Whole", "x", **WHOLE, topics=("t",), tags=("g",), summary="S."),
    ]
    topic = Topic(
        "t", "T", "", "See [it](paper:prose).", (PathStep("on-path", "First."),),
        (Section("All", ("prose",)),),
    )  # fmt: skip
    home = Home(doors=(Door("New", "x", ("on-path",)),))
    return replace(catalog(papers), topics={"t": topic}, home=home)


def test_what_is_on_a_reading_path_comes_before_what_nobody_links() -> None:
    assert todo(_made()) == [
        Task("on-path", ("summary",), Links(("t", HOME_PAGE))),
        Task("prose", ("summary",), Links((), 2)),
        Task("named", ("topics", "tags", "summary"), Links((), 0, 1)),
        Task("alone", ("topics", "tags", "summary"), Links()),
        Task("namer", ("authors", "year", "address"), Links()),
    ]


def test_papers_are_ordered_by_who_leads_there() -> None:
    assert by_links(_made(), ["alone", "prose", "on-path"]) == ["on-path", "prose", "alone"]


def test_nothing_is_left_of_nothing() -> None:
    assert todo(catalog([])) == []
