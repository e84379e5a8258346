"""The forms that single values must have: ids, dates and addresses.

Each form is one regular expression, so that `check` and the editors' JSON
Schema hold a value to the same; they use only what Python and ECMAScript
have in common.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from generator.model.problems import Severity
from generator.model.rules import Group, Rule
from generator.text.languages import language_code
from generator.text.slugs import MAX_LENGTH, is_slug, slugify

_OLD_ARCHIVES = (
    "acc-phys|adap-org|alg-geom|ao-sci|astro-ph|atom-ph|bayes-an|chao-dyn|chem-ph|cmp-lg|comp-gas"
    "|cond-mat|cs|dg-ga|funct-an|gr-qc|hep-ex|hep-lat|hep-ph|hep-th|math|math-ph|mtrl-th|nlin"
    "|nucl-ex|nucl-th|patt-sol|physics|plasm-ph|q-alg|q-bio|quant-ph|solv-int|stat|supr-con"
)
_MONTH = "(?:0[1-9]|1[0-2])"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of text."""

    name: str
    """What such a value is called: `an arXiv id`."""
    rule: Rule
    """What a value that does not have it breaks."""
    pattern: str
    """An anchored regular expression."""
    like: str
    """What it looks like, as a message shows it after 'write': `1607.06450`."""
    repair: Callable[[str], str | None] = lambda _text: None
    """The right value for a wrong one, where there is only one; None where there is not."""
    longest: int = 2_000
    """Characters at most."""
    format: str | None = None
    """The name that JSON Schema has for it."""

    def fits(self, text: str) -> bool:
        """Whether the whole text has the form."""
        return len(text) <= self.longest and re.fullmatch(self.pattern, text) is not None

    def corrected(self, text: str) -> str | None:
        """What `text` was meant to be, in this form; None when that cannot be told."""
        found = self.repair(text.strip())
        return found if found is not None and self.fits(found) else None


def arxiv_year(arxiv: str) -> int:
    """The year of the first version: an arXiv id begins with it, an old one after the slash.

    Source: info.arxiv.org/help/arxiv_identifier.html.
    """
    two = int(arxiv.partition("/")[2][:2] or arxiv[:2])
    return two + (1900 if two > 90 else 2000)


def _plain_arxiv(text: str) -> str | None:
    text = re.sub(r"(?i)^(https?://)?(www\.|export\.)?arxiv\.org/(abs|pdf|html)/", "", text)
    text = re.sub(r"(?i)^arxiv:\s*", "", text)
    return re.sub(r"(?i)(v[0-9]+)?(\.pdf)?$", "", text, count=1)


def _plain_doi(text: str) -> str | None:
    return re.sub(r"(?i)^((https?://)?(dx\.)?doi\.org/|doi:\s*)", "", text)


def _with_scheme(text: str) -> str | None:
    text = re.sub(r"(?i)^http(s?):/*", lambda match: f"http{match[1].lower()}://", text)
    return text if text.startswith("http") else f"https://{text}"


def days_of(text: str) -> list[str]:
    """The days that a date with its year first or last may mean, as year-month-day.

    With the year last, day and month come in either order: two days, day before
    month first; one where only one order has a month of 1 to 12. Whether the
    month has so many days is not asked.
    """
    if parts := re.fullmatch(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})", text):
        return [f"{parts[1]}-{int(parts[2]):02}-{int(parts[3]):02}"]
    parts = re.fullmatch(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})", text)
    if parts is None:
        return []
    one, other = int(parts[1]), int(parts[3])
    orders = dict.fromkeys([(other, one), (one, other)])
    return [f"{parts[4]}-{month:02}-{day:02}" for month, day in orders if 1 <= month <= 12]


def _iso_date(text: str) -> str | None:
    days = days_of(text)
    return days[0] if len(days) == 1 else None


def _isbn(text: str) -> str | None:
    bare = re.sub(r"(?i)^(?:e-?)?isbn(?:-?1[03])?[:\s]*", "", text)
    return re.sub(r"[\s\u2010-\u2013]+", "-", bare.strip()).replace("x", "X")


def _slug(text: str) -> str | None:
    slug = slugify(text)
    return slug if is_slug(slug) and not slug.startswith("paper-") else None


ARXIV = Form(
    name="an arXiv id",
    rule=Rule(
        "arxiv-id",
        Group.FIELDS,
        Severity.ERROR,
        "Not an arXiv id: two digits of year, a month, a point, four or five digits; "
        "before April 2007 an archive and seven digits.",
        'arxiv: "1613.06450"',
        "Copy it from the address of the paper at arXiv, without the version.",
        fixed=True,
        in_schema=True,
        where="where the value contains the id",
    ),
    # Five digits since 2015, four before, and the archive's name until March 2007.
    pattern=rf"^(?:(?:0[7-9]|1[0-4]){_MONTH}\.[0-9]{{4}}|(?:1[5-9]|[2-8][0-9]){_MONTH}\.[0-9]{{5}}"
    rf"|(?:{_OLD_ARCHIVES})(?:\.[A-Z]{{2}})?/(?:9[1-9]|0[0-7]){_MONTH}[0-9]{{3}})$",
    like="1607.06450 or cs/0112017, without a version",
    repair=_plain_arxiv,
)
DOI = Form(
    name="a DOI",
    rule=Rule(
        "doi",
        Group.FIELDS,
        Severity.ERROR,
        "Not a DOI: it begins with `10.`, some digits and a slash.",
        "doi: https://doi.org/10.1162/neco.1997.9.8.1735",
        "Take what follows https://doi.org/.",
        fixed=True,
        in_schema=True,
        where="where the value contains the DOI",
    ),
    pattern=r"^10\.[0-9]{4,9}(?:\.[0-9]+)*/[^\s]+$",
    like="10.1162/neco.1997.9.8.1735",
    repair=_plain_doi,
)
URL = Form(
    name="a web address",
    rule=Rule(
        "url",
        Group.FIELDS,
        Severity.ERROR,
        "Not a web address that begins with https:// or http://.",
        "code: [github.com/owner/name]",
        "Copy it from the browser's address bar.",
        fixed=True,
        in_schema=True,
        where="where only its beginning is missing or wrong",
    ),
    pattern=r"^https?://(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
    r"(?::[0-9]{1,5})?(?:[/?#][^\s<>\"\\^`{|}]*)?$",
    like="https://github.com/owner/name",
    repair=_with_scheme,
    format="uri",
)
DATE = Form(
    name="a date",
    rule=Rule(
        "date",
        Group.FIELDS,
        Severity.ERROR,
        "Not a day of the calendar, as year-month-day.",
        "added: 20.11.2026",
        "Write it like 2026-11-20.",
        fixed=True,
        in_schema=True,
        where="where one day alone can be meant: `3.4.2026` may be in March or April",
    ),
    pattern=r"^(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])$",
    like="2026-11-20",
    repair=_iso_date,
    format="date",
)
SLUG = Form(
    name="an id",
    rule=Rule(
        "malformed-id",
        Group.FIELDS,
        Severity.ERROR,
        "An id has small letters a to z, digits and hyphens alone, since it is part of an address.",
        "Layer_Norm:   (in tags.yml)",
        "Write it as the message says.",
        in_schema=True,
    ),
    pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$",
    like="maps-before-mercator: small letters a to z, digits and hyphens",
    repair=_slug,
    longest=MAX_LENGTH,
)
ISBN = Form(
    name="an ISBN",
    rule=Rule(
        "isbn",
        Group.FIELDS,
        Severity.ERROR,
        "An ISBN has ten or thirteen digits, the last of ten may be X, and hyphens between them.",
        "isbn: ISBN 978-0-262-03561-3",
        "Copy it from the imprint.",
        fixed=True,
        in_schema=True,
        where="where only what stands before it, or spaces, are wrong",
    ),
    pattern=r"^(?:97[89]-?)?[0-9](?:-?[0-9]){8}-?[0-9X]$",
    like="978-0-262-03561-3",
    repair=_isbn,
)
LANGUAGE = Form(
    name="a language",
    rule=Rule(
        "language",
        Group.FIELDS,
        Severity.ERROR,
        "A language is written as its code of two or three letters (BCP 47).",
        "language: French",
        "Write the code: `fr`, `zh-Hant`, `pt-BR`.",
        fixed=True,
        in_schema=True,
        where="where it is the right code in other capitals, or the English name of a language",
    ),
    pattern=r"^[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?$",
    like="fr, zh-Hant or pt-BR",
    repair=language_code,
)
FORMS = (ARXIV, DOI, URL, DATE, ISBN, LANGUAGE, SLUG)
