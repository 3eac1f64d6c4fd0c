"""Reads of the Solution Centre."""
