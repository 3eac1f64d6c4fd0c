"""What is shown of a name after a code: its initials."""

from collections.abc import Iterable

from services.debts.models import Instalment
from services.debts.reckoning import Debt

MOST = 3


def initials(name: str) -> str:
    """Return the first letters of a name: A. Ö."""
    return " ".join(f"{word[0].upper() if word[0] != 'i' else 'İ'}." for word in name.split())


def initials_of(rows: Iterable[Debt | Instalment]) -> str:
    """Return the initials of those whose debts these are, each once; their accounts are loaded."""
    accounts = {}
    for row in rows:
        one = row.assessment if isinstance(row, Instalment) else row.row
        accounts[one.account_id] = one.account
        if len(accounts) >= MOST:
            break
    return ", ".join(dict.fromkeys(initials(account.name) for account in accounts.values()))
