"""A new tag's entry goes to its place, and no other byte of `tags.yml` changes."""

import pytest
import yaml

from generator.edit.new_tags import described, with_tag
from generator.edit.tags import Refused
from generator.model.models import Tag, TagKind

ALPHA = "alpha:\n  name: Alpha\n  description: The first.\n  kind: method\n"
GAMMA = "# About gamma.\ngamma: {name: Gamma, description: 'Third.', kind: task}  # short\n"
BETA = "beta:\n  name: Beta\n  description: The second.\n  kind: method\n"
NEW = Tag("beta", "Beta", "The second.", TagKind.METHOD)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ALPHA + GAMMA, ALPHA + BETA + GAMMA),
        (GAMMA, BETA + GAMMA),
        (ALPHA, ALPHA + BETA),
        (ALPHA.rstrip(), ALPHA + BETA),
        ("", BETA),
        (f"# All tags.\n\n{GAMMA}", f"# All tags.\n\n{BETA}{GAMMA}"),
    ],
)
def test_it_stands_before_the_next_in_the_alphabet(before: str, after: str) -> None:
    assert with_tag(before, NEW) == after
    crlf = with_tag(before.replace("\n", "\r\n"), NEW)
    assert yaml.safe_load(crlf) == yaml.safe_load(after)
    assert "\r\n" not in before.replace("\n", "\r\n") or crlf.count("\n") == crlf.count("\r\n")


def test_an_id_that_is_another_word_for_a_tag_is_refused() -> None:
    with pytest.raises(Refused, match="'alpha' already"):
        with_tag(ALPHA + "  aliases: [beta]\n", NEW)


def test_a_description_is_changed_in_its_quotes() -> None:
    edited = described(ALPHA + GAMMA, "gamma", "Gamma", "It's third, or so.")
    assert edited == ALPHA + GAMMA.replace("'Third.'", '"It\'s third, or so."')
    assert described(ALPHA, "alpha", "Alpha", "The first.") == ALPHA
