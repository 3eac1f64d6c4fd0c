"""What is opened with a number and a code sent to the contact registered with it.

Talep Sorgulama opens cases this way, and whoever has no account their debts. Known numbers, unknown
ones and those of other people are answered alike: the same words, the same queries, the same work.
Whether there is something to open is found out by the worker, later.
"""
