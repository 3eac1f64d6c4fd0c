"""Who a name and a password belong to, at the same cost whether or not there is such an account.

allauth's own backend looks once more where an address is unknown, and checks the password twice
where a name could be an address: by the clock or the load both tell known accounts from unknown.
"""

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from allauth.account.models import EmailAddress
from django.db.models import Q

from accounts.models import User


class EvenBackend(AuthenticationBackend):
    """Addresses: two look-ups; user names: one; always one check of the password."""

    def _authenticate(self, request: Any, **credentials: Any) -> User | None:
        password = str(credentials.get("password") or "")
        email, name = credentials.get("email"), str(credentials.get("username") or "")
        if not email and "@" in name:
            email = name  # staff may type their address
        if email:
            return self._authenticate_by_email(str(email), password)
        return self._authenticate_by_username(name, password)  # type: ignore[return-value]

    def _authenticate_by_email(self, email: str, password: str) -> User | None:
        """Take the verified owner of an address; without one whoever has it in the account."""
        email = email.lower()
        rows = EmailAddress.objects.filter(email=email).values_list("user_id", "verified")
        claims = dict(rows)
        owners = [pk for pk, verified in claims.items() if verified]
        found = User.objects.filter(Q(pk__in=owners or list(claims)) | Q(email=email))
        for user in found:
            if (not owners or user.pk in owners) and self._check_password(user, password):
                return user
        return None
