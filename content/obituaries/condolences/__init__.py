"""The condolence book of a notice: by the family's wish, read before shown, closed, deleted."""
