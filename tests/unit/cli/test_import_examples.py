"""The examples of `import --help` and of the README, run as they are."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator.cli import group
from generator.cli.import_ import command
from tests.support import ROOT
from tests.unit.cli.test_online import configure
from tests.unit.importers.test_service_answers import feed, row
from tests.unit.services.record_server import RecordServer, Reply, Time, serving
from tests.unit.services.test_scholarly import LAYER

FILES = {
    "library.bib": "@article{x,\n  title = {A Net},\n  author = {B, A},\n  year = 2001\n}\n",
    "export.ris": "TY  - JOUR\nTI  - Noise\nAU  - C, D\nPY  - 2002\nER  - \n",
    "items.csl.json": '[{"type": "book", "title": "A Book of Nets"}]\n',
    "table.csv": "Titel,Jahr\nDas Netz,2003\n",
    "awesome-list.md": "## Small\n\n- [Tiny Nets](https://example.org/tiny) - Small ones.\n",
    "listing.txt": "Deep Nets\n\nWe show that a deep net learns. It does so fast.\n",
}


def examples() -> list[str]:
    readme = (ROOT / "README.md").read_text("utf-8")
    section = readme.partition("\n## Bring in what you have\n")[2].partition("\n## ")[0]
    shown = re.findall(r"^\$ python -m generator (.+)$", section, re.MULTILINE)
    helped = re.findall(r"^\s*reading-list (.+)$", command.help or "", re.MULTILINE)
    assert shown and helped
    return [*shown, *helped]


@pytest.fixture(scope="module")
def server() -> Iterator[RecordServer]:
    headers = {"Total-Results": "1", "Last-Modified-Version": "3"}
    items = b'{"items": [{"type": "book", "title": "A Shared Book"}]}'
    with serving() as records:
        records.on(LAYER, feed(row()))
        records.on("/zotero/groups/4384103/items/top", Reply(items, headers=headers))
        yield records


@pytest.mark.parametrize("example", examples())
def test_an_example(
    example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, server: RecordServer
) -> None:
    monkeypatch.chdir(tmp_path)
    configure(server.base)
    pauses = Time()
    monkeypatch.setattr("generator.cli.online.sleep", pauses.sleep)
    monkeypatch.setattr("generator.cli.online.monotonic", pauses.clock)
    for name, text in FILES.items():
        Path(name).write_text(text, "utf-8")
    line, _, redirected = example.partition(" < ")
    given = Path(redirected).read_text("utf-8") if redirected else None

    done = CliRunner().invoke(group, shlex.split(line), input=given, catch_exceptions=False)

    named = re.findall(r"\S+\.(?:bib|ris|json|csv|md|txt)\b|https://\S+", example)
    assert (done.exit_code, named != []) == (0, True), done.output
    written = list(Path("content/papers").glob("*.yml"))
    assert len(written) == (0 if "--dry-run" in example else len(named))
