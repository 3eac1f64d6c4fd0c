"""Names as words, and accounts by the digests of them."""

import re

from django.db.models import QuerySet

from accounts.secrets.sealing import digest, digests
from search.turkish import fold
from services.debts.models import DebtAccount

PURPOSE = "debt-name-word"
MOST_WORDS = 12
_WORD = re.compile(r"[^\W_]+")


def name_words(name: str) -> list[str]:
    """Return the words of a name as they are compared: “Işık Çelik Ltd.” is isik, celik, ltd."""
    return sorted(set(_WORD.findall(fold(name))))[:MOST_WORDS]


def word_digests(name: str) -> list[str]:
    """Return what the index holds of a name."""
    return [digest(word, PURPOSE) for word in name_words(name)]


def by_name(text: str) -> QuerySet[DebtAccount]:
    """Return the accounts whose name has all the words of a text."""
    rows = DebtAccount.objects.all()
    for word in name_words(text):
        rows = rows.filter(name_index__words__overlap=digests(word, PURPOSE))
    return rows
