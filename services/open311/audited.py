"""Names of what is recorded in the audit log."""

KEY_MADE = "open311_key_made"
KEY_CHANGED = "open311_key_changed"
KEY_REVOKED = "open311_key_revoked"
