"""Filters for the screens of the books."""
