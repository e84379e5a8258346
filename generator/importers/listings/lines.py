"""The format `lines`: one line after another, a title, its abstract, the next title.

Blank lines say nothing, except that an abstract is not likely to go on after one.
"""

from generator.importers.listings.pairing import BREAK, Manner

MANNER = Manner(
    title_without_gap=0.0,
    abstract_without_gap=0.0,
    more_with_gap=0.5 * BREAK,
    more_without_gap=0.0,
)
