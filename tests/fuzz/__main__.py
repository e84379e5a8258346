"""`python -m tests.fuzz`: many cases, with the seed printed first."""

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path

from tests.fuzz.harness import Fault, run, targets


def main() -> int:
    options = _options()
    among = [one for one in targets() if not options.target or one.name in options.target]
    print(f"seed {options.seed}, targets {', '.join(one.name for one in among)}", flush=True)
    cases = range(options.cases) if options.case is None else [options.case]
    faults: list[Fault] = []
    for fault in run(options.seed, cases, among, options.keep):
        print(fault, flush=True)
        faults.append(fault)
    print(f"{len(cases):,} cases, {len(faults)} faults")
    return 1 if faults else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=2000, help="how many; 2000 if not given")
    parser.add_argument(
        "--seed", type=int, default=random.randrange(10**6), help="any if not given"
    )
    parser.add_argument("--case", type=int, help="only the case of this number")
    parser.add_argument("--target", action="append", choices=[one.name for one in targets()])
    parser.add_argument("--keep", type=Path, help="a new folder for the project of the last case")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
