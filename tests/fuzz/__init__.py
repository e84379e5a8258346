"""Broken files through the commands: none may end in a traceback, or in work without end.

A case is a small project whose files are changed at random (`mutations`). It is
made from a seed and a number alone, so that it can be made again. A target is
one function that is given the project (`targets`, and every other module here
whose name begins with `targets_`). `python -m tests.fuzz --help` runs many.
"""
