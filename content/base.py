"""The page every page type extends: it describes itself, and is shown from that description."""

from collections.abc import Iterable
from typing import Any, ClassVar

from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.models import Page
from wagtail_localize.fields import SynchronizedField, TranslatableField

from content.pages import render_document
from search import index
from search.documents import Document
from search.queries import Found, Shown


def editor_tabs(*tabs: tuple[Any, list[Any]]) -> TabbedInterface:
    """Return the editor's form: a tab for each `(heading, panels)`, then address and schedule."""
    publication = [
        MultiFieldPanel(
            [FieldPanel("slug"), FieldPanel("review_on")], heading=_("Address and review")
        ),
        *Page.settings_panels,
    ]
    return TabbedInterface(
        [
            *(ObjectList(panels, heading=heading) for heading, panels in tabs),
            ObjectList(publication, heading=_("Publication")),
        ]
    )


class BasePage(Page):
    """Abstract base: one slug in all languages, a review date, and the published description.

    A page type sets `document_kind`, its panels (`edit_handler = editor_tabs(...)`), its parents
    and children, and implements `describe()`. Pages are served from the published index; `serve`
    is for previews and restricted pages, and draws the same template from the same description.
    """

    document_kind: ClassVar[str]

    review_on = models.DateField(
        _("review date"),
        null=True,
        blank=True,
        help_text=_("On this day the page appears in the list “to be reviewed”, e.g. in a year."),
    )

    override_translatable_fields: ClassVar[list[Any]] = [
        SynchronizedField("slug"),
        TranslatableField("title"),
    ]

    class Meta:
        """No table of its own."""

        abstract = True

    def describe(self) -> Iterable[Document]:
        """Return what the public may know of this page; see `search.documents.Document`."""
        raise NotImplementedError

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; when the address changed, give the pages below their new addresses as well."""
        with transaction.atomic():
            before = None
            if self.pk:
                before = Page.objects.filter(pk=self.pk).values_list("url_path", flat=True).first()
            saved = super().save(*args, **kwargs)
            if before is not None and before != self.url_path:
                from search.signals import sync_referrers_of_tree

                index.sync_tree(self)
                sync_referrers_of_tree(self)
        return saved

    def found(self, path: str) -> Found:
        """Return this page as the index would give it, from what is in memory."""
        rows = list(index.rows_of(self, path))
        row = rows[0].values if rows else None
        if row is None:
            shown = Shown(0, self.document_kind, self.locale.language_code, path, self.title, {})
        else:
            shown = Shown(
                self.pk or 0,
                row["kind"],
                row["locale"],
                path,
                row["title"],
                row["payload"],
                row["body"],
                row["noindex"],
            )
        ancestors = (
            []
            if self._state.adding or not self.path
            else [
                (page.get_url() or "/", page.title)
                for page in self.get_ancestors().filter(depth__gt=1)
            ]
        )
        return Found(shown, {shown.locale: path}, ancestors)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Draw the page from its own description (previews, restricted pages)."""
        return render_document(request, self.found(self.get_url() or request.path))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Draw a draft as it would be published."""
        request.is_preview = True  # type: ignore[attr-defined]
        return self.serve(request)
