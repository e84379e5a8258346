from __future__ import annotations

import pytest

from generator.checks.curation import common_run


@pytest.mark.parametrize(
    ("summary", "run"),
    [
        ("It turns out that one two three FOUR, and more.", "one two three four"),
        ("One two three and four.", None),
        ("Two three four.", None),
        ("Five, café six seven.", "five cafe six seven"),
    ],
)
def test_a_run_of_words_counts_as_copied(summary: str, run: str | None) -> None:
    abstract = "We count one, two, three four. Five cafe\u0301 six-seven; nine."

    assert common_run(summary, abstract, 4) == run
