"""Single values as sources write them → the forms that a paper's record keeps."""

from __future__ import annotations

import re
import unicodedata

from generator.text.bibliography import YEARS
from generator.text.identifiers import ARXIV, DOI, URL
from generator.text.people_names import names_organisation
from generator.text.titles import tidy

_YEAR = re.compile(r"(?<![0-9])([0-9]{4})(?![0-9])")
_ARXIV_ID = re.compile(
    r"(?i:arxiv\s*[:.]?\s*|arxiv\.org/(?:abs|pdf|html)/|\babs/)"
    r"((?:[0-9]{4}\.[0-9]{4,5}|[a-z-]+(?:\.[A-Z]{2})?/[0-9]{7})(?:v[0-9]+)?)(?![0-9])"
)
_ARXIV_DOI = re.compile(r"10\.48550/arxiv\.(.+)", re.IGNORECASE)
_DOI_ID = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/(?:[^\s\"<>{}|\\^`]|<[0-9][^\s<>/]*>)+")
_DOI_PREPRINT = re.compile(r"(?:bio|med)rxiv\.org/content/(10\.[0-9]{4,9}/[0-9.]*[0-9])")
_DOI_PATH = re.compile(r"/doi/(?:abs/|full/|pdf/|epdf/|book/)?(10\.[0-9]{4,9}/[^\s?#]+)")
_SUFFIX = re.compile(r"(?i:jr|sr)\.?|II|III|IV")
_EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff々・]+")
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*):")


def clean(text: str) -> str:
    """The text on one line in NFC, without control characters and marks of direction."""
    kept = "".join(
        c if c.isprintable() or c in "\u200c\u200d" else " " if c.isspace() else ""
        for c in text
        if not "\u2066" <= c <= "\u2069" and not "\u202a" <= c <= "\u202e"
    )
    return tidy(kept.encode("utf-8", "replace").decode())


def year_of(text: str) -> int | None:
    """The first year in a date of any form (`2016-07-21`, `July 2016`, `2016/07//`), if believed.

    None when a year that is not believed comes first: what follows it is no year of this work.
    """
    found = _YEAR.search(text)
    year = int(found[1]) if found else 0
    return year if year in YEARS else None


def arxiv_of(text: str) -> str | None:
    """The arXiv id that the text is, or that it names as such; without its version."""
    found = ARXIV.corrected(text)
    if found is None and (named := _ARXIV_ID.search(text)):
        found = ARXIV.corrected(named[1])
    return found


def doi_of(text: str) -> tuple[str | None, str | None]:
    """The DOI that the text is, or that it holds, and the arXiv id that an arXiv DOI stands for."""
    found = DOI.corrected(text)
    if found is None and (named := _DOI_ID.search(text)):
        found = DOI.corrected(named[0].rstrip(".,;:)]"))
    if found and (of_arxiv := _ARXIV_DOI.fullmatch(found)):
        return None, ARXIV.corrected(of_arxiv[1])
    return found, None


def doi_in_address(address: str) -> str | None:
    """The DOI in a publisher's address: `https://dl.acm.org/doi/10.1145/3442188`."""
    found = _DOI_PATH.search(address) or _DOI_PREPRINT.search(address)
    return DOI.corrected(found[1]) if found else None


def scheme_of(text: str) -> str:
    """What stands before the colon of an address, in small letters; empty for none."""
    found = _SCHEME.match(text)
    return found[1].lower() if found else ""


def web_address(text: str) -> str | None:
    """The text as an address that the record keeps; None when it is none."""
    text = text.strip().strip("<>")
    if URL.fits(text):
        return text
    has_scheme = scheme_of(text) in ("http", "https") or text.lower().startswith("www.")
    return URL.corrected(re.sub(r"[\s\"<>\\^`{|}]", _percent, text)) if has_scheme else None


def natural_name(name: str) -> str:
    """A name as `Family, Given`, `Family, Given, Jr.` or `Given Family` → given name first."""
    parts = [part for part in (tidy(part) for part in name.split(",")) if part]
    if len(parts) == 1:
        return parts[0]
    if names_organisation(name) or len(parts) > 3 or not parts:
        return tidy(name)
    suffix = next((part for part in parts[1:] if _SUFFIX.fullmatch(part)), "")
    given = " ".join(part for part in parts[1:] if part != suffix)
    return joined_name(given, parts[0], suffix)


def joined_name(given: str, family: str, suffix: str = "", particle: str = "") -> str:
    """A name out of its parts, in the order in which it is said."""
    bare = (given + family).replace(" ", "")
    if _EAST_ASIAN.fullmatch(bare) and given:
        return tidy(f"{family} {given}")
    return tidy(" ".join(part for part in (given, particle, family, suffix) if part))


def folded(text: str) -> str:
    """Small letters and digits without accents: what names of columns and people share."""
    text = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in text if c.isalnum())


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())
