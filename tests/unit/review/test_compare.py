import dataclasses
import re
from collections.abc import Mapping
from pathlib import Path

import pytest

from generator.cli.review import other_files
from generator.content.content_files import FilesOnDisk
from generator.model.config import Site
from generator.model.models import Catalog, HandPage, Limits, Paper, Tag, TagKind, Topic
from generator.model.problems import Problem
from generator.review.compare import ReviewedState, compare, paper_changes, state
from generator.review.markdown import as_markdown

SITE = Site("L", "", "https://x.example/", "https://g.example/r", "main", Path("d"), Path("t"))
TAGS = {
    id_: Tag(id_, id_.title(), f"About {id_}.", TagKind.METHOD)
    for id_ in ("pruning", "sparsity", "surveys")
}
TOPICS = {
    "one": Topic("one", "One", "First."),
    "two": Topic("two", "Two", "Second.", order=1),
}


def paper(
    id_: str, title: str = "", tags: str = "pruning", topics: str = "one", **more: str
) -> Paper:
    return Paper(
        id=id_, title=title or f"On {id_}", abstract=f"We study {id_} in depth.",
        tags=tuple(tags.split()), topics=tuple(topics.split()), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def made(
    *papers: Paper, problems: tuple[Problem, ...] = (), tags: Mapping[str, Tag] = TAGS
) -> ReviewedState:
    ordered = {p.id: p for p in sorted(papers, key=lambda p: p.id)}
    return state(Catalog(ordered, TOPICS, tags), problems, "content/", SITE)


def test_nothing_changes_when_nothing_changed() -> None:
    before = made(paper("a"), paper("b"))
    changes = compare(before, made(paper("a"), paper("b")))
    assert not any([changes.papers, changes.pages, changes.neighbours, changes.tags])
    assert as_markdown(changes) == (
        "## What this change does to the reading list\n\nNothing changes on the site.\n"
    )


def test_problems_that_stood_there_are_told_from_new_ones() -> None:
    old = Problem("content/papers/a.yml", 3, 1, "unknown-tag", "there is no tag 'x'")
    moved = old._replace(line=9)
    new = Problem("content/papers/b.yml", 4, 2, "empty", "the title is empty", "a|b")
    changes = compare(made(paper("a"), problems=(old,)), made(paper("a"), problems=(moved, new)))
    assert [p.path for p in changes.new_problems] == ["papers/b.yml"]
    assert [p.line for p in changes.old_problems] == [9]
    report = as_markdown(changes)
    assert "Nothing changes on the site." in report
    assert (
        "- `papers/b.yml`, line 4: **error** `empty`: the title is empty. Did you mean " in report
    )
    assert "- 1 problem that existed before" in report


def test_papers_are_added_removed_renamed_changed_and_unreadable() -> None:
    before = {p.id: p for p in (
        paper("gone"), paper("was-id", arxiv="1607.06450"), paper("was-title", "One Title"),
        paper("was-alias"), paper("same"), paper("other"), paper("broken"),
    )}  # fmt: skip
    after = {p.id: p for p in (
        paper("new"), paper("by-id", arxiv="1607.06450"), paper("by-title", "one title!"),
        dataclasses.replace(paper("by-alias"), aliases=("was-alias",)), paper("same"),
        paper("other", "Another title"),
    )}  # fmt: skip
    found = [
        (c.before.id if c.before else None, c.after.id if c.after else None, c.unread)
        for c in paper_changes(before, after, {"broken"})
    ]
    assert found == [
        ("broken", None, True), ("was-alias", "by-alias", False), ("was-id", "by-id", False),
        ("was-title", "by-title", False), ("gone", None, False), (None, "new", False),
        ("other", "other", False),
    ]  # fmt: skip


def test_the_report_of_a_change_of_tags() -> None:
    before = made(paper("a", tags="pruning"), paper("b", tags="pruning sparsity"), paper("c"))
    after = made(
        paper("a", tags="sparsity", topics="two one"),
        paper("b", tags="pruning sparsity"),
        paper("c"),
        paper("d", "Fresh", tags="surveys"),
    )
    report = as_markdown(compare(before, after))
    assert report.startswith(
        "## What this change does to the reading list\n\n1 paper added, 1 paper changed, "
    )
    assert "- **added** Fresh (`d`): `one`; `surveys`" in report
    assert "| On a | `sparsity` | `pruning` | `two`, home now `two` |  |" in report
    rows = re.findall(r"\| (topic, as home|topic|tag) \| `(\S+)` \| (\S+) \| (\S+) \|", report)
    assert rows == [
        ("topic, as home", "two", "0", "1"), ("topic", "one", "3", "4"), ("topic", "two", "0", "1"),
        ("tag", "pruning", "3", "2"), ("tag", "sparsity", "1", "2"), ("tag", "surveys", "0", "1"),
    ]  # fmt: skip
    assert "papers/d/` (new)" in report


def test_pages_that_change_are_those_a_reader_sees_change() -> None:
    before = made(paper("a"), paper("b", tags="sparsity"))
    tags = {**TAGS, "surveys": dataclasses.replace(TAGS["surveys"], description="Other words.")}
    changes = compare(before, made(paper("a"), paper("b", tags="sparsity"), tags=tags))
    paths = {path for path, _ in changes.pages}
    assert "tags/surveys/" in paths
    assert not any(path.startswith(("papers/", "topics/", "tags/pruning")) for path in paths)
    assert changes.described == ()
    assert [(c.where, c.field, c.after) for c in changes.fields] == [
        ("tag surveys", "description", "Other words.")
    ]


def test_a_renamed_tag_is_told_as_a_redirect() -> None:
    before = made(paper("a"))
    tags = {"cut": Tag("cut", "Cut", "About.", TagKind.METHOD, aliases=("pruning",)), **TAGS}
    del tags["pruning"]
    report = as_markdown(compare(before, made(paper("a", tags="cut"), tags=tags)))
    assert "`tags/pruning/` (now a redirect)" in report
    assert "`tags/cut/` (new)" in report


def test_neighbours_appear_and_vanish_and_follow_a_rename() -> None:
    before = made(paper("a"), paper("b"))
    alone = compare(before, made(paper("a")))
    assert [(n.paper, n.appear, n.vanish) for n in alone.neighbours] == [("a", (), ("b",))]
    moved = dataclasses.replace(paper("c", "On b"), abstract=paper("b").abstract, aliases=("b",))
    assert compare(before, made(paper("a"), moved)).neighbours == ()


def test_new_near_duplicates_are_named_once() -> None:
    first = paper("first", "Pruning Convolutional Networks for Fast Inference")
    second = paper("second", "Pruning convolutional networks for fast inferences")
    assert compare(made(first), made(first, second)).duplicates == (("second", "first"),)
    assert compare(made(first, second), made(first, second)).duplicates == ()


def test_a_new_paper_near_a_later_title_is_a_near_duplicate_and_one_is_not_its_own() -> None:
    later = "Pruning Convolutional Networks for Fast Inference"
    first = paper("first", "On Nets", published_as=later)
    alike = paper("alike", f"{later}!", published_as=later)
    found = compare(made(first), made(first, alike))
    assert found.duplicates == (("alike", "first"),)


def test_what_changes_in_a_later_title_is_shown() -> None:
    before, after = paper("a"), paper("a", published_as="A Better Title")
    report = as_markdown(compare(made(before), made(after)))
    assert row(report, "published_as").endswith("|  | A Better Title |")


@pytest.mark.parametrize(
    "evil", ["a | b", "@all <img src=x>", "#1 `x`", "line\n## head", "\u202ex"]
)
def test_titles_do_nothing_in_the_report(evil: str) -> None:
    report = as_markdown(
        compare(made(paper("a")), made(paper("a", f"{evil} now"), paper("b", evil)))
    )
    assert "<img" not in report
    assert "@all" not in report
    assert "#1 " not in report
    assert "## head" not in report.replace("### ", "")
    for line in report.splitlines():
        assert not line.startswith("|") or line.count("|") in (5, 6, 4)


def test_a_large_change_stays_within_bounds() -> None:
    many = [paper(f"p{n}", f"Paper number {n}", tags="sparsity") for n in range(300)]
    report = as_markdown(compare(made(), made(*many)))
    assert len(report.encode()) < 100_000
    assert "… and 241 more papers" in report
    assert len(as_markdown(compare(made(), made(*many)), most=2_000).encode()) <= 2_000


def row(report: str, field: str) -> str:
    [found] = [line for line in report.splitlines() if f"| `{field}` |" in line]
    return found


def test_what_differs_in_a_long_text_is_shown_and_not_its_beginning() -> None:
    words = " ".join(f"word{n}" for n in range(400))
    before = dataclasses.replace(paper("a"), abstract=f"{words} and it works.")
    after = dataclasses.replace(before, abstract=f"{words} and it <b>fails</b>.")
    shown = row(as_markdown(compare(made(before), made(after))), "abstract")
    assert "word0" not in shown
    assert "word398 word399 and it **works.**" in shown
    assert "word398 word399 and it **&lt;b&gt;fails&lt;/b&gt;.**" in shown


def test_words_put_in_and_taken_out_and_white_space_are_told_apart() -> None:
    words = " ".join(f"word{n}" for n in range(60))
    longer = dataclasses.replace(paper("a"), abstract=f"{words} end", summary=words)
    edited = dataclasses.replace(
        longer, abstract=words.replace("word30 ", "word30 really "), summary=f"{words}\n"
    )
    report = as_markdown(compare(made(longer), made(edited)))
    assert "word29 word30 **(nothing)** word31" in row(report, "abstract")
    assert "word29 word30 **really** word31" in row(report, "abstract")
    assert "**end**" in row(report, "abstract")
    assert row(report, "summary").endswith("|  | (white space alone differs) |")


def test_loosened_limits_are_named_bound_by_bound() -> None:
    def limited(limits: Limits) -> ReviewedState:
        return state(Catalog({}, TOPICS, TAGS, limits=limits), (), "content/", SITE)

    old = Limits(tags_per_paper=(3, 7), tag_share=0.3, summary_length=200)
    new = Limits(tags_per_paper=(1, 7), tag_share=1.0, summary_length=100, summary_results=False)
    report = as_markdown(compare(limited(old), limited(new)))
    assert "- limit `tags_per_paper`, least: 3 → 1, **looser**" in report
    assert "- limit `tag_share`: 0.3 → 1, **looser**" in report
    assert "- limit `summary_length`: 200 → 100, **stricter**" in report
    assert "- limit `summary_results`: true → false, **looser**" in report
    assert report.count("- limit ") == 4


def test_html_in_a_hand_written_page_is_named_with_its_line() -> None:
    def page(markdown: str) -> ReviewedState:
        pages = (HandPage("about", "About", markdown),)
        return state(Catalog({}, TOPICS, TAGS, pages=pages), (), "content/", SITE)

    before = page("# About\n\n<br> <https://a.example> <me@a.example> 1 < 2\n")
    after = page(
        "# About\n\n<br> <https://a.example> <me@a.example> 1 < 2\n"
        "\n<ScRiPt src=//x>\n<img\nonerror=x>\n"
    )
    report = as_markdown(compare(before, after))
    assert "- raw HTML &lt;script&gt; in `pages/about.md`, line 5" in report
    assert "- raw HTML &lt;img&gt; in `pages/about.md`, line 6" in report
    assert report.count("raw HTML") == 2
    assert "<ScRiPt" not in report


def test_other_files_are_named_with_what_became_of_them() -> None:
    def with_files(**files: bytes) -> ReviewedState:
        return dataclasses.replace(
            made(), files={name.replace("_", "/"): data for name, data in files.items()}
        )

    report = as_markdown(compare(
        with_files(sources_a=b"1\n2\n", sources_b=b"1\n2\n3\n", sources_c=b"1\n2",
                   gone=b"x", same=b"x"),
        with_files(sources_a=b"1\n2\n3\n4\n5\n", sources_b=b"1\nx\n3\n", sources_c=b"1\n2\n3",
                   evil=b"a\0b", same=b"x", **{"@all <b>": b"x\n"}),
    ))  # fmt: skip
    files = [line for line in report.splitlines() if line.startswith("- file ")]
    assert files == [
        "- file @&#8203;all &lt;b&gt;: new, 1 line",
        "- file `evil`: new, 3 bytes",
        "- file `gone`: gone",
        "- file `sources/a`: 3 lines appended",
        "- file `sources/b`: changed from line 2 on (3 lines before, 3 now)",
        "- file `sources/c`: 1 line appended",
    ]


def test_a_renamed_tag_is_one_line_and_fills_no_table() -> None:
    many = [paper(f"p{n}", tags="pruning sparsity") for n in range(70)]
    moved = [dataclasses.replace(p, tags=("cut", "sparsity")) for p in many]
    tags = {**TAGS, "cut": dataclasses.replace(TAGS["pruning"], id="cut", aliases=("pruning",))}
    del tags["pruning"]
    report = as_markdown(compare(made(*many), made(*moved, tags=tags)))
    assert "- renamed `pruning` → `cut` on 70 papers" in report
    assert "| " not in report
    assert "New and gone" not in report


def test_a_merged_tag_is_one_line_beside_the_new_counts() -> None:
    before = [paper("a", tags="pruning"), paper("b", tags="sparsity pruning")]
    after = [paper("a", tags="sparsity"), paper("b", tags="sparsity")]
    tags = {**TAGS, "sparsity": dataclasses.replace(
        TAGS["sparsity"], aliases=("pruning", TAGS["pruning"].name))}  # fmt: skip
    del tags["pruning"]
    changes = compare(made(*before), made(*after, tags=tags))
    assert "- merged `pruning` into `sparsity` on 2 papers" in as_markdown(changes)
    assert (changes.papers, changes.fields, changes.described) == ((), (), ())


def test_what_a_rename_does_not_explain_is_shown_beside_it() -> None:
    tags = {**TAGS, "cut": dataclasses.replace(
        TAGS["pruning"], id="cut", aliases=("pruning",), description="Other.")}  # fmt: skip
    del tags["pruning"]
    changes = compare(made(paper("a"), paper("b")), made(paper("a", tags="cut surveys"), paper("b"),
                                                         tags=tags))  # fmt: skip
    assert [c.paper.id for c in changes.papers] == ["a", "b"]
    assert [(c.where, c.field) for c in changes.fields] == [("tag cut", "description")]


def test_problems_come_first() -> None:
    wrong = Problem("content/papers/a.yml", 4, 2, "empty", "the title is empty")
    report = as_markdown(compare(made(), made(paper("a"), problems=(wrong,))))
    assert report.index("### Problems") < report.index("### Papers")
    assert report.splitlines()[2].endswith(" **1 new error.**")


def test_files_beside_the_records_are_read_and_others_are_not(tmp_path: Path) -> None:
    for name in (
        "papers/a.yml", "papers/notes.txt", "pages/a.md", "pages/a.svg", "tags.yml", "other.yml",
        "sources/x.txt", "schema/paper.schema.json", "deep/er/x.yml",
    ):  # fmt: skip
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(name, "utf-8")
    (tmp_path / "sources" / "link.txt").symlink_to(tmp_path / "sources" / "x.txt")
    assert sorted(other_files(FilesOnDisk(tmp_path))) == [
        "deep/er/x.yml", "other.yml", "pages/a.svg", "papers/notes.txt", "sources/x.txt",
    ]  # fmt: skip
