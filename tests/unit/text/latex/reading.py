"""What these tests look for in what was written."""

import unicodedata
from html.parser import HTMLParser

from generator.text.latex.mathml import TAGS

ALLOWED = {"strong", "em", "code", "sub", "sup", "a"} | TAGS


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on") and name not in ("style", "class", "id", "src")
            if name == "href":
                assert tag == "a" and (value or "").startswith(("https://", "http://"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(shown: str) -> set[str]:
    parser = _Tags()
    parser.feed(shown)
    parser.close()
    assert not parser.open
    return parser.seen


def unwanted(text: str) -> list[str]:
    return [
        sign
        for sign in text
        if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")
        or sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ]


def balanced(source: str) -> bool:
    depth = 0
    for sign in source:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0
