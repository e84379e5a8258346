"""Edits a list at random and compares each build with one from nothing."""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from pathlib import Path

from tests.edits.comparison import Comparison


def main() -> int:
    """Print each edit; 1 when a build differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=200)
    parser.add_argument("--kills", type=int, default=50, help="builds killed, and files damaged")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--site", action="store_true", help="build the site each time")
    options = parser.parse_args()
    chance = random.Random(options.seed)
    killed = set(chance.sample(range(options.edits), min(options.kills, options.edits)))
    with tempfile.TemporaryDirectory() as room:
        comparison = Comparison(Path(room) / "list", chance, options.site)
        comparison.prepare()
        comparison.differences()
        for number in range(options.edits):
            words = comparison.edit()
            if number in killed:
                comparison.kill_a_build()
                words = f"{words}; a build killed; {comparison.damage()}"
            print(f"{number + 1}: {words}", flush=True)
            if different := comparison.differences():
                print(f"different: {different[:20]}; repeat with --seed {options.seed}")
                return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
