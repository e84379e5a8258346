"""What readers see of the LaTeX in titles and abstracts."""

import re
import time
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.latex import _MATHML_TAGS, find_urls, to_bibtex, to_html, to_text

# source, HTML, text, BibTeX
GOLDEN = [
    (r"Poincar\'e", "Poincaré", "Poincaré", r"Poincar{\'e}"),
    (r"Fr\'{e}chet", "Fréchet", "Fréchet", r"Fr{\'e}chet"),
    (r"na\"{\i}ve \v{S}i\c{c} \ss x", "naïve Šiç ßx", "naïve Šiç ßx", None),
    (r"SL$^{2}$A-INR", "SL²A-INR", "SL²A-INR", r"SL\textsuperscript{2}A-INR"),
    ("SL^{2}A-INR", "SL²A-INR", "SL²A-INR", r"SL\textsuperscript{2}A-INR"),
    ("BT^2: Backward", "BT²: Backward", "BT²: Backward", r"BT\textsuperscript{2}: Backward"),
    (r"3.0\%", "3.0%", "3.0%", r"3.0\%"),
    ("50% of %all", "50% of %all", "50% of %all", r"50\% of \%all"),
    (r"{\em equivalence}", "<em>equivalence</em>", "equivalence", r"{\emph{equivalence}}"),
    (r"an {\bf 8.2\%} gain", "an <strong>8.2%</strong> gain", "an 8.2% gain", None),
    (r"\textbf{Mamba}", "<strong>Mamba</strong>", "Mamba", r"\textbf{Mamba}"),
    (r"\textit{DiffuseKronA},", "<em>DiffuseKronA</em>,", "DiffuseKronA,", None),
    (r"\texttt{a_b}", "<code>a<sub>b</sub></code>", "a_b", None),
    (r"\proj, a", "proj, a", "proj, a", "proj, a"),
    (r"using \laurel can", "using laurel can", "using laurel can", "using laurel can"),
    (r"\proj{}, \foo{bar} \x", "proj, bar x", "proj, bar x", None),
    (r"layers, \ie, group", "layers, i.e., group", "layers, i.e., group", None),
    (r"\eg. a\xspace, \etal", "e.g. a, et al.", "e.g. a, et al.", None),
    ("*Tensor Programs*", "<em>Tensor Programs</em>", "Tensor Programs", r"\emph{Tensor Programs}"),
    ("(GPU*hrs) 2 * 3 * 4 a*b*c", "(GPU*hrs) 2 * 3 * 4 a*b*c", "(GPU*hrs) 2 * 3 * 4 a*b*c", None),
    ("**bold**, f(*args, *kw)", "**bold**, f(*args, *kw)", "**bold**, f(*args, *kw)", None),
    ("distillation~(KD)", "distillation\u00a0(KD)", "distillation (KD)", "distillation~(KD)"),
    ("10X~20X, (~50%)", "10X~20X, (~50%)", "10X~20X, (~50%)", None),
    ("[Re] Don't Judge", "[Re] Don&#x27;t Judge", "[Re] Don't Judge", "[Re] Don't Judge"),
    ("SGD's DεpS", "SGD&#x27;s DεpS", "SGD's DεpS", "SGD's DεpS"),
    ("l_1-norm", "l<sub>1</sub>-norm", "l_1-norm", r"l\textsubscript{1}-norm"),
    ("ell_2-norm", "ℓ<sub>2</sub>-norm", "ℓ_2-norm", None),
    ("x_ix_j", "x<sub>i</sub>x<sub>j</sub>", "x_ix_j", None),
    ("``the usual''", "“the usual”", "“the usual”", "``the usual''"),
    ("`teacher' f''(x)", "‘teacher’ f&#x27;&#x27;(x)", "‘teacher’ f''(x)", None),
    ("a -- b---c (i)--(iii)", "a – b—c (i)–(iii)", "a – b—c (i)–(iii)", "a -- b---c (i)--(iii)"),
    ("run --fast -->", "run --fast --&gt;", "run --fast -->", None),
    ("max_pool_2d snake_case", "max_pool_2d snake_case", "max_pool_2d snake_case",
     r"max\_pool\_2d snake\_case"),
    ("__init__ ^_^ _x_", "__init__ ^_^ _x_", "__init__ ^_^ _x_", None),
    ("$5 and $10", "$5 and $10", "$5 and $10", r"\$5 and \$10"),
    ("cost $5 (US$) more", "cost $5 (US$) more", "cost $5 (US$) more", None),
    ("384times384, sometimes", "384×384, sometimes", "384×384, sometimes", None),
    ("GTA5 rightarrow X", "GTA5 → X", "GTA5 → X", r"GTA5 \ensuremath{\rightarrow} X"),
    ("Net-{A,R} max{d_x,2}", "Net-{A,R} max{d<sub>x</sub>,2}", "Net-{A,R} max{d_x,2}",
     r"Net-\{A,R\} max\{d\textsubscript{x},2\}"),
    ("{GPT}s generation} {open", "GPTs generation open", "GPTs generation open",
     "{GPT}s generation {open}"),
    (r"a \ b \\ c \& d \{e\} \$", "a  b   c &amp; d {e} $", "a  b   c & d {e} $", None),
    (r"\href{https://a.io/x_y}{here}", "https://a.io/x_y: here", "https://a.io/x_y: here", None),
    ("<b>&\"", "&lt;b&gt;&amp;&quot;", "<b>&\"", r"\textless{}b\textgreater{}\&" + '"'),
    ("a\x00b\u202ec\u2066d\ud800e\x1b", "abcde", "abcde", "abcde"),
    ("mathbb R^{d_x} N^{-alpha}", None, "ℝ^(d_x) N^(-α)", None),
    ("\\", "\\", "\\", r"\textbackslash{}"),
]  # fmt: skip


@pytest.mark.parametrize(("source", "as_html", "as_text", "as_bibtex"), GOLDEN)
def test_golden(source: str, as_html: str | None, as_text: str, as_bibtex: str | None) -> None:
    assert to_text(source) == as_text
    if as_html is not None:
        assert to_html(source) == as_html
    if as_bibtex is not None:
        assert to_bibtex(source) == as_bibtex


@pytest.mark.parametrize(
    ("source", "text"),
    [
        (r"\( O(n^3) \)", "O(n³)"),
        (r"the \( L_{1,2}-norm \) to", "the L₁,₂-norm to"),
        (r"$\mathcal{O}(n)$", "O(n)"),
        (r"$x_{ij} \leq \alpha$", "x_ij ≤ α"),
        (r"$\frac{a+b}{2} \in \mathbb{R}^{d}$", "(a+b)/2 ∈ ℝ^d"),
        (r"$$\sqrt{n}$$", "√n"),
        (r"\[ e^{-x} \]", "e^(-x)"),
        (r"$a < b$", "a < b"),
        (r"$\proj$", "proj"),
    ],
)
def test_mathematics(source: str, text: str) -> None:
    assert to_text(source) == text
    assert "<math" in to_html(source)
    assert tags(to_html(source)) <= ALLOWED


@pytest.mark.parametrize(
    "formula",
    [
        r"\href{javascript:alert(1)}{x}",
        r"\style{color:red}{x}",
        r"\class{a}{x}",
        r"\color{red} x",
        r"\text{<script>alert(1)</script>}",
        r"\text{<mi>a</mi>}",
        r"\text{&lt;}",
        r"\hspace{9999em}",
        r"\operatorname{<b onclick=x>}",
    ],
)
def test_nothing_foreign_in_mathematics(formula: str) -> None:
    shown = to_html(f"a ${formula}$ b")
    assert tags(shown) <= ALLOWED
    assert not re.search(r"<[^>]*(href|style|class|color|onclick|9999)[^>]*>", shown)
    if "<math" not in shown:
        assert "$" in shown


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("at https://github.com/a/b.", ["https://github.com/a/b"]),
        ("at github.com/edwardjhu/TP4.", ["https://github.com/edwardjhu/TP4"]),
        ("Website: bit.ly/splinecam.", ["https://bit.ly/splinecam"]),
        ("(Code: https://github.com/y/T2T-ViT)", ["https://github.com/y/T2T-ViT"]),
        ("see https://en.wikipedia.org/wiki/A_(b).", ["https://en.wikipedia.org/wiki/A_(b)"]),
        ("https://github.com/t/trellisnet .", ["https://github.com/t/trellisnet"]),
        ("frameworkhttps://github.com/a/Z.", ["https://github.com/a/Z"]),
        ("https://a.github.io/{https://a.github.io/}.", ["https://a.github.io/"] * 2),
        (r"https://github.com/a\_b, and", ["https://github.com/a_b"]),
        ("HTTP://WWW.Example.org/Ab#c?", ["http://www.example.org/Ab#c"]),
        ("x.github.io, www.a-b.co.uk", ["https://x.github.io", "https://www.a-b.co.uk"]),
        ('"https://a.io/b", \u201chttps://a.io/c\u201d', ["https://a.io/b", "https://a.io/c"]),
        ("mygithub.com me@github.com github.company e.g. javascript:alert(1)", []),
        ("https://localhost ftp://github.com", []),
    ],
)
def test_find_urls(text: str, addresses: list[str]) -> None:
    found = find_urls(text)
    assert [address for _, _, address in found] == addresses
    assert all(text[start:end].strip(".,)\"'") for start, end, _ in found)


def test_addresses_stay_as_they_are() -> None:
    text = "At https://github.com/a_b/c~d%20e--f*g*h#i_j and github.com/x_y_z/a__b now"
    assert to_text(text) == text
    assert to_html(text) == text


def test_links() -> None:
    shown = to_html(r"See \textbf{github.com/a_b}.", link=True)
    assert shown == (
        '<a href="https://github.com/a_b" rel="nofollow">github.com/a_b</a>'.join(
            ("See <strong>", "</strong>.")
        )
    )
    hostile = to_html('https://a.io/"onclick="x javascript:alert(1)', link=True)
    assert hostile.startswith('<a href="https://a.io/" rel="nofollow">https://a.io/</a>&quot;')
    assert hostile.count("<a ") == 1


# -------------------------------------------------------------------------------------- properties

ALLOWED = {"strong", "em", "code", "sub", "sup", "a"} | _MATHML_TAGS
SIGNS = r"""\ { } $ $$ ^ _ ~ * ` `` '' -- --- % & # < > " ' ( ) [ ] \( \) \[ \] \\ \' \c \textbf{
    {\em \emph{ \texttt \frac \sqrt{ \left( \right) \href{ \begin{matrix} \end{matrix} \proj
    \ie \% \_ \mathbb mathbb ell_2 L_{infty} a_b x^2 https://a.io/ github.com/a_b. <script>
    javascript: \text{ \color{red} \style{ \operatorname{ 1 a n word Größe 10 \n"""
SPACES = [" ", "\n", "\n\n", "\x00", "\u202e", "\ud800", "\t"]
FRAGMENTS = st.sampled_from([*SIGNS.split(), *SPACES])
MESSY = st.lists(FRAGMENTS | st.text(max_size=3), max_size=40).map("".join)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.add(tag)
        self.open.append(tag)
        for name, value in attrs:
            assert not name.startswith("on") and name not in ("style", "class", "id", "src")
            if name == "href":
                assert tag == "a" and (value or "").startswith(("https://", "http://"))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def tags(shown: str) -> set[str]:
    parser = _Tags()
    parser.feed(shown)
    parser.close()
    assert not parser.open
    return parser.seen


def unwanted(text: str) -> list[str]:
    return [
        sign
        for sign in text
        if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp")
        or sign in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    ]


def balanced(source: str) -> bool:
    depth = 0
    for sign in source:
        depth += (sign == "{") - (sign == "}")
        if depth < 0:
            return False
    return depth == 0


@settings(max_examples=400, deadline=None)
@given(MESSY, st.booleans())
def test_html_holds_only_what_is_allowed(text: str, link: bool) -> None:
    shown = to_html(text, link=link)
    assert tags(shown) <= ALLOWED
    assert not [sign for sign in unwanted(shown) if sign not in "\n\t"]


@settings(max_examples=400, deadline=None)
@given(MESSY)
def test_text_and_bibtex_are_well_formed(text: str) -> None:
    assert not unwanted(to_text(text))
    source = to_bibtex(text)
    assert balanced(source)
    assert not unwanted(source)
    assert not re.search(r"(?<!\\)(?:\\\\)*[%#&]", source)


@given(
    st.text(st.characters(categories=("L", "N", "Zs"), include_characters=".,;:!?()[]&<>\"'=+/"))
)
def test_text_without_signs_of_latex_is_only_escaped(text: str) -> None:
    if "''" in text or any(word in text for word in ("times", "math", "leq", "geq", "infty")):
        return
    assert to_text(text) == text
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert to_html(text) == escaped.replace('"', "&quot;").replace("'", "&#x27;")


WORDS = st.from_regex(r"[B-KM-Z][a-z]{1,6}[0-9]?", fullmatch=True)


@settings(deadline=None)
@given(
    st.lists(WORDS | st.sampled_from([*"{}$^_~*`%&#", "--", "''", " ", "{}", "$ "]), max_size=40)
)
def test_no_word_is_lost(parts: list[str]) -> None:
    names = {"Pi", "Xi", "Phi", "Psi", "Delta", "Theta", "Sigma", "Omega", "Gamma"}
    parts = [part for part in parts if part not in names]
    text = " ".join(parts)
    shown = to_text(text)
    for word in re.findall(r"[A-Za-z0-9]+", text):
        assert word in shown


@pytest.mark.parametrize(
    "unit",
    ["{", "}", "\\", "$", "$a ", "a^{", "a_{", r"\textbf{", r"{\em ", " *a", "`a", "a~", r"\(",
     "https://a.io/", "\x00", "\n ", r"\'", "word ", "$x$ "],
)  # fmt: skip
def test_time_grows_with_the_length_alone(unit: str) -> None:
    text = unit * (300_000 // len(unit))
    for write in (to_html, to_text, to_bibtex):
        start = time.perf_counter()
        write(text)
        assert time.perf_counter() - start < 6  # under 1 s alone; slack for a busy machine


def test_many_different_formulas_are_bounded() -> None:
    shown = to_html(" ".join(f"$x_{{{number}}}$" for number in range(2000)))
    assert shown.count("<math") == 500
    assert "$x_{1999}$" in shown


def test_plain_abstracts_are_fast() -> None:
    text = "We show that networks train faster (2.5x) than expected, e.g. on ImageNet. " * 16
    start = time.perf_counter()
    for _ in range(10_000):
        to_html(text)
        to_text(text)
    assert time.perf_counter() - start < 3  # 0.3 s alone
