"""Markup that bibliographic data carries: HTML and JATS tags, entities."""

from __future__ import annotations

import re

_SCRIPT = re.compile(r"<(su[bp])\b[^<>]*>([^<>$]{1,40})</\1>", re.IGNORECASE)
_TAG = re.compile(
    r"</?(?:(?:i|b|u|em|strong|sc|p|br|small|su[bp]|italic|bold)\s*/?"
    r"|span(?:\s+(?:class|style)=\"[^\"<>]*\")?|jats:[a-z-]+(?:\s[^<>]*)?)>",
    re.IGNORECASE,
)
_HEADING = re.compile(
    r"<((?:jats:)?title)>\s*abstract\s*</\1>|^\s*<b>\s*abstract:?\s*</b>", re.IGNORECASE
)
_ENTITIES = {
    "&amp;": "&", "&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&#39;": "'",
    "&#x27;": "'", "&nbsp;": " ",
}  # fmt: skip
_ENTITY = re.compile("|".join(_ENTITIES), re.IGNORECASE)
_SIGN = {"sub": "_", "sup": "^"}


def without_markup(text: str) -> str:
    """The text without the tags that reference managers and publishers put into fields.

    Subscripts and superscripts become formulas (`H$_{2}$O`), the common entities
    their characters. Any other tag is part of the text and stays.
    """
    if "<" in text:
        text = _HEADING.sub(" ", text)
        text = _SCRIPT.sub(lambda m: f"${_SIGN[m[1].lower()]}{{{m[2]}}}$", text)
        text = _TAG.sub(lambda m: " " if m[0].lower().strip("</>").endswith("p") else "", text)
    return _ENTITY.sub(lambda m: _ENTITIES[m[0].lower()], text) if "&" in text else text
