"""Acting for another: a parent for a child, somebody for who authorised them in writing."""
