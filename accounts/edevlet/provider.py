"""e-Devlet as a provider of allauth."""

from typing import Any

from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.base import ProviderAccount
from allauth.socialaccount.providers.oauth2.provider import OAuth2Provider
from django.conf import settings

from accounts.edevlet.gate import Person
from accounts.edevlet.views import EDevletAdapter
from accounts.secrets.sealing import digest, digests, seal

PURPOSE = "edevlet.uid"
PLACE = ("edevlet", "pending")


class EDevletAccount(ProviderAccount):
    """An account at the gate; it shows nothing."""

    def to_str(self) -> str:
        """Return the gate's name."""
        return "e-Devlet"


class EDevletProvider(OAuth2Provider):
    """The gate. Whose account it is, is kept as a keyed digest of the identity number."""

    id = "edevlet"
    name = "e-Devlet Kapısı"
    account_class = EDevletAccount
    oauth2_adapter_class = EDevletAdapter

    def get_scope(self) -> list[str]:
        """Return what we ask for."""
        return [scope for scope in settings.EDEVLET_SCOPES.split(";") if scope]

    def get_scope_from_request(self, request: Any) -> list[str]:
        """Ask for nothing that a link adds."""
        return self.get_scope()

    def get_auth_params_from_request(self, request: Any, action: Any) -> dict[str, str]:
        """Send nothing that a link adds."""
        return {}

    def extract_uid(self, data: Person) -> str:
        """Return the digest an account is found by, under whichever key it was made."""
        known = SocialAccount.objects.filter(
            provider=self.id, uid__in=digests(data.number, PURPOSE)
        ).first()
        return known.uid if known else digest(data.number, PURPOSE)

    def extract_extra_data(self, data: Person) -> dict[str, str]:
        """Return the number sealed: it waits in the session until there is an account."""
        return {
            "number": str(seal(data.number, PLACE)),
            "first_name": data.first_name,
            "last_name": data.last_name,
        }

    def extract_common_fields(self, data: Person) -> dict[str, str]:
        """Return the names."""
        return {"first_name": data.first_name, "last_name": data.last_name}


provider_classes = [EDevletProvider]
