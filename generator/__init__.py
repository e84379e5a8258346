"""A reading list kept in YAML and read as a site: from listings to searchable pages."""
