"""The audit log: who did what to whose account, append-only and chained.

Write with `accounts.audit.actions.record`; docs/operations.md tells how it is verified and kept.
"""
