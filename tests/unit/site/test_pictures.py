"""The pictures for shared links, decoded again."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from generator.content.load import load
from generator.model import urls
from generator.model.config import Site
from generator.site import drawing
from generator.site.cards import PageParts
from generator.site.drawing import Poster, poster
from generator.site.pictures import pictures
from tests.support import TOY

SITE = Site("List", "About it.", "https://l.example/", "", "main", Path(), Path())
RED = (200, 30, 30)
PLAIN = Poster("A title", "A text.", "3 papers", RED)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data)).convert("RGB")


def ink(data: bytes) -> int:
    """How many pixels are neither paper nor stripe."""
    image = opened(data).crop((drawing._STRIPE, 0, *drawing.SIZE))
    paper = image.getpixel((image.width - 1, 0))
    return sum(count for count, colour in image.getcolors(1 << 16) or () if colour != paper)


def test_the_site_and_each_topic_have_a_picture_and_the_same_words_the_same_bytes() -> None:
    catalog = load(TOY).catalog
    made = {draft.path: draft.make() for draft in pictures(PageParts(catalog), SITE)}
    again = {draft.path: draft.make() for draft in pictures(PageParts(catalog), SITE)}

    assert made == again
    assert set(made) == {urls.picture(), urls.TOUCH_ICON, *map(urls.picture, catalog.topics)}
    icon = made.pop(urls.TOUCH_ICON)
    assert opened(icon).size == (180, 180)
    assert all(opened(data).size == (1200, 630) for data in made.values())
    assert len(set(made.values())) == len(made)
    assert max(map(len, made.values())) < 60_000


def test_a_picture_is_made_again_when_its_words_change() -> None:
    catalog = load(TOY).catalog
    id_, topic = next(iter(catalog.topics.items()))
    other = replace(catalog, topics={**catalog.topics, id_: replace(topic, title="Another")})

    before, after = (
        {draft.path: draft.inputs for draft in pictures(PageParts(found), SITE)}
        for found in (catalog, other)
    )

    assert {path for path in before if before[path] != after[path]} == {urls.picture(id_)}


@pytest.mark.parametrize(
    "title", ["Ταξινόμηση", "Обучение", "神经网络", "신경망", "การเรียนรู้", "Łódź"]
)
def test_every_script_is_drawn(title: str) -> None:
    missing = poster(PLAIN._replace(title="\uffff" * len(title)))

    assert ink(poster(PLAIN._replace(title=title))) > ink(poster(PLAIN._replace(title="")))
    assert poster(PLAIN._replace(title=title)) != missing


@pytest.mark.parametrize("sign", ["w", "w ", "\U0001f600", "\u202e", "\x00", "\ud800", "\n", "ﷺ"])
def test_no_text_leaves_the_picture(sign: str) -> None:
    long = sign * 5_000
    image = opened(poster(Poster(long, long, long, RED)))

    assert image.size == drawing.SIZE
    edge = image.crop((drawing.SIZE[0] - drawing._MARGIN // 2, 0, *drawing.SIZE))
    assert len(edge.getcolors() or ()) == 1
    assert image.getpixel((0, 0)) == RED


def test_what_has_no_room_ends_in_an_ellipsis() -> None:
    fits = drawing._lines("word " * 10, drawing._font(True, 76), 3)
    cut = drawing._lines("word " * 100, drawing._font(True, 76), 3)

    assert not fits[-1].endswith("…")
    assert len(cut) == 3
    assert cut[-1].endswith("…")
