"""The names of a BibTeX field in order, and text without the braces that only protect it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from bibtexparser.middlewares.names import parse_single_name_into_parts

from generator.importers.people import WITH_INITIALS, people_of
from generator.importers.values import joined_name
from generator.text.latex import to_text
from generator.text.titles import tidy

_AND = re.compile(r"\\.|[{}]|\s+and(?=\s)", re.IGNORECASE | re.DOTALL)
_PART = re.compile(
    r"(?<![\w-])(?P<name>given|family|prefix|suffix)\s*=\s*"
    r"(?P<text>\{[^{}]*\}|\"[^\"]*\"|[^,=]*)",
    re.IGNORECASE,
)


def people_in(names: str) -> list[str]:
    """Each name as plain text, given name first; raises bibtexparser's `InvalidNameError`.

    A list with commas alone, `Smith, J., Doe, A.`, is none of BibTeX, but frequent.
    """
    return [name for part in _divided(names) for name in _people(part)]


def _people(part: str) -> list[str]:
    if part.count(",") > 2:
        plain = tidy(to_text(unprotected(part)))
        if WITH_INITIALS.fullmatch(plain):
            return people_of(plain)
    return [_by_part(part) or _name(part)]


def _by_part(name: str) -> str:
    """A name as newer biblatex has it, `given=Hans, family=Beeck`; empty for any other."""
    found = {part["name"].lower(): part["text"].strip('{}"') for part in _PART.finditer(name)}
    if not found or _PART.match(name.strip()) is None:
        return ""
    parts = (found.get(part, "") for part in ("given", "family", "suffix", "prefix"))
    return joined_name(*(tidy(to_text(text)) for text in parts))


def _divided(names: str) -> Iterator[str]:
    """Each name of a list with `and` outside of braces between them.

    The function of bibtexparser loses an accent that follows `and`: `\\'Etienne`.
    """
    depth = start = 0
    for found in _AND.finditer(names):
        depth += (found[0] == "{") - (found[0] == "}")
        if depth == 0 and found[0][0].isspace():
            yield names[start : found.start()]
            start = found.end()
    yield names[start:]


def _name(part: str) -> str:
    found = parse_single_name_into_parts(part)
    parts = (found.first, found.last, found.jr, found.von)
    return joined_name(*(tidy(to_text(unprotected(" ".join(words)))) for words in parts))


def unprotected(text: str) -> str:
    """The text without braces that are no argument of a command, a script or a formula."""
    out: list[str] = []
    stack: list[bool] = []
    math = False
    for at, char in enumerate(text):
        escaped = at > 0 and text[at - 1] == "\\"
        if char == "$" and not escaped:
            math = not math
        if char == "{" and not escaped:
            before = text[max(0, at - 48) : at].rstrip()[-24:]
            keeps = math or re.search(r"(?:[_^]|\\[A-Za-z]+\*?|\\[^\w\s]|\})$", before) is not None
            keeps = keeps or text.startswith("\\", at + 1)
            stack.append(keeps)
            out += char if keeps else ""
        elif char == "}" and not escaped and stack:
            out += char if stack.pop() else ""
        else:
            out.append(char)
    return tidy("".join(out))
