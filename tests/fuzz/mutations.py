"""Changes of files at random: bytes, lines, tokens and structure. Pure; all chance comes in."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

TOKENS: tuple[bytes, ...] = (
    b"? [a, b] : c\n", b"\n? {a: b}\n: c\n", b"{[a]: b}", b"[a]: b\n", b"? ", b": ", b"- ",
    b"- - - ", b"[", b"]", b"{", b"}", b",", b'"', b"'", b"#", b" # ", b"|", b">", b"|2-\n",
    b"%YAML 1.2\n---\n", b"---\n", b"...\n", b"&a ", b"*a", b"<<: *a\n", b"!!binary x",
    b"!!python/object:os.system ", b"!<x> ", b"@", b"`", b"~", b"null", b"true", b"On", b"yes",
    b"0x10", b"0o17", b"1_000", b"1e999", b".inf", b".nan", b"-.inf", b"12:30:45", b"2001-01-01",
    b"2001-99-99", b"=", b"9" * 5000, b"\\ud800", b'"\\ud800"', b'"\\U0010ffff"', b'"\\0"',
    b"\\x", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe9", b"\x00", b"\x1b[2J", b"\t", b"\r", b"\r\n",
    b"\x0c", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xae", b"\xe2\x80\x8b", b"\xe2\x80\x9c",
    b"\xf3\xa0\x81\x81", b"[" * 5000, b"{a: " * 2000, b"- " * 3000, b"<<<<<<< HEAD\n",
    b"=======\n", b">>>>>>> main\n", b"$", b"$$", b"\\frac{", b"\\begin{x}", b"{" * 500,
    b"](paper:", b"](tag:x)", b"<script>", b"]]>", b"a" * 20000, b"a " * 5000, b"../../x", b"CON",
)  # fmt: skip
"""What has a meaning to some reader of these files."""

_FIELD = re.compile(rb"^([ -]*)([\w-]+):[ ]?(.*)$", re.MULTILINE)

Mutation = Callable[[random.Random, bytes, bytes], bytes]
"""Chance, a file and another file → the changed file."""


def mutate(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The file after one to four changes, most often one; `other` lends its values."""
    for _ in range(chance.choice((1, 1, 1, 2, 2, 4))):
        data = chance.choice(MUTATIONS)(chance, data, other)
    return data


def _span(chance: random.Random, size: int, most: int = 40) -> tuple[int, int]:
    start = chance.randint(0, size)
    return start, min(size, start + chance.randint(0, most))


def flip_a_byte(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    if not data:
        return data
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


def insert_bytes(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.randbytes(chance.randint(1, 8)) + data[at:]


def delete_bytes(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    start, end = _span(chance, len(data))
    return data[:start] + data[end:]


def repeat_bytes(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    start, end = _span(chance, len(data))
    return data[:end] + data[start:end] * chance.randint(1, 50) + data[end:]


def cut_off(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    return data[: chance.randint(0, len(data))]


def insert_a_token(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    at = chance.randint(0, len(data))
    return data[:at] + chance.choice(TOKENS) + data[at:]


def insert_a_line(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    lines = data.split(b"\n")
    lines.insert(chance.randint(0, len(lines)), chance.choice(TOKENS))
    return b"\n".join(lines)


def delete_a_line(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    lines = data.split(b"\n")
    del lines[chance.randrange(len(lines))]
    return b"\n".join(lines)


def repeat_a_line(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    lines[at:at] = [lines[at]] * chance.choice((1, 1, 2, 300))
    return b"\n".join(lines)


def swap_lines(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    lines = data.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[one], lines[two] = lines[two], lines[one]
    return b"\n".join(lines)


def indent_a_line(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    lines = data.split(b"\n")
    at = chance.randrange(len(lines))
    lines[at] = chance.choice((b" ", b"  ", b"\t")) + lines[at]
    return b"\n".join(lines)


def dedent_lines(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    lines = data.split(b"\n")
    start, end = _span(chance, len(lines), 4)
    return b"\n".join([*lines[:start], *(line.lstrip() for line in lines[start:end]), *lines[end:]])


def replace_a_value(chance: random.Random, data: bytes, other: bytes) -> bytes:
    """The value of a field becomes a token, or a value of the other file."""
    fields = list(_FIELD.finditer(data))
    if not fields:
        return data
    place = chance.choice(fields)
    lent = [found.group(3) for found in _FIELD.finditer(other)] or [b""]
    value = chance.choice((chance.choice(TOKENS), chance.choice(lent)))
    return data[: place.start(3)] + value + data[place.end(3) :]


def rename_a_field(chance: random.Random, data: bytes, other: bytes) -> bytes:
    fields = list(_FIELD.finditer(data))
    names = [found.group(2) for found in _FIELD.finditer(other)]
    if not fields or not names:
        return data
    place = chance.choice(fields)
    name = chance.choice((chance.choice(TOKENS), chance.choice(names)))
    return data[: place.start(2)] + name + data[place.end(2) :]


def put_in_brackets(chance: random.Random, data: bytes, _other: bytes) -> bytes:
    fields = list(_FIELD.finditer(data))
    if not fields:
        return data
    place = chance.choice(fields)
    before, after = chance.choice(((b"[", b"]"), (b"{", b"}"), (b'"', b'"'), (b"'", b"'")))
    return data[: place.start(3)] + before + place.group(3) + after + data[place.end(3) :]


def put_a_field_below_another(chance: random.Random, data: bytes, other: bytes) -> bytes:
    lines, lent = data.split(b"\n"), other.split(b"\n")
    start, end = _span(chance, len(lent), 6)
    at = chance.randint(0, len(lines))
    return b"\n".join([*lines[:at], *(b"  " + line for line in lent[start:end]), *lines[at:]])


def join_with_the_other(chance: random.Random, data: bytes, other: bytes) -> bytes:
    return chance.choice((other, data + other, other + data, data[: len(data) // 2] + other))


MUTATIONS: tuple[Mutation, ...] = (
    flip_a_byte, insert_bytes, delete_bytes, repeat_bytes, cut_off,
    insert_a_token, insert_a_token, insert_a_line, delete_a_line, repeat_a_line, swap_lines,
    indent_a_line, dedent_lines,
    replace_a_value, replace_a_value, rename_a_field, put_in_brackets, put_a_field_below_another,
    join_with_the_other,
)  # fmt: skip
