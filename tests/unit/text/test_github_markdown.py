import html
import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.text.github_markdown import bounded, code, cut, table, text

HOSTILE = [
    "a | b", "@everyone", "<img src=x onerror=alert(1)>", "fixes #123", "`code`", "**bold** _it_",
    "[a](javascript:alert(1))", "![x](https://evil.example/p.png)", "https://evil.example",
    "www.evil.example", "GH-12", "~~gone~~", "$x^2$", "&lt;b&gt;", "line\n\n# heading", "\\| x",
    "<!-- hidden -->", "owner/name#1", "mailto:a@b.c",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_nothing_of_a_text_is_acted_upon(value: str) -> None:
    shown = text(value)
    page = markdown.markdown(f"x {shown}", extensions=["tables"])
    assert page.count("<") == 2  # the paragraph's own
    assert "\n" not in shown
    assert "|" not in shown
    assert not any(sign in shown for sign in ("`", "<", "://", "www."))
    assert not re.search(r"[@#]\w|GH-\d|mailto:", html.unescape(shown))


@given(st.text())
def test_any_text_stays_one_cell_of_one_row(value: str) -> None:
    lines = table(["a", "b"], [[text(value), text(value)]])
    assert len(lines) == 3
    assert lines[2].count("|") == 3
    assert len("\n".join(lines).splitlines()) == 3


def test_plain_words_stay_readable() -> None:
    assert text("Deep-Learning: a (short) survey, part 2.") == (
        "Deep-Learning: a (short) survey, part 2."
    )


def test_directions_and_invisible_characters_are_shown() -> None:
    assert "\u202e" not in text("a\u202eb")
    assert "202e" in text("a\u202eb")


def test_code_is_for_plain_ids_alone() -> None:
    assert code("papers/layer-normalization.yml") == "`papers/layer-normalization.yml`"
    assert "`" not in code("a`b")
    assert "`" not in code("a\nb")
    assert "|" not in code("a|b")


def test_long_lists_and_documents_say_what_is_missing() -> None:
    assert bounded(["a", "b", "c"], 2, "papers") == ["a", "… and 2 more papers"]
    assert bounded(["a", "b"], 2) == ["a", "b"]
    document = "é\n" * 1_000
    short = cut(document, 500)
    assert len(short.encode()) <= 500
    assert short.startswith("é\né\n")
    assert "cut" in short.splitlines()[-1]
    assert cut(document, 5_000) == document
