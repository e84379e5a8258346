"""The bench of `serve`: curating papers in the browser, on one's own machine."""
