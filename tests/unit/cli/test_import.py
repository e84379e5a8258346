"""`import`, `enrich` and `new` as a user meets them: what they say, write and exit with."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator.cli import Settings
from generator.cli.enrich import command as enrich
from generator.cli.import_ import command as import_
from generator.cli.new import command as new
from generator.importers.text_input import LARGEST

GOOD = (
    "new\n\nA Net\n\nWe show that a net learns. It does.\n\nNoise\n\nNothing helps. We prove it.\n"
)
VENUES = "ICLR: {name: Learning Representations, kind: conference}\n"


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    content = Path("content")
    (content / "sources").mkdir(parents=True)
    (content / "venues.yml").write_text(VENUES, "utf-8")
    return content


def call(command: click.Command, *args: str, stdin: str | None = None) -> tuple[int, str]:
    settings = Settings(Path("content"), Path("mkdocs.yml"))
    result = CliRunner().invoke(command, args, obj=settings, input=stdin, catch_exceptions=False)
    return result.exit_code, result.output


def state(content: Path) -> dict[str, tuple[bytes, int]]:
    files = (path for path in content.rglob("*") if path.is_file())
    return {str(path): (path.read_bytes(), path.stat().st_mtime_ns) for path in files}


def test_sums_are_printed_and_a_second_run_writes_nothing(content: Path) -> None:
    (content / "sources" / "a.txt").write_text(GOOD, "utf-8")
    code, said = call(import_, "--added", "2026-11-20", "content/sources/a.txt")
    assert code == 0
    assert "a.txt: 9 lines = 4 in entries + 4 blank + 1 page furniture; format listing" in said
    assert "2 entries = 2 new" in said
    before = state(content)
    code, said = call(import_, "content/sources/a.txt")
    assert (code, "2 entries = 2 known" in said) == (0, True)
    assert state(content) == before


def test_a_total_over_several_files(content: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (content / "sources" / name).write_text(GOOD, "utf-8")
    _, said = call(import_, "content/sources/a.txt", "content/sources/b.txt")
    assert "Total of 2 files: 18 lines = 8 in entries + 8 blank + 2 page furniture" in said
    assert "4 entries = 2 new + 2 repeated" in said


def test_verbose_names_every_entry_and_every_dropped_line(content: Path) -> None:
    (content / "sources" / "a.txt").write_text(GOOD, "utf-8")
    _, said = call(import_, "--verbose", "content/sources/a.txt")
    assert "3: new: A Net → a-net" in said
    assert "1: dropped, page furniture: new" in said


def test_the_report_holds_the_whole_account(content: Path) -> None:
    (content / "sources" / "a.txt").write_text(GOOD, "utf-8")
    Path("b.txt").write_text("10.1145/3442188.3445922\n", "utf-8")
    code, _ = call(
        import_, "--offline", "--report", "report.json", "content/sources/a.txt", "b.txt"
    )
    report = json.loads(Path("report.json").read_text("utf-8"))
    assert code == 1
    assert [entry["paper"] for entry in report["entries"]] == ["a-net", "noise", None]
    assert report["files"][0]["lines"] == sum(report["files"][0]["sums"].values())
    assert [problem["code"] for problem in report["problems"]] == ["refused-entry"]


def test_nothing_is_written_when_one_file_is_bad(content: Path) -> None:
    (content / "sources" / "a.txt").write_text(GOOD, "utf-8")
    Path("binary.bin").write_bytes(bytes(range(256)))
    code, said = call(import_, "absent.txt", "content", "binary.bin", "content/sources/a.txt")
    assert code == 1
    assert "absent.txt:0:0: error[no-such-file]" in said
    assert "content:0:0: error[is-a-folder]" in said
    assert "binary.bin:0:0: error[binary-file]" in said
    assert "Nothing is written" in said
    assert not (content / "papers").exists()


def test_a_listing_from_elsewhere_is_copied_byte_for_byte(content: Path) -> None:
    Path("listing.txt").write_bytes(GOOD.replace("\n", "\r\n").encode())
    code, said = call(import_, "listing.txt")
    assert (code, "Copied to content/sources/listing.txt" in said) == (0, True)
    assert (content / "sources" / "listing.txt").read_bytes() == Path("listing.txt").read_bytes()
    Path("listing.txt").write_text(GOOD.replace("A Net", "Another"), "utf-8")
    code, said = call(import_, "listing.txt")
    assert (code, "error[another-listing]" in said) == (1, True)
    assert not (content / "papers" / "another.yml").exists()


def test_left_out_on_purpose(content: Path) -> None:
    (content / "sources" / "a.txt").write_text(GOOD, "utf-8")
    (content / "left-out.yml").write_text("Noise: off topic\n", "utf-8")
    _, said = call(import_, "content/sources/a.txt")
    assert "1 new + 1 left out" in said
    assert [path.stem for path in (content / "papers").iterdir()] == ["a-net"]


def test_enrich_says_what_each_line_did(content: Path) -> None:
    (content / "sources" / "a.txt").write_text(GOOD, "utf-8")
    call(import_, "content/sources/a.txt")
    rows = [
        {"title": "A Net", "year": 2016, "venue": "ICLR 2017", "arxiv": "1607.06450"},
        {"title": "Noise", "arxiv": "1607.06450", "venue": "Some University Press"},
        {"title": "Else"},
    ]
    Path("m.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows) + "oops\n", "utf-8")
    code, said = call(enrich, "--from", "m.jsonl")
    assert code == 1
    assert "m.jsonl:1: a-net: filled year, venue, arxiv\n" in said
    assert "m.jsonl:2: noise: nothing to fill; not used: venue" in said
    assert "m.jsonl:3: 'Else': no such paper" in said
    assert "m.jsonl:4: '': refused" in said
    assert "m.jsonl:2:0: error[id-taken]" in said
    before = state(content)
    call(enrich, "--from", "m.jsonl")
    assert state(content) == before


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x00\x01" * 5_000, "binary-file"),
        (b'{"title": "\xe9"}\n', "not-utf-8"),
        (b" " * (LARGEST + 1) + b"x", "too-large"),
    ],
    ids=["binary", "latin-1", "large"],
)
@pytest.mark.usefixtures("content")
def test_a_file_that_is_no_text_is_refused_by_enrich_and_new(data: bytes, code: str) -> None:
    Path("m.bib").write_bytes(data)
    for command, args in ((enrich, ["--from", "m.bib"]), (new, ["--bibtex", "m.bib"])):
        status, said = call(command, *args)
        assert (status, f"error[{code}]" in said) == (1, True), said


def test_enrich_without_its_file(content: Path) -> None:  # noqa: ARG001
    assert call(enrich, "--from", "absent.jsonl")[0] == 1


def test_new_without_a_network(content: Path) -> None:
    args = ["A Net", "--abstract", "-", "--author", "A B", "--year", "2016", "--venue", "ICLR 2017"]
    code, said = call(new, *args, "--added", "2026-11-20", stdin="It learns.\n")
    assert (code, "Written: content/papers/a-net.yml" in said) == (0, True)
    assert "venue: ICLR 2017" in (content / "papers" / "a-net.yml").read_text("utf-8")
    code, said = call(new, "a net", "--abstract", "Again.")
    assert (code, "error[already-listed]" in said) == (1, True)


def test_new_from_bibtex(content: Path) -> None:
    entry = "@article{x, title = {A {Net}}, author = {B, A}, abstract = {It learns.}}"
    assert call(new, "--bibtex", "-", stdin=entry)[0] == 0
    assert "title: A Net\nauthors:\n  - A B\n" in (content / "papers" / "a-net.yml").read_text(
        "utf-8"
    )
    assert call(new, "--bibtex", "-", stdin="nothing")[0] == 1


@pytest.mark.parametrize("args", [[], ["--arxiv", "N/A"], ["--doi", "x"]])
def test_wrong_usage_of_new(content: Path, args: list[str]) -> None:  # noqa: ARG001
    assert call(new, *args)[0] == 2


BIB = "@article{x,\n  title = {A Net},\n  author = {B, A},\n  editor = {P},\n  year = 2001\n}\n"


def test_a_dry_run_says_everything_and_writes_nothing(content: Path) -> None:
    Path("library").write_text(BIB, "utf-8")
    before = state(content)
    code, said = call(import_, "--dry-run", "library")
    assert code == 0
    assert "library: format bibtex\n  1 entry = 1 new\n  1: new: A Net → a-net\n" in said
    assert "Not kept, for want of a field: editor of 1" in said
    assert "Papers that would be written: 1 new, 0 changed" in said
    assert state(content) == before


def test_standard_input_is_read_as_any_file(content: Path) -> None:
    assert call(import_, "-", stdin=BIB)[0] == 0
    assert (content / "papers" / "a-net.yml").is_file()
    before = state(content)
    code, said = call(import_, "-", stdin=BIB)
    assert (code, "1 entry = 1 known" in said) == (0, True)
    assert state(content) == before


def test_the_name_of_a_file_says_nothing_of_its_format(content: Path) -> None:
    Path("papers.csv").write_text(BIB, "utf-8")
    assert "papers.csv: format bibtex" in call(import_, "papers.csv")[1]
    assert (content / "papers" / "a-net.yml").is_file()


def test_a_known_paper_is_filled_and_what_a_person_wrote_is_kept(content: Path) -> None:
    (content / "papers").mkdir()
    path = content / "papers" / "a-net.yml"
    path.write_text("title: A NET\nyear: 1999 # surely\ntopics: [mine]\n", "utf-8")
    Path("a.bib").write_text(BIB, "utf-8")
    code, said = call(import_, "--verbose", "a.bib")
    assert (code, "; filled authors; kept the paper's own year" in said) == (0, True)
    assert path.read_text("utf-8") == (
        "title: A NET\nauthors:\n  - A B\nyear: 1999 # surely\ntopics: [mine]\n"
    )
    before = state(content)
    call(import_, "a.bib")
    assert state(content) == before


def test_one_bad_file_keeps_all_from_being_written(content: Path) -> None:
    Path("good.bib").write_text(BIB, "utf-8")
    Path("half.bib").write_text(BIB + "@article{y,\n  title = {Cut", "utf-8")
    before = state(content)
    code, said = call(import_, "good.bib", "half.bib")
    assert (code, "half.bib:7:0: error[bad-bibtex]" in said) == (1, True)
    assert state(content) == before


def test_an_address_is_refused_without_a_look_up(content: Path) -> None:
    before = state(content)
    for address in ("https://arxiv.org/abs/1706.03762", "https://www.zotero.org/groups/12/x"):
        code, said = call(import_, "--offline", address)
        assert (code, "error[refused-entry]" in said) == (1, True)
    assert state(content) == before


def test_a_wrong_format_is_told_with_the_right_one(content: Path) -> None:  # noqa: ARG001
    Path("a.txt").write_text(BIB, "utf-8")
    code, said = call(import_, "--format", "ris", "a.txt")
    assert code == 1
    assert "a.txt:1:0: error[bad-ris]" in said
    assert "it looks like BibTeX. Did you mean '--format bibtex'?" in said


def test_columns_of_another_table(content: Path) -> None:
    Path("a.csv").write_text("Titel;Jahr\nA Net;2001\n", "utf-8")
    code, said = call(import_, "a.csv")
    assert (code, "name it: --column title=NAME" in said) == (1, True)
    assert call(import_, "--column", "title=Titel", "--column", "year=Jahr", "a.csv")[0] == 0
    assert "year: 2001" in (content / "papers" / "a-net.yml").read_text("utf-8")
    assert call(import_, "--column", "Titel", "a.csv")[0] == 2
    assert call(import_, "--column", "title=Other", "a.csv")[0] == 1


def test_keywords_that_are_tags_and_headings_that_are_topics(content: Path) -> None:
    (content / "tags.yml").write_text(
        "nets: {name: Neural nets, description: Of nets., kind: method, aliases: [networks]}\n",
        "utf-8",
    )
    (content / "topics").mkdir()
    (content / "topics" / "deep.yml").write_text(
        "title: Deep Things\ndescription: Deep.\n", "utf-8"
    )
    Path("a.bib").write_text("@misc{x, title={A Net}, keywords={Networks, other}}", "utf-8")
    Path("a.md").write_text(
        "## Deep things\n- [B](https://a.org/b)\n\n## Else\n- [C](https://a.org/c)\n", "utf-8"
    )
    code, said = call(import_, "a.bib", "a.md")
    assert (code, "Headings that may become topics: 'Else' (1)" in said) == (0, True)
    assert "tags: [nets]" in (content / "papers" / "a-net.yml").read_text("utf-8")
    assert "topics: [deep]" in (content / "papers" / "b.yml").read_text("utf-8")


def test_new_with_an_address_and_a_title_asks_nobody(content: Path) -> None:
    assert call(new, "https://openreview.net/forum?id=x", "--title", "A Net")[0] == 0
    text = (content / "papers" / "a-net.yml").read_text("utf-8")
    assert "url: https://openreview.net/forum?id=x\n" in text


@pytest.mark.parametrize(
    ("address", "line"),
    [
        ("https://arxiv.org/abs/1607.06450v2", 'arxiv: "1607.06450"'),
        ("http://export.arxiv.org/pdf/1607.06450.pdf?x=1", 'arxiv: "1607.06450"'),
        ("https://www.arxiv.org/html/1607.06450", 'arxiv: "1607.06450"'),
        ("https://arxiv.org/abs/cs/0112017", 'arxiv: "cs/0112017"'),
        ("https://doi.org/10.1162%2Fneco.1997", 'doi: "10.1162/neco.1997"'),
        ("https://openreview.net/forum?id=x", "url: https://openreview.net/forum?id=x"),
        ("https://github.com/a/b/tree/main", "  - https://github.com/a/b"),
    ],
)
def test_new_keeps_an_address(content: Path, address: str, line: str) -> None:
    assert call(new, address, "--title", "A Net", "--abstract", "It learns.")[0] == 0
    assert f"\n{line}\n" in (content / "papers" / "a-net.yml").read_text("utf-8")


@pytest.mark.parametrize(
    "args",
    [
        ["https://arxiv.org/list/cs.LG/recent"],
        ["https://doi.org/"],
        ["https://no host/x"],
        ["https://a.org/x", "--arxiv", "1607.06450"],
        ["--url", "https://a.org/x", "--doi", "10.1162/neco.1997"],
        ["https://a.org/x", "--url", "https://a.org/y"],
        ["https://arxiv.org/abs/1607.06450", "--arxiv", "1607.06451"],
    ],
)
def test_new_says_when_there_is_no_field_for_an_address(content: Path, args: list[str]) -> None:
    code, said = call(new, *args, "--title", "A Net", "--abstract", "It learns.")
    assert (code, "error[no-field]" in said) == (1, True)
    assert not (content / "papers").exists()


def test_new_refuses_bibtex_that_it_cannot_read_whole(content: Path) -> None:
    entry = "@article{x,\n title = {A Net},\n abstract = {It learns.} year = 2016}"
    code, said = call(new, "--bibtex", "-", stdin=entry)
    assert (code, ":3:0: error[bad-bibtex]" in said) == (1, True)
    assert not (content / "papers").exists()
