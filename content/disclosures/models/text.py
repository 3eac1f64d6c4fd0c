"""A disclosure text at its lasting address."""

from collections.abc import Iterable
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, HelpPanel

from content.base import BasePage, editor_tabs
from content.disclosures.models.version import DisclosureVersionPage
from search.documents import ALWAYS, FOREVER, Document


class DisclosurePage(BasePage):
    """A disclosure text at its lasting address; what it says is its version in force."""

    document_kind = "disclosure"
    parent_page_types: ClassVar[list[str]] = ["disclosures.DisclosureIndexPage"]
    subpage_types: ClassVar[list[str]] = ["disclosures.DisclosureVersionPage"]

    about = models.CharField(
        _("where it is shown"),
        max_length=200,
        blank=True,
        help_text=_("E.g. “E-Belediye girişi ve formları”."),
    )

    edit_handler = editor_tabs(
        (
            _("Content"),
            [
                HelpPanel(
                    content=_(
                        "The text itself is in the versions below this page. To change it, add a "
                        "new version with its effective date; old versions stay public."
                    )
                ),
                FieldPanel("title"),
                FieldPanel("about"),
            ],
        )
    )

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("disclosure")

    def versions(self) -> list["DisclosureVersionPage"]:
        """Return the published versions, the oldest first."""
        if not self.pk or not self.path:
            return []
        children = DisclosureVersionPage.objects.child_of(self).live()
        return list(children.order_by("effective_on", "version"))

    def describe(self) -> Iterable[Document]:
        """Return one document for each time a version is in force; none before the first."""
        versions = self.versions()
        if not versions:
            yield Document(title=self.title, summary=self.about, data={"about": self.about})
            return
        listed = [version.short() for version in reversed(versions)]
        for position, version in enumerate(versions):
            later = versions[position + 1 :]
            begins = version.begins_at if position else ALWAYS
            ends = later[0].begins_at if later else FOREVER
            if begins == ends:
                continue
            content = version.content()
            yield Document(
                title=self.title,
                summary=version.search_description or self.about,
                data={"about": self.about, **content, "versions": listed},
                text=version.text_of(content),
                sort_at=version.begins_at,
                valid_from=begins,
                valid_until=ends,
            )
