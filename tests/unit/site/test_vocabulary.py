"""What the choice of topics and tags knows of the list."""

from dataclasses import replace

from generator.content.load import load
from generator.site.cards import PageParts
from generator.site.vocabulary import list_attributes, vocabulary
from tests.support import TOY


def test_deprecated_tags_are_not_offered() -> None:
    catalog = load(TOY).catalog
    given_up = replace(catalog.tags["survey"], deprecated_for="method")
    found = vocabulary(replace(catalog, tags={**catalog.tags, "survey": given_up}), "a@b.org")
    assert [row[0] for row in found["topics"]] == ["normalization", "architectures"]
    assert "survey" not in {row[0] for row in found["tags"]}
    assert found["contact"] == "a@b.org"
    [row] = [row for row in found["tags"] if row[0] == "layer-normalization"]
    assert row[1:] == [
        "Layer normalisation",
        "Normalising over the features of a single example.",
        ["LayerNorm", "LN"],
    ]


def test_a_page_names_the_lists_of_its_file_where_the_chips_do_not() -> None:
    catalog = load(TOY).catalog
    paper = catalog.papers["layer-normalization"]
    odd = replace(paper, tags=(*paper.tags, "gone"))
    parts = PageParts(replace(catalog, papers={paper.id: odd}))
    assert str(list_attributes(odd, parts)) == f'data-tags="{" ".join(odd.tags)}"'
    assert list_attributes(paper, parts) == ""
