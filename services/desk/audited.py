"""Names of what the desk records in the audit log."""

CONTACT_SHOWN = "case_contact_shown"
EXPORTED = "cases_exported"
PLAN_ACTIVATED = "routing_activated"
