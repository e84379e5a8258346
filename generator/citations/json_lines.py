"""One paper as a line of JSON: every field as it is kept, LaTeX and all."""

from __future__ import annotations

from generator.citations.export_format import FileKind, Format
from generator.citations.reference import Reference, arxiv_url, doi_url, safe_url
from generator.model.models import Paper
from generator.text.json_text import json_line


def json_record(ref: Reference, key: str, page: str) -> str:
    """One line of JSON Lines: every field of the paper as kept, its citation key and its links."""
    paper = ref.paper
    return json_line(
        {
            "id": paper.id,
            "key": key,
            "title": paper.title,
            "authors": list(paper.authors),
            "year": paper.year,
            "venue": paper.venue,
            "arxiv": paper.arxiv,
            "doi": paper.doi,
            "url": paper.url,
            "code": list(paper.code),
            "topics": list(paper.topics),
            "tags": list(paper.tags),
            "summary": paper.summary,
            "why": paper.why,
            "added": paper.added.isoformat() if paper.added else None,
            "aliases": list(paper.aliases),
            "sources": [{"file": s.file, "line": s.line} for s in paper.sources],
            "links": links(paper, page),
            "abstract": paper.abstract or None,
        }
    ) + "\n"  # fmt: skip


def links(paper: Paper, page: str) -> dict[str, str]:
    """Where the paper can be read, by kind of place; places that it is not at are left out."""
    found = {
        "page": page,
        "arxiv": arxiv_url(safe_url(paper.arxiv)) if paper.arxiv else "",
        "pdf": f"https://arxiv.org/pdf/{safe_url(paper.arxiv)}" if paper.arxiv else "",
        "hugging_face": f"https://huggingface.co/papers/{safe_url(paper.arxiv)}"
        if paper.arxiv
        else "",
        "doi": doi_url(paper.doi) if paper.doi else "",
    }
    return {place: address for place, address in found.items() if address}


FORMAT = Format(
    "jsonl",
    record=lambda item: json_record(item.reference, item.key, item.page),
    files=(FileKind("JSON Lines", ".jsonl"),),
)
