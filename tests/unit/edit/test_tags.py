import pytest

from generator.edit.tags import Refused, merge, overlaps, rename, usage
from generator.model.models import Catalog, Paper, Tag, TagKind

TAGS = """\
# Methods
net-pruning:   # to go
  name: Network pruning
  description: Removing parts of a network.
  kind: method
  aliases: [NP, cutting]
  related: [pruning]

# The main one
pruning:
  name: Pruning
  description: Removing weights.
  kind: method
  related: [net-pruning, sparsity]
sparsity:
  name: 'Sparsity'
  description: Zeros.
  kind: property
  related:
    - net-pruning  # close
    - pruning
  aliases: ["Thin"]
old-pruning:
  name: Old
  description: Old.
  kind: method
  deprecated_for: net-pruning
"""
FILES = {
    "tags.yml": TAGS,
    "papers/a.yml": "title: net-pruning\ntags:\n- 'net-pruning' # mine\n- sparsity\n",
    "papers/b.yml": "title: B\r\ntags: [sparsity, net-pruning, pruning]  # both\r\n",
    "papers/c.yml": "title: On net-pruning\ntags: [sparsity]\n",
    "topics/t.yml": "title: T\nintroduction: |\n  See [it](tag:net-pruning), (tag:net-pruning).\n",
    "pages/about.md": "[x](tag:net-pruning) [y](tag:net-pruning-2)\n\n[z]: tag:net-pruning\n",
}


def changed_lines(before: str, after: str) -> tuple[list[str], list[str]]:
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_rename_touches_the_tags_own_lines_alone() -> None:
    after, problems = rename(FILES, "net-pruning", "weight-removal")
    assert problems == []
    assert sorted(after) == [
        "pages/about.md", "papers/a.yml", "papers/b.yml", "tags.yml", "topics/t.yml",
    ]  # fmt: skip
    assert after["papers/a.yml"] == FILES["papers/a.yml"].replace("'net-", "'x-").replace(
        "'x-pruning'", "'weight-removal'"
    )
    assert after["papers/b.yml"] == FILES["papers/b.yml"].replace("net-pruning", "weight-removal")
    assert after["topics/t.yml"].endswith("See [it](tag:weight-removal), (tag:net-pruning).\n")
    assert after["pages/about.md"] == (
        "[x](tag:weight-removal) [y](tag:net-pruning-2)\n\n[z]: tag:weight-removal\n"
    )
    assert changed_lines(TAGS, after["tags.yml"]) == (
        ["net-pruning:   # to go", "  aliases: [NP, cutting]", "  related: [net-pruning, sparsity]",
         "    - net-pruning  # close", "  deprecated_for: net-pruning"],
        ["weight-removal:   # to go", "  aliases: [NP, cutting, net-pruning]",
         "  related: [weight-removal, sparsity]",
         "    - weight-removal  # close", "  deprecated_for: weight-removal"],
    )  # fmt: skip


def test_rename_to_its_own_alias_takes_that_alias_away() -> None:
    after, _ = rename(FILES, "net-pruning", "cutting")
    assert "  aliases: [NP, net-pruning]\n" in after["tags.yml"]


def test_merge_leaves_each_paper_with_the_tag_once_and_records_every_word() -> None:
    after, problems = merge(FILES, "net-pruning", "pruning")
    assert problems == []
    assert after["papers/a.yml"] == "title: net-pruning\ntags:\n- 'pruning' # mine\n- sparsity\n"
    assert after["papers/b.yml"] == "title: B\r\ntags: [sparsity, pruning]  # both\r\n"
    assert (
        after["tags.yml"]
        == """\
# Methods

# The main one
pruning:
  name: Pruning
  description: Removing weights.
  kind: method
  aliases: [net-pruning, NP, cutting, Network pruning]
  related: [sparsity]
sparsity:
  name: 'Sparsity'
  description: Zeros.
  kind: property
  related:
    - pruning
  aliases: ["Thin"]
old-pruning:
  name: Old
  description: Old.
  kind: method
  deprecated_for: pruning
"""
    )


def test_merging_and_renaming_back_is_no_loss_of_addresses() -> None:
    first, _ = rename(FILES, "pruning", "cut")
    second, _ = rename({**FILES, **first}, "cut", "trim")
    assert "aliases: [pruning, cut]" in second["tags.yml"]


@pytest.mark.parametrize(
    ("change", "old", "new", "says"),
    [
        (rename, "prunning", "x", "did you mean 'pruning'"),
        (rename, "NP", "x", "an alias of 'net-pruning'"),
        (rename, "pruning", "Big Words", "write it 'big-words'"),
        (rename, "pruning", "../../etc", "write it 'etc'"),
        (rename, "pruning", "sparsity", "merge pruning sparsity"),
        (rename, "sparsity", "cutting", "alias of the tag 'net-pruning'"),
        (merge, "pruning", "pruning", "itself"),
        (merge, "net-pruning", "old-pruning", "deprecated"),
        (merge, "pruning", "nothing-like-it", "no tag"),
    ],
)  # fmt: skip
def test_refuses_what_makes_no_sense(change, old: str, new: str, says: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(Refused, match=says):
        change(FILES, old, new)


def test_a_file_that_cannot_be_edited_for_sure_is_a_problem() -> None:
    broken = {**FILES, "papers/x.yml": "tags: [net-pruning\n"}
    _, problems = rename(broken, "net-pruning", "x")
    assert [(p.path, p.code) for p in problems] == [("papers/x.yml", "cannot-edit")]


def _catalog(**tags_of: str) -> Catalog:
    papers = {
        id_: Paper(id=id_, title=id_, abstract="x", topics=("t",), tags=tuple(tags.split()))
        for id_, tags in tags_of.items()
    }
    tags = {id_: Tag(id_, id_, id_, TagKind.METHOD) for id_ in ("big", "small", "other", "unused")}
    return Catalog(papers=papers, topics={}, tags=tags)


def test_usage_counts_papers_and_names_what_is_unused() -> None:
    rows = usage(_catalog(p="big small", q="big", r="big other"))
    assert [(row.id, row.papers) for row in rows] == [
        ("big", 3), ("other", 1), ("small", 1), ("unused", 0),
    ]  # fmt: skip


def test_overlaps_are_much_the_same_or_one_inside_the_other() -> None:
    catalog = _catalog(
        a="big small", b="big small", c="big small", d="big", e="big", f="big", g="big other"
    )
    assert [(p.first, p.second, p.together, p.inside) for p in overlaps(catalog)] == [
        ("big", "small", 3, True)
    ]
    assert overlaps(catalog)[0].share == pytest.approx(3 / 7)


BROADER = """\
compression:
  name: Compression
  description: Any means.
  kind: method
pruning:
  name: Pruning
  description: Removing weights.
  kind: method
  broader: compression  # any means
thinning:
  name: Thinning
  description: As pruning.
  kind: method
  broader: compression
"""


def test_a_broader_tag_is_renamed_where_others_name_it() -> None:
    after, problems = rename({"tags.yml": BROADER}, "compression", "smaller-models")

    assert problems == []
    assert after["tags.yml"].count("  broader: smaller-models") == 2
    assert "  broader: smaller-models  # any means\n" in after["tags.yml"]


def test_a_tag_that_is_merged_into_one_below_it_leaves_no_tag_that_holds_itself() -> None:
    after, problems = merge({"tags.yml": BROADER}, "compression", "pruning")

    assert problems == []
    assert "broader: compression" not in after["tags.yml"]
    assert after["tags.yml"].count("broader:") == 1
    assert "  broader: pruning\n" in after["tags.yml"].partition("thinning:")[2]
