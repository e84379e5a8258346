"""What the documentation marks as fixed by `--fix` is fixed by one run, in every layout."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import checks
from generator.cli import group
from generator.content.definitions import PAPER
from generator.content.paper_yaml import HEADER
from tests.support import ROOT, from_yaml, tree
from tests.unit.checks.test_check import TODAY

BASE = from_yaml((ROOT / "tests" / "golden" / "check" / "_base.yml").read_text("utf-8"))
FILE = "papers/one.yml"
FIELDS = {
    "title": "title: One\n",
    "year": "year: 2020\n",
    "topics": "topics: [pruning]\n",
    "tags": "tags: [pruning, method]\n",
    "summary": "summary: Asks which weights may go.\n",
    "abstract": "abstract: |\n  Pruning removes weights that matter little.\n",
}
ORDER = [field.name for field in PAPER.fields]
VALUES = {
    "wrong-type": [
        "year: '2019'", 'year: "2019"', "tags: pruning, method", "tags: pruning; method",
        "arxiv: 1607.06451", "arxiv: 1510.10000", "title: 1984", "title: true", "title: 1e5",
        "authors: A B and C D", "authors: A B; C D", "authors: A B & C D", "authors: One Name",
        "authors: |\n  A B\n  and C D", "authors: >-\n  A B\n  and C D", "code: https://a.io/b",
        "code: a.io/b, https://c.org/d", "summary: 12.", "aliases: [2016]", "aliases: a-b, c-d",
        "year: |\n  2019", "topics: 'pruning'", "distinct_from: layer-normalization",
    ],
    "ambiguous-text": ["title: 2001-01-01", "title: On", "summary: yes", "authors: [Off, A B]"],
    "repeated-value": [
        "tags: [pruning, method, pruning]", "tags:\n  - pruning # a\n  - method\n  - pruning # b",
        "tags: [pruning, 'pruning', method]", "code: [https://a.io/b, https://a.io/b]",
        "sources:\n  - {file: list.txt, line: 1}\n  - {line: 1, file: list.txt}",
        "sources:\n  - file: list.txt\n    line: 1\n  # again\n  - file: list.txt\n    line: 1",
        "sources: [{file: list.txt, line: 1}, {file: list.txt, line: 1}]",
    ],
    "arxiv-id": [
        "arxiv: https://arxiv.org/abs/1607.06451", "arxiv: 'arXiv:1607.06451v2'",
        "arxiv: |\n  1607.06451", 'arxiv: "http://arxiv.org/pdf/1607.06451v1.pdf"',
    ],
    "doi": ["doi: https://doi.org/10.1162/x", "doi: 'doi:10.1162/x'", "doi: >\n  10.1162/x"],
    "url": [
        "code: [github.com/a/b]", "url: a.org/x", "code:\n  - 'http:a.io/b'", "url: HTTPS://a.org",
    ],
    "date": ["added: 20.11.2026", "added: 11/20/2026", "added: 5.5.2026", "added: 2026/3/5"],
    "alias-tag": [
        "tags: [LN, method]", "tags:\n  - 'LayerNorm'\n  - method", 'tags: ["ln", method]',
        "tags: [Pruning, method]", "tags: [PRUNING, Method]", "tags: [layer_normalization, method]",
        "tags: [Layer normalisation, method]", "tags: [prúning, method]",
    ],
    "deprecated-tag": ["tags: [old-pruning, method]", "tags: ['old-pruning', method]"],
    "alias-topic": [
        "topics: [Normalisation]", "topics: [PRUNING]", "topics: [normalisation-layers]",
        "topics:\n- normalisation-layers # x",
    ],
    "alias-paper": ["distinct_from: [layer-norm]", "distinct_from:\n- 'layer-norm'"],
    "unknown-venue": ["venue: NIPS 2017", "venue: 'NIPS 2017'", "venue: |\n  NIPS 2017"],
    "summary-full-stop": [
        "summary: So it is", "summary: 'It''s so '", 'summary: "So \\x41"',
        "summary: >\n  So it\n  is",
        "summary: |\n  So (it is)\n\n", "summary: So\n  it is", 'summary: "So\n  "',
    ],
    "tab": [
        "summary: So it\tis.", "summary: So. \t# it is", "year:\t2020",
        "note: |\n  So.\n  \tIt is.",
    ],
    "invisible-character": [
        "title: One\u200b", "title: '\u2060One'", 'title: "On\\u200be"',
        "tags: [\u00adpruning, method]",
        "tags: \u200b[pruning, method]", "title: One\u200b#2", "title: One\u200c",
    ],
    "odd-space": [
        "title: One\u00a0two", "title: One\u2009#2", "title: 'One\u2028two'", "title: \u00a0One",
        'title: "One\\u00a0two"', "title: One:\u00a0two", "note: |\n  \u00a0So.",
    ],
    "isbn": ["isbn: ISBN 978-0-262-03561-3", 'isbn: "0 19 852663 6"', "isbn: 'isbn: 080442957x'"],
    "language": ["language: FR", "language: French", 'language: "zh_hant"', "language: Latin"],
    "renamed-field": ["why: So it is.", "'why': 'So.' # x", "why: |\n  So.\n  It is.", "why:  "],
    "trailing-space": ["year: 2020  ", "note: |\n  So. \n  it is.", "# x \t"],
}  # fmt: skip
WHOLE: dict[str, Callable[[str], str]] = {
    "byte-order-mark": lambda text: "\ufeff" + text,
    "line-endings": lambda text: text.replace("\n", "\r\n"),
    "schema-line": lambda text: text.removeprefix(HEADER),
    "field-order": lambda _text: (
        HEADER + "abstract: A.\n# t\ntitle: One\ntopics: [pruning]\n"
        "tags: [pruning, method]\nodd: x\nsummary: So.\n"
    ),
}


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795132800")  # TODAY
    for path, text in BASE.items():
        target = Path("content", path)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return Path("content")


def _found() -> set[str]:
    return {problem.code for problem in checks.check(Path("content"), TODAY)[1]}


def _fixed_by_one_run(code: str) -> None:
    assert code in _found()
    CliRunner().invoke(group, ["check", "--fix"], catch_exceptions=False)
    assert code not in _found()
    once = tree(Path("content"))
    CliRunner().invoke(group, ["check", "--fix"], catch_exceptions=False)
    assert tree(Path("content")) == once


def _paper(lines: str, after: str = "", ends: str = "\n") -> str:
    name = lines.partition(":")[0]
    fields = {**FIELDS, name: f"{lines}\n"}
    known = [field for field in ORDER if field in fields]
    rest = [field for field in fields if field not in known]
    return (HEADER + "".join(fields[field] for field in [*rest, *known]) + after).replace(
        "\n", ends
    )


@pytest.mark.parametrize(("after", "ends"), [("", "\n"), ("# a comment\n\n", "\r\n")])
@pytest.mark.parametrize("code", sorted(VALUES))
def test_values(content: Path, code: str, after: str, ends: str) -> None:
    for lines in VALUES[code]:
        (content / FILE).write_bytes(_paper(lines, after, ends).encode())
        _fixed_by_one_run(code)


@pytest.mark.parametrize("code", sorted(WHOLE))
def test_whole_files(content: Path, code: str) -> None:
    text = WHOLE[code](_paper("note: So."))
    (content / FILE).write_bytes(text.encode())
    _fixed_by_one_run(code)


@pytest.mark.parametrize("ending", [".yaml", ".YML", ".yml.txt"])
def test_endings(content: Path, ending: str) -> None:
    (content / f"papers/one{ending}").write_text(_paper("note: So."), "utf-8")
    _fixed_by_one_run("extension")


def test_schemas(content: Path) -> None:
    (content / "schema").mkdir()
    (content / "schema" / "paper.schema.json").write_text("{}", "utf-8")
    _fixed_by_one_run("schema-stale")


@pytest.mark.parametrize(
    "tags",
    [
        "[wide, pruning, method]", "[pruning, method, wide]", "['wide',  pruning, method] # x",
        "[\n  wide,\n  pruning, method\n]", "[pruning, wide, method, wide]",
        "\n- wide # the wide one\n- pruning\n- method",
        "\n  - pruning\n  # x\n  - method\n  - wide",
    ],
)  # fmt: skip
def test_broader_tags(content: Path, tags: str) -> None:
    wide = "wide:\n  name: Wide\n  description: Holds pruning.\n  kind: method\n"
    held = BASE["tags.yml"].replace("  name: Pruning\n", "  name: Pruning\n  broader: wide\n")
    (content / "tags.yml").write_text(held + wide, "utf-8")
    (content / FILE).write_text(_paper(f"tags: {tags}"), "utf-8")
    _fixed_by_one_run("redundant-tag")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("pages/about.md", "# About\n\nA [paper](paper:layer-norm).\n"),
        ("topics/pruning.yml", "title: P\ndescription: Removes.\norder: 2\n"
         "introduction: |\n  See [it](paper:layer-norm).\n"),
        ("topics/pruning.yml", "title: P\ndescription: Removes.\norder: 2\n"
         "start_here:\n- {paper: layer-norm, why: So.}\n"),
        ("home.yml", "introduction: 'See [it](paper:layer-norm).'\n"),
        ("home.yml", "doors:\n- {title: N, text: B., papers: [layer-norm]}\n"),
    ],
)  # fmt: skip
def test_former_ids_anywhere(content: Path, path: str, text: str) -> None:
    (content / path).write_text(text, "utf-8")
    _fixed_by_one_run("alias-paper")


def test_every_code_that_is_marked_stands_here() -> None:
    marked = {name for name, code in checks.RULES.items() if code.fixed}

    assert {*VALUES, *WHOLE, "extension", "schema-stale", "redundant-tag"} == marked
