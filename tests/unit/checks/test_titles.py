from __future__ import annotations

from datetime import date

from generator.checks.context import make_context
from generator.checks.titles import near_titles
from generator.content.load import Loaded
from generator.model.models import Catalog, Paper


def test_a_later_title_counts_as_a_title_of_the_paper_and_not_against_itself() -> None:
    papers = [
        Paper("one", "Alpha", "", published_as="Learning Layers Together"),
        Paper("same", "Training Deep Nets", "", published_as="Training deep nets!"),
        Paper("two", "Learning layers together.", ""),
    ]
    found = near_titles(
        make_context(Loaded(Catalog({p.id: p for p in papers}, {}, {})), date(2026, 11, 20))
    )
    assert [finding.file for finding in found] == ["papers/two.yml"]
