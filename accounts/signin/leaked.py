"""Passwords that stand on lists of stolen ones, asked of nobody: the lists are on this machine.

Two lists come with packages that are installed anyway (Django's and zxcvbn's, 40,000 passwords
together). They hold few of twelve letters, so a password is looked up in the forms people make of
a short one, too. An installation adds lists of its own (`manage.py leaked_passwords`): a compact
filter in a file, so that nothing leaves the building and no list stands in the repository.
"""

import logging
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.password_validation import CommonPasswordValidator
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from zxcvbn.matching import RANKED_DICTIONARIES

from accounts.signin.bloom import Bloom
from accounts.signin.local_words import plain, views

logger = logging.getLogger(__name__)
# A shorter core stands on the lists by chance.
LEAST_CORE = 4
HEAD, TAIL, SIGNS = re.compile(r"^[\W\d_]+"), re.compile(r"[\W\d_]+$"), re.compile(r"[\W_]+")


class LeakedValidator:
    """Refuses what attackers try first."""

    def validate(self, password: str, user: Any = None) -> None:
        """Raise where the password, or what it was made of, is on a list."""
        if is_leaked(password):
            raise ValidationError(self.get_help_text(), code="password_leaked")

    def get_help_text(self) -> str:
        """Return the advice."""
        return _(
            "This password, or one nearly like it, is on lists of stolen passwords, and these are "
            "tried first. Choose another one: three or four words that do not belong together."
        )


def is_leaked(password: str) -> bool:
    """Tell whether a password or a form of it is on a list; some microseconds."""
    lists, own = shipped(), added()
    return any(form in lists or (own is not None and form in own) for form in forms_of(password))


def forms_of(password: str) -> Iterator[str]:
    """Yield the password, and the shorter ones that it may be made of.

    Case and Turkish letters, letters written as digits, digits and signs at both ends
    (`Password2026!`), and one thing written twice or more (`dragon.dragon`).
    """
    yield password
    folded = plain(password)
    for text in dict.fromkeys((password.lower(), folded, SIGNS.sub("", folded))):
        for part in dict.fromkeys((text, TAIL.sub("", text), TAIL.sub("", HEAD.sub("", text)))):
            for form in views(part):
                if len(form) >= LEAST_CORE:
                    yield form
                if len(once := _once(form)) >= LEAST_CORE:
                    yield TAIL.sub("", once)


def _once(text: str) -> str:
    """Return what is repeated where a text is nothing else; "" otherwise."""
    size = (text + text).find(text, 1) if text else 0
    return text[:size] if 0 < size < len(text) else ""


@cache
def shipped() -> frozenset[str]:
    """Return the passwords of the lists that come with Django and zxcvbn."""
    return frozenset(CommonPasswordValidator().passwords) | frozenset(
        RANKED_DICTIONARIES["passwords"]
    )


@cache
def added() -> Bloom | None:
    """Return the installation's own list; None where it has none."""
    path = Path(settings.LEAKED_PASSWORDS_FILE)
    if not path.is_file():
        return None
    try:
        return Bloom.open(path)
    except ValueError:  # nobody is kept from registering by it; a system check says so
        logger.exception("The list of leaked passwords cannot be read.")
        return None
