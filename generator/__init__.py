"""A reading list kept in YAML and read as a site: from paper listings to cross-linked, searchable pages."""
