from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

import pytest
import yaml

from generator.edit.paper_files import PaperFile, read_paper
from generator.importers import listing_text
from generator.importers.outcomes import ImportSource, Outcome, Plan, Terms
from generator.importers.plan_import import plan_import

DAY = date(2026, 11, 20)
A = "We show that a net learns. It does so fast."
B = "Nothing helps against noise. We prove it."


def files_of(plan: Plan) -> dict[str, PaperFile]:
    return {key: read_paper(key, data, key)[0] for key, data in plan.files.items()}


def run(
    *entries: tuple[str, str],
    papers: Mapping[str, PaperFile] | None = None,
    name: str = "a.txt",
    left_out: Mapping[str, str] | None = None,
) -> Plan:
    text = "\n\n".join(part for entry in entries for part in entry)
    source = ImportSource(name, listing_text.read(text, name).entries, listing=name)
    return plan_import([source], papers or {}, Terms(DAY, left_out or {}))


def outcomes(plan: Plan) -> list[str]:
    return [str(entry.outcome) for entry in plan.steps]


def codes(plan: Plan) -> list[str]:
    return [problem.code for problem in plan.problems]


def edited(
    papers: Mapping[str, PaperFile], key: str, *swaps: Sequence[str]
) -> dict[str, PaperFile]:
    text = papers[key].text
    for old, new in swaps:
        assert old in text
        text = text.replace(old, new)
    return {**papers, key: read_paper(key, text.encode(), key)[0]}


def test_a_new_paper() -> None:
    plan = run(("Layer Normalization", f"{A} Code: github.com/a/b."))
    assert yaml.safe_load(plan.files["layer-normalization"]) == {
        "title": "Layer Normalization",
        "code": ["https://github.com/a/b"],
        "topics": [],
        "tags": [],
        "added": DAY,
        "sources": [{"file": "a.txt", "line": 1}],
        "abstract": f"{A} Code: github.com/a/b.\n",
    }


def test_an_entry_listed_twice_is_one_paper() -> None:
    plan = run(("A Net", A), ("Noise", B), ("A  Net ", A))
    assert outcomes(plan) == ["new", "new", "repeated"]
    assert [ref.line for ref in files_of(plan)["a-net"].sources] == [1, 9]
    assert not plan.problems


def test_the_second_import_changes_nothing() -> None:
    entries = [("A Net", A), ("Noise", B), ("A Net", A)]
    plan = run(*entries, papers=files_of(run(*entries)))
    assert plan.files == {}
    assert outcomes(plan) == ["known"] * 3


def test_another_listing_adds_a_source_and_nothing_else() -> None:
    papers = edited(
        files_of(run(("A Net", A))),
        "a-net",
        ("topics: []", "topics: [nets]  # surely"),
        ("title: A Net", "title:   'A Net'"),
    )
    plan = run(("A Net", A), papers=papers, name="b.txt")
    assert outcomes(plan) == ["merged"]
    before, after = papers["a-net"].text, plan.files["a-net"].decode()
    assert after.replace("  - {file: b.txt, line: 1}\n", "") == before


def test_code_is_filled_where_nobody_has_said_anything() -> None:
    abstract = f"{A} github.com/a/b"
    papers = files_of(run(("A Net", abstract)))
    without = edited(papers, "a-net", ("code:\n  - https://github.com/a/b\n", ""))
    emptied = edited(papers, "a-net", ("code:\n  - https://github.com/a/b\n", "code: []\n"))
    filled = files_of(run(("A Net", abstract), papers=without, name="b.txt"))["a-net"]
    left = files_of(run(("A Net", abstract), papers=emptied, name="b.txt"))["a-net"]
    assert filled.fields["code"] == ["https://github.com/a/b"]
    assert left.fields["code"] == []


def test_the_same_title_with_another_abstract_is_kept_and_reported() -> None:
    plan = run(("A Net", A), ("A Net", B))
    assert outcomes(plan) == ["new", "conflict"]
    assert codes(plan) == ["title-conflict"]
    assert plan.problems[0].line == 5
    assert files_of(plan)["a-net-2"].abstract == B
    assert outcomes(run(("A Net", A), ("A Net", B), papers=files_of(plan))) == ["known"] * 2


def test_near_duplicate_titles_are_both_kept_and_reported() -> None:
    plan = run(("A Net That Learns", A), ("A net that learns!", B))
    assert outcomes(plan) == ["new", "new"]
    assert codes(plan) == ["near-duplicate-title"]
    assert len(plan.files) == 2


def test_two_titles_with_one_slug_get_two_ids() -> None:
    plan = run(("C++ Nets", A), ("C# Nets", B))
    assert list(plan.files) == ["c-nets", "c-nets-2"]


def test_ids_are_unique_whatever_their_case_and_do_not_take_an_alias() -> None:
    papers = edited(files_of(run(("Noise", B))), "noise", ("added:", "aliases: [a-net]\nadded:"))
    papers = {"Deep": read_paper("Deep", b"title: Else\nabstract: Else\n", "")[0], **papers}
    assert list(run(("A Net", A), ("Deep", B), papers=papers, name="b.txt").files) == [
        "a-net-2",
        "deep-2",
    ]


def test_latex_in_a_title_is_read_before_the_id_is_made() -> None:
    assert list(run(("SL$^{2}$A-INR: \\textbf{Nets}", A)).files) == ["sl2a-inr-nets"]


def test_a_mended_title_or_abstract_makes_no_second_paper() -> None:
    entries = [("A Nett that Lerns", A)]
    papers = files_of(run(*entries))
    (key,) = papers
    for swaps in [
        [("A Nett that Lerns", "A Net that Learns")],
        [("It does so", "It does this")],
        [("A Nett that Lerns", "A Net that Learns"), ("It does so", "It does this")],
    ]:
        plan = run(*entries, papers=edited(papers, key, *swaps))
        assert (outcomes(plan), plan.files) == (["known"], {})


def test_a_renamed_paper_is_recognised() -> None:
    papers = files_of(run(("A Net", A)))
    renamed = edited({"nets": papers["a-net"]}, "nets", ("added:", "aliases: [a-net]\nadded:"))
    assert outcomes(run(("A Net", A), papers=renamed)) == ["known"]
    assert list(run(("A Net", A), papers=renamed, name="b.txt").files) == ["nets"]


def test_another_paper_at_a_known_place_is_another_paper() -> None:
    papers = files_of(run(("A Net", A)))
    plan = run(("Noise and Nothing Else", B), papers=papers)
    assert outcomes(plan) == ["new"]


def test_what_was_left_out_on_purpose_stays_out() -> None:
    plan = run(("A Net", A), ("Noise", B), left_out={"Noise": "off topic"})
    assert outcomes(plan) == ["new", "left out"]
    assert list(plan.files) == ["a-net"]


def test_a_file_that_cannot_be_read_holds_its_paper_back() -> None:
    broken, problem = read_paper("a-net", b"title: 'A Net\nabstract: [", "p.yml")
    assert problem is not None and problem.code == "unreadable-paper"
    plan = run(("A Net", A), ("Noise", B), papers={"a-net": broken})
    assert outcomes(plan) == ["held back", "new"]
    assert codes(plan) == ["held-back"]


def test_a_layout_that_cannot_be_edited_is_a_problem() -> None:
    paper, _ = read_paper("a-net", f'{{title: A Net, abstract: "{A}"}}'.encode(), "p.yml")
    plan = run(("A Net", A), papers={"a-net": paper})
    assert codes(plan) == ["cannot-edit"]
    assert plan.files == {}


def test_every_outcome_has_its_word() -> None:
    assert {str(kind) for kind in Outcome} == {
        "new",
        "merged",
        "repeated",
        "known",
        "conflict",
        "left out",
        "held back",
        "refused",
    }


@pytest.mark.parametrize("title", ["On", "no", "2001-01-01", "12:30"])
def test_a_title_is_read_as_the_check_reads_it(title: str) -> None:
    paper, problem = read_paper("x", f"title: {title}\nabstract: A.\n".encode(), "x.yml")

    assert problem is None
    assert paper.title == title


@pytest.mark.parametrize("text", ["[" * 50_000, "{a: " * 20_000, "? [a]\n: b\n", "a: &a [*a]\n"])
def test_a_hostile_file_is_a_problem(text: str) -> None:
    paper, problem = read_paper("x", text.encode(), "x.yml")

    assert paper.broken
    assert problem is not None


def _published(later: str) -> dict[str, PaperFile]:
    text = f'title: A Net\npublished_as: "{later}"\nabstract: |\n  {A}\n'
    return {"a-net": read_paper("a-net", text.encode(), "")[0]}


def test_a_later_title_with_the_same_abstract_is_the_paper() -> None:
    later = "Nets That Learn and Learn Fast"
    plan = run((later, A), papers=_published(later))
    assert outcomes(plan) == ["merged"]
    assert list(plan.files) == ["a-net"]


def test_a_title_near_a_later_title_is_kept_and_reported() -> None:
    later = "Nets That Learn and Learn Fast"
    for title in ("Nets that learn and learn fast!", later):
        plan = run((title, B), papers=_published(later))
        assert outcomes(plan) == ["new"]
        assert codes(plan) == ["near-duplicate-title"]
        assert "nearly that of a-net" in plan.problems[0].message
