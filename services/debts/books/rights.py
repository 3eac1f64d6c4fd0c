"""Who sees the books and who keeps them; roles give these (`content.editing.service_roles`)."""

from typing import Any

SEE = "debtbooks.see_books"
KEEP = "debtbooks.keep_books"
ALL = (SEE, KEEP)


def may_see(user: Any) -> bool:
    """Tell whether somebody reads differences, closed days and batches."""
    return bool(user.has_perm(SEE)) or may_keep(user)


def may_keep(user: Any) -> bool:
    """Tell whether somebody settles differences and closes days."""
    return bool(user.has_perm(KEEP))
