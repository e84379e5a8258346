from dataclasses import replace

from generator.analysis.new_tags import new_tags
from generator.model.models import Catalog, Tag, TagKind
from tests.unit.analysis.derived_helpers import catalog, paper


def _made() -> Catalog:
    papers = [
        paper(f"bread-{n}", f"Sour dough {n}", f"On sour dough and oven spring, part {n}.")
        for n in range(4)
    ]
    papers += [
        paper(f"stone-{n}", f"Stone oven {n}", f"A stone oven by hand {n}.") for n in range(3)
    ]
    papers += [paper(f"other-{n}", f"Other matter {n * 7}", "Nothing at all.") for n in range(9)]
    return catalog(papers)


def test_phrases_that_many_papers_share_come_with_the_papers() -> None:
    found = {tag.phrase.lower(): tag.papers for tag in new_tags(_made())}
    assert found["sour dough"] == ("bread-0", "bread-1", "bread-2", "bread-3")
    assert found["stone oven"] == ("stone-0", "stone-1", "stone-2")


def test_what_a_tag_says_is_not_proposed() -> None:
    made = _made()
    tag = Tag("dough", "Dough", "Bread to be.", TagKind.METHOD, ("sour doughs",))
    named = {one.phrase.lower() for one in new_tags(replace(made, tags={"dough": tag}))}
    assert "sour dough" not in named
    carried = {
        key: replace(p, tags=("stones",)) if key.startswith("stone") else p
        for key, p in made.papers.items()
    }
    stones = replace(tag, id="stones", name="Masonry", aliases=())
    named = {
        one.phrase.lower()
        for one in new_tags(replace(made, papers=carried, tags={"stones": stones}))
    }
    assert "stone oven" not in named
    assert "sour dough" in named


def test_an_empty_list_has_none() -> None:
    assert new_tags(catalog([])) == []
