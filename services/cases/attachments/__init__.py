"""Files that come with cases: what is taken, how it is made harmless, where it is kept."""
