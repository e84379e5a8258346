"""Texts that are none of the formats, or hostile: one clear error each, and no entry."""

from __future__ import annotations

import random

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.importers import formats
from generator.importers.text_input import LARGEST, decoded
from generator.model.problems import has_errors

HOSTILE = {
    "brackets": "[" * 50_000,
    "braces": '{"a":' * 50_000,
    "entries": "@a{" * 60_000,
    "quotes": '@a{k,t="' + '"' * 50_000,
    "links": "- [a](" * 20_000,
    "emphasis": "- [a](http://x.org) " + "*a_" * 50_000,
    "lists in lists": "".join(f"{'  ' * n}- [P{n}](http://x.org/{n})\n" for n in range(60)),
    "digits": '[{"type": "book", "title": "A", "volume": ' + "9" * 5_000 + "}]",
    "digits in a row": '{"title": "A", "year": ' + "9" * 5_000 + '}\n{"title": "B"}\n',
    "quotations": ">" * 50_000 + "- [a](http://x.org)",
    "lines": "\n" * 700_000 + "x",
    "spaces": " " * 500_000 + "x",
    "words": "word\n" * 20_000,
    "markup": "<a " * 50_000,
    "cells": "title,year\n" + '"' * 50_001,
    "two formats": "@a{b, title={C}}\nTY  - JOUR\nTI  - D\nER  - \nTY  - JOUR\nER  - \n",
    "records and prose": "TY  - JOUR\nTI  - D\nER  - \n\nAnd then it says more.\n",
    "an array and more": '[{"type": "book", "title": "A"}]\nand more',
    "rows and more": '{"title": "A"}\nand more\n',
    "a log": "2024-01-01 10:00:00 INFO started\n2024-01-01 10:00:01 INFO done\n" * 20,
    "code": "import os\n\n\ndef main():\n    print('x')\n",
    "wrong types": '[{"type": "book", "title": ["A"]}]',
    "a wrong type": '[{"type": "novel", "title": "A"}]',
    "wrong names": '[{"type": "book", "title": "A", "author": "B"}]',
    "too many cells": "title,year\nA,2001,x,y\n",
}


def test_a_tag_that_the_parser_has_its_own_use_for() -> None:
    _, reading = formats.read("TY  - JOUR\nTI  - A\nUK  - x\nZZ  - y\nER  - \n", "file")
    assert reading.entries[0].extra == {"U0": "x", "ZZ": "y"}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_text_has_an_error_and_no_entry(name: str) -> None:
    _, reading = formats.read(HOSTILE[name], "file")
    assert has_errors(reading.problems)


@pytest.mark.parametrize("name", sorted({*formats.NAMES} - {"listing", *formats.LAYOUTS}))
def test_every_reader_refuses_what_is_not_of_its_format(name: str) -> None:
    _, reading = formats.read("Dear all,\nthe minutes are attached\n", "file", name)
    refused = [entry for entry in reading.entries if entry.refused]
    assert has_errors(reading.problems) or refused == list(reading.entries)


@pytest.mark.parametrize("seed", range(5))
def test_random_bytes(seed: int) -> None:
    data = random.Random(seed).randbytes(10_000)
    text, problem = decoded(data, "file")
    assert text == ""
    assert problem is not None and problem.code in ("binary-file", "not-utf-8")


@pytest.mark.parametrize(
    ("data", "code", "line", "column"),
    [
        ("title\nÜber\n".encode("cp1252"), "not-utf-8", 2, 1),
        ("title".encode("utf-16"), "not-utf-8", 0, 0),
        (b"", "empty-file", 0, 0),
        (b" \n\xef\xbb\xbf"[:2], "empty-file", 0, 0),
        (b"%PDF-1.7 text", "binary-file", 0, 0),
        (b"a\0b", "binary-file", 0, 0),
        (b"a" * (LARGEST + 1), "too-large", 0, 0),
    ],
    ids=["cp1252", "utf-16", "empty", "blank", "pdf", "nul", "large"],
)
def test_bytes_that_are_no_text(data: bytes, code: str, line: int, column: int) -> None:
    _, problem = decoded(data, "file")
    assert problem is not None
    assert (problem.code, problem.line, problem.column) == (code, line, column)


def test_line_ends_and_a_byte_order_mark_are_accepted() -> None:
    assert decoded(b"\xef\xbb\xbfa\r\nb\rc", "file") == ("a\nb\nc", None)


@settings(deadline=None, max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            ["@a{b,", "title={", "}", "TY  - X", "ER  - ", "[", "{", '"title":', '"a"', ",", "\n",
             "title,year", "- [a](http://b.org)", "1706.03762", "# H", "|", "A Title", "We. Say."]
        )
        | st.text(max_size=8),
        max_size=30,
    )
)  # fmt: skip
def test_no_text_makes_a_reader_fail(parts: list[str]) -> None:
    text, problem = decoded("".join(parts).encode("utf-8", "replace"), "file")
    assume(problem is None)
    for name in (None, *formats.NAMES):
        _, reading = formats.read(text, "file", name)
        assert all(entry.line >= 1 for entry in reading.entries)
        assert reading.entries or reading.problems
