"""What libraries and citation processors keep of every paper of the list."""

from __future__ import annotations

import json
import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from generator.content.load import load
from generator.model.models import Catalog
from tests.clients.compare import FIELDS, compared, offer
from tests.clients.latex import run
from tests.clients.readers import (
    Offer,
    Read,
    read_with_bibtexparser,
    read_with_pandoc,
    read_with_rispy,
)
from tests.support import FROZEN

HYPER = "hyperzcdotzcdotw-operator-connects-slow-fast-networks-for-full-context"


@pytest.fixture(scope="session")
def catalog() -> Catalog:
    """The list, in which one title is shown otherwise than it was received."""
    found = load(FROZEN).catalog
    paper = replace(found.papers[HYPER], shown_title="HyperZ·Z·W Operator")
    return replace(found, papers={**found.papers, HYPER: paper})


@pytest.fixture(scope="session")
def offered(catalog: Catalog) -> Offer:
    return offer(catalog)


@pytest.mark.parametrize("read", [read_with_bibtexparser, read_with_rispy])
def test_libraries_keep_every_field(read: Read, offered: Offer, catalog: Catalog) -> None:
    assert compared(read(offered), catalog) == {field: [] for field in FIELDS}


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("bibtex", "papers-abstracts.bib"),
        ("biblatex", "papers.biblatex.bib"),
        ("csljson", "papers.csl.json"),
    ],
)
@pytest.mark.usefixtures("latex_installed")
def test_pandoc_keeps_every_field(form: str, name: str, offered: Offer, catalog: Catalog) -> None:
    wrong = compared(read_with_pandoc(form, name)(offered), catalog)
    unread = {"abstract": None} if "biblatex" in name else {}
    assert wrong == {field: [] for field in FIELDS} | unread


@pytest.mark.usefixtures("latex_installed")
def test_apa_says_an_arxiv_id_twice_at_most_and_keeps_particles(
    offered: Offer, catalog: Catalog, tmp_path: Path
) -> None:
    (tmp_path / "papers.json").write_text(offered.files["papers.csl.json"], "utf-8")
    style = run(["kpsewhich", "apa.csl"], tmp_path).strip()
    command = ["pandoc", "--citeproc", "--bibliography=papers.json", f"--csl={style}"]
    text = subprocess.run(
        [*command, "--to=plain", "--wrap=none"], cwd=tmp_path, input=b"---\nnocite: '@*'\n---\n",
        capture_output=True, check=True, timeout=120,
    ).stdout.decode()  # fmt: skip
    references = [line for line in text.split("\n\n") if line.strip()]
    assert len(references) == len(catalog.papers)
    for paper in catalog.papers.values():
        if paper.arxiv:
            found = [line for line in references if paper.arxiv in line]
            assert [line.count(paper.arxiv) <= 2 for line in found] == [True]
    for item in json.loads(offered.files["papers.csl.json"]):
        for author in item.get("author", [])[:1]:
            family = author.get("family") or author["literal"]
            assert re.search(rf"(?m)^{re.escape(family)}", text), family
