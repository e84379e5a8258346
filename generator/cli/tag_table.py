"""What `tags list` prints, as text."""

from __future__ import annotations

from collections.abc import Sequence

from generator.edit.tags import Overlap, TagUse


def table(rows: Sequence[TagUse], pairs: Sequence[Overlap]) -> str:
    """The tags with their counts, then what is unused, then the pairs that overlap."""
    width = max((len(row.id) for row in rows), default=3)
    lines = [f"{'tag':{width}}  papers  homes  kind"]
    for row in rows:
        note = f"  deprecated for {row.deprecated_for}" if row.deprecated_for else ""
        lines.append(f"{row.id:{width}}  {row.papers:6,}  {row.home_topics:5}  {row.kind}{note}")
    unused = [row.id for row in rows if not row.papers and not row.deprecated_for]
    lines.append(f"\n{len(rows):,} tags, {len(unused):,} unused: {', '.join(unused) or 'none'}")
    if pairs:
        lines.append("\nOverlapping pairs (papers with both; their share of those with either):")
    for pair in pairs:
        note = "  one lies inside the other" if pair.inside else ""
        lines.append(f"  {pair.first} + {pair.second}: {pair.together}, {pair.share:.0%}{note}")
    return "\n".join(lines) + "\n"
