"""JSON and JSON Lines → objects with their lines."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from generator.importers.entry import Entry, Reading
from generator.model.problems import Problem

Row = Mapping[str, Any]
_ENVELOPE = re.compile(r'"(?:items|results|data|references)"\s*:\s*\[')
_SPACE = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()


class WrongType(Exception):
    """A value is not of the type that its format demands; the message names it."""


def read_array(text: str, path: str, entry: Callable[[int, Row], Entry]) -> Reading:
    """The objects of an array, of an array in an envelope (`items`, `results`, `data`), or one."""
    start = _SPACE.match(text.removeprefix("\ufeff"))
    at = (start.end() if start else 0) + text.startswith("\ufeff")
    try:
        envelope = _ENVELOPE.search(text) if text[at : at + 1] == "{" else None
        if envelope and isinstance(_DECODER.raw_decode(text, at)[0], dict):
            at, end = envelope.end(), "]"
        elif text[at : at + 1] == "[":
            at, end = at + 1, "]"
        else:
            end = ""
        return _values(text, path, at, end, entry)
    except json.JSONDecodeError as error:
        return _broken(path, error.lineno, error.colno, error.msg)
    except RecursionError:
        return _broken(path, text.count("\n", 0, at) + 1, 0, "nested too deeply")
    except ValueError as error:
        return _broken(path, text.count("\n", 0, at) + 1, 0, str(error))


def read_lines(text: str, path: str, entry: Callable[[int, Row], Entry]) -> Reading:
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
        except (ValueError, WrongType) as error:
            return _wrong(path, number, str(error))
    return Reading(tuple(entries))


def _values(text: str, path: str, at: int, end: str, entry: Callable[[int, Row], Entry]) -> Reading:
    entries: list[Entry] = []
    line, counted = 1, 0
    while True:
        at = _skip(text, at)
        if end and not entries and text[at : at + 1] == end:
            break
        line, counted = line + text.count("\n", counted, at), at
        value, at = _DECODER.raw_decode(text, at)
        try:
            entries.append(_entry(value, line, entry))
        except WrongType as error:
            return _wrong(path, line, str(error))
        at = _skip(text, at)
        if end and text[at : at + 1] == ",":
            at += 1
        elif (end and text[at : at + 1] == end) or (not end and at >= len(text)):
            break
        else:
            what = "Expecting ',' or ']'" if end else "Extra data"
            raise json.JSONDecodeError(what, text, at)
    return Reading(tuple(entries))


def _skip(text: str, at: int) -> int:
    found = _SPACE.match(text, at)
    return found.end() if found else at


def _entry(value: Any, line: int, entry: Callable[[int, Row], Entry]) -> Entry:
    if not isinstance(value, dict):
        raise WrongType("this is not an object")
    return entry(line, value)


def _broken(path: str, line: int, column: int, why: str) -> Reading:
    message = f"the JSON is broken or cut off: {why[0].lower()}{why[1:]}"
    return Reading(problems=(Problem(path, line, column, "bad-json", message),))


def _wrong(path: str, line: int, why: str) -> Reading:
    return Reading(problems=(Problem(path, line, 0, "wrong-record", why),))


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
