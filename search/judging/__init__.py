"""Judging relevance: queries with known answers, and what an engine makes of them."""
