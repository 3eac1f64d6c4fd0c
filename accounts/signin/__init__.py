"""Signing in, for citizens and staff: two doors, one user table.

django-allauth does the work; what stands here is ours: words, limits, levels, sessions, the second
factor of staff.
"""
