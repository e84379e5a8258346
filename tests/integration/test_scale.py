"""Four times as much content takes about four times as many steps, not sixteen times as many."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from generator import checks
from generator.analysis.vocabulary_matches import matches
from generator.checks.context import make_context
from generator.checks.relations import UNKNOWN_TAG
from generator.content import file_text, validate, yaml_documents
from generator.content.definitions import PAPER, TAGS, VENUES
from generator.content.load import Loaded
from generator.content.source_locations import SourceLocator
from generator.edit.difference import hunks
from generator.edit.fix_file import fix_file
from generator.edit.paper_edits import CannotEdit
from generator.edit.splice import read, remove_item
from generator.edit.tags import merge, rename
from generator.model.models import Catalog, Paper, Venue
from generator.model.rules import Finding
from generator.text import latex
from generator.text.did_you_mean import Spellings
from generator.text.similar_titles import near_pairs, pairs_alike
from generator.text.venues import house_style, in_house_style
from tests.steps import steps, steps_of_lines

TODAY = date(2026, 11, 20)


def vocabulary(size: int) -> str:
    return "".join(
        f"tag-{n}:\n  name: Tag {n}\n  description: D.\n  kind: method\n"
        f"  aliases: [word-{n}, other-{n}]\n  related: [tag-0, tag-1, tag-{n + 1}]\n"
        for n in range(size)
    )


def rename_in(size: int) -> Callable[[], Any]:
    files = {"tags.yml": vocabulary(size)}
    return lambda: rename(files, "tag-0", "renamed")


def merge_in(size: int) -> Callable[[], Any]:
    aliases = ", ".join(f"also {n}" for n in range(size))
    text = vocabulary(size).replace("[word-0, other-0]", f"[{aliases}]")
    return lambda: merge({"tags.yml": text}, "tag-0", "tag-1")


def unknown_fields(size: int) -> Callable[[], Any]:
    text = "".join(f"field-{n}: 1\n" for n in range(size))
    document = yaml_documents.compose("x.yml", text.encode())
    return lambda: validate.read(document, PAPER)


def fixed(size: int) -> Callable[[], Any]:
    text = vocabulary(size).replace("tag-1,", "LayerNorm,").encode()
    context = make_context(Loaded(Catalog({}, {}, {})), TODAY)
    return lambda: fix_file(text, "tags.yml", context)


def found_positions(size: int) -> Callable[[], Any]:
    text = vocabulary(size)
    findings = [
        Finding("tags.yml", (f"tag-{n}", "related", 1), UNKNOWN_TAG, "y") for n in range(size)
    ]
    root = yaml_documents.parse(text)

    def work() -> None:
        positions = SourceLocator(text, root)
        assert [positions.of(found)[0] for found in findings] == [6 * n + 6 for n in range(size)]

    return work


def unknown_words(size: int) -> Callable[[], Any]:
    spellings = Spellings([f"known-word-{n}" for n in range(size)])
    return lambda: [spellings.nearest(f"knwon-word-{n}") for n in range(size)]


def near_titles(size: int) -> Callable[[], Any]:
    titles = [f"A study of pruning {chr(97 + n % 26)}{chr(97 + n // 26)}" for n in range(size)]
    return lambda: list(near_pairs(titles, range(size)))


def names_that_begin_alike(size: int) -> Callable[[], Any]:
    names = {f"tag-{n}": [f"word {n} of"] for n in range(size)}
    return lambda: matches([("Words", "word and word " * size)], names)


@pytest.mark.parametrize(
    ("work", "size"),
    [
        (rename_in, 60), (merge_in, 60), (unknown_fields, 500), (fixed, 60),
        (found_positions, 100), (unknown_words, 400), (near_titles, 300),
        (names_that_begin_alike, 100),
    ],
    ids=lambda value: getattr(value, "__name__", None),
)  # fmt: skip
def test_steps_grow_with_the_size(work: Callable[[int], Callable[[], Any]], size: int) -> None:
    work(2)()  # what is imported or compiled once is no step of the work

    assert steps(work(4 * size)) < 6 * steps(work(size))


@pytest.mark.parametrize("write", [latex.to_text, latex.to_html, latex.to_bibtex])
@pytest.mark.parametrize("sign", ["{", "}", "$", "`", "[", "$x_{", r"\textbf{", "^{", "$ ", "''"])
def test_latex_takes_steps_in_proportion_to_the_text(
    write: Callable[[str], str], sign: str
) -> None:
    write(sign * 30)

    lines = [steps_of_lines(lambda n=n: write(sign * n + " ")) for n in (500, 2_000)]  # type: ignore[misc]
    assert lines[1] < 6 * lines[0]


def test_a_dry_run_of_many_edits_is_shown_whole() -> None:
    old = [f"line {n}\n" for n in range(9)]
    new = [*old[:2], "other\n", *old[3:5], *old[6:], "last\n"]

    assert list(hunks(old, new)) == [
        "@@ -3 +3 @@\n", "-line 2\n", "+other\n", "@@ -6 +5,0 @@\n", "-line 5\n",
        "@@ -9,0 +9 @@\n", "+last\n",
    ]  # fmt: skip


def test_positions_count_lines_once() -> None:
    lines = file_text.Lines("ab\n\ncd\n")

    assert [lines.place(offset) for offset in range(8)] == [
        file_text.place("ab\n\ncd\n", offset) for offset in range(8)
    ]


def test_of_many_known_words_the_nearest_is_still_found() -> None:
    known = [f"{a}-{b}" for a in ("pruning", "sparsity", "quantization") for b in range(400)]

    spellings = Spellings(["layer-normalization", *known])

    assert spellings.nearest("layer-normalisatoin") == "layer-normalization"
    assert spellings.nearest("pruning-1O7") in known
    assert spellings.nearest("zzz") is None


def test_of_many_titles_with_one_word_the_equal_ones_are_still_found() -> None:
    titles = [f"Pruning {n * 7919:x} {n * 104729:x}" for n in range(400)]

    found = pairs_alike([*titles, titles[123]], 95)

    assert (123, 400) in found


@pytest.mark.parametrize(
    "venue",
    ["ICLR", "ICLR 2024", "ICLR, 2024", "ICLR 2024 (workshop)", "ICLR (workshop)", "A (b) 2020",
     "A (b)", "ICLR 24", "ICLR  2024", "iclr", "ICLR (a) (b)", "Year 2020", "Year 2020 2021"],
)  # fmt: skip
def test_a_venue_is_in_house_style_as_the_expression_for_editors_says(venue: str) -> None:
    venues = {name: Venue(name, name, "conference") for name in ("ICLR", "A (b)", "Year 2020", "A")}

    assert in_house_style(venue, venues) == (re.fullmatch(house_style(venues), venue) is not None)


def test_thousands_of_broken_references_are_all_found() -> None:
    papers = {
        f"p{n}": Paper(
            id=f"p{n}", title=f"T {n}", abstract="A.", authors=(), tags=(f"none-{n}", "none")
        )
        for n in range(500)
    }
    found = checks.find(Loaded(Catalog(papers, {}, {})), TODAY)

    assert sum(finding.rule.name == "unknown-tag" for finding in found) == 1_000


DEEP = ("a: " + "[" * 100_000, "{a: " * 100_000, "- " * 100_000,
        "".join(" " * n + "a:\n" for n in range(1_400)))  # fmt: skip
BOMB = "a0: &a0 [x, x]\n" + "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" for n in range(1, 60))


@pytest.mark.parametrize("text", [*DEEP, BOMB], ids=["flow", "map", "block", "keys", "bomb"])
def test_what_nests_too_deep_or_repeats_itself_is_refused(text: str) -> None:
    with pytest.raises(CannotEdit):
        read(text)
    assert yaml_documents.compose("x.yml", text.encode(), 2**22).root is None


def test_an_item_that_stands_very_often_in_one_list_is_left_to_a_person() -> None:
    with pytest.raises(CannotEdit, match="500 times"):
        remove_item("tags: [" + "old, " * 500 + "b]\n", [("tags",)], "old")


@pytest.mark.parametrize("file", [TAGS, VENUES], ids=lambda file: file.name)
def test_a_table_with_too_many_entries_is_not_read(file: Any) -> None:
    text = "".join(f"id-{n}: {{}}\n" for n in range(file.type.most + 1))

    found = validate.read(yaml_documents.compose("x.yml", text.encode(), file.most_bytes), file)

    assert found.values is None
    assert [p.code for p in found.problems] == ["too-many"]
    assert f"{file.type.most + 1:,} entries; the most is {file.type.most:,}" in (
        found.problems[0].message
    )


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("summary: {long}", "too-long"), ("note: {long}", "too-long"),
        ("tags: [{many}]", "too-many"),
        ("authors: [{many}]", "too-many"), ("aliases: [{many}]", "too-many"),
        ("topics: [{many}]", "too-many"), ("authors: [{word}]", "too-long"),
        ("sources: [{{file: {word}, line: 1}}]", "too-long"),
    ],
)  # fmt: skip
def test_a_paper_with_anything_over_its_bound_is_not_built(line: str, code: str) -> None:
    given = line.format(
        long="word " * 2_000, word="w" * 301, many=", ".join(f"a{n}" for n in range(20_001))
    )
    text = f"title: A Title\n{given}\nabstract: Words.\n"

    found = validate.read(yaml_documents.compose("x.yml", text.encode(), PAPER.most_bytes), PAPER)

    assert found.values is None
    assert [p.code for p in found.problems] == [code]


@pytest.mark.parametrize("title", ["神" * 999, "การ" * 300, "\U0001d54f" * 999])
def test_scripts_without_spaces_have_no_long_words(title: str) -> None:
    text = f"title: {title}\nabstract: Words.\n"

    assert validate.read(yaml_documents.compose("x.yml", text.encode()), PAPER).problems == ()


def test_a_page_with_too_many_links_is_not_built(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "hostile.md").write_text("# Page\n\n" + "[ " * 2_001, "utf-8")

    loaded, problems = checks.check(tmp_path, TODAY)

    assert loaded.catalog.pages == ()
    found = [(p.code, p.message) for p in problems if p.code != "missing-file"]
    assert found == [("too-many", "the page has 2,001 signs `[`; the most is 2,000")]
