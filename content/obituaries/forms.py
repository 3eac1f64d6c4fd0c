"""The form of an obituary: few things to type, and nothing to think of twice."""

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from content.base import BasePage
from content.obituaries.addresses import address_of, is_made_from
from content.obituaries.publishing import Override, after_saving
from content.obituaries.wording import tidy_name

# The form of all pages, with what the house adds to it.
PageForm: Any = BasePage.base_form_class


class ObituaryForm(PageForm):
    """Proposes the burial for tomorrow, writes names evenly, makes the address.

    The address follows name and day until the first publication and never changes by itself after
    it: a corrected name must not break a link that a family has sent around.
    """

    class Media:
        """The Friday prayer is proposed while the form is filled in."""

        js = [forms.Script("js/admin/obituary.js", type="module")]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill in what is most likely; a new notice only."""
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:
            self.fields["slug"].required = False
        if not self.instance.pk and "burial_date" in self.fields:
            tomorrow = timezone.localdate() + timedelta(days=1)
            self.initial["burial_date"] = self.initial.get("burial_date") or tomorrow
        if "prayer" in self.fields:
            known = self.fields["prayer"].choices
            self.fields["prayer"].choices = [
                (value, label if value else _("Choose")) for value, label in known
            ]

    def clean_title(self) -> str:
        """Write a name typed in one case only as the lists do."""
        return tidy_name(self.cleaned_data["title"])

    def clean(self) -> dict[str, Any]:
        """Make the address before it is checked."""
        data = self.cleaned_data
        if "slug" in self.fields and "slug" not in self.errors:
            data["slug"] = self._address(data)
        cleaned: dict[str, Any] = super().clean()
        return cleaned

    def save(self, commit: bool = True) -> Any:
        """Save; keep the reason for publishing without approval with a page that exists."""
        page = super().save(commit=commit)
        if page.pk:
            after_saving(page)
        return page

    def _address(self, data: dict[str, Any]) -> str:
        page, asked = self.instance, data.get("slug", "")
        name, death = data.get("title"), data.get("death_date")
        stored = self.initial.get("slug", "")
        if page.first_published_at or (page.pk and page.live):
            return asked or stored
        old_name, old_death = self.initial.get("title"), self.initial.get("death_date")
        is_own = bool(asked) and not (
            asked == stored and old_name and old_death and is_made_from(asked, old_name, old_death)
        )
        if is_own or not name or not death:
            return asked or stored
        return address_of(name, death, self._is_free)

    def _is_free(self, slug: str) -> bool:
        page = self.instance
        parent = self.parent_page or page.get_parent()
        return bool(page._slug_is_available(slug, parent, page if page.pk else None))

    def _post_clean(self) -> None:
        """Tell the page of the reason for going without the family, before it checks itself."""
        reason = self.cleaned_data.get("desk_reason", "")
        if reason and self.intent:
            self.instance.override = Override(reason, self.for_user)
        super()._post_clean()
