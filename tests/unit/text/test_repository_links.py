from __future__ import annotations

import pytest

from generator.text.repository_links import repositories


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Code: https://github.com/a/b.", ["https://github.com/a/b"]),
        ("(github.com/a/b.git)", ["https://github.com/a/b"]),
        (
            "http://www.github.com/a/b/tree/main/c and https://github.com/A/B",
            ["https://github.com/a/b"],
        ),
        (
            "see https://github.com/a/b/#readme, https://gitlab.com/g/s/p/-/tree/x",
            ["https://github.com/a/b", "https://gitlab.com/g/s/p"],
        ),
        (
            "https://codeberg.org/a/b and https://bitbucket.org/c/d/src",
            ["https://codeberg.org/a/b", "https://bitbucket.org/c/d"],
        ),
        (r"https://github.com/a/b\_c.", ["https://github.com/a/b_c"]),
        ("https://github.com/a, https://github.com/topics/x, https://a.github.io/b", []),
        ("https://huggingface.co/a/b and https://evil.example/github.com/a/b", []),
        ("https://github.com.evil.example/a/b", []),
        ("no address", []),
    ],
)
def test_repositories(text: str, found: list[str]) -> None:
    assert list(repositories(text)) == found
