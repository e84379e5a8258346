"""Calls the builder, from outside: the generator imports nothing of MkDocs.

A page's HTML depends on its own Markdown and on the navigation alone, never on
the other pages.  So the pages can be built in several processes at once, and
after an edit the changed ones suffice: each call of the builder gets a
directory with just those files and, for the navigation's sake, an empty page
for every entry of it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import yaml

from generator.model.config import Site
from generator.model.problems import BrokenEnvironment

# Material for MkDocs prints a notice about the future of MkDocs at each start.
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}

_PAGES_WORTH_A_PROCESS = 200
"""Below this many pages a process starts slower than it builds."""
_COST_OF_A_PAGE = 10_000
"""What a page takes beside its bytes, in bytes."""


@dataclass(frozen=True, slots=True)
class Builder:
    """How to call the builder."""

    config: Path
    site: Site
    """What the configuration says."""
    target: Path
    """Where the built site goes."""
    jobs: int = 1
    """Processes at once."""
    name: str = "mkdocs"
    """`mkdocs` or `zensical`."""


def build_all(builder: Builder) -> int:
    """Build the whole site anew; returns the number of pages.

    Raises:
        BrokenEnvironment: The builder is not installed, warned, or failed; with its last words.
    """
    pages = sorted(
        p.relative_to(builder.site.docs).as_posix() for p in builder.site.docs.rglob("*.md")
    )
    shards = min(builder.jobs, len(pages) // _PAGES_WORTH_A_PROCESS)
    if shards < 2 or builder.name != "mkdocs":
        _run(builder, builder.config, builder.target)
        return len(pages)
    with tempfile.TemporaryDirectory(dir=builder.site.docs.parent) as room:
        first, *others = _groups(builder.site.docs, pages, shards)
        with ThreadPoolExecutor(shards) as pool:
            main = pool.submit(_build_only, builder, first, Path(room) / "0", builder.target)
            parts = [
                pool.submit(_build_only, builder, group, Path(room) / str(n))
                for n, group in enumerate(others, start=1)
            ]
            main.result()
            _link_files(builder)
            for part in parts:
                _move_pages(part.result(), builder.target)
    return len(pages)


def _groups(docs: Path, pages: Sequence[str], count: int) -> list[list[str]]:
    """The pages in groups that take about as long; all but those of papers are in the first."""
    others = [page for page in pages if not page.startswith("papers/")]
    papers = [page for page in pages if page.startswith("papers/")]
    cost = {page: (docs / page).stat().st_size + _COST_OF_A_PAGE for page in pages}
    groups: list[list[str]] = [others, *([] for _ in range(count - 1))]
    sums = [sum(cost[page] for page in others), *(0 for _ in range(count - 1))]
    for page in papers:
        lightest = sums.index(min(sums))
        groups[lightest].append(page)
        sums[lightest] += cost[page]
    return groups


def _link_files(builder: Builder) -> None:
    """Put everything that is not a page beside the pages."""
    for path in builder.site.docs.rglob("*"):
        if path.suffix != ".md" and path.is_file():
            _link(path, builder.target / path.relative_to(builder.site.docs))


def build_changed(builder: Builder, written: Iterable[str], removed: Iterable[str]) -> int:
    """Bring a built site up to date after some files of `build/docs` changed.

    Args:
        builder: How to call the builder; its target holds the site built before.
        written: Files below `build/docs`, or assets of the theme, that are new or changed.
        removed: Files that are gone.

    Returns:
        The number of pages built. Raises as `build_all` does.
    """
    written = list(written)
    for name in removed:
        _remove(builder.target, _built(name))
    for name in written:
        if not name.endswith(".md"):
            source = builder.site.docs / name
            if source.is_file():
                _link(source, builder.target / name)
            else:
                _copy(builder.site.theme / name, builder.target / name)
    pages = [name for name in written if name.endswith(".md")]
    if pages:
        with tempfile.TemporaryDirectory(dir=builder.site.docs.parent) as room:
            _move_pages(_build_only(builder, pages, Path(room) / "0"), builder.target)
    return len(pages)


def theme_digest(builder: Builder) -> str:
    """A digest of what every page depends on beside its Markdown: configuration and templates."""
    templates = sorted(p for p in builder.site.theme.rglob("*") if p.suffix in (".html", ".xml"))
    digest = hashlib.sha256(repr((builder.site, builder.name)).encode())
    for file in [builder.config, *templates]:
        digest.update(f"{file.name}:{file.stat().st_size}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def theme_assets(builder: Builder) -> dict[str, bytes]:
    """The theme's own styles, scripts and images: path below the site, content."""
    theme = builder.site.theme
    files = sorted(p for p in (theme / "assets").rglob("*") if p.is_file())
    return {file.relative_to(theme).as_posix(): file.read_bytes() for file in files}


def _build_only(
    builder: Builder, pages: Sequence[str], room: Path, target: Path | None = None
) -> tuple[Path, Sequence[str]]:
    """Build just these pages, below `room` unless a `target` is given.

    Returns the built site and the HTML files that count.
    """
    docs, target = room / "docs", target or room / "site"
    for entry in _navigation(builder.config):
        _write(docs / entry, "# Stand-in\n")
    for page in pages:
        _link(builder.site.docs / page, docs / page)
    config = _derived_config(builder, docs, room)
    _run(builder, config, target)
    return target, [_built(page) for page in pages]


def _derived_config(builder: Builder, docs: Path, room: Path) -> Path:
    config = room / "mkdocs.yml"
    theme = {"custom_dir": str(builder.site.theme.resolve())}
    values = {
        "INHERIT": str(builder.config.resolve()),
        "docs_dir": str(docs.resolve()),
        "theme": theme,
    }
    _write(config, yaml.safe_dump(values))
    return config


def _navigation(config: Path) -> list[str]:
    """The Markdown files that the navigation names."""

    class Loader(yaml.SafeLoader):
        pass

    Loader.add_multi_constructor("!", lambda *_: None)
    Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)
    nav = yaml.load(config.read_text("utf-8"), Loader=Loader).get("nav") or []
    return [
        file for entry in nav for file in (entry.values() if isinstance(entry, dict) else [entry])
    ]


def _built(name: str) -> str:
    """Where MkDocs puts a file of the docs, with directory URLs."""
    if not name.endswith(".md"):
        return name
    stem = name.removesuffix(".md")
    if stem == "index" or stem.endswith("/index"):
        return f"{stem}.html"
    return f"{stem}/index.html"


def _move_pages(built: tuple[Path, Sequence[str]], target: Path) -> None:
    folder, pages = built
    for page in pages:
        (target / page).parent.mkdir(parents=True, exist_ok=True)
        (folder / page).replace(target / page)


def _remove(target: Path, name: str) -> None:
    path = target / name
    path.unlink(missing_ok=True)
    if path.parent != target and path.parent.is_dir() and not any(path.parent.iterdir()):
        path.parent.rmdir()


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    shutil.copyfile(source, target)


def _link(source: Path, target: Path) -> None:
    """One file under two names: whoever changes either writes it anew, never into it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def _run(builder: Builder, config: Path, target: Path) -> None:
    if builder.name == "mkdocs":
        # Not --quiet: it would keep --strict from counting warnings.
        options = ["--strict", "--site-dir", str(target.resolve())]
    else:
        options = ["--clean"]
    command = [
        *(sys.executable, "-m", builder.name, "build", *options),
        *("--config-file", str(config.resolve())),
    ]
    done = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**_ENVIRONMENT, **os.environ}
    )
    if done.returncode:
        words = (done.stderr or done.stdout).strip()[-4000:]
        raise BrokenEnvironment(f"the builder failed with exit code {done.returncode}:\n{words}")
