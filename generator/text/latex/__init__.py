"""LaTeX in titles and abstracts, written as HTML, plain text or BibTeX.

One linear tokenizer turns a text into a flat, balanced list of events (`parsing`); three writers
fold that list (`as_html`, `as_text`, `as_bibtex`). Nothing recurses on the input's nesting, nothing
raises on malformed input, and no word is lost: an unknown command shows its name or its argument.

Left to others: where the text stands on a page, splitting into paragraphs, shortening, and the
repair of an abstract that lost its backslashes on the way, beyond the few words of `words`.
"""

from generator.text.latex.addresses import URL_RE, find_urls
from generator.text.latex.as_bibtex import to_biblatex, to_bibtex
from generator.text.latex.as_html import to_html
from generator.text.latex.as_text import to_text

__all__ = ["URL_RE", "find_urls", "to_biblatex", "to_bibtex", "to_html", "to_text"]
