"""The e-services: one Django app each, all of one shape."""
