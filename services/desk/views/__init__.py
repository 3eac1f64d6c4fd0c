"""Pages of the desk in the admin, and the outside body's page."""
