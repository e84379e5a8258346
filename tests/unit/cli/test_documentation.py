"""What the documentation names exists, and what exists is documented."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib

import click
import pytest

from generator.cli import COMMANDS, group
from tests.support import ROOT

README = (ROOT / "README.md").read_text("utf-8")
ARCHITECTURE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
DOCUMENTS = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme_and_teaches(name: str) -> None:
    assert f"`{name}" in README
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert command.help
    assert len(command.help) > 60


def test_the_architecture_lists_the_rooms_in_the_order_that_the_linter_holds() -> None:
    contract = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    rooms = [room for room in reversed(contract["contracts"][0]["layers"]) if room != "__main__"]
    assert re.findall(r"^\| `(\w+)` \|", ARCHITECTURE, re.MULTILINE) == rooms
    packages = {path.parent.name for path in (ROOT / "generator").glob("*/__init__.py")}
    assert packages == set(rooms)


def test_at_least_twenty_questions_have_one_file_each_and_it_exists() -> None:
    section = ARCHITECTURE.partition("## Where do I change …?\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+?) \|$", section, re.MULTILINE)[1:]

    assert len(rows) >= 20
    for question, file in rows:
        assert re.fullmatch(r"`[\w./-]+`", file), question
        assert (ROOT / file.strip("`")).is_file(), question


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_of_the_generator_that_is_named_exists(document: str) -> None:
    text = re.sub(r"^```.*?^```", "", (ROOT / document).read_text("utf-8"), flags=re.S | re.M)
    for named in re.findall(r"`((?:[\w-]+/)+[\w-]+\.(?:py|html|yml|md))`", text):
        assert any((folder / named).is_file() for folder in (ROOT, ROOT / "generator")), named


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_make_target_and_command_that_is_named_exists(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", MAKEFILE, re.MULTILINE))
    named = set(re.findall(r"(?:`|^\$ )make ([a-z-]+)", text, re.MULTILINE))
    assert named <= targets
    commands = re.findall(r"python -m generator (?:--\S+ \S+ )*([a-z]+)", text)
    assert set(commands) <= COMMANDS.keys()


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_file_that_is_linked_exists(document: str) -> None:
    text = (ROOT / document).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#:\s]+)\)", text):
        assert (ROOT / target).exists(), target


def test_the_list_of_commands_is_whole_and_waits_for_none_of_them() -> None:
    script = (
        "import sys; from generator.cli import group\n"
        "group.main(['--help'], 'reading-list', standalone_mode=False)\n"
        "print(sorted(name for name in sys.modules if name.startswith('generator.cli.')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    shown, imported = done.stdout.rsplit("\n", 2)[:2]
    assert re.findall(r"^  ([a-z]+)  ", shown, re.MULTILINE) == sorted(COMMANDS)
    assert imported == "[]"
    assert "..." not in shown.split("Commands:")[1]


def test_the_unit_tests_mirror_the_rooms() -> None:
    rooms = {path.parent.name for path in (ROOT / "generator").glob("*/__init__.py")}
    unit = ROOT / "tests" / "unit"

    assert {path.parent.name for path in unit.glob("*/__init__.py")} <= rooms
    assert list(unit.glob("test_*.py")) == []
