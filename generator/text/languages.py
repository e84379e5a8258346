"""Names and codes of languages, as people and programs write them → tags of BCP 47.

The names and the codes of three letters are those of Unicode's CLDR, out of Babel, which is
loaded when a language is asked for.
"""

from __future__ import annotations

import re
from functools import cache

_LATEX = {
    "american": "en-US", "usenglish": "en-US", "british": "en-GB", "ukenglish": "en-GB",
    "ngerman": "de", "naustrian": "de-AT", "nswissgerman": "de-CH", "brazil": "pt-BR",
    "brazilian": "pt-BR", "polutonikogreek": "el", "francais": "fr", "acadian": "fr-CA",
}  # fmt: skip
"""Names that LaTeX's babel has and CLDR has not."""
_WITH_OWN_NAMES = (
    *("ar", "bg", "ca", "cs", "da", "de", "el", "es", "et", "fa", "fi", "fr", "he", "hi", "hr"),
    *("hu", "id", "it", "ja", "ko", "lt", "lv", "nb", "nl", "pl", "pt", "ro", "ru", "sk", "sl"),
    *("sr", "sv", "th", "tr", "uk", "vi", "zh"),
)
_TAG = re.compile(r"([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|[0-9]{3}))?", re.IGNORECASE)


def language_code(text: str) -> str | None:
    """The tag for a code (`FR`, `fre`, `pt_BR`) or a name (`French`, `français`), else None."""
    word = text.strip()
    known = _LATEX.get(word.lower()) or _names().get(word.casefold())
    if not known and not _TAG.fullmatch(word):
        known = _own_names().get(word.casefold())
    found = _TAG.fullmatch(word)
    if known or found is None:
        return known
    from babel.core import get_global

    language, script, region = found[1].lower(), found[2] or "", found[3] or ""
    language = get_global("language_aliases").get(language, language)
    if language not in _names().values():
        return None
    return "-".join(part for part in (language, script.title(), region.upper()) if part)


def language_name(code: str) -> str:
    """The English name of a language, its code where there is none: `French` for `fr`."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(code, sep="-").get_display_name("en") or code
    except (ValueError, UnknownLocaleError):
        return code


@cache
def _own_names() -> dict[str, str]:
    """The name that each of the commonest languages has in itself, in small letters → its tag."""
    from babel import Locale

    found = ((Locale(code).get_language_name(code), code) for code in _WITH_OWN_NAMES)
    return {name.casefold(): code for name, code in found if name}


@cache
def _names() -> dict[str, str]:
    """The English name of each language, in small letters → its tag."""
    from babel import Locale

    return {
        name.casefold(): code.replace("_", "-") for code, name in Locale("en").languages.items()
    }
