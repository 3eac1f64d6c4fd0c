"""The admin's screens of search: synonyms, promoted results, how search is used."""
