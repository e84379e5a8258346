"""Material's stylesheets out of the installed package, under names that stay the same.

The package names them by a digest of their content, which only its own base
template knows.  The site's template stands on its own (half of a small page
would be the base's empty places), so the styles are put where it finds them.
"""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path

from generator.model.problems import BrokenEnvironment

STYLES = "assets/stylesheets/material.css"
"""Where the site's template expects them."""
_PARTS = ("main.*.min.css", "palette.*.min.css")
_SOURCE_MAP = re.compile(rb"/\*# sourceMappingURL=.*?\*/|@charset [^;]*;")


def material_styles() -> bytes:
    """The theme's licence, as a comment, then its styles and its palette, as one stylesheet.

    Raises:
        BrokenEnvironment: Material for MkDocs is not installed, or holds no styles.
    """
    spec = importlib.util.find_spec("material")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "templates" / "assets" / "stylesheets"
        files = [file for part in _PARTS for file in sorted(folder.glob(part))]
        if len(files) == len(_PARTS):
            styles = (_SOURCE_MAP.sub(b"", file.read_bytes()).strip() for file in files)
            return b"".join([_licence(), *styles])
    raise BrokenEnvironment("Material for MkDocs is not installed: run `make site`")


def _licence() -> bytes:
    """The licence requires that all copies contain it."""
    from importlib.metadata import distribution  # takes long to import, and styles seldom change

    package = distribution("mkdocs-material")
    for name in ("licenses/LICENSE", "LICENSE"):
        if text := package.read_text(name):
            text = text.strip().replace("*/", "* /")
            return f"/*! Material for MkDocs\n\n{text}\n*/\n".encode()
    raise BrokenEnvironment("Material for MkDocs is installed without its licence: run `make site`")
