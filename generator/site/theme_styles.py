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
    """The theme's styles and its palette as one stylesheet.

    Raises:
        BrokenEnvironment: Material for MkDocs is not installed, or holds no styles.
    """
    spec = importlib.util.find_spec("material")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        folder = Path(place) / "templates" / "assets" / "stylesheets"
        files = [file for part in _PARTS for file in sorted(folder.glob(part))]
        if len(files) == len(_PARTS):
            return b"".join(_SOURCE_MAP.sub(b"", file.read_bytes()).strip() for file in files)
    raise BrokenEnvironment("Material for MkDocs is not installed: run `make site`")
