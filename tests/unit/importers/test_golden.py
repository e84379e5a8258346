"""Every file in tests/golden/imports/ beside what an import makes of it, in words.

`NAME` is the file as its source writes it, `NAME.expected` the account: the format,
what becomes of each entry, what is not kept, the problems, and the papers' files.
The name of a file is not shown to the readers.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from generator.content.paper_yaml import HEADER
from generator.edit.paper_files import read_paper
from generator.importers import formats
from generator.importers.entry import ReadEntries
from generator.importers.outcomes import ImportSource, Outcome, Terms
from generator.importers.plan_import import plan_import
from generator.importers.record_values import words_of
from generator.importers.text_input import decoded
from generator.model.models import Venue
from generator.model.problems import as_text, has_errors
from generator.text.venue_spellings import VenueTable

IMPORTS = Path(__file__).parents[2] / "golden" / "imports"
FILES = sorted(path for path in IMPORTS.iterdir() if path.suffix != ".expected")
VENUES = {
    "ICLR": Venue("ICLR", "International Conference on Learning Representations", "conference"),
    "Neural Computation": Venue("Neural Computation", "Neural Computation", "journal"),
}
TAGS = {"rnn": ["Recurrent networks", "memory"]}
TOPICS = {"motion": ["Motion planning"]}
COLUMNS = {
    "own-columns.tsv": {"title": "Titel", "authors": "Verfasser", "year": "Jahr", "venue": "Ort"}
}


TERMS = Terms(date(2026, 11, 20), words=words_of(VenueTable(VENUES), TAGS, TOPICS))


def account(path: Path) -> str:
    text, problem = decoded(path.read_bytes(), "file")
    columns = COLUMNS.get(path.name)
    name = "none"
    reading = ReadEntries(problems=(problem,) if problem else ())
    if problem is None:
        name, reading = formats.read(text, "file", columns=columns)
    out = [f"format: {name}"]
    if has_errors(reading.problems):
        return "\n".join([*out, "nothing is written", as_text(reading.problems)])
    plan = plan_import([ImportSource("file", reading.entries)], {}, TERMS)
    out += [
        f"{step.line}: {step.outcome}: {step.title} → {step.paper or '-'}" for step in plan.steps
    ]
    not_kept = ", ".join(f"{name} of {count}" for name, count in plan.dropped.items())
    out += [f"not kept: {not_kept}"] if not_kept else []
    out += [f"may become topics: {dict(plan.proposed_topics)}"] if plan.proposed_topics else []
    out += [as_text([*reading.problems, *plan.problems])]
    out += [data.decode().replace(HEADER, f"--- {key}\n") for key, data in plan.files.items()]
    return "\n".join(out)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_import(path: Path) -> None:
    assert account(path) == path.with_name(f"{path.name}.expected").read_text("utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_second_import_changes_nothing(path: Path) -> None:
    text, _ = decoded(path.read_bytes(), "file")
    _, reading = formats.read(text, "file", columns=COLUMNS.get(path.name))
    sources = [ImportSource("file", reading.entries)]
    first = plan_import(sources, {}, TERMS)
    papers = {key: read_paper(key, data, key)[0] for key, data in first.files.items()}

    second = plan_import(sources, papers, TERMS)

    assert second.files == {}
    made = [step for step in first.steps if step.paper]
    assert [step.outcome for step in second.steps if step.paper] == [Outcome.KNOWN] * len(made)


def test_every_file_has_its_account() -> None:
    assert {f"{path.name}.expected" for path in FILES} == {
        path.name for path in IMPORTS.glob("*.expected")
    }
