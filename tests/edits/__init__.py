"""Random edits of a list: a build that keeps what it worked out gives what one from nothing does.

`python -m tests.edits --edits 200 --seed 1` also builds the site after each edit, and kills
builds; `test_edits.py` does a few edits within the suite.
"""
