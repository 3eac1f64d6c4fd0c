"""Names of what the desk records in the audit log."""

CONTACT_SHOWN = "case_contact_shown"
EXPORTED = "cases_exported"
HEAD_NAMED = "directorate_head_named"
PLAN_ACTIVATED = "routing_activated"
