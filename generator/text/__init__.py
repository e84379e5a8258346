"""Text and its forms: LaTeX, names, titles, venues, identifiers, Markdown."""
