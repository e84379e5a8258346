"""A paper as a citation, in the formats that people and reference managers read."""
