"""Characters that no screen shows, and where they mean something all the same."""

from __future__ import annotations

import re

DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
"""Characters that turn the direction of a text."""

# Joiners and fillers mean something beside the letters they were made for: zero-width (non-)joiners
# in Arabic, Persian, Indic scripts and emoji, Hangul's fillers, Mongolian's vowel separator.
_JOINED = (
    "[\u0590-\u10ff\u1200-\u180d\u180f-\u1cff\u2190-\u2bff\u3030\u303d\u3297\u3299\ua800-\uabff"
    "\ufb50-\ufdff\ufe0f\ufe70-\ufefc\U00010300-\U0001faff]"
)
_INVISIBLE = re.compile(
    "[\u00ad\u200b\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
    f"|(?<!{_JOINED})[\u200c\u200d](?!{_JOINED})"
    "|(?<![\u1100-\u11ff])[\u115f\u1160](?![\u1100-\u11ff])"
    "|(?<![\u1820-\u18aa])\u180e"
)
_FLAG = re.compile("\U0001f3f4[\U000e0030-\U000e007a]{3,6}\U000e007f")
"""The flag of a part of a country, such as Scotland: its letters are invisible tags."""


def visible(text: str) -> str:
    """The text without characters of no width that mean nothing there."""
    if text.isascii():
        return text
    hidden = hidden_in(text)
    return "".join(char for at, char in enumerate(text) if at not in hidden) if hidden else text


def hidden_in(text: str) -> set[int]:
    """The offsets of characters of no width that mean nothing there."""
    flags = {at for flag in _FLAG.finditer(text) for at in range(*flag.span())}
    return {match.start() for match in _INVISIBLE.finditer(text)} - flags
