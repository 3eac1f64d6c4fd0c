"""The public API over the published index: lists, one document, changes, addresses, site data."""
