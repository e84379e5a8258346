"""The theme's scripts as they are served; they take the place of the theme's own files."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from generator.model.files import Draft
from generator.model.memory import digest_of
from generator.text.javascript import minified

SCRIPTS = "assets/javascripts"
"""Where the scripts stand, below the theme and below the site."""


def scripts(theme: Path) -> Iterator[Draft]:
    """The minified scripts of the theme, below the site's root, by name."""
    for file in sorted((theme / SCRIPTS).glob("*.js")):
        text = file.read_text("utf-8")
        yield Draft(f"{SCRIPTS}/{file.name}", digest_of(text), partial(_served, text))


def scripts_digest(theme: Path) -> str:
    """A digest of all that `scripts` reads."""
    return digest_of(*(draft[:2] for draft in scripts(theme)))


def _served(text: str) -> bytes:
    return minified(text).encode()
