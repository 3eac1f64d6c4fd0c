"""Open311 GeoReport v2: other programs read public reports and file new ones."""
