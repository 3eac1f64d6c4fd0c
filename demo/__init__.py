"""The demo municipality: authored content as data, and builders for what depends on today."""
