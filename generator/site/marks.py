"""Comments of the pages by which the parts of a page are found again."""

from __future__ import annotations

# Without an import of the templates, which a build with nothing to do has no use for.

HEAD_MARK = "<!--rl:head-->"
BODY_MARK = "<!--rl:body-->"
END_MARK = "<!--rl:end-->"
OFFER_START, OFFER_END = "<!--rl:offer-->", "<!--/rl:offer-->"
"""Between these two the hosted page of downloads offers the zip; empty in the zip."""
