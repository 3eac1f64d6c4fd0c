"""The second factor: what allauth asks its adapter."""

import io
from typing import Any
from urllib.parse import urlsplit

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.secrets.sealing import seal, unseal
from accounts.signin.queries import is_staff

PLACE = ("mfa.Authenticator", "secret")


class FactorAdapter(DefaultMFAAdapter):
    """Own words, the municipality's name, and a last factor that staff cannot put down."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "cannot_delete_authenticator": gettext_lazy(
            "Your work needs a second step. Add another one before you remove this one."
        ),
        "cannot_generate_recovery_codes": gettext_lazy(
            "Recovery codes belong to an authenticator app or a passkey. Add one of these first."
        ),
        "incorrect_code": gettext_lazy(
            "This code is wrong or has run out. Wait for a new one and type it without spaces."
        ),
    }

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as SVG, black on white in every colour scheme."""
        file = io.BytesIO()
        segno.make(url, error="m").save(
            file, kind="svg", border=4, dark="#000", light="#fff", xmldecl=False, omitsize=True
        )
        return file.getvalue().decode()

    def encrypt(self, text: str) -> str:
        """Seal the secret of an app or of recovery codes: a copied table opens no account."""
        return str(seal(text, PLACE))

    def decrypt(self, encrypted_text: str) -> str:
        """Open it."""
        return unseal(encrypted_text, PLACE)

    def _get_site_name(self) -> str:
        return municipality()

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Bind passkeys to the site's own name: a wrong Host header makes none for elsewhere."""
        from allauth.core import context

        host = context.request.get_host().partition(":")[0]
        if not settings.DEBUG:
            host = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname or host
        return {"id": host, "name": municipality()}

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        """Return a name proposed for a passkey."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return _("Passkey %(number)d") % {"number": number}

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Refuse to remove the last factor of staff where one is compulsory."""
        user = authenticator.user
        if not settings.STAFF_SECOND_FACTOR or not is_staff(user):
            return True
        types = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
        others = Authenticator.objects.filter(user_id=user.pk, type__in=types)
        return others.exclude(pk=authenticator.pk).exists()


def municipality() -> str:
    """Return what the municipality is called."""
    return str(apps.get_model("home", "MunicipalitySettings").current().name)
