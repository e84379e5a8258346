"""The only reader of `content/`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from generator.models import (
    Catalog, Door, HandPage, Home, Limits, Paper, PathStep, Section, SourceRef, Tag, TagKind, Topic, Venue,
)
from generator.problems import Problem


@dataclass(frozen=True, slots=True)
class Loaded:
    """What was read: everything that could be understood, and what was wrong with the rest."""

    catalog: Catalog
    problems: tuple[Problem, ...] = ()


def load(content: Path) -> Loaded:
    """Read the content directory."""
    papers = {p.stem: _paper(p.stem, _read(p)) for p in sorted((content / "papers").glob("*.yml"))}
    topics = [_topic(p.stem, _read(p)) for p in sorted((content / "topics").glob("*.yml"))]
    topics.sort(key=lambda t: (t.order, t.id))
    tags = {
        key: Tag(id=key, kind=TagKind(v["kind"]), name=v["name"], description=v["description"],
                 aliases=tuple(v.get("aliases", ())), related=tuple(v.get("related", ())),
                 deprecated_for=v.get("deprecated_for"))
        for key, v in sorted((_read(content / "tags.yml") or {}).items())
    }
    venues = {k: Venue(id=k, name=v["name"], kind=v["kind"], aliases=tuple(v.get("aliases", ())))
              for k, v in (_read(content / "venues.yml") or {}).items()}
    limits = {k: tuple(v) if isinstance(v, list) else v for k, v in (_read(content / "limits.yml") or {}).items()}
    home = _read(content / "home.yml") or {}
    doors = tuple(Door(d["title"], d["text"], tuple(d.get("papers", ())), tuple(d.get("topics", ()))) for d in home.get("doors", ()))
    pages = tuple(HandPage(p.stem, p.stem.replace("-", " ").capitalize(), p.read_text("utf-8")) for p in sorted((content / "pages").glob("*.md")))
    return Loaded(Catalog(papers, {t.id: t for t in topics}, tags, venues, Limits(**limits),
                          Home(home.get("tagline", ""), home.get("introduction", ""), doors), pages))


def _read(path: Path) -> Any:
    if not path.exists():
        return None
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def _paper(key: str, v: Mapping[str, Any]) -> Paper:
    added = v.get("added")
    return Paper(
        id=key, title=v["title"], abstract=v["abstract"].strip(), authors=tuple(v.get("authors") or ()), year=v.get("year"),
        venue=v.get("venue"), arxiv=v.get("arxiv"), doi=v.get("doi"), url=v.get("url"), code=tuple(v.get("code") or ()),
        topics=tuple(v.get("topics") or ()), tags=tuple(v.get("tags") or ()), summary=v.get("summary"), why=v.get("why"),
        added=added if isinstance(added, date) else None, aliases=tuple(v.get("aliases") or ()),
        sources=tuple(SourceRef(s["file"], s["line"]) for s in v.get("sources") or ()),
    )


def _topic(key: str, v: Mapping[str, Any]) -> Topic:
    return Topic(
        id=key, title=v["title"], description=v["description"], introduction=v.get("introduction", ""),
        start_here=tuple(PathStep(s["paper"], s["why"]) for s in v.get("start_here") or ()),
        sections=tuple(Section(s["title"], tuple(s["papers"])) for s in v.get("sections") or ()),
        related=tuple(v.get("related") or ()), order=v.get("order", 0), aliases=tuple(v.get("aliases") or ()),
    )
