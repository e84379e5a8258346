"""Bytes → text → YAML nodes, which know their line and column.

What is read is the plain part of YAML: no anchors, aliases, tags or second
documents, so that a file means what it seems to say and cannot blow up.
Values are told apart as YAML 1.2's core schema does (editors do the same):
`no` is a text, `1.10` a number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import yaml
from yaml._yaml import CParser
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from generator.codes import problem
from generator.problems import Problem

MAX_BYTES = 256 * 1024
"""Bytes of a file at most."""
MAX_DEPTH = 24
"""Levels of nesting at most; libyaml's composer overruns the stack at some thousands."""

_PLAIN, _OTHER = "?", "!"

_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
_INVISIBLE = re.compile(
    "[\u00ad\u115f\u1160\u180e\u200b-\u200d\u2060-\u2064\u206a-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_DIRECTION = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_ODD_SPACE = re.compile("[\u00a0\u2000-\u200a\u2028\u2029\u202f\u205f]")
_SUSPECT = re.compile(
    "[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\xa0\xad\u061c\u115f\u1160\u180e\u2000-\u200f\u2028-\u202f"
    "\u205f-\u206f\u3164\ufeff\uffa0\ufff9-\uffff\U000e0000-\U000e007f]"
)
_ENDS_IN_SPACE = re.compile(r"[ \t]\r?(?:\n|\Z)|\n\r?\n\Z")
_SIGILS = re.compile(r"(?:^|[\s,\[{:])[&*!]\S", re.MULTILINE)
_DEEP_BLOCK = re.compile(r"^\s*(?:[-?:]\s+){6}", re.MULTILINE)
_NULL = re.compile("~|null|Null|NULL|")
_NOT_TEXT = re.compile(
    r"(?P<null>~|null|Null|NULL|)|(?P<bool>true|True|TRUE|false|False|FALSE)"
    r"|(?P<int>[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)"
    r"|(?P<float>[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?"
    r"|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))"
)


@dataclass(frozen=True, slots=True)
class Document:
    """What one file says."""

    path: str
    text: str
    """Without a byte order mark; line ends as they stand."""
    root: Node | None
    """None when it could not be read, or says nothing."""
    problems: tuple[Problem, ...] = ()


class _Composer(CParser):
    """libyaml's composer without PyYAML's resolver, which takes two thirds of its time."""

    def descend_resolver(self, _parent: Any, _index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass

    def resolve(self, kind: type, _value: Any, implicit: Any) -> str:
        return _PLAIN if kind is ScalarNode and implicit[0] else _OTHER


def compose(path: str, data: bytes) -> Document:
    """The nodes of a file, with every problem of its bytes, characters and syntax.

    Args:
        path: The file as problems name it.
        data: Its bytes. Any bytes are answered, none raise.

    Returns:
        The document. Its root is None when the syntax is broken, the encoding
        is not UTF-8, the file is too large or empty, or an alias, which would
        change what is read, stands in it.
    """
    text, problems = decode(path, data)
    if text is None:
        return Document(path, "", None, tuple(problems))
    problems += _of_characters(path, text)
    safe = _CONTROL.sub("\ufffd", text)
    root, found = _of_syntax(path, safe)
    lines_told = {p.line for p in problems if p.code == "tab"}
    problems += [p for p in found if not (p.code == "yaml-syntax" and p.line in lines_told)]
    if root is None and not found:
        problems.append(problem(path, 1, 1, "empty-file", "the file says nothing"))
    return Document(path, text, root, tuple(problems))


def parse(text: str) -> Node | None:
    """The root of a text that `compose` found sound; None when it is not."""
    root, _ = _of_syntax("", _CONTROL.sub("\ufffd", text))
    return root


def decode(path: str, data: bytes) -> tuple[str | None, list[Problem]]:
    """The text of a file without its byte order mark, and what is wrong with its bytes.

    The text is None when it is not UTF-8 or too large.
    """
    if len(data) > MAX_BYTES:
        size = f"the file has more than {MAX_BYTES:,} bytes (256 KiB)"
        return None, [problem(path, 0, 0, "file-too-large", size)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(path, data, error.start)]
    if text.startswith("\ufeff"):
        mark = "the file begins with an invisible byte order mark (BOM)"
        return text[1:], [problem(path, 1, 1, "byte-order-mark", mark)]
    return text, []


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, both from 1, of an offset into the text."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, start) + 1, offset - start + 1


def where(node: Node) -> tuple[int, int]:
    """Line and column, both from 1, where a node begins."""
    mark = node.start_mark
    return mark.line + 1, mark.column + 1


def kind_of(node: Node) -> str:
    """`map`, `list`, `text`, `null`, `bool`, `int` or `float`, by the core schema of YAML 1.2."""
    if isinstance(node, MappingNode):
        return "map"
    if isinstance(node, SequenceNode):
        return "list"
    if node.tag != _PLAIN:
        return "text"
    match = _NOT_TEXT.fullmatch(node.value)
    return (match.lastgroup or "null") if match else "text"


def is_null(node: Node) -> bool:
    """Whether nothing stands there, or `null`."""
    return node.tag == _PLAIN and _NULL.fullmatch(node.value) is not None


def plain(node: Node) -> Any:
    """The node as Python's own values: what a JSON Schema would see."""
    kind = kind_of(node)
    if kind == "map":
        return {str(plain(key)): plain(value) for key, value in node.value}
    if kind == "list":
        return [plain(item) for item in node.value]
    if kind == "null":
        return None
    if kind == "bool":
        return node.value.lower() == "true"
    if kind == "int":
        return int(node.value, 0) if node.value[:2] in ("0x", "0o") else int(node.value)
    if kind == "float":
        return float(re.sub(r"(?i)\.(inf|nan)", r"\1", node.value))
    return node.value


def visible(value: str) -> str:
    """The value without characters of no width: what its writer saw."""
    return value if value.isascii() else _INVISIBLE.sub("", value)


def characters(path: str, text: str, line: int = 0, column: int = 0) -> list[Problem]:
    """What cannot be seen in the text, once a kind and line.

    With `line` and `column` the text is a value that was written with escapes,
    and all problems are put there.
    """
    found = []
    told = set()
    for match in _SUSPECT.finditer(text):
        code = _code_of(match.group())
        at = (line, column) if line else place(text, match.start())
        if code and (code, at[0]) not in told:
            told.add((code, at[0]))
            found.append(problem(path, *at, code, _name_of(match.group())))
    return found


def _of_characters(path: str, text: str) -> list[Problem]:
    problems = characters(path, text)
    if "\r" in text:
        line, column = place(text, text.index("\r"))
        ends = "lines end with CR LF, as on Windows"
        problems.append(problem(path, line, column, "line-endings", ends))
    trailing = _ENDS_IN_SPACE.search(text)
    if trailing:
        spaces = "white space at the end of the line"
        if trailing.group().startswith("\n"):
            spaces = "empty lines at the end of the file"
        problems.append(problem(path, *place(text, trailing.start()), "trailing-space", spaces))
    elif text and not text.endswith("\n"):
        no_end = "the last line has no line end"
        problems.append(problem(path, *place(text, len(text)), "trailing-space", no_end))
    return problems


def _code_of(char: str) -> str | None:
    if char == "\t":
        return "tab"
    for code, pattern in (
        ("control-character", _CONTROL),
        ("invisible-character", _INVISIBLE),
        ("text-direction", _DIRECTION),
        ("odd-space", _ODD_SPACE),
    ):
        if pattern.match(char):
            return code
    return None


def _name_of(char: str) -> str:
    if char == "\t":
        return "a tab stands here; use spaces"
    import unicodedata

    name = unicodedata.name(char, "a control character").lower()
    return f"an invisible character stands here: U+{ord(char):04X} ({name})"


def _not_utf8(path: str, data: bytes, start: int) -> Problem:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        utf16 = "the file is UTF-16; save it as UTF-8"
        return problem(path, 1, 1, "encoding", utf16)
    line_start = data.rfind(b"\n", 0, start) + 1
    line = data.count(b"\n", 0, start) + 1
    column = len(data[line_start:start].decode("utf-8", "replace")) + 1
    byte = f"the file is not UTF-8: byte 0x{data[start]:02X} stands here (byte {start + 1})"
    guess = bytes([data[start]]).decode("cp1252", "ignore")
    meant = f"; in Windows-1252 it is {guess!r}" if guess.isprintable() and guess else ""
    return problem(path, line, column, "encoding", f"{byte}{meant}; save it as UTF-8")


def _of_syntax(path: str, text: str) -> tuple[Node | None, list[Problem]]:
    problems: list[Problem] = []
    try:
        if _needs_a_closer_look(text):
            problems, sound = _of_events(path, text)
            if not sound:
                return None, problems
        return _Composer(text).get_single_node(), problems
    except yaml.MarkedYAMLError as error:
        return None, [*problems, _syntax_problem(path, text, error)]
    except yaml.YAMLError as error:
        message = f"this is not YAML: {str(error).splitlines()[0]}"
        return None, [*problems, problem(path, 1, 1, "yaml-syntax", message)]


def _needs_a_closer_look(text: str) -> bool:
    """Whether there may be anchors, aliases or tags, or nesting that the composer cannot bear."""
    return (
        _SIGILS.search(text) is not None
        or text.count("[") + text.count("{") >= MAX_DEPTH
        or _DEEP_BLOCK.search(text) is not None
    )


def _of_events(path: str, text: str) -> tuple[list[Problem], bool]:
    """What stands in the stream of events, and whether the nodes may be composed."""
    problems = []
    depth, sound = 0, True
    for event in _events(text):
        at = (event.start_mark.line + 1, event.start_mark.column + 1)
        for code, words in _refused(event):
            problems.append(problem(path, *at, code, words))
        sound = sound and not isinstance(event, yaml.AliasEvent)
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            message = f"more than {MAX_DEPTH} lists or mappings stand inside each other"
            return [*problems, problem(path, *at, "yaml-syntax", message)], False
    return problems, sound


def _refused(event: Any) -> Iterator[tuple[str, str]]:
    """Codes and messages for what an event has that is not used here."""
    alias = isinstance(event, yaml.AliasEvent)
    anchor = getattr(event, "anchor", None)
    tag = getattr(event, "tag", None)
    if anchor:
        sign, what = ("*", "alias") if alias else ("&", "anchor")
        yield "anchor", _quote_it(f"{sign}{anchor}", what)
    if tag:
        yield "yaml-tag", _quote_it(tag.replace("tag:yaml.org,2002:", "!!"), "tag")


def _quote_it(written: str, what: str) -> str:
    return f"`{written}` would be a YAML {what}; put text that begins with {written[0]} in quotes"


def _events(text: str) -> Iterator[Any]:
    parser = _Composer(text)
    while parser.check_event():
        yield parser.get_event()


_WORDS = (
    ("mapping values are not allowed",
     "`: ` begins a value, and this line already has one; put text that has a colon in quotes"),
    ("could not find expected ':'",
     "this line is neither `field: value` nor an item `- value`; a colon (and a space behind it) "
     "is missing, or text that goes on must be indented"),
    ("did not find expected ',' or ']'",
     "the list that begins here is not closed: a comma or `]` is missing"),
    ("did not find expected ',' or '}'",
     "the braces that open here are not closed: a comma or `}` is missing"),
    ("did not find expected key",
     "no field can begin here: look at the indentation of this line and the one above"),
    ("did not find expected '-' indicator",
     "this line stands between the items of a list but does not begin with `- `"),
    ("found unexpected end of stream", "the quotation mark that opens here is never closed"),
    ("found unexpected document indicator", "the quotation mark that opens here is never closed"),
    ("found unknown escape character",
     "between double quotes a backslash must be doubled; or use single quotes"),
    ("found character that cannot start any token",
     "a value cannot begin with this character; put it in quotes"),
    ("block sequence entries are not allowed",
     "a list with `- ` begins on a line of its own, below its field"),
    ("while scanning an alias", "text that begins with `*` belongs in quotes"),
    ("while scanning an anchor", "text that begins with `&` belongs in quotes"),
    ("found another document",
     "a line of three hyphens begins a second document; a file here has one"),
    ("did not find expected <document start>", "nothing may follow a line of three dots"),
    ("did not find expected node content", "a value is missing here"),
)  # fmt: skip
_BEGIN_TELLS_MORE = ("simple key", "quoted scalar", "flow sequence", "flow mapping")
"""What the parser was doing when its beginning, not its end, is where the mistake is."""


def _syntax_problem(path: str, text: str, error: yaml.MarkedYAMLError) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}".strip()
    mark = error.problem_mark
    begins = error.context_mark is not None and any(w in said for w in _BEGIN_TELLS_MORE)
    if begins and "escape character" not in said:
        mark = error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if "mapping values are not allowed" in said:
        line, column, message = _stray_colon(text, line, column)
        return problem(path, line, column, "yaml-syntax", message)
    message = next((words for sign, words in _WORDS if sign in said), f"this is not YAML: {said}")
    if "did not find expected key" in said and ":" in text.split("\n")[line - 1][: column - 1]:
        message = "text goes on behind a closed quotation mark or bracket; put the whole in quotes"
    return problem(path, min(line, text.count("\n") + 1), column, "yaml-syntax", message)


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
                "this line is indented, so it goes on with the value above it; "
                "begin a field at the left margin",
            )
    return line, column, _WORDS[0][1]
