"""Obituaries (vefat ilanı): who died, when and where the funeral is, while it may be shown.

Never a field for the cause of death. What only the desk may know begins with `desk_`; `description`
does not read it.
"""

from collections.abc import Iterable, Iterator
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.search import index

from content.base import BasePage
from content.obituaries import panels, rules
from content.obituaries.addresses import address_of
from content.obituaries.choices import Stage
from content.obituaries.constraints import CONSTRAINTS
from content.obituaries.description import documents, photo_description
from content.obituaries.forms import ObituaryForm
from content.obituaries.models.farewell import Farewell
from content.obituaries.periods import periods_of
from content.obituaries.publishing import Override, after_saving, before_saving, hindrance
from search.documents import Document


class ObituaryPage(Farewell):
    """One obituary; its title is the name."""

    document_kind = "obituary"
    parent_page_types: ClassVar[list[str]] = ["obituaries.ObituaryIndexPage"]
    subpage_types: ClassVar[list[str]] = []
    base_form_class = ObituaryForm
    # The reason for publishing without the family's approval, until the page is saved.
    override: Override | None = None

    notes = models.TextField(
        _("notes"),
        max_length=400,
        blank=True,
        help_text=_("Everybody reads it. Never the cause of death, never a phone number."),
    )
    desk_phone = models.CharField(
        _("family's phone"),
        max_length=32,
        blank=True,
        validators=[
            RegexValidator(r"^[0-9+() ./-]{7,}$", _("Write a phone number, e.g. 0532 000 00 00."))
        ],
        help_text=_("Never published; to ask back before the funeral."),
    )
    desk_informant = models.CharField(
        _("who told us"),
        max_length=120,
        blank=True,
        help_text=_("Never published, e.g. “Oğlu Ali” or “ALO 188”."),
    )
    desk_reason = models.CharField(
        _("Why it is published without the family's approval"),
        max_length=250,
        blank=True,
        help_text=_("Kept with your name, e.g. “Oğlu metni telefonda dinledi ve onayladı”."),
    )
    keep_until = models.DateField(
        _("keep the page until"),
        null=True,
        blank=True,
        help_text=_("By the family's wish. Empty: the page ends 40 days after the burial."),
    )
    allow_search_engines = models.BooleanField(
        _("the family wants it found by search engines"),
        default=False,
        help_text=_("Without this tick Google and others are told not to list the page."),
    )

    condolence_book = models.BooleanField(
        _("condolence book"),
        default=False,
        help_text=_(
            "Only if the family wishes it: people write their condolences, you read them before "
            "they are shown. It closes 40 days after the burial."
        ),
    )
    corrections = models.JSONField(_("corrections"), default=list, editable=False)

    edit_handler = panels.EDIT_HANDLER
    exclude_fields_in_copy: ClassVar[list[str]] = ["corrections"]
    search_fields: ClassVar[list[Any]] = [
        *BasePage.search_fields,
        index.SearchField("father_name"),
        index.SearchField("mosque"),
        *(index.FilterField(name) for name in panels.FILTERED),
    ]

    class Meta(BasePage.Meta):
        """Constraints first."""

        abstract = False
        verbose_name = _("obituary")
        verbose_name_plural = _("obituaries")
        constraints: ClassVar[list[Any]] = CONSTRAINTS

    @property
    def stage(self) -> Stage:
        """Return where the notice stands now, for the desk's list."""
        return periods_of(self).stage(timezone.now()) if self.live else Stage.DRAFT

    def is_free_address(self, slug: str) -> bool:
        """Tell whether no other page beside this one has the address."""
        parent = self.get_parent() if self.path else None
        return bool(self._slug_is_available(slug, parent, self if self.pk else None))

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        """Make the address from name and day before Wagtail makes one from the title alone."""
        self._make_address()
        super().full_clean(*args, **kwargs)

    def minimal_clean(self) -> None:
        """Do the same for a draft."""
        self._make_address()
        super().minimal_clean()

    def _make_address(self) -> None:
        if not getattr(self, "slug", "") and self.title and self.death_date:
            self.slug = address_of(self.title, self.death_date, self.is_free_address)

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save; nothing becomes public unapproved, and what changes in public is remembered."""
        with transaction.atomic():
            before_saving(self)
            saved = super().save(*args, **kwargs)
            after_saving(self)
            return saved

    def publish(self, revision: Any, *args: Any, **kwargs: Any) -> Any:
        """Publish; a scheduled edition that is not approved is called off, others go on."""
        by_clock = kwargs.get("log_action") == "wagtail.publish.scheduled"
        if by_clock and not self.live and hindrance(revision.as_object()):
            self.revisions.update(approved_go_live_at=None)
            return None
        return super().publish(revision, *args, **kwargs)

    def with_content_json(self, content: dict[str, Any]) -> Any:
        """Return a revision's page with the corrections of the page itself."""
        page = super().with_content_json(content)
        page.corrections = self.corrections
        return page

    def clean(self) -> None:
        """Check the parts against each other; say once what was said twice."""
        super().clean()
        problems = list(rules.contradictions(self))
        if self.live and not self.half_finished:
            problems += rules.omissions(self)
        if problems:
            # The first problem of a field is the one to solve first.
            raise ValidationError(dict(reversed(problems)))
        if self.birth_date:
            self.birth_year = self.given_age = None
        if self.photo and not (self.photo_alt or self.photo.description):
            self.photo_alt = photo_description(self)[:160]

    def publish_checks(self) -> Iterator[Any]:
        """Yield what is often a mistake, for the checks before publication."""
        from content.editing.checks import Finding, Level

        if not (self.pk and self.live) and (why := hindrance(self)):
            yield Finding(
                level=Level.ERROR, code="obituary-approval", field="desk_reason", message=why
            )
        for field, message in rules.oddities(self):
            yield Finding(
                level=Level.WARNING, code=f"obituary-{field}", field=field, message=message
            )

    def describe(self) -> Iterable[Document]:
        """Return what the public may know, less and less with time."""
        return documents(self)
