"""Half-filled forms of who is signed in, kept on the server until they are sent."""

import uuid

from django.conf import settings
from django.db import models

from accounts.secrets.fields import EncryptedTextField


class Draft(models.Model):
    """One for each person and form."""

    public_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="case_drafts"
    )
    form = models.SlugField(max_length=40)
    content = EncryptedTextField(bound_to="public_id", purpose="case-draft")
    changed_at = models.DateTimeField(db_index=True)

    class Meta:
        """Forgotten when it is sent, and after a month."""

        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["user", "form"], name="cases_one_draft"),
        ]

    def __str__(self) -> str:
        """Return whose and of which form; never what is in it."""
        return f"{self.user_id} {self.form}"
