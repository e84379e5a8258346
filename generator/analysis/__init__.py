"""What follows from the papers as a whole: relations, map, numbers, proposals."""
