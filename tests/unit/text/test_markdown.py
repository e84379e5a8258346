from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from lxml import html

from generator.text import markdown_converter
from generator.text.markdown import hand_page, to_html
from generator.text.prose import ProseLink


def test_ids_become_relative_links() -> None:
    made = to_html("See [this](paper:mish), [that](topic:relu), [tags](tag:a-b).", "../../")
    assert '<a href="../../papers/mish/">this</a>' in made
    assert '<a href="../../topics/relu/">that</a>' in made
    assert '<a href="../../tags/a-b/">tags</a>' in made


def test_raw_html_is_shown_as_text() -> None:
    made = to_html("a <script>alert(1)</script>\n\n<div onclick=x>b</div>", "")
    assert "<script" not in made
    assert "<div" not in made
    assert "&lt;script&gt;" in made


def test_only_web_links_lead_out() -> None:
    made = to_html("[a](javascript:alert(1)) [b](https://x.example/) [c](data:text/html,x)", "")
    assert made == (
        '<p><span>a</span> <a href="https://x.example/" rel="nofollow">b</a> <span>c</span></p>'
    )


def test_images_are_dropped_and_what_follows_stays() -> None:
    assert to_html("x ![alt](https://x.example/i.png) y", "") == "<p>x <span>alt</span> y</p>"


def test_an_introduction_knows_no_paths() -> None:
    assert to_html("[a](../about/index.md) [b](#x)", "") == ("<p><span>a</span> <span>b</span></p>")


def test_the_links_of_a_hand_written_page_lead_to_pages() -> None:
    text = "[a](paper:x) [b](../topics/index.md) [c](../topics/y.md) [d](#keys) [e](../index.md)"

    made = hand_page(text, "about/").html

    assert re.findall('href="([^"]*)"', made) == [
        "../papers/x/", "../topics/", "../topics/y/", "#keys", "../",
    ]  # fmt: skip


def test_a_hand_written_page_shows_what_markdown_has() -> None:
    text = """# Title

## Keys

!!! note "Mind"
    this

| a | b |
|:--|--:|
| 1 | 2 |

```python
x < 1
```
"""
    page = hand_page(text, "about/")

    assert page.anchors == {"title", "keys"}
    assert '<h2 id="keys">Keys<a class="headerlink" href="#keys"' in page.html
    assert '<div class="admonition note">\n<p class="admonition-title">Mind</p>' in page.html
    assert '<td style="text-align: right;">2</td>' in page.html
    assert '<pre><code class="language-python">x &lt; 1' in page.html


def test_images_lie_beside_the_pages() -> None:
    made = hand_page("![a](x/b.png) ![c](//h/d.png) ![e](https://h/f.png)", "about/").html

    assert made == (
        '<p><img alt="a" loading="lazy" src="../assets/pages/x/b.png">'
        " <span>c</span> <span>e</span></p>"
    )


HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=//e.example onerror=alert(1)>",
    "<iframe src=https://e.example></iframe>\n\n<style>*{}</style>",
    "<svg/onload=alert(1)>",
    "![x](//e.example/x.png)",
    "![x](https://e.example/x.png)",
    "![x](javascript:alert(1))",
    "![x](../../../x.png)",
    "![x](data:image/svg+xml,x)",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](javascript%3Aalert(1))",
    "[x](java\tscript:alert(1))",
    "[x](\x01javascript:alert(1))",
    "[x](data:text/html,x)",
    "[x](//e.example)",
    "[x](/\\e.example)",
    "[x](\\\\e.example)",
    "[x][y]\n\n[y]: javascript:alert(1)",
    "<javascript:alert(1)>",
    "<a@b.example>",
    '# T {onclick=alert(1) style=color:red id=x"y}',
    "word\n{: onclick=alert(1) style=color:red }",
    "``` {.x #y onclick=alert(1) style='color:red'}\nx\n```",
    '``` {.x onclick="alert(1)"}\nx\n```',
    '```x" onclick="alert(1)\nx\n```',
    '!!! note" onclick="alert(1) "t"\n    x',
    '!!! rl-find rl-chip "t"\n    x',
    "| a |\n|---|\n| x {: onclick=alert(1) } |",
    '[x](paper:x"onclick=alert(1))',
    '[x](https://e.example "t" onclick="alert(1)")',
    "\x02wzxhzdk:0\x03 <b>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_that_is_proposed_runs_or_asks_another_host(text: str) -> None:
    for made in (hand_page(text, "about/").html, to_html(text, "../../")):
        tree = html.fragment_fromstring(made, create_parent="div")
        for element in tree.iterdescendants():
            assert element.tag not in ("script", "style", "iframe", "svg", "object", "embed")
            for name, value in element.items():
                assert not name.startswith("on")
                assert name != "style" or value.startswith("text-align: ")
                assert name != "class" or "rl-" not in value
            for address in (element.get("href"), element.get("src")):
                own = address is None or address.startswith(("../", "#"))
                assert own or (element.tag == "a" and address.startswith("https://"))
                assert own or element.get("src") is None


def test_what_a_text_names_is_told_in_its_order() -> None:
    page = hand_page("[a](x:y) `[b](z)` ![c](d.png) <b>e</b>\n\n    [f](g)\n", "about/")

    assert page.links == (ProseLink("x:y"), ProseLink("d.png", image=True))
    assert page.raw == ("<b>", "</b>")


def test_words_of_a_link_may_have_brackets() -> None:
    assert to_html("[a [b] c](paper:x)", "./") == '<p><a href="./papers/x/">a [b] c</a></p>'


def test_brackets_without_end_are_passed_over_one_by_one(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0

    class Counting:
        def finditer(self, data: str, index: int) -> Iterator[re.Match[str]]:
            nonlocal looked
            for bracket in re.finditer(r"[\[\]]", data[index : index + 100]):
                looked += 1
                yield bracket

    monkeypatch.setattr(markdown_converter, "_BRACKET", Counting())

    to_html("[" * 2_000, "")

    assert looked < 2_000 * 100


def test_lists_nested_without_measure_are_shown_as_text() -> None:
    text = "\n".join("    " * depth + "* <b>" for depth in range(400))

    assert to_html(text, "").startswith("<pre>* &lt;b&gt;")
