"""The format `paragraphs`: every title and every abstract between blank lines."""

from generator.importers.listings.pairing import BREAK, Manner

MANNER = Manner(
    title_without_gap=0.8 * BREAK,
    abstract_without_gap=0.3 * BREAK,
    more_with_gap=0.2 * BREAK,
    more_without_gap=-0.4 * BREAK,
)
