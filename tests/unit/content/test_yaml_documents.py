from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from generator.content.yaml_documents import NotSound, compose, kind_of, plain, values, where
from generator.content.yaml_entries import MAX_ERRORS
from generator.content.yaml_events import MAX_DEPTH

YAML_SIGNS = st.text(alphabet=" \n\t-:[]{}#&*!|>'\"%@`?,ab1.~\r\0\u200b\u00a0é")


def _codes(data: bytes) -> list[str]:
    return [problem.code for problem in compose("f.yml", data).problems]


@given(st.binary() | YAML_SIGNS.map(str.encode))
def test_any_bytes_are_answered_and_problems_lie_within_the_file(data: bytes) -> None:
    document = compose("f.yml", data)

    assert document.root is not None or document.problems
    lines = data.count(b"\n") + data.count(b"\r") + 2
    assert all(0 <= p.line <= lines and p.column >= 0 for p in document.problems)


@given(YAML_SIGNS)
def test_what_is_read_is_what_another_parser_reads(text: str) -> None:
    document = compose("f.yml", text.encode())
    if document.root is None or document.problems:
        return
    try:
        other = yaml.load(text, Loader=yaml.CBaseLoader)
    except TypeError:  # a list as a key
        return

    assert _texts(plain(document.root)) == _texts(other)


def _texts(value: object) -> object:
    """The value with every scalar as text, as YAML 1.1 and 1.2 disagree about some."""
    if isinstance(value, dict):
        return sorted(str(key) for key in value)
    if isinstance(value, list):
        return len(value)
    return "scalar"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("no", "text"),
        ("NO", "text"),
        ("12:30", "text"),
        ("1_000", "text"),
        ("2026-11-20", "text"),
        ("1607.06450", "float"),
        ("1e3", "float"),
        ("2016", "int"),
        ("0x10", "int"),
        ("true", "bool"),
        ("~", "null"),
        ("", "null"),
        ("'2016'", "text"),
        ('""', "text"),
        ("[]", "list"),
        ("{}", "map"),
    ],
)
def test_values_are_told_apart_as_yaml_1_2_does(text: str, kind: str) -> None:
    root = compose("f.yml", f"a: {text}\n".encode()).root

    assert root is not None
    assert kind_of(root.value[0][1]) == kind


def test_an_entry_of_a_list_has_its_own_column() -> None:
    root = compose("f.yml", "# x\ntags: [é, 𝒳, pruning]\n".encode()).root

    assert root is not None
    assert [where(item) for item in root.value[0][1].value] == [(2, 8), (2, 11), (2, 14)]


@pytest.mark.parametrize("sign", ["[", "{", "- ", "? ", "[a, ", "{a: "])
def test_deep_nesting_is_refused_before_it_can_overrun_the_stack(sign: str) -> None:
    assert "yaml-syntax" in _codes((sign * 50_000).encode())


def test_nesting_as_deep_as_allowed_is_read() -> None:
    assert _codes(("[" * MAX_DEPTH + "]" * MAX_DEPTH + "\n").encode()) == []


def test_aliases_are_not_expanded() -> None:
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n"

    document = compose("f.yml", bomb.encode())

    assert document.root is None
    assert {problem.code for problem in document.problems} == {"anchor"}
    assert [p.line for p in document.problems] == [1, 2, 2, 2, 3, 3, 3]


@pytest.mark.parametrize(
    "text", ["a: R&D *bold* and 50 % !\n", "a: |\n  # no * list & no anchor\n", "a: x!y\n"]
)
def test_signs_within_text_are_text(text: str) -> None:
    assert _codes(text.encode()) == []


def test_utf_16_is_named() -> None:
    (problem,) = compose("f.yml", "title: x".encode("utf-16")).problems

    assert problem.code == "encoding"
    assert "UTF-16" in problem.message


def test_the_column_of_a_bad_byte_counts_characters() -> None:
    (problem,) = compose("f.yml", "a: b\né𝒳".encode() + b"\xff\n").problems

    assert (problem.line, problem.column) == (2, 3)
    assert "0xFF" in problem.message


@pytest.mark.parametrize(
    "text",
    [
        "? [a, b]\n: c\n",
        "? {a: b}\n: c\n",
        "[a, b]: c\n",
        "{a: b}: c\n",
        "x: {[a]}\n",
        "x: [[a]: b]\n",
        "x: {y, # [\n [a]: b}\n",
        "x:\n  ? - a\n    - b\n  : c\n",
    ],
)
def test_a_key_that_is_no_word_is_refused(text: str) -> None:
    document = compose("f.yml", text.encode())

    assert document.root is None
    assert "the name of a field is a word" in document.problems[0].message


def test_values_of_one_dialect_are_read_everywhere() -> None:
    text = "a: On\nb: 2001-01-01\nc: no\nd: 12:30\ne: 1_000\nf: true\ng: 0x10\n1.10: x\n"

    assert values(text) == {
        "a": "On", "b": "2001-01-01", "c": "no", "d": "12:30", "e": "1_000", "f": True, "g": 16,
        "1.10": "x",
    }  # fmt: skip


@pytest.mark.parametrize("text", ["a: [", "? [a]\n: b\n", "a: &x b\nc: *x\n", "[" * 5000])
def test_values_of_a_text_that_is_not_sound_raise(text: str) -> None:
    with pytest.raises(NotSound):
        values(text)


def test_a_number_of_thousands_of_digits_is_read_as_text() -> None:
    assert values(f"a: {'9' * 5000}\n") == {"a": "9" * 5000}


def test_work_on_a_broken_file_is_bounded() -> None:
    document = compose("f.yml", b"a: b: c\n" * 30_000)

    assert [p.code for p in document.problems].count("yaml-syntax") == MAX_ERRORS
