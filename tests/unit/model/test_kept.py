"""Values that are kept in the memory by groups."""

from collections.abc import Mapping
from pathlib import Path

from generator.model.kept import kept
from generator.model.memory import NOTHING, Memory

KEYS = [f"key-{n}" for n in range(100)]


def _asked(values: Mapping[str, str], memory: Memory) -> tuple[dict[str, str], list[str]]:
    """What is kept of values in capitals, and the keys of those that were made."""
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return values[key].upper()

    return dict(kept("capitals", values, values.__getitem__, make, memory)), made


def test_an_edit_makes_the_values_of_one_group(tmp_path: Path) -> None:
    memory = Memory(tmp_path / "memory")
    values = {key: f"value of {key}" for key in KEYS}
    found, made = _asked(values, memory)
    assert found == {key: f"VALUE OF {key.upper()}" for key in KEYS}
    assert sorted(made) == sorted(KEYS)
    assert _asked(values, memory) == (found, [])
    edited, made = _asked({**values, "key-7": "other"}, memory)
    assert edited == {**found, "key-7": "OTHER"}
    assert "key-7" in made
    assert len(made) < 50


def test_values_are_made_when_one_of_their_group_is_asked_for() -> None:
    made: list[str] = []

    def make(key: str) -> str:
        made.append(key)
        return key

    values = kept("step", KEYS, str, make, NOTHING)
    assert list(values) == KEYS
    assert not made
    assert values["key-7"] == "key-7"
    assert "key-7" in made
    assert len(made) < 50
