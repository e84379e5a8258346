"""The web app manifest: how the hosted site looks when it is installed on a device."""

from __future__ import annotations

from generator.model import urls
from generator.model.config import Site
from generator.text.json_text import json_document


def web_manifest(site: Site) -> bytes:
    """The web app manifest (https://www.w3.org/TR/appmanifest/)."""
    values = {
        "name": site.name,
        "short_name": site.name,
        "description": site.description,
        "start_url": "./",
        "scope": "./",
        "display": "standalone",
        "background_color": "#faf7f1",
        "theme_color": "#7a2e1f",
        "icons": [
            {"src": "assets/images/favicon.svg", "sizes": "any", "type": "image/svg+xml"},
            {"src": urls.TOUCH_ICON, "sizes": "180x180", "type": "image/png"},
        ],
    }
    return json_document(values).encode()
