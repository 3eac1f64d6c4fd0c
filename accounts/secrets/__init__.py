"""Secrets at rest: a ring of keys, a field that stores text sealed, a digest to find it by."""
