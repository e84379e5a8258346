"""Citations that a script makes, and context objects beside the cards that it draws."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from urllib.parse import parse_qs

import pytest
from playwright.sync_api import Page, expect

from generator.citations.csl_json import csl_json
from generator.citations.page_metadata import citation_meta
from generator.citations.plain_text import plain
from generator.citations.reference import Reference, reference, references
from generator.citations.ris import ris
from generator.content.load import load
from generator.model.models import Paper, Venue
from tests.browser.reader import downloaded
from tests.support import FROZEN, TOY

pytestmark = pytest.mark.browser

PAPER = "papers/poincare-resnet/"
VENUES = {
    "CUP": Venue("CUP", "Cambridge University Press", "book"),
    "JMLR": Venue("JMLR", "Journal of Machine Learning Research", "journal"),
}
ODD = (
    Paper("a", "A & <b> \"c\"", "", ("Guido C.H.E. Maria de Croon",), 2020, "CUP 2020"),
    Paper("b", "Why?", "", ("Richard Alan Peters II", "NLLB Team", "李明", "Bo Li"), 2020, "JMLR",
          "2001.00001", "10.1000/x_y(1)"),
    Paper("c", "No Venue", "", tuple(f"Ada Author{n}" for n in range(11)), 2020, url="https://a.b/c"),
    Paper("d", "Somewhere", "", ("Sammy Davis Jr.",), 2020, "Somewhere 2021", "2001.00002"),
)  # fmt: skip


def all_references() -> Mapping[str, Reference]:
    """The list's papers, the toy's and some odd ones."""
    found = {**references(load(FROZEN).catalog), **references(load(TOY).catalog)}
    return found | {paper.id: reference(paper, VENUES) for paper in ODD}


def test_the_script_writes_what_the_exports_hold(page: Page, toy: str) -> None:
    page.goto(toy + PAPER)
    papers = {key: ref for key, ref in all_references().items() if citation_meta(ref, {}, "")}
    tags = {key: citation_meta(ref, {}, "") for key, ref in papers.items()}
    script = "tags => Object.entries(tags).map(([k, t]) => readingList.citations(t, k))"
    for (key, ref), made in zip(papers.items(), page.evaluate(script, tags), strict=True):
        texts = {form: text for form, _, text in made}
        assert texts["ris"] == ris(ref, key, abstract=False).replace("\r\n", "\n").strip()
        assert json.loads(texts["csl"]) == csl_json(ref, key, abstract=False)
        assert texts["plain"] == plain(ref)


def test_a_papers_page_shows_every_form_with_a_button(page: Page, toy: str) -> None:
    page.goto(toy + PAPER)
    labels = page.locator(".rl-cite summary").all_text_contents()
    assert labels == ["BibTeX", "RIS", "CSL-JSON", "Plain text"]
    assert page.locator(".rl-cite .rl-copy").count() == len(labels)


def test_cards_of_explore_carry_context_objects(page: Page, toy: str) -> None:
    page.goto(toy + "explore/")
    page.locator("#explore .rl-card").first.wait_for()
    page.wait_for_function(
        "() => document.querySelectorAll('#explore .rl-card:not(:has(.Z3988))').length === 0"
    )
    cards = page.locator("#explore .rl-card")
    for card in cards.all():
        title = card.locator(".rl-card__title").text_content()
        found = parse_qs(card.locator(".Z3988").get_attribute("title") or "")
        assert title in (found.get("rft.atitle") or found.get("rft.title") or [])


def test_my_list_carries_context_objects_from_the_disk(page: Page, from_disk: str) -> None:
    page.goto(f"{from_disk}{PAPER}index.html")
    page.evaluate("() => readingList.marks.change('poincare-resnet', { star: true }, 'P')")
    page.goto(f"{from_disk}my-list/index.html")
    spot = page.locator(".rl-mine__card .Z3988")
    spot.wait_for(state="attached")
    assert "Poincar" in (spot.get_attribute("title") or "")


@pytest.mark.parametrize("home", ["server", "disk"])
def test_a_button_makes_the_file_that_a_large_list_does_not_hold(
    page: Page, from_disk: str, toy: str, home: str
) -> None:
    address = {"disk": from_disk, "server": toy}[home]
    page.goto(f"{address}topics/architectures/index.html")
    cards = {card.get_attribute("data-id") for card in page.locator("#paper-list > li").all()}
    page.evaluate(
        """document.querySelector(".rl-take__files").innerHTML =
        '<button data-take="topic=architectures" data-format="csv">CSV</button>'"""
    )
    page.add_script_tag(url=f"{address}assets/javascripts/take.js")

    text = downloaded(page, lambda: page.get_by_role("button", name="CSV").click())

    assert {row["id"] for row in csv.DictReader(io.StringIO(text))} == cards
    expect(page.locator(".rl-take [role=status]")).to_have_text("Saved as architectures.csv.")
