"""Notices sent by families and funeral services: the public form and the desk's queue of them.

A subject of its own: its model refers to notices, its actions say what happens (`receive`,
`make_draft`, `reject`, `forget_old`), and nothing else writes to it. The case spine adopts these.
"""
