"""What libyaml's complaints mean to somebody who has never seen YAML, and where the mistake is."""

from __future__ import annotations

import re

import yaml

from generator.content import reading_rules
from generator.model.problems import Problem
from generator.model.rules import problem

OPEN_QUOTE = "the quotation mark that opens here is never closed"
OPEN_LIST = "the list that begins here is not closed: a comma or `]` is missing"
OPEN_BRACES = "the braces that open here are not closed: a comma or `}` is missing"
SECOND_DOCUMENT = "a line of three hyphens begins a second document; a file here has one"
_CURLY = re.compile(r"(?:^|[:\-,\[{])\s*[“„‟‘‚«]")
_CURLY_WORDS = (
    "curly quotation marks do not quote text in YAML; use straight ones, \" or ', around the text"
)
_WORDS = (
    ("mapping values are not allowed",
     "`: ` begins a value, and this line already has one; put text that has a colon in quotes"),
    ("could not find expected ':'",
     "this line is neither `field: value` nor an item `- value`; a colon (and a space after it) "
     "is missing, or text that continues must be indented"),
    ("did not find expected ',' or ']'", OPEN_LIST),
    ("did not find expected ',' or '}'", OPEN_BRACES),
    ("did not find expected key",
     "no field can begin here: look at the indentation of this line and the one above"),
    ("did not find expected '-' indicator",
     "this line is between the items of a list but does not begin with `- `"),
    ("found unexpected end of stream", OPEN_QUOTE),
    ("found unexpected document indicator", OPEN_QUOTE),
    ("found invalid Unicode character escape code",
     "this escape names no character: \\ud800 to \\udfff are halves of one; write the character "
     "itself"),
    ("did not find expected hexdecimal number",
     "\\x, \\u and \\U take two, four and eight hexadecimal digits; for a backslash in text, "
     "double it or use single quotes"),
    ("found unknown escape character",
     "between double quotes a backslash must be doubled; or use single quotes"),
    ("found character that cannot start any token",
     "a value cannot begin with this character; put it in quotes"),
    ("block sequence entries are not allowed",
     "a list with `- ` begins on a line of its own, below its field"),
    ("did not find expected comment or line break",
     "after `|` or `>` text begins on the next line; put text that begins with such a sign in "
     "quotes"),
    ("mapping keys are not allowed", "text that begins with `? ` belongs in quotes"),
    ("while scanning a tag", "text that begins with `!` belongs in quotes"),
    ("while scanning an alias", "text that begins with `*` belongs in quotes"),
    ("while scanning an anchor", "text that begins with `&` belongs in quotes"),
    ("did not find expected <document start>", "nothing may follow a line of three dots"),
    ("did not find expected node content", "a value is missing here"),
)  # fmt: skip
_BEGIN_TELLS_MORE = ("simple key", "quoted scalar", "flow sequence", "flow mapping")
"""What the parser was doing when its beginning, not its end, is where the mistake is."""


def syntax_problem(path: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    """The problem of a syntax error, at the place of the mistake."""
    said = f"{error.context or ''} {error.problem or ''}".strip()
    mark = error.problem_mark
    begins = error.context_mark is not None and any(w in said for w in _BEGIN_TELLS_MORE)
    if begins and "escape" not in said and "hexdecimal" not in said:
        mark = error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if _CURLY.search(_line(text, line)[:column]):
        return problem(path, line, column, reading_rules.YAML_SYNTAX, _CURLY_WORDS)
    if "mapping values are not allowed" in said:
        line, column, message = _stray_colon(text, line, column)
        return problem(path, line, column, reading_rules.YAML_SYNTAX, message)
    message = next((words for sign, words in _WORDS if sign in said), f"this is not YAML: {said}")
    if "did not find expected key" in said and ":" in _line(text, line)[: column - 1]:
        message = "text follows a closed quotation mark or bracket; put the whole value in quotes"
    return problem(
        path, min(line, text.count("\n") + 1), column, reading_rules.YAML_SYNTAX, message
    )


def _line(text: str, line: int) -> str:
    """The line with this number; empty after the last, where the parser puts some errors."""
    lines = text.split("\n")
    return lines[line - 1] if line <= len(lines) else ""


def _stray_colon(text: str, line: int, column: int) -> tuple[int, int, str]:
    """Where a colon too many comes from: this line, or one above that lacks its own."""
    lines = text.split("\n")
    before = lines[line - 2] if line > 1 else ""
    if lines[line - 1][: column - 1].strip().isidentifier() and before.strip():
        if ":" not in before and not before.lstrip().startswith(("-", "#")):
            return line - 1, 1, "this line is not `field: value`: a colon and a space are missing"
        if lines[line - 1].startswith(" "):
            return (
                line,
                column,
                "this line is indented, so it continues the value above it; "
                "begin a field at the left margin",
            )
    return line, column, _WORDS[0][1]
