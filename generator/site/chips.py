"""Topics and tags in one word each."""

from __future__ import annotations

from generator.model import urls
from generator.model.models import Tag, Topic
from generator.site.views import TagChip, TopicChip

_GOLDEN_ANGLE = 137.508
"""Degrees between two topics' hues: neighbours in the order get hues far apart."""


def topic_chip(topic: Topic, place: int) -> TopicChip:
    """The chip of the topic at this place, counted from 0, in the site's order."""
    hue = round(20 + place * _GOLDEN_ANGLE) % 360
    return TopicChip(id=topic.id, title=topic.title, path=urls.topic(topic.id), hue=hue)


def tag_chip(tag: Tag) -> TagChip:
    """The chip of a tag."""
    return TagChip(
        id=tag.id,
        name=tag.name,
        path=urls.tag(tag.id),
        kind=tag.kind.value,
        description=tag.description,
    )
