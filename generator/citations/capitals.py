"""Capitals that a bibliography style must not take away.

BibTeX styles write titles in small letters unless braces forbid it
(`change.case$` in *Designing BibTeX Styles*).  Protected are, and nothing
else: words with a capital inside (`ResNet`, `GANs`, `2D`) or with a number to
their name (`V2`), single capitals in compounds (`U-Net`), formulas with
capitals, words made of the names of people and places, and, in a title that is
written like a sentence, every capital after its start.
"""

from __future__ import annotations

import re
from functools import lru_cache

_BREAKS = " -/–—():,;\"“”?!'’[]"
_BREAK = re.compile(f"([{re.escape(_BREAKS)}])")
_COMMAND = re.compile(r"\\[A-Za-z]+|[\\{}'`\"^~=.]")
_STARTS_ANEW = frozenset(":?!—")
_INNER_CAPITAL = re.compile(r"[^\W_].*[A-ZÀ-ÖØ-ÞΑ-ΩА-Я]", re.DOTALL)
_NUMBERED = re.compile(r"[A-Z]\w*[0-9]")
_NAMES = frozenset([
    "Adam", "Bayes", "Bayesian", "Banach", "Bernoulli", "Boltzmann", "Cauchy", "Chebyshev",
    "Dirichlet", "English", "Euclidean", "Euler", "Fourier", "Gabor", "Gauss", "Gaussian",
    "Gaussians", "German", "Gibbs", "Gumbel", "Hadamard", "Hamiltonian", "Hebbian",
    "Hessian", "Hilbert", "Hopfield", "Jacobian", "Kalman", "Kolmogorov", "Kronecker",
    "Lagrange", "Lagrangian", "Langevin", "Laplace", "Laplacian", "Lie", "Lipschitz",
    "Markov", "Markovian", "Monte", "Carlo", "Newton", "Nesterov", "Poincaré", "Poisson",
    "Riemann", "Riemannian", "Shannon", "Sinkhorn", "Sobolev", "Stiefel", "Taylor",
    "Tikhonov", "Turing", "Wasserstein", "Winograd", "Zipf", "Chinese", "French",
    "Japanese", "Python", "Arnold", "Siamese",
])  # fmt: skip


def protect(title: str) -> str:
    """Put `{{…}}` around the words of a LaTeX title whose capitals matter.

    Args:
        title: LaTeX with balanced braces, as `latex.to_bibtex` writes it.

    Returns:
        The same text with braces added; nothing else changes. A title in
        capitals from end to end is shouting, not an acronym, and stays.
    """
    chunks = _split(title)
    plain = [_letters(chunk) for chunk in chunks]
    words = [word for word in plain if word[:1].isalnum()]
    if len(words) > 3 and title.isupper():
        return title
    sentence = _is_sentence(words)
    out = []
    start = True
    for chunk, word in zip(chunks, plain, strict=True):
        if word[:1].isalnum() or "$" in chunk:
            matters = _matters(chunk, sentence and not start)
            out.append(f"{{{{{chunk}}}}}" if matters else chunk)
            start = chunk.endswith(".")
        else:
            out.append(chunk)
            start = start or chunk in _STARTS_ANEW
    return "".join(out)


def _split(title: str) -> list[str]:
    """Words and the text between them, in order; formulas and braces are not cut."""
    if not any(sign in title for sign in "\\{}$"):
        return _join_compounds([chunk for chunk in _BREAK.split(title) if chunk])
    return _join_compounds(_split_latex(title))


def _split_latex(title: str) -> list[str]:
    chunks: list[str] = []
    current: list[str] = []
    depth, formula, escaped = 0, False, False
    for char in title:
        if not escaped:
            depth += (char == "{") - (char == "}")
            formula ^= char == "$"
        escaped = char == "\\" and not escaped
        if depth == 0 and not formula and not escaped and char in _BREAKS:
            if current:
                chunks.append("".join(current))
                current = []
            chunks.append(char)
        else:
            current.append(char)
    if current:
        chunks.append("".join(current))
    return chunks


def _join_compounds(chunks: list[str]) -> list[str]:
    """Bring `U`, `-`, `Net` together again: a single capital belongs to its compound."""
    if "-" not in chunks:
        return chunks
    out: list[str] = []
    i = 0
    while i < len(chunks):
        compound = i + 2 < len(chunks) and chunks[i + 1] == "-"
        if compound and (_is_capital(chunks[i]) or _is_capital(chunks[i + 2])):
            out.append("".join(chunks[i : i + 3]))
            i += 3
        else:
            out.append(chunks[i])
            i += 1
    return out


def _is_capital(chunk: str) -> bool:
    return len(chunk) == 1 and "A" <= chunk <= "Z"


@lru_cache(maxsize=1 << 14)
def _matters(chunk: str, capital_matters: bool) -> bool:
    word = _letters(chunk)
    return (
        _INNER_CAPITAL.search(word) is not None
        or _NUMBERED.match(word) is not None
        or ("$" in chunk and any(c.isupper() for c in chunk))
        or word.removesuffix("s") in _NAMES
        or word in _NAMES
        or (capital_matters and word[:1].isupper() and word not in ("A", "I"))
    )


def _letters(chunk: str) -> str:
    if "\\" not in chunk and "{" not in chunk:
        return chunk
    return _COMMAND.sub("", chunk)


def _is_sentence(words: list[str]) -> bool:
    """Whether most long words after the first begin with a small letter."""
    long_words = [word for word in words[1:] if len(word) > 3]
    return len(long_words) > 1 and sum(w[0].islower() for w in long_words) * 2 > len(long_words)
