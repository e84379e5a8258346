"""Random inputs for what reads untrusted files; each target is one function `run`."""
