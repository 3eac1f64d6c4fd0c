"""Talep Sorgulama: a case is opened with its reference and a code sent to its own contact.

Known references, unknown ones and those of other people's cases are answered alike: the same words,
the same queries, the same work. Whether there is such a case is found out by the worker, later.
"""
