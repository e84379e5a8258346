"""What other people's lists and forms hold, as papers of this list."""
