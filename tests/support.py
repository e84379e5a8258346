"""What several tests need: content written to disk, built sites, parsed pages."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag, urljoin

import yaml
from lxml import html

from generator.content.paper_yaml import to_yaml
from generator.model.files import Draft, write_file
from generator.model.models import Paper
from tests.warm import WarmStarts

ROOT = Path(__file__).parent.parent
TOY = ROOT / "tests" / "toy" / "content"
FROZEN = ROOT / "tests" / "frozen" / "content"
"""A real list as it was once, with its listings: what a test knows of it stays true."""


ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT)}
"""For processes that run elsewhere than in the repository; `conftest.py` isolates it."""
_COMMAND = (sys.executable, "-m", "generator")


def run(
    *arguments: str | Path, cwd: Path = ROOT, before: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run `python -m generator` as a user does; on Linux it is imported once for all runs.

    Its process first executes the statements of `before`.
    """
    words = [str(argument) for argument in arguments]
    if sys.platform == "linux" and (cwd == ROOT or not (cwd / "generator").exists()):
        return _warm_starts().run(words, cwd, ENVIRONMENT, before)
    return cold_run(words, cwd, before)


def cold_run(
    arguments: Sequence[str], cwd: Path, before: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run `python -m generator` in a new interpreter."""
    code = "import runpy; runpy.run_module('generator', run_name='__main__', alter_sys=True)"
    command = [sys.executable, "-c", f"{before}\n{code}"] if before else [*_COMMAND]
    return subprocess.run(
        [*command, *arguments], cwd=cwd, capture_output=True, encoding="utf-8", check=False,
        env=ENVIRONMENT,
    )  # fmt: skip


@cache
def _warm_starts() -> WarmStarts:
    return WarmStarts(ENVIRONMENT)


def write_papers(content: Path, papers: Iterable[Paper]) -> None:
    """Write papers as `import` would."""
    (content / "papers").mkdir(parents=True, exist_ok=True)
    for paper in papers:
        (content / "papers" / f"{paper.id}.yml").write_text(to_yaml(paper), "utf-8")


def project(folder: Path, content: Path) -> Path:
    """A project of its own in `folder`: the real configuration and theme, other content."""
    shutil.copy(ROOT / "mkdocs.yml", folder / "mkdocs.yml")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    if content != folder / "content":
        shutil.copytree(content, folder / "content")
    return folder


def from_yaml(text: str | bytes) -> Any:
    """The values of a YAML text, as `yaml.safe_load` gives them in ten times the time."""
    return yaml.load(text, Loader=yaml.CSafeLoader)


def file_name(text: str) -> str:
    """A name with letters beyond ASCII, as this process can give it whatever its locale is."""
    return os.fsdecode(text.encode())


def save(path: Path, text: str) -> None:
    """Save a file at once, as editors do: whoever watches it sees the old text or the new."""
    write_file(path, text.encode())


def copy_of_repository(folder: Path, without: Iterable[str] = ()) -> Path:
    """What Git keeps of the repository, but for these names at its root, copied to `folder`."""
    made = {".git", ".venv", "build", "site", "dist", "node_modules", *without}
    caches = shutil.ignore_patterns("__pycache__", "*.egg-info", ".*_cache", ".hypothesis")

    def ignored(place: str, names: list[str]) -> set[str]:
        return caches(place, names) | (made & set(names) if Path(place) == ROOT else set())

    return Path(shutil.copytree(ROOT, folder, ignore=ignored))


def build(folder: Path) -> subprocess.CompletedProcess[str]:
    """Build the project in `folder` into `folder/site`."""
    return run(
        *("--content", folder / "content", "--config", folder / "mkdocs.yml"),
        *("build", "--site", folder / "site"),
    )


def contents(drafts: Iterable[Draft]) -> dict[str, bytes]:
    """The content of each file, by path."""
    return {draft.path: draft.make() for draft in drafts}


class Site:
    """A built site, parsed on demand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.page = cache(self._page)

    def pages(self) -> list[str]:
        """The HTML files, as paths below the site."""
        return sorted(p.relative_to(self.folder).as_posix() for p in self.folder.rglob("*.html"))

    def _page(self, path: str) -> html.HtmlElement:
        return html.document_fromstring(
            (self.folder / path).read_bytes(), parser=html.HTMLParser(encoding="utf-8")
        )

    def anchors(self, path: str) -> set[str]:
        """The ids on a page."""
        return set(self.page(path).xpath("//@id"))

    def broken_links(self) -> list[tuple[str, str]]:
        """Every internal link whose file or anchor is not there: page and address."""
        return [
            (page, link)
            for page in self.pages()
            if page != "404.html"  # its links are absolute: it is served at any depth
            for link in dict.fromkeys(self.page(page).xpath("//a/@href | //link/@href | //@src"))
            if not self._resolves(page, link)
        ]

    def _resolves(self, page: str, link: str) -> bool:
        if link.startswith(("https://", "http://", "data:", "mailto:")):
            return True
        address, anchor = urldefrag(urljoin("/" + page, link))
        path = unquote(address.partition("?")[0]).lstrip("/")
        file = f"{path}index.html" if not path or path.endswith("/") else path
        if not (self.folder / file).is_file():
            return False
        return not anchor or not file.endswith(".html") or unquote(anchor) in self.anchors(file)

    def foreign_resources(self) -> list[tuple[str, str]]:
        """What a page would load from another host: page and address."""
        named = " and ".join(f"not(@rel='{rel}')" for rel in ("canonical", "alternate", "cite-as"))
        loading = f"//@src | //link[{named}]/@href | //@srcset"
        return [
            (page, address)
            for page in self.pages()
            for address in self.page(page).xpath(f"{loading} | //object/@data | //form/@action")
            if address.startswith(("http:", "https:", "//"))
        ]


def tree(folder: Path) -> Mapping[str, bytes]:
    """Every file below a folder, path → bytes."""
    files = filter(_is_file, entries(folder))
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def entries(folder: Path) -> list[Path]:
    """Everything below a folder, sorted; `Path.rglob` of Python 3.11.2 fails at broken links."""
    walked = os.walk(folder)
    return sorted(Path(top, name) for top, folders, files in walked for name in (*folders, *files))


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a link to a name that no system can look up
        return False
