from __future__ import annotations

import jinja2
import pytest
from markupsafe import Markup, escape

from generator.site.environment import environment
from generator.site.escaping import html


@pytest.mark.parametrize(
    "value",
    [
        "",
        "plain",
        "é 深度",
        "a < b",
        'x" onload="y',
        "it's",
        "R&D",
        Markup("<b>&amp;</b>"),
        7,
        None,
    ],
)
def test_every_value_is_escaped_as_markupsafe_does(value: object) -> None:
    assert html(value) == escape(value)


def test_what_looks_like_a_string_is_escaped_by_its_own_method() -> None:
    class Bold(str):
        def __html__(self) -> str:
            return f"<b>{escape(str(self))}</b>"

    assert html(Bold("a<b")) == "<b>a&lt;b</b>"


def test_templates_escape_in_every_place() -> None:
    source = (
        "{% macro m(x) %}{{ x }}{% endmacro %}{% set s %}{{ x }}{% endset %}"
        "{{ x }}|{{ m(x) }}|{{ s }}|{% for y in [x] %}{{ y }}{% endfor %}|{{ [x, x]|join }}"
        "|{{ x|safe }}"
    )
    made = environment().from_string(source).render(x="<&>")
    escaped = "&lt;&amp;&gt;"
    assert made == "|".join([*[escaped] * 4, escaped + escaped, "<&>"])


def test_a_name_that_a_template_does_not_know_is_an_error() -> None:
    with pytest.raises(jinja2.UndefinedError):
        environment().from_string("{{ nobody }}").render()
