"""Pages of the Solution Centre."""
