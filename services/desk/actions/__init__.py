"""Writes of the desk; they go through the actions of cases and reports."""
