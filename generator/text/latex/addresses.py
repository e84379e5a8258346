"""Web addresses in prose, with a scheme or without."""

import re
from typing import Final

from generator.text.latex.characters import UNWANTED

_HOSTS: Final = (
    "github.com|gist.github.com|gitlab.com|bitbucket.org|codeberg.org|huggingface.co|arxiv.org|"
    "doi.org|dx.doi.org|bit.ly|aka.ms|tinyurl.com|goo.gl|t.co|git.io|youtu.be|youtube.com|"
    "openreview.net|paperswithcode.com|zenodo.org|kaggle.com|figshare.com|osf.io|"
    "colab.research.google.com|sites.google.com|drive.google.com"
).replace(".", r"\.")
_OWNED: Final = r"(?:github\.io|gitlab\.io|readthedocs\.io|hf\.space|pages\.dev)"
_PATH: Final = (
    r"(?:[/?#](?:[^\s<>\"{}|\\^`\u201c\u201d\u2018\u2019\u2026\u2014\u3000-\u303f\uff00-\uffef"
    + UNWANTED
    + r"]|\\[_%#&~])*)?"
)
_LABEL: Final = r"[a-z0-9-]{1,63}"

URL: Final = (
    rf"(?i:(?:https?://(?:{_LABEL}\.)+[a-z]{{2,24}}(?![a-z0-9-])(?::[0-9]{{1,5}})?"
    rf"|(?<![\w@.:/\\-])(?:{_HOSTS}|www(?:\.{_LABEL}){{1,4}}\.[a-z]{{2,24}}|{_LABEL}\.{_OWNED})"
    rf"(?![\w@-]|\.[a-z0-9])){_PATH})"
)
"""The pattern of `URL_RE`, for use inside a larger expression."""

URL_RE: Final = re.compile(URL)
"""A web address, with any punctuation after it; `find_urls` trims that."""

_URL_HINT: Final = re.compile(
    r"(?i)://|\.(?:com?|org|io|ly|ms|gl|be|net|space|dev|(?<=www\.))"
)  # begins with a sign, so that no other character of a text is looked at twice
_CLOSING: Final = {")": "(", "]": "["}
_TRAILING: Final = frozenset(".,;:!?'\"*")
_ESCAPED_IN_URL: Final = re.compile(r"\\([_%#&~])")


def find_urls(text: str) -> list[tuple[int, int, str]]:
    """Finds the web addresses in a text.

    Full stops, commas, quotes and closing brackets without their opening ones are no part of an
    address. Without a scheme, only well-known hosts and `www.` count.

    Args:
        text: Raw text, LaTeX and all.

    Returns:
        Start, end and address of each, in the order of the text: `text[start:end]` is what stands
        there, the address has a scheme (https unless the text says http), a host in lower case and
        no LaTeX escapes. An address that occurs twice is returned twice.
    """
    found: list[tuple[int, int, str]] = []
    if not may_hold_url(text):
        return found
    for match in URL_RE.finditer(text):
        raw = trim_url(match.group())
        address = normalised(unescaped(raw))
        found.append((match.start(), match.start() + len(raw), address))
    return found


def trim_url(found: str) -> str:
    """Takes the punctuation of the sentence around it off an address.

    Args:
        found: What `URL_RE` found.

    Returns:
        A prefix of it: full stops, commas, quotes and the like are gone from the end, and closing
        brackets that nothing in the address opened.
    """
    end = len(found)
    counts = {sign: found.count(sign) for pair in _CLOSING.items() for sign in pair}
    while end:
        last = found[end - 1]
        if last in _CLOSING and counts[last] > counts[_CLOSING[last]]:
            counts[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return found[:end]


def unescaped(address: str) -> str:
    """Takes LaTeX's backslashes out of an address.

    Args:
        address: An address as LaTeX writes it.

    Returns:
        The address with `_` for `\\_`, and likewise for `%`, `#`, `&` and `~`.
    """
    return _ESCAPED_IN_URL.sub(r"\1", address)


def normalised(address: str) -> str:
    """Writes an address as a link needs it.

    Args:
        address: An address without LaTeX escapes.

    Returns:
        The address with scheme and host in lower case; https where it named no scheme.
    """
    scheme, separator, rest = address.partition("://")
    if not separator or scheme.lower() not in ("http", "https"):
        scheme, rest = "https", address
    cut = re.match(r"[^/?#]*", rest)
    end = cut.end() if cut else 0
    return f"{scheme.lower()}://{rest[:end].lower()}{rest[end:]}"


def may_hold_url(text: str) -> bool:
    """Says no quickly for most texts; the expression takes twenty times as long.

    Args:
        text: Raw text.

    Returns:
        False only if `URL_RE` finds nothing in the text.
    """
    return _URL_HINT.search(text) is not None
