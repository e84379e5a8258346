"""Changes to the files in `content/` that leave every other byte alone."""
