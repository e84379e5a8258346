"""YAML to records: what each file may hold, how it is read, and where a problem is in it."""
