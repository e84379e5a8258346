from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from markupsafe import Markup

from generator.model.config import Site
from generator.site.environment import count, long_date, offline_offer
from generator.site.marks import BODY_MARK, HEAD_MARK
from generator.site.pages import Page
from generator.site.pages.hand_written import HandView
from generator.site.pages.redirects import RedirectView
from generator.site.pages.topic import UnsortedView
from generator.site.render import Renderer
from generator.site.views import TagChip

SITE = Site("The <List>", "About", "https://x.example/", "", "main", Path("docs"), Path("theme"))


def page(title: str, view: object, template: str) -> Page:
    return Page("topics/x/", title, "A & B", template, view, "test")


@pytest.mark.parametrize(
    "title", ["---\nx: 1", "a: b # c", "'\"", "\x07 bell", "{{ 1 }}", "é 深度"]
)
def test_the_front_matter_holds_any_title(title: str) -> None:
    text = Renderer(SITE).render(page(title, UnsortedView((), False, 0, None, ()), "unsorted.html"))
    front = text.split("\n---\n", 1)[0].removeprefix("---\n")
    assert yaml.safe_load(front) == {"title": title}


def test_a_page_is_one_block_with_its_head_first() -> None:
    text = Renderer(SITE).render(page("T", RedirectView("tags/b/"), "redirect.html"))
    block = text.split("---\n\n", 1)[1]
    assert block.startswith('<script type="text/html">\n')
    assert block.endswith("</script>\n")
    assert block.count("</script") == 1, "nothing within ends the block"
    head, body = block.split(HEAD_MARK)[1].split(BODY_MARK)
    assert 'content="A &amp; B"' in head
    assert 'url=../../tags/b/"' in head
    assert 'href="../../tags/b/"' in body


def test_a_hand_written_page_has_one_heading_of_its_own_or_its_title() -> None:
    for content in ("<p>{{ x }}</p>", "<h1>T</h1><p>{{ x }}</p>"):
        text = Renderer(SITE).render(page("T", HandView(Markup(content)), "hand.html"))
        assert text.count("<h1") == 1
        assert "<p>{{ x }}</p>" in text


def test_counts_and_dates_read_right() -> None:
    assert [count(n, "paper") for n in (0, 1, 2, 10_000)] == [
        "0 papers",
        "1 paper",
        "2 papers",
        "10,000 papers",
    ]
    assert count(2, "entry", "entries") == "2 entries"
    assert long_date("2026-01-05") == "5 January 2026"
    assert "12.3 MB" in offline_offer("../x.zip", 12_300_000)


def test_what_many_pages_show_is_rendered_once_and_is_never_that_of_another() -> None:
    renderer = Renderer(SITE)
    chips = [TagChip(f"t{n}", f"Tag {n}", f"tags/t{n}/", "method", "") for n in range(50)]
    once = renderer._once["tag_chip"]
    for chip in chips:
        assert f">{chip.name}</a>" in once(chip, "../")
        assert once(chip, "../") is once(chip, "../")
        assert once(chip, "../") != once(chip, "")
        assert once(chip, "../", 3) == once(chip, "../", number=3) != once(chip, "../")
