"""The fuzz targets of `check --fix` and `import` on 500 mutated texts each."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest

from tests.fuzz import fix_target, import_target
from tests.support import ROOT, TOY

_PIECES = [
    *("\f", "\v", "\x1c", "\x85", "\u2028", "\u200b", "\u200c", "\u200d", "\u00ad", "\ufeff"),
    *("\u00a0", "\t", " \t", "\r", "\r\n", "\n", "\n\n", "  ", " #", "# c\n", ": ", "- ", "? "),
    *('"', "'", "|", ">", ">-\n  ", "|+\n  ", "[", "]", "{", "}", ",", "&a ", "*a", "!t ", "\\"),
    *("\\u200b", "~", "null", "true", "1607.06450", "2016", "'2016'", "20.11.2026", "3.4.2026"),
    *("A B and C D", "Ba, Jimmy; B", "CNN", "survey", "ConvNet, CNN", "\u202e", "\x00", "é", "می"),
    *("year: ", "title: ", "summary: ", "tags: ", "authors: ", "sources:\n- ", "added: ", "doi: "),
    *("https://doi.org/10.1000/x", "arXiv:1607.06450v2", "\ud800", "🏴", "---\n", "...\n", "%YAML"),
]


def _mutated(random: Random, seeds: list[bytes]) -> bytes:
    """One of the seeds with one to six changes of its text or bytes."""
    text = random.choice(seeds).decode("utf-8", "surrogateescape")
    for _ in range(random.randint(1, 6)):
        at, to = sorted(random.randrange(len(text) + 1) for _ in range(2))
        match random.randrange(6):
            case 0:
                text = text[:at] + text[min(to, at + 40) :]
            case 1:
                text = text[:at] + text[at : min(to, at + 80)] + text[at:]
            case 2:
                lines = text.split("\n")
                random.shuffle(lines)
                text = "\n".join(lines) if random.random() < 0.3 else text
            case 3:
                line = text.find("\n", at) + 1
                text = text[:line] + random.choice(_PIECES) + text[line:]
            case _:
                text = text[:at] + random.choice(_PIECES) + text[at:]
    data = text.encode("utf-8", "surrogatepass")
    if random.random() < 0.05:
        at = random.randrange(len(data) + 1)
        data = data[:at] + random.randbytes(2) + data[at:]
    return data


def _run_many(target: Callable[[bytes, Path], None], seeds: list[bytes], workdir: Path) -> None:
    for seed in range(500):
        case = _mutated(Random(seed), seeds)
        try:
            target(case, workdir)
        except Exception as error:
            pytest.fail(f"seed {seed}: {type(error).__name__}: {error}\n{case!r}")


def test_fix(tmp_path: Path) -> None:
    seeds = [path.read_bytes() for path in sorted(TOY.rglob("*.yml"))]
    _run_many(fix_target.run, seeds, tmp_path)


def test_import(tmp_path: Path) -> None:
    folder = ROOT / "tests" / "golden" / "listings"
    seeds = [path.read_bytes() for path in sorted(folder.glob("*.txt"))]
    _run_many(import_target.run, seeds, tmp_path / "work")
