from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.context import make_context
from generator.content.load import load
from generator.content.paper_yaml import HEADER
from generator.content.yaml_nodes import parse
from generator.edit.fix import mend
from tests.support import TOY
from tests.unit.content.test_yaml_nodes import YAML_SIGNS

CONTEXT = make_context(load(TOY), date(2026, 11, 20))
PAPER = HEADER + "title: A\n{}abstract: |\n  B\n"


def _mended(fields: str) -> str:
    text = mend(PAPER.format(fields).encode(), "papers/a.yml", CONTEXT).decode()
    head, foot = PAPER.split("{}")
    assert text.startswith(head)
    assert text.endswith(foot)
    return text[len(head) : -len(foot)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("tags: [CNN, method]  # mine\n", "tags: [convolutional-networks, method]  # mine\n"),
        ("tags: ['CNN' , method]\n", "tags: ['convolutional-networks' , method]\n"),
        ("tags:\n- CNN # a\n- ConvNet # b\n", "tags:\n- convolutional-networks # a\n"),
        ("tags: [\n  survey,\n  survey,\n]\n", "tags: [\n  survey,\n]\n"),
        ("tags: [survey, method, survey]\n", "tags: [survey, method]\n"),
        ("tags: [cnns]\n", "tags: [cnns]\n"),  # near, but a guess
        ("arxiv: 1607.06450 # id\n", 'arxiv: "1607.06450" # id\n'),
        ("arxiv: 1510.10000\n", 'arxiv: "1510.10000"\n'),
        ("year: '2016'\n", "year: 2016\n"),
        ("doi: https://doi.org/10.1/x\n", "doi: https://doi.org/10.1/x\n"),
        ("tags: CNN, method\n", "tags: [convolutional-networks, method]\n"),
        ("authors: One, Two\n", 'authors: ["One, Two"]\n'),
        ("summary: 'It''s so'\n", "summary: 'It''s so.'\n"),
        ("summary: What?\n", "summary: What?\n"),
        ("summary: >\n  Folded\n", "summary: >\n  Folded\n"),
    ],
)
def test_only_what_has_one_answer_changes(before: str, after: str) -> None:
    once = _mended(before)

    assert once in (after, _mended(after))
    assert _mended(once) == once


@given(st.binary() | YAML_SIGNS.map(str.encode))
def test_any_bytes_are_mended_to_what_needs_no_mending(data: bytes) -> None:
    once = mend(data, "papers/a.yml", CONTEXT)

    assert mend(once, "papers/a.yml", CONTEXT) == once


@given(YAML_SIGNS)
def test_what_was_sound_stays_sound(text: str) -> None:
    if parse(text) is not None:
        assert parse(mend(text.encode(), "papers/a.yml", CONTEXT).decode()) is not None


@pytest.mark.parametrize("path", sorted(TOY.rglob("*.yml")), ids=lambda path: path.stem)
def test_a_sound_file_keeps_every_byte(path: str) -> None:
    file = TOY / path
    data = file.read_bytes()

    assert mend(data, file.relative_to(TOY).as_posix(), CONTEXT) == data
