"""A version of a disclosure text, which nobody changes once it is in force."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.validators import MinValueValidator
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.rich_text import expand_db_html

from content.base import BasePage, editor_tabs
from content.disclosures.blocks import (
    CategoryBlock,
    LegalBasisBlock,
    LineBlock,
    PurposeBlock,
    RecipientBlock,
    plain,
)
from search import index
from search.documents import Document

RICH = ["bold", "italic", "link", "ul", "ol"]


def _rows(block: Any) -> StreamField:
    return StreamField([("row", block)], blank=True, use_json_field=True)


class DisclosureVersionPage(BasePage):
    """One version of a text. Once it is in force it can no longer be changed."""

    document_kind = "disclosure_version"
    parent_page_types: ClassVar[list[str]] = ["disclosures.DisclosurePage"]
    subpage_types: ClassVar[list[str]] = []

    version = models.PositiveSmallIntegerField(_("version"), validators=[MinValueValidator(1)])
    effective_on = models.DateField(
        _("in force from"), help_text=_("From 00.00 of this day the text's address shows it.")
    )
    material_change = models.BooleanField(
        _("material change"),
        default=False,
        help_text=_("Tick it when purposes, data or recipients change: people must be told anew."),
    )
    change_note = models.TextField(
        _("what changed"),
        max_length=1000,
        help_text=_("Plain words, e.g. “Kurs kayıtlarında toplanan veriler eklendi”."),
    )
    intro = RichTextField(_("opening"), features=RICH, blank=True)
    controller_name = models.CharField(_("controller"), max_length=200)
    controller_address = models.CharField(_("address"), max_length=300, blank=True)
    controller_kep = models.CharField(_("registered e-mail (KEP)"), max_length=120, blank=True)
    controller_phone = models.CharField(_("phone"), max_length=40, blank=True)
    controller_email = models.EmailField(_("e-mail"), blank=True)
    representative = models.CharField(_("representative"), max_length=200, blank=True)
    data_categories = _rows(CategoryBlock())
    legal_bases = _rows(LegalBasisBlock())
    purposes = _rows(PurposeBlock())
    methods = _rows(LineBlock())
    recipients = _rows(RecipientBlock())
    transfer_law = models.CharField(
        _("articles on transfer"), max_length=120, blank=True, help_text=_("E.g. “KVKK 8, 9”.")
    )
    transfer_abroad = models.TextField(_("transfer abroad"), max_length=800, blank=True)
    retention = RichTextField(_("how long data is kept"), features=RICH, blank=True)
    rights_intro = RichTextField(_("rights, opening"), features=RICH, blank=True)
    rights = _rows(LineBlock())
    how_to_apply = RichTextField(_("how to apply"), features=RICH, blank=True)

    edit_handler = editor_tabs(
        (
            _("Version"),
            [
                FieldPanel("title"),
                FieldRowPanel([FieldPanel("version"), FieldPanel("effective_on")]),
                FieldPanel("material_change"),
                FieldPanel("change_note"),
            ],
        ),
        (
            _("Who and what"),
            [
                FieldPanel("intro"),
                MultiFieldPanel(
                    [
                        FieldPanel("controller_name"),
                        FieldPanel("representative"),
                        FieldPanel("controller_address"),
                        FieldRowPanel(
                            [FieldPanel("controller_phone"), FieldPanel("controller_email")]
                        ),
                        FieldPanel("controller_kep"),
                    ],
                    heading=_("Controller"),
                ),
                FieldPanel("data_categories"),
            ],
        ),
        (
            _("Why and on what ground"),
            [FieldPanel("legal_bases"), FieldPanel("purposes"), FieldPanel("methods")],
        ),
        (
            _("Transfer and retention"),
            [
                FieldPanel("recipients"),
                FieldPanel("transfer_law"),
                FieldPanel("transfer_abroad"),
                FieldPanel("retention"),
            ],
        ),
        (
            _("Rights"),
            [FieldPanel("rights_intro"), FieldPanel("rights"), FieldPanel("how_to_apply")],
        ),
    )

    class Meta(BasePage.Meta):
        """Names for the admin."""

        abstract = False
        verbose_name = _("disclosure version")
        verbose_name_plural = _("disclosure versions")

    @property
    def begins_at(self) -> datetime:
        """Return the first moment of the effective day in Istanbul."""
        return timezone.make_aware(datetime.combine(self.effective_on, time()))

    def clean(self) -> None:
        """Keep names consistent, numbers unique, and what is in force unchanged."""
        super().clean()
        errors: dict[str, Any] = {}
        categories = {str(row["name"]) for row in plain(self.data_categories)}
        articles = {str(row["article"]) for row in plain(self.legal_bases)}
        for name, allowed, used in (
            ("purposes", categories, "categories"),
            ("purposes", articles, "bases"),
            ("recipients", categories, "categories"),
        ):
            unknown = sorted(
                {str(item) for row in plain(getattr(self, name)) for item in row[used]} - allowed
            )
            if unknown:
                message = _("Not in the list above: %(names)s. Write it as it stands there.")
                errors[name] = message % {"names": ", ".join(unknown)}
        if self.path and self._number_taken():
            errors["version"] = _("This text has a version with that number; take the next one.")
        if self._is_in_force() and self._content_changed():
            errors["effective_on"] = _(
                "This version is in force, so what it says can no longer change. "
                "Add a new version instead."
            )
        if errors:
            raise ValidationError(errors)

    def _number_taken(self) -> bool:
        siblings = DisclosureVersionPage.objects.sibling_of(self, inclusive=False)
        return siblings.filter(version=self.version).exists()

    def _is_in_force(self) -> bool:
        stored = self._stored()
        return bool(stored and stored.live and stored.effective_on <= timezone.localdate())

    def _stored(self) -> "DisclosureVersionPage | None":
        return DisclosureVersionPage.objects.filter(pk=self.pk).first() if self.pk else None

    def _content_changed(self) -> bool:
        stored = self._stored()
        return stored is not None and stored.content() != self.content()

    def save(self, *args: Any, **kwargs: Any) -> Any:
        """Save, and describe the text anew whose version this is."""
        with transaction.atomic():
            saved = super().save(*args, **kwargs)
            parent = self.get_parent()
            if parent is not None:
                index.sync(parent.specific)
        return saved

    def short(self) -> dict[str, Any]:
        """Return what lists of versions show."""
        return {
            "version": self.version,
            "effective_on": self.effective_on.isoformat(),
            "material_change": self.material_change,
            "change_note": self.change_note,
            "url": self.get_url(),
        }

    def content(self) -> dict[str, Any]:
        """Return everything this version says, JSON-ready."""
        return {
            "version": self.version,
            "effective_on": self.effective_on.isoformat(),
            "material_change": self.material_change,
            "change_note": self.change_note,
            "intro": expand_db_html(self.intro),
            "controller": {
                "name": self.controller_name,
                "representative": self.representative,
                "address": self.controller_address,
                "kep": self.controller_kep,
                "phone": self.controller_phone,
                "email": self.controller_email,
            },
            "data_categories": plain(self.data_categories),
            "legal_bases": plain(self.legal_bases),
            "purposes": plain(self.purposes),
            "methods": [row["text"] for row in plain(self.methods)],
            "recipients": plain(self.recipients),
            "transfer_law": self.transfer_law,
            "transfer_abroad": self.transfer_abroad,
            "retention": expand_db_html(self.retention),
            "rights_intro": expand_db_html(self.rights_intro),
            "rights": [row["text"] for row in plain(self.rights)],
            "how_to_apply": expand_db_html(self.how_to_apply),
        }

    @staticmethod
    def text_of(content: dict[str, Any]) -> str:
        """Return the words that find the text."""
        from content.disclosures.comparison import lines_of

        return "\n".join(text for _section, text in lines_of(content))

    def describe(self) -> Iterable[Document]:
        """Return this version; it is found under its text, so it stands in no list itself."""
        content = self.content()
        parent = self.get_parent()
        yield Document(
            title=self.title,
            summary=self.change_note,
            data={**content, "text_url": parent.get_url() if parent else ""},
            facets={"disclosure": [parent.slug] if parent else []},
            sort_at=self.begins_at,
            noindex=True,
        )
