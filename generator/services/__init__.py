"""Programs and services outside: HTTP, Git and GitHub."""
