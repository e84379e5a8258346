from __future__ import annotations

import json

from generator.build.service_worker import service_worker

SIZE_AND_DIGEST = (10, "0" * 64)


def test_what_only_programs_ask_for_is_not_kept() -> None:
    names = [
        "index.html", "papers/a/index.html", "assets/stylesheets/site.css",
        "papers/a/cite.bib", "assets/pictures/site.png", "robots.txt", "sitemap.xml",
    ]  # fmt: skip
    made = dict(service_worker(dict.fromkeys(names, SIZE_AND_DIGEST)))

    kept = json.loads(made["offline/files.json"])["files"]
    assert set(kept) == set(names[:3])
    assert "assets/pictures" not in made["sw.js"].decode()
