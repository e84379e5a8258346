from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from generator.content.paper_yaml import to_yaml
from generator.model.models import Paper, SourceRef

TOY = Path(__file__).parents[2] / "toy" / "content" / "papers"
NASTY = [
    "yes", "NO", "on", "null", "~", "1e3", "0o17", "12:30", "0x1F", "1_000", "2016-01-01", ".inf",
    "- a", "? a", "a: b", "a:", ":a", "a #b", "#a", "a#b", "[a]", "{a}", "a, b", "&a", "*a", "!a",
    "%a", "@a", "`a`", "'a'", '"a"', "|", ">", "---", "...", "<<", "=", " a", "a ", "\ta", "a\tb",
    "\x00", "\x07", "\x1b[31m", "\x7f", "\x85", "\xa0", "\u2028", "\u2029", "\ufeff", "\u202e",
    "\ufffe", "\uffff", "\U0001f600", "\U0001fffe", "a\nb", "\na", "a\n\nb", "a\n",
    "  a\nb", "a\r\nb", "a\\b", "\\", "é", "e\u0301", "", "a\n  b", "a\n---\nb", "# a\nb",
    "a " * 3, "\u200b",
]  # fmt: skip


def read(text: str) -> dict[str, Any]:
    found = yaml.load(text, Loader=yaml.CSafeLoader)
    assert isinstance(found, dict)
    newer = YAML(typ="safe", pure=True).load(io.StringIO(text))
    assert newer == found
    return found


def chomped(text: str, read_back: str) -> bool:
    """A literal block ends in a line feed of its own."""
    return read_back in (text, text + "\n")


@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("a\U0001f600b\x00")
def test_any_text_comes_back(text: str) -> None:
    paper = Paper("x", text, text, authors=(text,), summary=text, sources=(SourceRef(text, 3),))
    found = yaml.load(to_yaml(paper), Loader=yaml.CSafeLoader)
    assert found["title"] == found["summary"] == text
    assert found["authors"] == [text]
    assert found["sources"] == [{"file": text, "line": 3}]
    assert chomped(text, found.get("abstract", ""))


@pytest.mark.parametrize("text", NASTY, ids=ascii)
def test_nasty_texts_come_back_from_both_kinds_of_parser(text: str) -> None:
    found = read(to_yaml(Paper("x", text, text, topics=(text,), venue=text, arxiv=text)))
    assert [found["title"], found["venue"], found["arxiv"], found["topics"]] == [
        text,
        text,
        text,
        [text],
    ]
    assert chomped(text, found.get("abstract", ""))


def test_a_paper_without_an_abstract_has_no_such_line() -> None:
    assert "abstract" not in to_yaml(Paper("x", "A Net"))


def test_a_megabyte() -> None:
    text = "word: # '\"" * 100_000
    assert chomped(
        text, yaml.load(to_yaml(Paper("x", text, text)), Loader=yaml.CSafeLoader)["abstract"]
    )


def test_lone_surrogates_cannot_be_kept() -> None:
    assert read(to_yaml(Paper("x", "a\ud800b", "c")))["title"].startswith("a\ufffd")


@pytest.mark.parametrize("path", sorted(TOY.glob("*.yml")), ids=lambda path: path.stem[:20])
def test_the_toy_papers_have_the_house_layout(path: Path) -> None:
    raw = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    values = {key: tuple(raw[key]) for key in ("authors", "topics", "tags")}
    sources = tuple(SourceRef(row["file"], row["line"]) for row in raw.pop("sources"))
    paper = Paper(**{**raw, **values, "abstract": raw["abstract"].strip()}, id="x", sources=sources)
    assert to_yaml(paper) == path.read_text("utf-8")


def test_what_is_unknown_is_left_out() -> None:
    assert to_yaml(Paper("x", "A Title", "Short.", added=date(2026, 11, 20))) == (
        "# yaml-language-server: $schema=../schema/paper.schema.json\n"
        "title: A Title\ntopics: []\ntags: []\nadded: 2026-11-20\nabstract: |\n  Short.\n"
    )


def test_joiners_stand_as_they_are() -> None:
    text = to_yaml(Paper("a", "می\u200cخواهم", "👩\u200d💻 می\u200cخواهم."))

    assert "title: می\u200cخواهم\n" in text
    assert "abstract: |\n  👩\u200d💻 می\u200cخواهم.\n" in text
