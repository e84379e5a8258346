from __future__ import annotations

import pytest

from generator.importers.bibtex import BibEntry, read_bibtex
from generator.importers.bibtex_names import unprotected

ENTRY = r"""
% exported
@comment{not {this}}
@string{nips = "Advances in Neural Information Processing Systems"}
@InProceedings{key:2020,
  Title = {{BERT}-like {Poincar{\'e}} nets with {$L^{2}$} and \textbf{Mamba}},
  author = "M{\"u}ller, J{\"o}rg and {The Big and Able Team} and Ludwig van Beethoven
    and Smith, Jr, Bob and others",
  booktitle = nips # " 33", year = 2020, month = jan,
  pages = {1--20}
}
"""


def _entry(text: str) -> BibEntry:
    found = read_bibtex(text, "x.bib")
    assert found.problems == ()
    return found.entries[0]


def test_an_entry_as_reference_managers_write_it() -> None:
    entry = _entry(ENTRY)
    assert entry.kind == "inproceedings"
    assert entry.title == r"BERT-like Poincar{\'e} nets with $L^{2}$ and \textbf{Mamba}"
    assert entry.authors == (
        "Jörg Müller",
        "The Big and Able Team",
        "Ludwig van Beethoven",
        "Bob Smith Jr",
    )
    assert entry.plain("booktitle") == "Advances in Neural Information Processing Systems 33"
    assert (entry.plain("year"), entry.plain("month")) == ("2020", "Jan")


def test_an_address_without_delimiters_ends_no_entry() -> None:
    entry = _entry("@misc{k, note=a@b.org, url = http://a.io/~b, title={T}, year=2020}")

    assert entry.fields == {
        "note": "a@b.org",
        "url": "http://a.io/~b",
        "title": "T",
        "year": "2020",
    }


def test_comments_hold_no_entries() -> None:
    text = (
        "@comment{@article{a, title={A}}}\n@Comment{jabref-meta: x;}\nwords\n@misc{b, title={B}}\n"
    )

    assert [(entry.key, entry.line) for entry in read_bibtex(text, "x.bib").entries] == [("b", 4)]


def test_strings_are_put_in_and_may_change() -> None:
    text = (
        '@string{a = "One"}\n@string(b = a # { and } # "Two")\n'
        '@misc{k, title = B # " etc", year = 2}'
        '@STRING{a = "New"}\n@misc{l, title = a, note = unknown}'
    )

    titles = [entry.title for entry in read_bibtex(text, "x.bib").entries]
    assert titles == ["One and Two etc", "New"]


def test_entries_of_one_key_and_parts_of_other_files_are_read() -> None:
    text = "@misc{a, title={A}}\n@misc{a, title={B}, crossref={elsewhere}}\n"
    assert [entry.title for entry in read_bibtex(text, "x.bib").works] == ["A", "B"]


def test_a_part_inherits_from_the_whole() -> None:
    text = (
        "@inproceedings{part, title={P}, crossref={Whole}}\n"
        "@proceedings{whole, title={Proc}, year=2001, editor={E}}\n"
    )

    found = read_bibtex(text, "x.bib")
    (entry,) = found.works
    assert (entry.title, entry.plain("booktitle"), entry.plain("year")) == ("P", "Proc", "2001")
    assert [e.key for e in found.entries] == ["part", "whole"]


GOOD = "@misc{good, title={Good}}\n"


@pytest.mark.parametrize(
    ("bad", "line", "words"),
    [
        ("@article{x, title = {open", 2, "broken"),
        ("@article{x,\n  title = }", 3, "`title`"),
        ("@article{x,\n  title = {a} author = {b}}", 3, "goes on after its end"),
        ('@article{x,\n  title = "a "b" c"}', 3, "goes on"),
        ("@article{x,\n  note = two words}", 3, "goes on"),
        ("@article{x,\n  title = {a},\n  title = {b}}", 2, "`title` more than once"),
        ("@article{x,\n  Title = {a},\n  title = {b}}", 4, "`title` more than once"),
        ("@article{x,\n  % title = {a},\n  year = 2}", 3, "no name of a field"),
        ("@article{title = {a}}", 2, "broken"),
        ("@article{x, title = {a}, year}", 2, "broken"),
        ("words\n@article title = {a}", 3, "no brace"),
        ("@article{x, crossref = {x}}", 2, "'x'"),
        ("@article{x, author = {A, B, C, D}}", 2, "Too many commas"),
        ("@string{a = }", 2, "`a`"),
        ("@string{a = aa # aa}" + "@string{a = a # a}" * 8 + "\n@string{a = a # a}", 3, "`a`"),
    ],
)
def test_what_cannot_be_read_whole_is_refused_with_its_line(
    bad: str, line: int, words: str
) -> None:
    found = read_bibtex(GOOD + bad, "x.bib")

    assert [entry.key for entry in found.entries] == ["good"]
    (problem,) = found.problems
    assert (problem.path, problem.line, problem.code) == ("x.bib", line, "bad-bibtex")
    assert words in problem.message


@pytest.mark.parametrize("text", ["", "plain words", "@comment{x}", "@string{a = {b}}"])
def test_a_text_without_entries(text: str) -> None:
    found = read_bibtex(text, "x.bib")
    assert (found.entries, found.problems) == ((), ())


def test_lines_of_any_system() -> None:
    text = "\r\n@misc{a, title={A}}\r\n\r\n@misc{b,\r\n title={B}}"

    assert [entry.line for entry in read_bibtex(text, "x.bib").entries] == [2, 4]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("{A} b", "A b"),
        (r"\emph{A}", r"\emph{A}"),
        (r"{\'e}", r"{\'e}"),
        ("x^{2}", "x^{2}"),
        (r"${\rm a}$", r"${\rm a}$"),
        (r"\{a\}", r"\{a\}"),
        ("{{A}}", "A"),
        ("a}", "a}"),
    ],
)
def test_braces_that_only_protect_capitals_go(text: str, plain: str) -> None:
    assert unprotected(text) == plain
