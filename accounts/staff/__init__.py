"""The staff's accounts in the admin, without those of citizens."""
