"""Tells people what was published, changed and withdrawn; who, what, how often is theirs to say.

A subscription is the query of a list, or one document. It knows `search`, the lists of `content`
and the `outbox`; nobody knows it.
"""
