"""`python -m tests.clients`: what each client keeps of each field, as a table.

With `--zotero DIR` Zotero's own translators are run; see `zotero.js`.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from generator.content.load import load
from tests.clients.compare import compared, offer, table
from tests.clients.readers import clients
from tests.support import ROOT


def main() -> None:
    """Print the table, and below it which papers came out otherwise."""
    parser = argparse.ArgumentParser(prog="python -m tests.clients", description=__doc__)
    parser.add_argument("--zotero", type=Path, metavar="DIR")
    given = parser.parse_args()
    catalog = load(ROOT / "content").catalog
    what = offer(catalog)
    results = {name: compared(read(what), catalog) for name, read in clients(given.zotero).items()}
    print(table(results, len(catalog.papers)))
    for client, wrong in results.items():
        for field, papers in wrong.items():
            for paper in papers or ():
                print(f"{client}: {field}: {paper}")


if __name__ == "__main__":
    main()
