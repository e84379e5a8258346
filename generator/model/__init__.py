"""What the list is made of: records, problems, addresses, configuration, files."""
