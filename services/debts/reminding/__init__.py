"""Reminders of instalments: for citizens who asked for them, once before and once after."""
