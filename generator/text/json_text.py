"""JSON as text, by the place that it goes to; the only module that writes JSON for readers."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

_AWKWARD_IN_LINES = re.compile("[\x7f\x85\u2028\u2029\ud800-\udfff]")
_AWKWARD_IN_SCRIPT = re.compile("[<>&\u2028\u2029\ud800-\udfff]")
_END_OF_SCRIPT = (
    *(("\u2028", "\\u2028"), ("\u2029", "\\u2029")),
    *(("</", "<\\/"), ("<!", "\\u003c!")),
)
_LINE = json.JSONEncoder(ensure_ascii=False)
_DENSE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def json_line(value: Any) -> str:
    """JSON on one line, readable characters as themselves.

    U+2028 and U+2029 are escaped, which some readers of lines take for line
    ends, and lone surrogates, which are no UTF-8.
    """
    return _AWKWARD_IN_LINES.sub(_escape, _LINE.encode(value))


def script_json(value: Any) -> str:
    """JSON without spaces that may be in a `<script>` of any type, or be a JavaScript literal.

    `<`, `>`, `&`, U+2028 and U+2029 are escaped, so that no text can end the
    script, open a comment or break a line of JavaScript; lone surrogates are
    escaped as well. Keys keep their order.
    """
    return _AWKWARD_IN_SCRIPT.sub(_escape, _DENSE.encode(value))


def js_literal(value: Any) -> str:
    """JSON without spaces that is a JavaScript literal, safe within a script element.

    It escapes less than `script_json` (`</` and `<!` only), since the search
    index holds numbers as strings full of `>` and `&`.
    """
    text = _DENSE.encode(value)
    for unsafe, escape in _END_OF_SCRIPT:
        text = text.replace(unsafe, escape)
    return text


def json_rows(value: Mapping[str, Any]) -> str:
    """An object for people to copy, one field a line."""
    rows = (f"{_LINE.encode(key)}: {_LINE.encode(field)}" for key, field in value.items())
    return "{" + ",\n ".join(rows) + "}"


def json_document(value: Any) -> str:
    """JSON for a file that people read, indented, with a line break at the end."""
    return json.dumps(value, indent=2, ensure_ascii=False) + "\n"


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match.group()):04x}"
