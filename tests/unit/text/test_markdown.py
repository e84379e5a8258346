from __future__ import annotations

from generator.text.markdown import resolve_references, to_html


def test_ids_become_relative_links() -> None:
    html = to_html("See [this](paper:mish), [that](topic:relu), [tags](tag:a-b).", "../../")
    assert '<a href="../../papers/mish/">this</a>' in html
    assert '<a href="../../topics/relu/">that</a>' in html
    assert '<a href="../../tags/a-b/">tags</a>' in html


def test_raw_html_is_shown_as_text() -> None:
    html = to_html("a <script>alert(1)</script>\n\n<div onclick=x>b</div>", "")
    assert "<script" not in html
    assert "<div" not in html
    assert "&lt;script&gt;" in html


def test_only_web_links_lead_out() -> None:
    html = to_html("[a](javascript:alert(1)) [b](https://x.example/) [c](data:text/html,x)", "")
    assert html == (
        '<p><span>a</span> <a href="https://x.example/" rel="nofollow">b</a> <span>c</span></p>'
    )


def test_images_are_dropped_and_what_follows_stays() -> None:
    assert to_html("x ![alt](https://x.example/i.png) y", "") == "<p>x <span>alt</span> y</p>"


def test_hand_written_markdown_keeps_its_other_links() -> None:
    assert resolve_references("[a](paper:x) [b](../about/index.md)", "../") == (
        "[a](../papers/x/) [b](../about/index.md)"
    )
