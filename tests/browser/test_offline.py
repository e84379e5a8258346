"""The zip, unpacked and opened from the disk with the network cut: everything works."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from generator.build.offline_zip import FOLDER
from tests.browser.reader import KINDS
from tests.support import TOY, file_name, project, run

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def zipped(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = project(tmp_path_factory.mktemp("zip"), TOY)
    arguments: list[str | Path] = [
        "--content",
        folder / "content",
        "--config",
        folder / "mkdocs.yml",
        "offline",
    ]
    where: list[str | Path] = ["--site", folder / "site", "--output", folder / "dist" / "list.zip"]
    done = run(*arguments, *where)
    assert done.returncode == 0, done.stderr
    first = (folder / "dist" / "list.zip").read_bytes()
    assert run(*arguments, *where).returncode == 0
    assert (folder / "dist" / "list.zip").read_bytes() == first, "the zip is not reproducible"
    offer = (folder / "site" / "exports" / "index.html").read_text("utf-8")
    assert f"{len(first) / 1e6:.1f} MB" in offer
    return first


@pytest.fixture(scope="module")
def home(zipped: bytes, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place = tmp_path_factory.mktemp("a place") / file_name("with ümlauts, # and 100%")
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        assert max(len(name) for name in archive.namelist()) < 200
        archive.extractall(place)
    everything = [place, *place.rglob("*")]
    for path in everything:
        path.chmod(stat.S_IREAD | (stat.S_IEXEC if path.is_dir() else 0))
    yield (place / FOLDER / "index.html").as_uri().removesuffix("index.html")
    for path in everything:
        path.chmod(stat.S_IRWXU)


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page without a network: any request but to the disk, and any complaint, is a failure."""
    context = browser.new_context(offline=True, accept_downloads=True)
    made = context.new_page()
    noise: list[str] = []
    made.on("console", lambda m: noise.append(m.text) if m.type in ("error", "warning") else None)
    made.on("pageerror", lambda error: noise.append(str(error)))
    # A page that is left gives up what it still loads.
    made.on(
        "requestfailed",
        lambda r: (
            None if r.failure == "net::ERR_ABORTED" else noise.append(f"{r.failure}: {r.url}")
        ),
    )
    local = ("file:", "data:", "blob:")
    made.on("request", lambda r: None if r.url.startswith(local) else noise.append(r.url))
    yield made
    context.close()
    assert noise == []


def test_every_kind_of_page_opens_and_its_links_lead_to_files(page: Page, home: str) -> None:
    for kind, path in KINDS.items():
        if kind in ("missing", "not-kept"):
            continue
        page.goto(f"{home}{path}index.html")
        expect(page.locator("h1"), kind).to_be_visible()
        header = "getComputedStyle(document.querySelector('.rl-header')).position"
        assert page.evaluate(header) == "sticky", kind
        links = page.evaluate(
            "Array.from(document.querySelectorAll('a[href]'),"
            " a => new URL(a.getAttribute('href'), location).href)"
        )
        folders = [link for link in links if link.startswith("file:") and link.endswith("/")]
        assert not folders, kind


def test_one_walks_from_page_to_page(page: Page, home: str) -> None:
    page.goto(f"{home}index.html")
    page.get_by_role("link", name="Topics", exact=True).first.click()
    page.get_by_role("link", name="Normalisation", exact=True).first.click()
    page.get_by_role("link", name="Layer Normalization", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Layer Normalization")
    page.locator(".rl-brand").click()
    expect(page.locator(".rl-hero--home")).to_be_visible()


def test_the_search_finds_and_leads_there(page: Page, home: str) -> None:
    page.goto(f"{home}tags/survey/index.html")
    page.keyboard.press("/")
    page.keyboard.type("mobilenet")
    page.locator("[role=listbox] [role=option]").first.wait_for()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/mobilenetv2-inverted-residuals-and-linear-bottlenecks/**")
    expect(page.locator("h1")).to_contain_text("MobileNetV2")


def test_filters_narrow_the_list(page: Page, home: str) -> None:
    page.goto(f"{home}explore/index.html")
    expect(page.locator("[data-count]")).to_contain_text("6 papers")
    page.get_by_role("checkbox", name="Architectures").check()
    expect(page.get_by_text("4 of 6 papers").first).to_be_visible()
    page.locator(".rl-card__title a").first.click()
    expect(page.locator(".rl-abstract")).to_be_visible()


def test_the_map_leads_to_papers(page: Page, home: str) -> None:
    page.goto(f"{home}map/index.html")
    link = page.locator(".rl-map__group a").first
    assert str(link.get_attribute("href")).endswith("index.html")
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/*/index.html*")
    expect(page.locator(".rl-abstract")).to_be_visible()


def test_marks_are_kept(page: Page, home: str) -> None:
    page.goto(f"{home}papers/layer-normalization/index.html")
    page.locator("[data-marks] button").first.click()
    page.goto(f"{home}my-list/index.html")
    expect(page.get_by_role("link", name="Layer Normalization").first).to_be_visible()


def test_the_storage_is_not_asked_before_the_page_is_read(page: Page, home: str) -> None:
    page.add_init_script(
        "window.asked = []; const get = Storage.prototype.getItem;"
        "Storage.prototype.getItem = function (key) {"
        " window.asked.push([key, document.readyState]); return get.call(this, key); };"
    )
    page.goto(f"{home}about/index.html")
    page.locator("[data-scheme-toggle]").click()
    page.locator("[data-scheme-toggle]").click()
    page.goto(f"{home}tags/index.html")
    expect(page.locator("html")).to_have_attribute("data-md-color-scheme", "slate")
    expect(page.locator("[data-scheme-toggle]")).to_have_attribute("title", "Colours: dark")
    asked = page.evaluate("window.asked")
    assert {key for key, _ in asked} >= {"rl-marks", "rl-scheme"}
    assert "loading" not in {state for _, state in asked}


def test_copying_works_where_the_clipboard_interface_refuses(page: Page, home: str) -> None:
    page.add_init_script("navigator.clipboard.writeText = async () => { throw new Error(); };")
    page.goto(f"{home}papers/layer-normalization/index.html")
    button = page.get_by_role("button", name="Copy BibTeX")
    button.click()
    expect(button).to_have_text("Copied")


def test_the_dark_scheme_is_remembered(page: Page, home: str) -> None:
    page.goto(f"{home}index.html")
    colour = "getComputedStyle(document.body).backgroundColor"
    before = page.evaluate(colour)
    for _ in range(2):  # light, then dark
        page.get_by_role("button", name="Colours:").click()
    page.goto(f"{home}numbers/index.html")
    assert page.evaluate(colour) != before


def test_the_files_to_take_along_are_in_the_zip(zipped: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(zipped)) as archive:
        names = set(archive.namelist())
    assert f"{FOLDER}/exports/papers.bib" in names
    assert f"{FOLDER}/feeds/all.atom" in names
    assert not [name for name in names if Path(name).name in ("sw.js", "404.html")]
