"""Jinja2 as the templates of this package know it."""

from __future__ import annotations

import functools
from pathlib import Path

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame

from generator.model import urls
from generator.model.memory import Memory
from generator.site.compounds import unbroken
from generator.site.escaping import html
from generator.site.marks import BODY_MARK, END_MARK, HEAD_MARK, OFFER_END, OFFER_START
from generator.site.text_attributes import attributes, direction, isolated

_TEMPLATES = Path(__file__).parent / "templates"


class _Writing(CodeGenerator):
    """Templates as plain Python, in two thirds of the time of what Jinja2 writes.

    A template's pieces are joined, and nothing else, so `html` is taken for `escape`. Views have
    attributes and no items, no function that a template calls wants the template's context, and
    an `if` without `else` shows nothing.
    """

    def _output_child_pre(self, *_: object) -> None:
        self.write("environment.html(")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        self.visit(node.node, frame)
        self.write(f".{node.attr}")

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        assert not forward_caller  # no template has a `call` block
        self.visit(node.node, frame)
        self.write("(*()")  # what follows begins with a comma
        self.signature(node, frame)
        self.write(")")

    def visit_CondExpr(self, node: nodes.CondExpr, frame: Frame) -> None:
        node.expr2 = node.expr2 or nodes.Const("")
        super().visit_CondExpr(node, frame)


class _Environment(jinja2.Environment):
    code_generator_class = _Writing
    html = staticmethod(html)


class _Compiled(jinja2.BytecodeCache):
    """Compiled templates by their names, wherever the package is."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:  # noqa: ARG002
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


def compile_templates(memory: Memory) -> None:
    """Compile all templates, or recall them, for this process and those that it forks.

    What was edited since this was called last is read again; no later call of a template looks.
    """
    if loaded := environment().cache:
        loaded.clear()

    def compiled() -> dict[str, bytes]:
        for name in environment().list_templates():
            environment().get_template(name)
        return _COMPILED.known

    _COMPILED.known.update(memory.recall("templates", "", compiled))


@functools.cache
def environment() -> jinja2.Environment:
    """The templates, with this package's filters and globals; `StrictUndefined`, escaped."""
    made = _Environment(
        loader=jinja2.FileSystemLoader(_TEMPLATES),
        undefined=jinja2.StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=_COMPILED,
        auto_reload=False,
    )
    made.filters["count"] = count
    made.filters["longdate"] = long_date
    made.filters["direction"] = direction
    made.filters["attributes"] = attributes
    made.filters["isolated"] = isolated
    made.filters["unbroken"] = unbroken
    made.globals.update(
        urls=urls,
        HEAD_MARK=HEAD_MARK,
        BODY_MARK=BODY_MARK,
        END_MARK=END_MARK,
        OFFER_MARKS=OFFER_START + OFFER_END,
    )
    return made


def offline_offer(href: str, size: int) -> str:
    """HTML that offers the zip, with its size in bytes said in megabytes."""
    return str(environment().get_template("_offline.html").render(href=href, size=size))


def count(number: int, singular: str, plural: str = "") -> str:
    """`1 paper`, `337 papers`, `10,000 papers`."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def long_date(iso: str) -> str:
    """`20 November 2026` of `2026-11-20`."""
    year, month, day = iso.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"
