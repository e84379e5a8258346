from __future__ import annotations

import pytest

from generator.checks.curation import common_run


@pytest.mark.parametrize(
    ("summary", "run"),
    [
        ("It turns out that one two three FOUR, and more.", "one two three four"),
        ("One two three and four.", None),
        ("Two three four.", None),
        ("It has one_two; three-four.", "one two three four"),
        ("Five, café six seven.", "five cafe six seven"),
    ],
)
def test_a_run_of_words_counts_as_copied(summary: str, run: str | None) -> None:
    abstract = "We count one, two, three four. Five cafe\u0301 six-seven; nine."

    assert common_run(summary, abstract, 4) == run


def test_a_text_of_ascii_letters_has_the_words_of_any_other() -> None:
    ascii_text = "".join(map(chr, range(128)))
    abstract = f"{ascii_text} one two"

    assert common_run("One, two.", abstract, 2) == common_run("One, two.", f"{abstract} \xe9", 2)
    assert common_run("abc_def", "x abc def", 2) == "abc def"
