"""The search as a reader uses it, on a static site of its own, hosted and from `file://`."""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from generator.content.load import load
from generator.search import Document
from generator.search.fields import values
from generator.site.cards import PageParts
from generator.site.pages import documents
from generator.text.tokens import (
    chunks,
    split,
    squeeze,
    stem,
    words,
)
from tests.browser.search_pages import served, write_index, write_site
from tests.search_oracle import Oracle
from tests.support import FROZEN, file_name

pytestmark = pytest.mark.browser

HOSTILE = '<img src=x onerror="window.broken=1"></script>\u2028 & "quoted"'
EXTRA = (
    Document(
        id="hostile",
        path="papers/hostile/",
        kind="paper",
        title=f"Zymurgy {HOSTILE}",
        later_title=f"Später {HOSTILE}",
        status="Retracted",
        language="de",
        authors=(f"Ann {HOSTILE}",),
        summary=f"Zymurgist's summary {HOSTILE}",
        abstract="Brewing.",
    ),
    Document(id="s4", path="papers/s4/", kind="paper", title="Diagonal S4 on the XOR of l_1 balls"),
    Document(
        id="straße-2",
        path="papers/elsewhere/",
        kind="paper",
        title="Kelvin's -K-İ Straße’s É: Æther",
    ),
    Document(
        id="kelvinology-of-long", path="x/", kind="paper", title="--Kelvinology of Long Ids--"
    ),
    Document(
        id="cjk",
        path="papers/cjk/",
        kind="paper",
        title="深度神经网络综述",
        abstract="梯度下降法。",
    ),
)
"""What the list may come to hold: markup, short names, Chinese."""


@pytest.fixture(scope="module")
def found() -> list[Document]:
    return [*documents(PageParts(load(FROZEN).catalog)), *EXTRA]


@pytest.fixture(scope="module")
def folder(found: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp(file_name("a site #1 ü%20")), found)


@pytest.fixture(scope="module")
def address(folder: Path, serve: Callable[[Path], str]) -> str:
    return serve(folder)


@pytest.fixture(params=["http", "file"])
def page(request: pytest.FixtureRequest, page: Page, folder: Path, address: str) -> Page:
    """The home page."""
    page.goto(address if request.param == "http" else (folder / "index.html").as_uri())
    return page


@pytest.fixture(scope="module")
def engine(browser: Browser, folder: Path) -> Iterator[Page]:
    """A page whose engine answers queries, without the box."""
    page = browser.new_page()
    page.goto((folder / "index.html").as_uri())
    yield page
    page.close()


def ask(engine: Page, queries: list[str], limit: int = 100_000) -> list[list[str]]:
    """The paths found for each query, best first."""
    answers = engine.evaluate(
        """async ([queries, limit]) => {
          const all = [];
          for (const query of queries)
            all.push((await readingList.search.query(query, { limit })).map(({ path }) => path));
          return JSON.stringify(all);  // a large array takes Playwright a while
        }""",
        [queries, limit],
    )
    found: list[list[str]] = json.loads(answers)
    return found


def type_query(page: Page, query: str) -> None:
    """Open the box by its key, type, and wait for this query's results."""
    page.keyboard.press("/")
    page.get_by_role("combobox").fill(query)
    page.wait_for_function(
        "q => document.querySelector('.rl-find__results').dataset.query === q", arg=query
    )


# The engine


def test_words_and_stems_are_the_same_in_both_languages(
    engine: Page, found: list[Document]
) -> None:
    engine.evaluate("readingList.search.query('x')")
    engine.evaluate("readingList.search.query('x')")
    texts = sorted({word for d in found for _, text in values(d) for word in text.split()})
    texts += [
        "Łódź-Straße",
        "İstanbul",
        "ΣΑΣ",
        "ガギ深度 学習",
        "한국어",
        "x²₁ℓ",
        "𝛼-𝑛𝑒𝑡",
        "a'b’c_d",
    ]
    theirs = engine.evaluate(
        """texts => { const { squeeze, chunks, split, stem } = readingList.words;
          return JSON.stringify(JSON.parse(texts).map((text) => [squeeze(text),
            chunks(text).map((chunk) =>
              split(chunk)[1].map(([at, word]) => [at, word, stem(word)]))])); }""",
        json.dumps(texts),
    )
    ours = [
        [squeeze(text), [[[at, w, stem(w)] for at, w in split(chunk)[1]] for chunk in chunks(text)]]
        for text in texts
    ]
    assert json.loads(theirs) == ours


def words_of(document: Document) -> Iterator[str]:
    for _, text in values(document):
        for _, word in words(text):
            yield word


def without_accents(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


FORMS: dict[str, Callable[[str], str]] = {
    "as it is": lambda title: title,
    "lower case": str.lower,
    "without punctuation": lambda title: re.sub(r"[^\w\s]", "", title),
    "punctuation as spaces": lambda title: re.sub(r"[^\w\s]", " ", title),
    "without accents": without_accents,
    "without its last word": lambda title: " ".join(title.split()[:-1]),
}


@pytest.mark.parametrize("form", FORMS)
def test_a_title_finds_its_paper_first(engine: Page, found: list[Document], form: str) -> None:
    typed = {d.path: FORMS[form](d.title) for d in found if d.kind == "paper"}
    typed = {path: query for path, query in typed.items() if squeeze(query)}
    answers = ask(engine, list(typed.values()), 1)
    first = [answer[0] if answer else None for answer in answers]
    assert first == list(typed)


def test_a_title_named_as_such_finds_its_paper_first(engine: Page, found: list[Document]) -> None:
    typed = {
        d.path: f'title:"{d.title}"' for d in found if d.kind == "paper" and '"' not in d.title
    }
    answers = ask(engine, list(typed.values()), 1)
    first = [answer[0] if answer else None for answer in answers]
    wrong = [path for path, one in zip(typed, first, strict=True) if path != one]
    assert len(wrong) <= 3, wrong


def test_authors_find_all_their_papers(engine: Page, found: list[Document]) -> None:
    papers: dict[str, set[str]] = {}
    for document in found:
        for author in document.authors:
            papers.setdefault(author, set()).add(document.path)
    names = sorted(papers)[::5]
    for name, answer in zip(names, ask(engine, names), strict=True):
        assert papers[name] <= set(answer), name


def test_names_and_aliases_find_their_tag(engine: Page, found: list[Document]) -> None:
    titles = {squeeze(d.title.split(":")[0]) for d in found if d.kind == "paper"}
    wanted = [
        (name, d.path)
        for d in found
        if d.kind == "tag"
        for name in (d.title, *d.aliases)
        if squeeze(name) not in titles
    ]
    shared: dict[str, set[str]] = {}
    for name, path in wanted:
        shared.setdefault(squeeze(name), set()).add(path)
    answers = ask(engine, [name for name, _ in wanted], 5)
    for (name, path), answer in zip(wanted, answers, strict=True):
        assert path in answer[: len(shared[squeeze(name)]) + 1], name


def test_arxiv_ids_go_to_the_paper(engine: Page, found: list[Document]) -> None:
    ids = {d.arxiv: d.path for d in found if d.arxiv}
    assert ids
    forms = ["{}", "arxiv:{}", "{}v2", "https://arxiv.org/abs/{}", "arxiv.org/pdf/{}.pdf", "({})"]
    forms += ["arXiv:{} [cs.LG]", "https://arxiv.org/html/{}v1/", "https://arxiv.org/abs/{}?x#y"]
    for form in [
        *forms,
        "10.48550/arXiv.{}",
        "https://doi.org/10.48550/arXiv.{}",
        "arxiv {}",
        "{}.",
    ]:
        assert ask(engine, [form.format(i) for i in ids]) == [[path] for path in ids.values()]


def test_one_typo_in_a_long_word_is_forgiven(engine: Page, found: list[Document]) -> None:
    rng = random.Random(11)
    known = {word for document in found for word in words_of(document)}
    wanted, queries = [], []
    for document in found:
        long = re.findall(r"\b[a-z]{6,}\b", document.title.lower())
        if document.kind != "paper" or not long:
            continue
        word, at = rng.choice(long), rng.randrange(1, 5)
        wrong = rng.choice([
            word[:at] + word[at + 1 :],
            word[:at] + rng.choice("qxz") + word[at:],
            word[:at] + rng.choice("qxz") + word[at + 1 :],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ])  # fmt: skip
        if stem(wrong) == stem(word) or not any(other.startswith(wrong) for other in known):
            wanted.append(document.path)
            queries.append(wrong)
    assert len(queries) > len(found) / 3
    for path, query, answer in zip(wanted, queries, ask(engine, queries), strict=True):
        assert path in answer, query


@pytest.mark.parametrize(
    ("query", "path"),
    [
        ("S4", "tags/state-space-models/"),
        ("diagonal s4", "papers/s4/"),
        ("xor l_1", "papers/s4/"),
        ("l1 balls", "papers/s4/"),
        ("神经网络", "papers/cjk/"),
        ("综述", "papers/cjk/"),
        ("梯度", "papers/cjk/"),
        ("zymurg", "papers/hostile/"),
    ],
)
def test_short_names_and_chinese_are_found(engine: Page, query: str, path: str) -> None:
    assert ask(engine, [query])[0][0] == path


def test_filters_combine(engine: Page, found: list[Document]) -> None:
    carried = Counter(tag for document in found for tag in document.tag_ids)
    tag = max((d for d in found if d.kind == "tag"), key=lambda d: carried[d.id])
    query = f"tag:{tag.id} year:2020..2023 -network"
    expected = {
        d.path
        for d in found
        if tag.id in d.tag_ids
        and 2020 <= (d.year or 0) <= 2023
        and "network" not in map(stem, words_of(d))
    }
    assert expected
    assert set(ask(engine, [query])[0]) == expected


@pytest.mark.parametrize(
    "query", ["-{}", '-"{}"', "{} -network", "-network {}", "layer -normalization"]
)
def test_what_is_excluded_stays_away_though_it_spells_a_name(
    engine: Page, found: list[Document], query: str
) -> None:
    names = ["survey", "hypernetworks", "layer normalization", "Survey"]
    queries = [query.format(name) for name in names]
    text = {d.path: [stem(w) for w in words_of(d)] for d in found}
    for asked, answer in zip(queries, ask(engine, queries), strict=True):
        excluded = re.search(r'-("[\w ]+"|\w+)', asked)
        assert excluded
        without = [stem(w) for _, w in words(excluded[1])]
        if len(without) == 1:
            assert not [path for path in answer if without[0] in text[path]], asked
        assert "-layer" not in asked.lower() or "papers/layer-normalization/" not in answer


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("year:>=2020", lambda y: y >= 2020),
        ("year:<2016", lambda y: y < 2016),
        ("year:2023..2020", lambda y: 2020 <= y <= 2023),
        ("year:2020...2021", lambda y: 2020 <= y <= 2021),
        ("year: 2020 ", lambda y: y == 2020),
        ("year:201", lambda y: 2010 <= y <= 2019),
        ("year:2020..2", lambda y: y >= 2020),
        ("year:abc", lambda _: False),
        ("year:99999 ", lambda _: False),
    ],
)
def test_years_are_read_in_many_forms(
    engine: Page, found: list[Document], query: str, count: Callable[[int], bool]
) -> None:
    assert set(ask(engine, [query])[0]) == {d.path for d in found if d.year and count(d.year)}


def test_a_year_that_is_none_is_said_to_be_none(page: Page) -> None:
    type_query(page, "network year:abc ")
    expect(page.get_by_role("status")).to_have_text("No results; nothing for year:abc")


def test_a_paper_stays_in_the_results_as_its_title_is_typed_on(
    engine: Page, found: list[Document]
) -> None:
    wanted = [d for d in found if d.kind == "paper" and d not in EXTRA][::4]
    missing = []
    for document in wanted:
        start = len(document.title.split()[0]) + 1
        typed = [document.title[:end] for end in range(start + 1, len(document.title) + 1)]
        for query, answer in zip(typed, ask(engine, typed), strict=True):
            if document.path not in answer and squeeze(query):
                missing.append(query)
    assert len(missing) <= 5, "|".join(missing)


def test_a_name_in_quotes_is_one_authors(engine: Page, found: list[Document]) -> None:
    names = sorted({a for d in found for a in d.authors if re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", a)})
    queries = ['author:"{1}, {0}"'.format(*name.split()) for name in names]
    for name, answer in zip(names, ask(engine, queries), strict=True):
        holders = {d.path: " ".join(map(str.lower, d.authors)) for d in found}
        assert all(name.split()[0].lower()[:3] in holders[path] for path in answer), name
        assert {d.path for d in found if name in d.authors} <= set(answer), name


def test_beginnings_of_authors_are_offered_and_found(engine: Page, found: list[Document]) -> None:
    families = {a.split()[-1].lower() for d in found for a in d.authors}
    starts = sorted({f[:2] for f in families if re.fullmatch("[a-z]{3,}", f)})
    answers = ask(engine, [f"author:{start}" for start in starts])
    assert [start for start, answer in zip(starts, answers, strict=True) if not answer] == []


def test_an_initial_and_a_surname_find_the_author(engine: Page, found: list[Document]) -> None:
    names = sorted({a for d in found for a in d.authors if re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", a)})
    queries = [f"{name[0]}. {name.split()[1]}" for name in names]
    missed = [
        name
        for name, answer in zip(names, ask(engine, queries), strict=True)
        if not {d.path for d in found if name in d.authors} <= set(answer)
    ]
    assert len(missed) <= 5, missed


@pytest.mark.parametrize("form", ["{}, {}", '"{1}, {0}"', '"{0} {1}"'])
def test_an_author_is_found_by_any_order_of_the_name(
    engine: Page, found: list[Document], form: str
) -> None:
    names = sorted({a for d in found for a in d.authors if re.fullmatch(r"[A-Z]\w+ [A-Z]\w+", a)})
    names = names[::7]
    queries = ["author:" + form.format(*name.split()) for name in names]
    for name, answer in zip(names, ask(engine, queries), strict=True):
        assert {d.path for d in found if name in d.authors} <= set(answer), name


def test_a_phrase_is_found_where_it_stands(engine: Page, found: list[Document]) -> None:
    answer = set(ask(engine, ['"batch size" type:paper'])[0])
    text = {d.path: " ".join(t for _, t in values(d)).lower() for d in found if d.kind == "paper"}
    literal = {path for path, t in text.items() if re.search(r"\bbatch[- ]sizes?\b", t)}
    assert literal and literal <= answer
    assert all("batch" in text[path] and "siz" in text[path] for path in answer)


def test_short_forms_and_their_words_meet(browser: Browser, tmp_path: Path) -> None:
    texts = {
        "Rescaled Layers": "We train with layer normalization.",
        "Rescaled Batches": "Something else. LayerNorm is used.",
        "Searching Wide": "Neural architecture search (NAS) finds networks.",
        "Other Things": "A layer of paint on the norm.",
    }
    sample = [
        Document(id=t, path=f"papers/{t}/", kind="paper", title=t, abstract=text)
        for t, text in texts.items()
    ]
    aliases = ("layer normalization", "LayerNorm")
    sample.append(Document(id="ln", path="tags/ln/", kind="tag", title="Norms", aliases=aliases))
    about = "What to read first about neural architecture search and layer normalization."
    sample.append(Document(id="a", path="a/", kind="page", title="This list", abstract=about))
    page = browser.new_page()
    page.goto((write_site(tmp_path, sample) / "index.html").as_uri())
    queries = [
        "layernorm",
        "layer norm",
        "nas search",
        "what do I read about layernorm",
        "this list",
    ]
    short, split_up, initials, question, named = ask(page, queries)
    page.close()
    scaled = {"papers/Rescaled Layers/", "papers/Rescaled Batches/", "tags/ln/"}
    assert scaled <= set(short) & set(split_up) & set(question)
    assert initials[0] == "papers/Searching Wide/"
    assert question[-1] == "a/"
    assert named[0] == "a/"


def random_query(rng: random.Random, vocabulary: list[str], papers: list[Document]) -> str:
    paper = rng.choice(papers)
    text = paper.abstract.replace('"', "").split() or ["a"]
    at = rng.randrange(len(text))

    def word() -> str:
        chosen = rng.choice(vocabulary)
        cut = rng.randrange(len(chosen)) + 1
        return rng.choice([
            chosen, chosen, chosen[:cut], chosen[: cut - 1] + chosen[cut:],
            chosen[:cut] + "q" + chosen[cut:], chosen[:-1] + chosen[-1:] * 2,
        ]) or chosen  # fmt: skip

    clauses: list[Callable[[], str]] = [
        word, word, word, word, word,
        lambda: "-" + word(),
        lambda: '"' + " ".join(text[at : at + rng.randint(1, 3)]) + rng.choice(['"', '"', ""]),
        lambda: rng.choice(["tag:", "-tag:"]) + rng.choice([*paper.tag_ids, "p", "resnet"]),
        lambda: "topic:" + rng.choice([*paper.topic_ids, "norm"]),
        lambda: f"year:{rng.randint(2013, 2024)}{rng.choice(['', '..', '..2024', '-2023'])}",
        lambda: "year:" + rng.choice(["20", ">2019", "<=2020", " 2020", "2020..2", "x", "..2019"]),
        lambda: 'author:"' + ", ".join((rng.choice([*paper.authors, "X Y"])).split()[::-1]) + '"',
        lambda: rng.choice("aklmnsx2"),
        lambda: rng.choice(["so", "co", "el", "rl", "fine-t", "l_", "one-f"]),
        lambda: "author:" + rng.choice(" ".join(paper.authors).split() or ["li"]),
        lambda: rng.choice(["title:", "venue:iclr ", "foo:", "type:paper ", "type:book "]) + word(),
        lambda: 'title:"' + " ".join(paper.title.replace('"', "").split()[1:3]) + '"',
        lambda: " ".join(text[at : at + 6]),
        lambda: rng.choice(["深度", "l_1", "pre-training", "what is", "arxiv:1607.06450", "--"]),
        lambda: rng.choice(["layernorm", "layer norm", "resnet", "residual networks", "nas"]),
    ]  # fmt: skip
    query = " ".join(rng.choice(clauses)() for _ in range(rng.randint(1, 4)))
    return query + rng.choice(["", "", " "])


@pytest.mark.parametrize("seed", range(3))
def test_the_engine_finds_what_brute_force_finds(
    browser: Browser, found: list[Document], tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    sample = sorted(rng.sample(found, 90), key=lambda d: d.path)
    sample += [document for document in EXTRA if document not in sample]
    papers = [d for d in sample if d.kind == "paper"]
    oracle = Oracle(sample)
    expected: dict[str, list[str]] = {}
    while sum(map(bool, expected.values())) < 60:
        query = random_query(rng, oracle.words, papers)
        expected[query] = oracle.search(query)
    page = browser.new_page()
    page.goto((write_site(tmp_path, sample) / "index.html").as_uri())
    answers = ask(page, list(expected))
    page.close()
    for (query, found_by_force), answer in zip(expected.items(), answers, strict=True):
        assert answer == found_by_force, query
        assert len(answer) == len(set(answer))


# The box


def test_the_box_opens_by_keys_and_closes_by_escape(page: Page) -> None:
    box = page.get_by_role("combobox", name="Search the reading list")
    for key in ("/", "s", "Control+k"):
        page.keyboard.press(key)
        expect(box, key).to_be_focused()
        expect(box, key).to_have_value("")
        page.keyboard.press("Escape")
        expect(box, key).to_be_hidden()


def test_keys_typed_into_a_field_stay_there(page: Page) -> None:
    page.locator("#other").focus()
    page.keyboard.type("s/")
    expect(page.locator("#other")).to_have_value("s/")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_it_works_by_keyboard_alone_and_marks_the_words_there(page: Page) -> None:
    type_query(page, "layer normalization")
    options = page.get_by_role("option")
    expect(options.first).to_contain_text("Layer Normalization")
    assert options.first.locator("mark").all_inner_texts()[:2] == ["Layer", "Normalization"]
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", str(options.nth(1).get_attribute("id")))
    page.keyboard.press("ArrowUp")
    expect(options.first).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/layer-normalization/**")
    expect(page.locator("h1 mark")).to_have_text(["Layer", "Normalization"])
    expect(page.locator("pre mark")).to_have_count(0)


def test_enter_waits_for_the_results(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.insert_text("1607.06450")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/layer-normalization/**")


def test_the_count_is_told(page: Page) -> None:
    type_query(page, "1607.06450")
    expect(page.get_by_role("status")).to_have_text("1 result")
    type_query(page, "qqqqzzzz")
    expect(page.get_by_role("status")).to_have_text("No results; nothing for qqqqzzzz")
    expect(page.get_by_role("combobox")).to_have_attribute("aria-expanded", "false")


def test_more_results_can_be_shown_and_none_twice(page: Page) -> None:
    type_query(page, "networks")
    before = page.get_by_role("option").count()
    page.get_by_role("button", name=re.compile("^Show ")).click()
    expect(page.get_by_role("option").nth(before)).to_have_attribute("aria-selected", "true")
    links = page.get_by_role("option").evaluate_all("all => all.map((one) => one.href)")
    assert len(links) > before
    assert len(links) == len(set(links))


def test_operators_and_names_are_offered_and_taken(page: Page) -> None:
    type_query(page, "ta")
    page.get_by_role("button", name="tag:", exact=True).click()
    box = page.get_by_role("combobox")
    expect(box).to_have_value("tag:")
    expect(box).to_be_focused()
    page.keyboard.type("batch")
    page.get_by_role("button", name=re.compile("^tag: Batch")).first.click()
    expect(box).to_have_value(re.compile(r"^tag:[a-z-]*batch[a-z-]* $"))
    expect(page.get_by_role("option").first).to_be_visible()


def test_ids_and_paths_come_back_as_they_are(engine: Page, found: list[Document]) -> None:
    answers = engine.evaluate(
        """async () => {
          const { query } = readingList.search, all = [];
          for (const kind of ["paper", "topic", "tag", "page"])
            all.push(...await query(`type:${kind}`, { limit: 1e6 }));
          return Object.fromEntries(all.map(({ id, path }) => [path, id]));
        }"""
    )
    assert answers == {document.path: document.id for document in found}


def test_titles_are_shown_before_what_stands_below_them(
    context: BrowserContext, address: str
) -> None:
    page = context.new_page()
    page.goto(address)
    held: list[Route] = []
    page.route("**/assets/search/docs-*.js", lambda route: held.append(route))
    with page.expect_request("**/assets/search/docs-*.js"):
        type_query(page, "layer normalization")
    first = page.get_by_role("option").first
    expect(first.locator(".rl-find__title")).to_have_text("Layer Normalization")
    expect(first).to_have_attribute("href", re.compile("/papers/layer-normalization/"))
    expect(first.locator(".rl-find__about")).to_have_text("2016")
    expect(first).to_have_attribute("data-pending", "")
    heights = "[...document.querySelectorAll('.rl-find__result')].map((e) => e.offsetTop)"
    before = page.evaluate(heights)
    page.unroute("**/assets/search/docs-*.js")  # lets those go on that were held
    assert held
    expect(first.locator(".rl-find__about")).to_contain_text("Jimmy Lei Ba")
    expect(first.locator(".rl-find__text")).not_to_be_empty()
    expect(page.locator("[data-pending]")).to_have_count(0)
    assert page.evaluate(heights) == before


def test_values_are_offered_as_one_types(page: Page) -> None:
    for typed, offered in (
        ("TAG:PRU", "tag: Pruning"),
        ("author:hin", "author: hinton"),
        ("year:2020", "year:2020.."),
        ("year:2020..202", "year:2020..2023"),
        ("type:pa", "type:paper"),
    ):
        type_query(page, typed)
        expect(page.get_by_role("group", name="Complete the query")).to_contain_text(offered)


def test_a_tag_is_offered_with_the_number_of_its_papers(page: Page, found: list[Document]) -> None:
    count = sum("pruning" in d.tag_ids for d in found if d.kind == "paper")
    type_query(page, "tag:prun")
    button = page.get_by_role("button", name=re.compile("^tag: Pruning"))
    expect(button.locator("small")).to_have_text(str(count))


def test_the_box_opens_again_at_once(page: Page) -> None:
    for _ in range(5):
        page.keyboard.press("/")
        expect(page.get_by_role("combobox")).to_be_focused()
        page.keyboard.press("Escape")
        page.keyboard.press("/")
        expect(page.get_by_role("combobox")).to_be_focused()
        page.keyboard.press("Escape")


def test_every_result_shows_why_it_is_there(page: Page) -> None:
    for query in ("GNN", "overparametrised", "mixtures of experts", "neighbour"):
        type_query(page, query)
        expect(page.locator("[data-pending]")).to_have_count(0)
        rows = page.get_by_role("option")
        assert rows.count() > 3, query
        for row in rows.all():
            expect(row.locator("mark").first, query).to_be_visible()


def test_text_from_the_index_is_never_markup(page: Page) -> None:
    type_query(page, "zymurgy")
    option = page.get_by_role("option").first
    expect(option).to_contain_text('Zymurgy <img src=x onerror="window.broken=1"></script>')
    expect(option.locator(".rl-find__title")).to_have_attribute("lang", "de")
    expect(option.locator(".rl-find__about")).to_contain_text("Retracted Ann <img")
    expect(option.locator("cite")).to_contain_text("Später <img")
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/hostile/**")
    expect(page.locator("h1 mark")).to_have_text(["Zymurgy"])
    assert page.evaluate("[window.broken, document.querySelectorAll('img').length]") == [None, 0]


def test_typing_on_brings_the_newest_answer(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("layer normalization")
    expect(page.locator(".rl-find__results")).to_have_attribute("data-query", "layer normalization")
    expect(page.get_by_role("option").first).to_contain_text("Layer Normalization")


def test_on_a_phone_the_box_fills_the_screen(browser: Browser, address: str) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}) as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("button", name="Search").click()
        box = page.get_by_role("dialog").bounding_box()
        assert box == {"x": 0, "y": 0, "width": 390, "height": 800}
        assert page.evaluate("document.documentElement.scrollWidth") <= 390
        page.keyboard.type("normalization")
        texts = page.locator(".rl-find__text:not(:empty)")
        expect(texts.nth(1)).to_be_visible()
        holes = texts.evaluate_all(
            """all => all.map(text => {
              const range = document.createRange();
              range.selectNodeContents(text);
              const own = range.getBoundingClientRect();
              return Math.round(text.getBoundingClientRect().bottom - own.bottom);
            })"""
        )
        assert max(holes) < 12, "less than a line is empty"


def test_a_new_build_under_way_is_noticed(
    context: BrowserContext, found: list[Document], tmp_path: Path
) -> None:
    folder = write_site(tmp_path / "site", found[:40])
    with served(folder) as url:
        page = context.new_page()
        page.goto(url)
        page.evaluate("readingList.search.load('core').then(() => 0)")
        write_index(folder, found[:80])
        wanted = next(d for d in found[40:80] if d.kind == "paper")
        type_query(page, wanted.title)
        expect(page.get_by_role("option").first).to_contain_text(wanted.title)
