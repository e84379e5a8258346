"""The search: an index built in advance, which a small script of ours asks in the browser.

`build_index` turns `Document`s into the files of `assets/search/`. The script's
side is `overrides/assets/javascripts/search*.js`; both share the rules of
`tokens`, and tests compare them with each other and with a search by brute force.
"""

from generator.search.documents import Document, ResultKind
from generator.search.index import build_index

__all__ = ["Document", "ResultKind", "build_index"]
