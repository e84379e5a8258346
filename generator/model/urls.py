"""The one place that maps ids to paths.

A *page path* is relative to the site's root, ends in `/` and has no leading
slash: `papers/maps-before-mercator/`; the home page is the empty string.  Links
between pages are relative (`relative`), so that the site works below any
address and from `file://`.
"""

from __future__ import annotations

import posixpath

HOME = ""
TOPICS = "topics/"
TAGS = "tags/"
PAPERS = "papers/"
TITLES = "papers/a-z/"
"""Where the titles of a long list are, a page for each letter; `PAPERS` leads there."""
AUTHORS = "authors/"
EXPLORE = "explore/"
MAP = "map/"
NUMBERS = "numbers/"
NEW = "new/"
MY_LIST = "my-list/"
CODES = "contribute/codes/"
NOT_KEPT = "offline/not-kept/"
"""What the service worker shows in place of a page that is not on the device."""
ABOUT = "about/"
EXPORTS = "exports/"
FEEDS = "feeds/"
PAGE_IMAGES = "assets/pages/"
"""Where the images of hand-written pages are."""
PICTURES = "assets/pictures/"
"""Where the pictures are that stand for the site where a page is shared."""
TOUCH_ICON = "apple-touch-icon.png"
SEARCH_DESCRIPTION = "opensearch.xml"
UNSORTED = "unsorted"
"""The id of the page, among the topics, for papers that have no topic yet."""
ALL_PAPERS = "papers"
"""The name of the export of everything; no topic may have it for an id."""
ALL_NEWS = "all"
"""The name of the feed of everything; no topic may have it for an id either."""


def paper(paper_id: str) -> str:
    """The page path of a paper."""
    return f"{PAPERS}{paper_id}/"


def topic(topic_id: str) -> str:
    """The page path of a topic."""
    return f"{TOPICS}{topic_id}/"


def tag(tag_id: str) -> str:
    """The page path of a tag."""
    return f"{TAGS}{tag_id}/"


def hand_page(page_id: str) -> str:
    """The page path of a hand-written page."""
    return f"{page_id}/"


def markdown_file(page: str) -> str:
    """Where the Markdown of a page is below `build/docs`.

    `papers/x/` is in `papers/x.md`, a section's index `topics/` in
    `topics/index.md`, the home page in `index.md`.
    """
    if page.count("/") > 1:
        return f"{page.rstrip('/')}.md"
    return f"{page}index.md"


def page_path(file: str) -> str:
    """The page of a Markdown file below `build/docs`, the inverse of `markdown_file`."""
    path = file.removesuffix(".md")
    return path.removesuffix("index") if path.rpartition("/")[2] == "index" else f"{path}/"


def page_image(path: str) -> str:
    """Where an image of `content/pages/` is below the site's root."""
    return f"{PAGE_IMAGES}{path}"


def picture(topic_id: str = "") -> str:
    """Where the picture of a topic, or of the site, is below the site's root."""
    return f"{PICTURES}topics/{topic_id}.png" if topic_id else f"{PICTURES}site.png"


def root(page: str) -> str:
    """The relative link from a page to the site's root: `../../`, `./`."""
    return "../" * page.count("/") or "./"


def relative(target: str, start: str) -> str:
    """The relative link from the page `start` to `target` (a page or a file, `#anchor` allowed).

    Both are relative to the site's root. Directory links keep their final
    slash; the link to the page itself is `./`.
    """
    path, hash_, anchor = target.partition("#")
    link = posixpath.relpath("/" + path, "/" + start)
    if link == ".":
        link = "./"
    elif path == "" or path.endswith("/"):
        link += "/"
    return f"{link}{hash_}{anchor}"
