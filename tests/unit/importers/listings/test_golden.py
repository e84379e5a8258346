"""Every listing in tests/golden/listings/ beside what is made of it, in words.

`NAME.txt` is the listing, `NAME.expected` the account: one line for each entry,
each line that was dropped and each problem, in the order of the file.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.importers.listings import Listing, parse
from generator.model.problems import as_text

LISTINGS = Path(__file__).parents[3] / "golden" / "listings"


def account(listing: Listing) -> str:
    sums = ", ".join(f"{count} {what}" for what, count in listing.sums.items())
    rows = [f"{listing.length} lines: {sums}; format {listing.format}"]
    for draft in listing.drafts:
        rows += [f"entry in {list(draft.lines)}", f"  {draft.title}", f"  {draft.abstract}"]
    rows += [f"dropped {row.line}: {row.reason}: {row.text}" for row in listing.dropped if row.text]
    return "\n".join([*rows, as_text(listing.problems)]).rstrip() + "\n"


@pytest.mark.parametrize("path", sorted(LISTINGS.glob("*.txt")), ids=lambda path: path.stem)
def test_listing(path: Path) -> None:
    listing = parse(path.name, path.read_bytes(), path.name)
    assert account(listing) == path.with_suffix(".expected").read_text("utf-8")
    assert sum(listing.sums.values()) == listing.length


def test_every_listing_has_its_account() -> None:
    names = {path.stem for path in LISTINGS.glob("*.txt")}
    assert len(names) >= 20
    assert names == {path.stem for path in LISTINGS.glob("*.expected")}
