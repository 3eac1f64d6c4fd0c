"""A page that a file may bring again: it remembers the id it has there."""

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from content.base import BasePage


class ImportedPage(BasePage):
    """A page that a file may bring again.

    `external_key` holds the external id once for each language, so that the database itself keeps
    two imports from making a page twice.
    """

    external_id = models.CharField(
        _("id of the source"), max_length=80, blank=True, help_text=_("Imports find it by this.")
    )
    external_key = models.CharField(max_length=120, null=True, editable=False, unique=True)

    class Meta:
        """For the pages that extend it."""

        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Keep the key of the external id in step."""
        self.external_key = f"{self.locale_id}:{self.external_id}" if self.external_id else None
        return super().save(*args, **kwargs)

    def has_twin(self) -> bool:
        """Tell whether another page of the type has this id in this language."""
        if not self.external_id:
            return False
        others = type(self).objects.filter(external_id=self.external_id, locale_id=self.locale_id)
        return bool(others.exclude(pk=self.pk).exists())

    def copy(self, *args: Any, update_attrs: Any = None, **kwargs: Any) -> Any:
        """Copy; a second page in the same language is not the one the source meant."""
        attrs = dict(update_attrs or {})
        if attrs.get("locale", self.locale) == self.locale:
            attrs |= {"external_id": "", "external_key": None}
        return super().copy(*args, update_attrs=attrs, **kwargs)
