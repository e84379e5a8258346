"""The same text as HTML, as plain text and as BibTeX."""

import pytest

from generator.text.latex import to_bibtex, to_html, to_text

# source, HTML, text, BibTeX
GOLDEN = [
    (r"Poincar\'e", "Poincaré", "Poincaré", r"Poincar{\'e}"),
    (r"Fr\'{e}chet", "Fréchet", "Fréchet", r"Fr{\'e}chet"),
    (r"na\"{\i}ve \v{S}i\c{c} \ss x", "naïve Šiç ßx", "naïve Šiç ßx", None),
    (r"SL$^{2}$A-INR", "SL²A-INR", "SL²A-INR", r"SL$^{2}$A-INR"),
    ("SL^{2}A-INR", "SL²A-INR", "SL²A-INR", r"SL$^{2}$A-INR"),
    ("BT^2: Backward", "BT²: Backward", "BT²: Backward", r"BT$^{2}$: Backward"),
    (r"3.0\%", "3.0%", "3.0%", r"3.0\%"),
    ("50% of %all", "50% of %all", "50% of %all", r"50\% of \%all"),
    (r"{\em equivalence}", "<em>equivalence</em>", "equivalence", r"{\textit{equivalence}}"),
    (r"an {\bf 8.2\%} gain", "an <strong>8.2%</strong> gain", "an 8.2% gain", None),
    (r"\textbf{Mamba}", "<strong>Mamba</strong>", "Mamba", r"\textbf{Mamba}"),
    (r"\textit{DiffuseKronA},", "<em>DiffuseKronA</em>,", "DiffuseKronA,", None),
    (r"\texttt{a_b}", "<code>a<sub>b</sub></code>", "a_b", None),
    (r"\proj, a", "proj, a", "proj, a", "proj, a"),
    (r"using \laurel can", "using laurel can", "using laurel can", "using laurel can"),
    (r"\proj{}, \foo{bar} \x", "proj, bar x", "proj, bar x", None),
    (r"layers, \ie, group", "layers, i.e., group", "layers, i.e., group", None),
    (r"\eg. a\xspace, \etal", "e.g. a, et al.", "e.g. a, et al.", None),
    ("*Two Words*", "<em>Two Words</em>", "Two Words", r"\textit{Two Words}"),
    ("(GPU*hrs) 2 * 3 * 4 a*b*c", "(GPU*hrs) 2 * 3 * 4 a*b*c", "(GPU*hrs) 2 * 3 * 4 a*b*c", None),
    ("**bold**, f(*args, *kw)", "**bold**, f(*args, *kw)", "**bold**, f(*args, *kw)", None),
    ("distillation~(KD)", "distillation\u00a0(KD)", "distillation (KD)", "distillation~(KD)"),
    ("10X~20X, (~50%)", "10X~20X, (~50%)", "10X~20X, (~50%)", None),
    ("[Re] Don't Judge", "[Re] Don&#x27;t Judge", "[Re] Don't Judge", "[Re] Don't Judge"),
    ("SGD's DεpS", "SGD&#x27;s DεpS", "SGD's DεpS", r"SGD's D$\varepsilon$pS"),
    ("l_1-norm", "l<sub>1</sub>-norm", "l_1-norm", r"l$_{1}$-norm"),
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
    ("3.67times faster, 16times", "3.67× faster, 16×", "3.67× faster, 16×", None),
    ("up to 2/eta, 3/betas and/or", "up to 2/η, 3/betas and/or", "up to 2/η, 3/betas and/or", None),
    ("T5times, 2timesteps", "T5times, 2timesteps", "T5times, 2timesteps", "T5times, 2timesteps"),
    ("GTA5 rightarrow X", "GTA5 → X", "GTA5 → X", r"GTA5 $\rightarrow$ X"),
    ("Net-{A,R} max{d_x,2}", "Net-{A,R} max{d<sub>x</sub>,2}", "Net-{A,R} max{d_x,2}",
     r"Net-\{A,R\} max\{d$_{x}$,2\}"),
    ("{GPT}s generation} {open", "GPTs generation open", "GPTs generation open",
     "{GPT}s generation {open}"),
    (r"a \ b \\ c \& d \{e\} \$", "a  b   c &amp; d {e} $", "a  b   c & d {e} $", None),
    (r"\href{https://a.io/x_y}{here}", "https://a.io/x_y: here", "https://a.io/x_y: here", None),
    ("<b>&\"", "&lt;b&gt;&amp;&quot;", "<b>&\"", r"$<$b$>$\&" + '"'),
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
