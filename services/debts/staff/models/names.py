"""By which words of a name an account is found, though the name is stored sealed."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from services.debts.models import DebtAccount


class NameIndex(models.Model):
    """Keyed digests of the words of an account's name.

    Whoever reads the table learns which accounts share a word, never which word.
    """

    account = models.OneToOneField(
        DebtAccount, on_delete=models.CASCADE, primary_key=True, related_name="name_index"
    )
    words = ArrayField(models.CharField(max_length=96), default=list)
    # The account's fingerprint and the key the digests were made with: another one is made anew.
    made_of = models.CharField(max_length=160)

    class Meta:
        """Nobody's to edit; the rights of the desk hang here."""

        default_permissions = ()
        permissions = (("look_up_accounts", "Can look up register accounts"),)
        indexes = (GinIndex(fields=["words"], name="debtdesk_words"),)

    def __str__(self) -> str:
        """Return the account's id."""
        return str(self.pk)
