"""What holds for the list in `content/` alone; `init` removes it from a fork.

Nothing here knows how many papers there are, what they are called or what curators write: adding
a valid paper leaves these tests green. What is known of a real list is tested on `tests/frozen`.
"""
