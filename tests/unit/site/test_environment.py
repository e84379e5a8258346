from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path

import jinja2
import pytest

from generator.model.memory import NOTHING, Memory
from generator.site import environment as module
from generator.site.environment import compile_templates, environment


def test_templates_that_an_earlier_run_compiled_are_not_compiled_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise AssertionError("a template is compiled")

    memory = Memory(tmp_path / "memory", "code")
    compile_templates(memory)
    environment.cache_clear()
    monkeypatch.setattr(module._COMPILED, "known", {})
    with monkeypatch.context() as context:
        context.setattr(jinja2.Environment, "compile", refuse)
        compile_templates(memory)
        names = environment().list_templates()
        assert all(environment().get_template(name).name == name for name in names)


def test_compiled_templates_are_found_wherever_the_package_is() -> None:
    cache = environment().bytecode_cache

    assert cache
    assert cache.get_cache_key("a.html", "one/a.html") == cache.get_cache_key(
        "a.html", "two/a.html"
    )
    assert cache.get_cache_key("a.html", "one/a.html") != cache.get_cache_key(
        "b.html", "one/b.html"
    )


def test_templates_are_compiled_where_nothing_is_remembered() -> None:
    compile_templates(NOTHING)

    assert environment().get_template("paper.html").name == "paper.html"


def test_a_template_that_was_edited_is_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    template = tmp_path / "page.html"
    monkeypatch.setattr(module, "_TEMPLATES", tmp_path)
    environment.cache_clear()
    try:
        for words in ("A heron stands.", "An ibis flies."):
            template.write_text(words, "utf-8")
            compile_templates(Memory(None, words))
            assert environment().get_template("page.html").render() == words
    finally:
        environment.cache_clear()


@pytest.fixture
def show(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., str]]:
    """Render a template of its own with what is given."""

    def shown(template: str, **given: object) -> str:
        (tmp_path / "page.html").write_text(template, "utf-8")
        monkeypatch.setattr(module, "_TEMPLATES", tmp_path)
        monkeypatch.setattr(module._COMPILED, "known", {})
        environment.cache_clear()
        return environment().get_template("page.html").render(given)

    yield shown
    environment.cache_clear()


def test_attributes_are_read_and_functions_called(show: Callable[..., str]) -> None:
    template = "{{ a.real }} {{ a.limit_denominator(max_denominator=2).denominator }} {{ f('&') }}"
    assert show(template, a=Fraction(1, 3), f=str) == "1/3 2 &amp;"


def test_an_if_without_else_shows_nothing(show: Callable[..., str]) -> None:
    assert show("{{ ', ' if a }}{{ '; ' if b }}.", a=True, b=False) == ", ."


@pytest.mark.parametrize("template", ["{{ a }}", "{{ a.b }}", "{{ a() }}", "{{ b.missing }}"])
def test_a_name_that_nobody_gave_is_an_error(show: Callable[..., str], template: str) -> None:
    with pytest.raises((jinja2.UndefinedError, AttributeError)):
        show(template, b="text")
