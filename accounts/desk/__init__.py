"""The screens of the service desk in the admin: one citizen at a time, with a reason, recorded."""
