"""From the generator's files to a site: the builder, its state, the preview and the zip."""
