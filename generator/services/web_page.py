"""What is at a public web address that a person names."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import httpx

from generator.services.polite_client import Check, NoAnswer, PoliteClient
from generator.services.polite_transport import Service
from generator.text.public_addresses import refused

_PAUSE = 1.0
"""Seconds between two requests to one host."""


def ask_page(
    client: PoliteClient, address: str, check: Check, *, fresh: bool = False
) -> httpx.Response | None:
    """The answer, asked for over https; None when there is nothing.

    Raises `NoAnswer` as the client does, and for an address that is not a public one.
    """
    address = re.sub(r"^http:", "https:", address, flags=re.IGNORECASE)
    if reason := refused(address):
        raise NoAnswer(f"{address} is not asked: it {reason}")
    url = httpx.URL(address)
    host = urlsplit(address).netloc
    service = Service(host, f"https://{host}/", _PAUSE)
    return client.get(service, url.path or "/", dict(url.params), check, fresh=fresh)
