"""The public pages: following something, and one's own page by a secret link."""
