"""JSON and JSON Lines → objects with their lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from generator.importers.entry import Entry, ReadEntries
from generator.model.problems import Problem

Row = Mapping[str, Any]
_ENVELOPES = ("items", "results", "data", "references")
_SPACE = re.compile(r"[ \t\n\r]*")
_TOO_LONG = "a number has too many digits"
_DECODER = json.JSONDecoder()


class WrongType(Exception):
    """A value is not of the type that its format demands; the message names it."""


def read_array(text: str, path: str, entry: Callable[[int, Row], Entry]) -> ReadEntries:
    """The objects of an array, of an array in an envelope (`items`, `results`, `data`), or one."""
    at = _skip(text, int(text.startswith("\ufeff")))
    try:
        if text[at : at + 1] != "{":
            return _values(text, path, at, entry)
        value, end = _DECODER.raw_decode(text, at)
        _ends(text, end)
        name = next((n for n in _ENVELOPES if isinstance(value.get(n), list)), None)
        if name is None or "title" in value:
            return _one(value, path, text.count("\n", 0, at) + 1, entry)
        inside = re.search(rf'"{name}"\s*:\s*(?=\[)', text)
        return _values(text, path, inside.end() if inside else at, entry, inside is None)
    except json.JSONDecodeError as error:
        return _broken(path, error.lineno, error.colno, error.msg)
    except RecursionError:
        return _broken(path, text.count("\n", 0, at) + 1, 0, "nested too deeply")
    except ValueError:  # as Python has it, of a number with more digits than it converts
        return _broken(path, text.count("\n", 0, at) + 1, 0, _TOO_LONG)


def read_lines(text: str, path: str, entry: Callable[[int, Row], Entry]) -> ReadEntries:
    """The objects of JSON Lines: one a line, blank lines aside."""
    entries: list[Entry] = []
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        if not line.strip():
            continue
        try:
            entries.append(_entry(json.loads(line), number, entry))
        except RecursionError:
            return _broken(path, number, 0, "nested too deeply")
        except json.JSONDecodeError as error:
            return _broken(path, number, error.colno, error.msg)
        except WrongType as error:
            return _wrong(path, number, str(error))
        except ValueError:
            return _broken(path, number, 0, _TOO_LONG)
    return ReadEntries(tuple(entries))


def _values(
    text: str, path: str, at: int, entry: Callable[[int, Row], Entry], whole: bool = True
) -> ReadEntries:
    """The entries of the array that begins at `at`; nothing follows it when it is the whole."""
    entries: list[Entry] = []
    line, counted = 1, 0
    if text[at : at + 1] != "[":
        raise json.JSONDecodeError("Expecting an array or an object", text, at)
    at = _skip(text, at + 1)
    while text[at : at + 1] != "]" or entries:
        line, counted = line + text.count("\n", counted, at), at
        value, at = _DECODER.raw_decode(text, at)
        try:
            entries.append(_entry(value, line, entry))
        except WrongType as error:
            return _wrong(path, line, str(error))
        at = _skip(text, at)
        if text[at : at + 1] == "]":
            break
        if text[at : at + 1] != ",":
            raise json.JSONDecodeError("Expecting ',' or ']'", text, at)
        at = _skip(text, at + 1)
    if whole:
        _ends(text, at + 1)
    return ReadEntries(tuple(entries))


def _one(value: Any, path: str, line: int, entry: Callable[[int, Row], Entry]) -> ReadEntries:
    try:
        return ReadEntries((_entry(value, line, entry),))
    except WrongType as error:
        return _wrong(path, line, str(error))


def _ends(text: str, at: int) -> None:
    if _skip(text, at) < len(text):
        raise json.JSONDecodeError("Extra data", text, _skip(text, at))


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _entry(value: Any, line: int, entry: Callable[[int, Row], Entry]) -> Entry:
    if not isinstance(value, dict):
        raise WrongType("this is not an object")
    return entry(line, value)


def _broken(path: str, line: int, column: int, why: str) -> ReadEntries:
    message = f"the JSON is broken or cut off: {why[0].lower()}{why[1:]}"
    return ReadEntries(problems=(Problem(path, line, column, "bad-json", message),))


def _wrong(path: str, line: int, why: str) -> ReadEntries:
    return ReadEntries(problems=(Problem(path, line, 0, "wrong-record", why),))


def text_of(row: Row, name: str) -> str:
    """The text of a field, a number as text; empty when absent. Raises `WrongType`."""
    value = row.get(name)
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return str(value)
    raise WrongType(f"`{name}` is not a text")


def list_of(row: Row, name: str) -> list[Any]:
    """The list of a field; empty when absent. Raises `WrongType`."""
    value = row.get(name)
    if value is None:
        return []
    if isinstance(value, list):
        return value
    raise WrongType(f"`{name}` is not a list")


def object_of(row: Row, name: str) -> Row:
    """The object of a field; empty when absent. Raises `WrongType`."""
    value = row.get(name)
    if value is None:
        return {}
    if isinstance(value, dict):
        return value
    raise WrongType(f"`{name}` is not an object")
