"""Edits of every kind of input, chosen at random."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

WORDS = (
    *("normalization", "residual", "attention", "depth", "convergence", "gradient", "ResNet"),
    *("LayerNorm", "MobileNetV2", "hyperbolic", "sparse", "$\\mathcal{O}(n)$", "Poincaré"),
)


@dataclass(frozen=True, slots=True)
class Edits:
    """Changes one input of a project at a time."""

    folder: Path
    """Holds `content/`, `mkdocs.yml` and `templates/`."""
    chance: random.Random

    def any(self) -> str:
        """Make one edit; returns what was edited, for the message of a failure."""
        kinds: list[Callable[[], str]] = [
            self.paper, self.paper, self.paper, self.new_paper, self.removed_paper, self.rename,
            self.topic, self.tag, self.table, self.hand_page, self.configuration, self.template,
        ]  # fmt: skip
        return self.chance.choice(kinds)()

    def paper(self) -> str:
        """A field of a paper."""
        path = self._one("content/papers/*.yml")
        values = _read(path)
        field = self.chance.choice(
            ["tags", "tags", "topics", "title", "abstract", "summary", "year", "venue", "authors"]
        )
        if field == "tags":
            tags = list(_read(self.folder / "content/tags.yml"))
            values["tags"] = self.chance.sample(tags, min(len(tags), self.chance.randint(1, 4)))
        elif field == "topics":
            topics = [p.stem for p in sorted((self.folder / "content/topics").glob("*.yml"))]
            values["topics"] = self.chance.sample(topics, 1)
        elif field in ("title", "abstract", "summary"):
            values[field] = f"{self._words(2)} {values.get(field) or ''}".strip()[:190]
        elif field == "year":
            values["year"] = self.chance.randint(1990, 2025)
        elif field == "venue":
            values["venue"] = self.chance.choice(["ICLR 2017", "JMLR", "Nowhere 2001"])
        else:
            values["authors"] = [f"{self.chance.choice('ABC')}. {w.title()}" for w in self._some(3)]
        _write(path, values)
        return f"{field} of {path.name}"

    def new_paper(self) -> str:
        """A paper like another one."""
        values = _read(self._one("content/papers/*.yml"))
        number = self.chance.randint(0, 10**6)
        values |= {"title": f"{self._words(4)} {number}", "added": f"2026-01-{number % 28 + 1:02}"}
        for field in ("arxiv", "doi", "aliases"):
            values.pop(field, None)
        _write(self.folder / "content/papers" / f"paper-{number}.yml", values)
        return f"new paper-{number}.yml"

    def removed_paper(self) -> str:
        """A paper that is no more."""
        papers = sorted((self.folder / "content/papers").glob("*.yml"))
        if len(papers) > 3:
            self.chance.choice(papers).unlink()
        return f"{len(papers)} papers, one removed"

    def rename(self) -> str:
        """A paper under a new id."""
        path = self._one("content/papers/*.yml")
        values = _read(path)
        values["aliases"] = [*values.get("aliases", []), path.stem]
        new = path.with_name(f"renamed-{self.chance.randint(0, 10**6)}.yml")
        path.unlink()
        _write(new, values)
        return f"{path.name} renamed to {new.name}"

    def topic(self) -> str:
        """A field of a topic."""
        path = self._one("content/topics/*.yml")
        values = _read(path)
        papers = [p.stem for p in sorted((self.folder / "content/papers").glob("*.yml"))]
        steps = [{"paper": p, "why": "It says so."} for p in self.chance.sample(papers, 2)]
        values |= self.chance.choice([
            {"title": self._words(1).title()}, {"description": self._words(5)},
            {"introduction": f"See [this](paper:{papers[0]}) on {self._words(3)}.\n"},
            {"start_here": steps}, {"order": self.chance.randint(0, 9)},
            {"sections": [{"title": "Some", "papers": papers[:2]}]},
        ])  # fmt: skip
        _write(path, values)
        return f"topic {path.name}"

    def tag(self) -> str:
        """A tag's entry, a new tag, or one that is no more."""
        path = self.folder / "content/tags.yml"
        values = _read(path)
        tag = self.chance.choice(list(values))
        new = f"tag-{self.chance.randint(0, 99)}"
        kind = self.chance.randint(0, 4)
        if kind == 0 and len(values) > 4:
            del values[tag]
        elif kind == 1:
            values[new] = {**values[tag], "name": new, "aliases": []}
        elif kind == 2:
            values[tag]["deprecated_for"] = self.chance.choice(list(values))
        else:
            field = "name" if kind == 3 else "description"
            values[tag][field] = f"{self._words(2)} {self.chance.randint(0, 99)}"
        _write(path, values)
        return f"tag {tag}"

    def table(self) -> str:
        """A limit, a venue's name, or the home page's words."""
        name = self.chance.choice(["limits.yml", "venues.yml", "home.yml"])
        path = self.folder / "content" / name
        values = _read(path)
        if name == "limits.yml":
            values["tags_per_paper"] = [self.chance.randint(0, 2), self.chance.randint(2, 5)]
        elif name == "venues.yml":
            values[self.chance.choice(list(values))]["name"] = self._words(3)
        else:
            values["tagline"] = self._words(4)
        _write(path, values)
        return name

    def hand_page(self) -> str:
        """A sentence more on a hand-written page."""
        path = self._one("content/pages/*.md")
        path.write_text(f"{path.read_text('utf-8')}\nMore on {self._words(3)}.\n", "utf-8")
        return path.name

    def configuration(self) -> str:
        """Another name or address of the site."""
        path = self.folder / "mkdocs.yml"
        number = self.chance.randint(0, 99)
        setting = self.chance.choice(
            [f"site_name: List {number}", f"site_url: https://{number}.example/"]
        )
        key = setting.partition(":")[0]
        lines = path.read_text("utf-8").splitlines()
        changed = [setting if line.startswith(f"{key}:") else line for line in lines]
        path.write_text("\n".join(changed) + "\n", "utf-8")
        return setting

    def template(self) -> str:
        """Another word in a template."""
        path = self._one("templates/*.html")
        mark = f"<!-- {self.chance.randint(0, 10**6)} -->"
        text = path.read_text("utf-8")
        path.write_text(text.replace("</p>", f"{mark}</p>", 1), "utf-8")
        return path.name

    def _one(self, pattern: str) -> Path:
        return self.chance.choice(sorted(self.folder.glob(pattern)))

    def _words(self, count: int) -> str:
        return " ".join(self._some(count))

    def _some(self, count: int) -> list[str]:
        return [self.chance.choice(WORDS) for _ in range(count)]


def _read(path: Path) -> dict[str, Any]:
    values: dict[str, Any] = yaml.safe_load(path.read_text("utf-8")) or {}
    return values


def _write(path: Path, values: dict[str, Any]) -> None:
    text = yaml.safe_dump(values, sort_keys=False, allow_unicode=True, width=10**6)
    path.write_text(text, "utf-8")
