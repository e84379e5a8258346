"""Capitals that a bibliography style must not take away.

BibTeX styles write titles in small letters unless braces forbid it
(`change.case$` in *Designing BibTeX Styles*).  Protected are, and nothing
else: words with a capital inside (`ResNet`, `GANs`, `2D`) or with a number to
their name (`V2`), compounds with a single capital (`U-Net`) or with such a word
(`Megatron-LM`) as a whole, formulas with capitals, and words made of the names
of people and places.
"""

from __future__ import annotations

import re
from functools import lru_cache

from generator.text import latex

_BREAKS = " -/–—():,;\"“”?!'’[]"
_BREAK = re.compile(f"([{re.escape(_BREAKS)}])")
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
    "Japanese", "Python", "Arnold", "Siamese", "Lasso", "Fréchet",
    "Cartesian", "Dijkstra", "Voronoi", "Legendre", "Pauli", "Wishart", "Kirchhoff", "Japan",
    "Vietnamese", "Mahalanobis", "Kullback", "Leibler", "Jensen", "Rademacher", "Wiener",
    "Bellman", "Pareto", "Nyström", "Schrödinger", "Hölder", "Itô", "Galerkin", "Perron",
    "Frobenius", "Grassmann", "Grassmannian", "Cayley", "Clifford", "Gödel", "Walsh", "Haar",
])  # fmt: skip
_PHRASES = (("Hugging", " ", "Face"),)
"""Names of several words that are ordinary words alone."""


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
    return "".join(
        f"{{{{{chunk}}}}}" if (word[:1].isalnum() or "$" in chunk) and _matters(chunk) else chunk
        for chunk, word in zip(chunks, plain, strict=True)
    )


def _split(title: str) -> list[str]:
    """Words and what stands between them, in order; formulas and braces are not cut."""
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
    """Bring `U`, `-`, `Net` together again, and the words of a name."""
    out: list[str] = []
    i = 0
    while i < len(chunks):
        end = _end_of_compound(chunks, i)
        out.append("".join(chunks[i:end]))
        i = end
    return out


def _end_of_compound(chunks: list[str], start: int) -> int:
    """The index after the compound or name that starts here."""
    for phrase in _PHRASES:
        if tuple(chunks[start : start + len(phrase)]) == phrase:
            return start + len(phrase)
    end = start + 1
    while end + 1 < len(chunks) and chunks[end] == "-" and _letters(chunks[end + 1])[:1].isalnum():
        end += 2
    return end if _letters(chunks[start])[:1].isalnum() else start + 1


@lru_cache(maxsize=1 << 14)
def _matters(chunk: str) -> bool:
    if "$" in chunk and any(char.isupper() for char in chunk):
        return True  # `\\Gamma` as well: a style would make it `\\gamma`
    parts = [part for part in _letters(chunk).split("-") if part]
    return any(_is_name(part, len(parts) > 1) for part in parts)


def _is_name(word: str, compound: bool) -> bool:
    return (
        _INNER_CAPITAL.search(word) is not None
        or _NUMBERED.match(word) is not None
        or word.removesuffix("s") in _NAMES
        or word in _NAMES
        or (compound and len(word) == 1 and word.isupper())
        or word == "Hugging Face"
    )


def _letters(chunk: str) -> str:
    """The chunk as a reader sees it."""
    if "\\" not in chunk and "{" not in chunk:
        return chunk
    return latex.to_text(chunk)
