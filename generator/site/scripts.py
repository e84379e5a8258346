"""The theme's scripts as they are served; they take the place of the theme's own files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.text.javascript import minified

SCRIPTS = "assets/javascripts"
"""Where the scripts stand, below the theme and below the site."""


def scripts(theme: Path) -> Iterator[tuple[str, bytes]]:
    """Path below the site's root and minified content of every script of the theme, by name."""
    for file in sorted((theme / SCRIPTS).glob("*.js")):
        yield f"{SCRIPTS}/{file.name}", minified(file.read_text("utf-8")).encode()
