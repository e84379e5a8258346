from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.checks.context import make_context
from generator.content.load import load
from generator.content.paper_yaml import HEADER
from generator.content.yaml_documents import parse
from generator.edit.fix_file import fix_file
from tests.support import TOY
from tests.unit.content.test_yaml_documents import YAML_SIGNS

CONTEXT = make_context(load(TOY), date(2026, 11, 20))
PAPER = HEADER + "title: A\n{}abstract: |\n  B\n"


def _fixed(fields: str) -> str:
    text = fix_file(PAPER.format(fields).encode(), "papers/a.yml", CONTEXT).decode()
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
        ("authors: One, Two\n", "authors: One, Two\n"),  # two authors, or `Two One`
        ("authors: A, B and C\n", "authors: A, B and C\n"),
        ("authors: Ba, Jimmy; Hinton, G.\n", "authors: Ba, Jimmy; Hinton, G.\n"),
        ("authors: The Institute of A and B\n", "authors: The Institute of A and B\n"),
        ("authors: Jimmy Ba et al.\n", "authors: Jimmy Ba et al.\n"),
        (
            "authors: Max van Spengler and Erwin Berkhout\n",
            "authors: [Max van Spengler, Erwin Berkhout]\n",
        ),
        ("authors: 'A B; C D & E F' # x\n", "authors: [A B, C D, E F] # x\n"),
        ("authors: |\n  A B\n  and C D\n", "authors: [A B, C D]\n"),
        ("authors: Only One\n", "authors: [Only One]\n"),
        ("authors: R \\& D and E\n", "authors: [R \\& D, E]\n"),
        ("code: https://a.io/b, c.org/d\n", "code: [https://a.io/b, https://c.org/d]\n"),
        ("code: see the site\n", "code: see the site\n"),
        ("added: 20.11.2026\n", "added: 2026-11-20\n"),
        ("added: 11/20/2026\n", "added: 2026-11-20\n"),
        ("added: 5.5.2026\n", "added: 2026-05-05\n"),
        ("added: 3.4.2026\n", "added: 3.4.2026\n"),
        ("added: 31.02.2026\n", "added: 31.02.2026\n"),
        ("title2: a\u00a0#b\n", 'title2: "a #b"\n'),
        ("title2: \u200b#b\n", 'title2: "#b"\n'),
        ("tags: \u200b[survey]\n", "tags: [survey]\n"),
        ("\u00a0tags: [survey]\n", "tags: [survey]\n"),
        (
            "sources:\n- {file: a, line: 1}\n- {line: 1, file: a}\n",
            "sources:\n- {file: a, line: 1}\n",
        ),
        ("tags:\n-\n  survey\n-\n  survey\n", "tags:\n-\n  survey\n"),
        ("tags: [survey, # x\n  survey # y\n  ]\n", "tags: [survey # x\n   # y\n  ]\n"),
        ("summary: 'It''s so'\n", "summary: 'It''s so.'\n"),
        ("summary: What?\n", "summary: What?\n"),
        ("summary: >\n  Folded\n", "summary: >\n  Folded.\n"),
        ('summary: "Tab\\x41"\n', 'summary: "TabA."\n'),
        ("summary: 'So '\n", "summary: 'So. '\n"),
    ],
)
def test_only_what_has_one_answer_changes(before: str, after: str) -> None:
    once = _fixed(before)

    assert once in (after, _fixed(after))
    assert _fixed(once) == once


@given(st.binary() | YAML_SIGNS.map(str.encode))
def test_any_bytes_are_fixed_once(data: bytes) -> None:
    once = fix_file(data, "papers/a.yml", CONTEXT)

    assert fix_file(once, "papers/a.yml", CONTEXT) == once


@given(YAML_SIGNS)
def test_what_was_sound_stays_sound(text: str) -> None:
    if parse(text) is not None:
        assert parse(fix_file(text.encode(), "papers/a.yml", CONTEXT).decode()) is not None


@pytest.mark.parametrize("path", sorted(TOY.rglob("*.yml")), ids=lambda path: path.stem)
def test_a_sound_file_keeps_every_byte(path: str) -> None:
    file = TOY / path
    data = file.read_bytes()

    assert fix_file(data, file.relative_to(TOY).as_posix(), CONTEXT) == data


@pytest.mark.parametrize("sign", ["\f", "\v", "\x1c", "\x85", "\u2028", "\u2029"])
def test_only_a_line_feed_ends_a_line(sign: str) -> None:
    text = HEADER + f"abstract: |\n  One{sign}year: 1999{sign}# two\ntitle: A\n"

    fixed = fix_file(text.encode(), "papers/a.yml", CONTEXT).decode()

    kept = sign if sign in "\f\v\x1c\x85" else " "
    assert fixed == HEADER + f"title: A\nabstract: |\n  One{kept}year: 1999{kept}# two\n"


def test_unknown_fields_and_comments_move_with_the_field_before_them() -> None:
    text = HEADER + "year: 2016\n# mine\nodd: 1\n# of the title\ntitle: 'A\n  #1'\nabstract: B\n"

    fixed = fix_file(text.encode(), "papers/a.yml", CONTEXT).decode()

    assert fixed == (
        HEADER + "# of the title\ntitle: 'A\n  #1'\nyear: 2016\n# mine\nodd: 1\nabstract: B\n"
    )


def test_former_ids_in_links_are_replaced() -> None:
    page = "# A\n\n[a](tag:CNN) and [b](topic:gone), `tag:CNN`\n"

    fixed = fix_file(page.encode(), "pages/a.md", CONTEXT).decode()

    assert fixed == "# A\n\n[a](tag:convolutional-networks) and [b](topic:gone), `tag:CNN`\n"


@pytest.mark.parametrize(
    "text",
    [
        "title: A\ncode: [https://a.io/b]\ncode: [https://a.io/b, https://a.io/b]\nabstract: B\n",
        "? [title, year]\n: A\n",
        "title: A\nabstract: B\n? {a: b}\n: c\n",
    ],
)
def test_what_is_not_read_is_not_changed(text: str) -> None:
    data = (HEADER + text).encode()

    assert fix_file(data, "papers/a.yml", CONTEXT) == data


def test_empty_lines_do_not_move_to_the_end() -> None:
    text = HEADER + "abstract: |\n\ntitle: A\n"

    fixed = fix_file(text.encode(), "papers/a.yml", CONTEXT)

    assert fixed.decode() == HEADER + "title: A\nabstract: |\n"
