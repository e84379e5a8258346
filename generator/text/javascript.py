"""JavaScript as it is served: without what only people read."""

from __future__ import annotations

from rjsmin import jsmin


def minified(script: str) -> str:
    """The same program without comments and needless white space; names stay.

    A template literal must not stand within another one, which the minifier
    does not read; `tests/javascript/minified.test.mjs` compares the syntax
    trees of every script with those of what comes out.
    """
    return f"{jsmin(script)}\n"
