"""What ends reminders from a letter: its address needs no session and opens nothing else.

It is signed over the account's key, so nobody can end another's reminders without a letter.
"""

from django.core import signing

SALT = "debts.reminders"


def token_of(user_id: int) -> str:
    """Return what ends somebody's reminders."""
    return signing.Signer(salt=SALT).sign(str(user_id))


def user_of(token: str) -> int | None:
    """Return whose token it is; None for one that is not ours."""
    try:
        return int(signing.Signer(salt=SALT).unsign(token))
    except (signing.BadSignature, ValueError):
        return None
