"""All papers in the orders that pages show them in."""

from generator.site.cards import PageParts
from tests.unit.analysis.derived_helpers import catalog, paper


def test_by_year_and_title_and_by_the_letter_of_the_title() -> None:
    found = PageParts(
        catalog(
            [
                paper("a", title="The Width of Nets", year=2020),
                paper("b", title="Attention", year=2021),
                paper("c", title="Zoo of Gradients"),
                paper("d", title="3 Layers", year=2021),
                paper("e", title="Wide Nets", year=2020),
            ]
        )
    )
    assert list(found.title_index.by_year) == ["d", "b", "a", "e", "c"]
    assert [one.id for one in found.papers] == ["d", "b", "a", "e", "c"]
    shown = [(letter.label, list(ids)) for letter, ids in found.title_index.by_letter.items()]
    assert shown == [("0–9", ["d"]), ("A", ["b"]), ("W", ["e", "a"]), ("Z", ["c"])]


def test_tags_change_nothing_that_lines_of_papers_say() -> None:
    one = paper("a", title="Attention", year=2021, venue="ICLR 2021", tags=("t",), topics=("x",))
    bare = paper("a", title="Attention", year=2021, venue="ICLR 2021")
    other = paper("a", title="Attention", year=2021, venue="ICLR 2022")
    said = [PageParts(catalog([some])).line_inputs["a"] for some in (one, bare, other)]
    assert said[0] == said[1] != said[2]
