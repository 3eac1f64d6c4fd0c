"""Writing a case down for a citizen who calls or comes: “adına kayıt”."""
