"""What a change to the content does to the site."""
