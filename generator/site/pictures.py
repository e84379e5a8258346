"""The pictures that stand for the site and its topics where a page is shared."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator
from functools import partial

from generator.model import urls
from generator.model.config import Site
from generator.model.files import Draft
from generator.model.memory import digest_of
from generator.site.cards import PageParts
from generator.site.environment import count
from generator.site.pages.paper_lines import year_span


def pictures(parts: PageParts, site: Site) -> Iterator[Draft]:
    """The picture of the site, one of each topic, and the icon for home screens; PNG.

    A paper has the picture of its first topic, so there are as many for a large list as for a
    small one.
    """
    papers = list(parts.catalog.papers.values())
    facts = [count(len(papers), "paper"), year_span(papers)]
    yield _draft(urls.picture(), site.name, site.description, facts, hue=None)
    for id_, chip in parts.topics.items():
        topic, listed = parts.catalog.topics[id_], parts.by_topic[id_]
        facts = [site.name, count(len(listed), "paper"), year_span(listed)]
        yield _draft(urls.picture(id_), topic.title, topic.description, facts, chip.hue)
    yield Draft(urls.TOUCH_ICON, digest_of("icon"), _icon)


def _draft(path: str, title: str, text: str, facts: list[str], hue: int | None) -> Draft:
    foot = " · ".join(filter(None, facts))
    said = (title, text, foot, hue)
    return Draft(path, digest_of(*said), partial(_poster, *said))


def _poster(title: str, text: str, foot: str, hue: int | None) -> bytes:
    # Pillow takes longer to import than most edits take to build, and few of them change a picture.
    from generator.site import drawing

    stripe = drawing.BRAND
    if hue is not None:
        red, green, blue = colorsys.hls_to_rgb(hue / 360, 0.42, 0.5)
        stripe = round(red * 255), round(green * 255), round(blue * 255)
    return drawing.poster(drawing.Poster(title, text, foot, stripe))


def _icon() -> bytes:
    from generator.site import drawing

    return drawing.touch_icon()
