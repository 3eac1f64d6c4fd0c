"""What the pages share: summary, body, picture, responsible directorate."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.fields import StreamField

from content.base import BasePage
from content.blocks import Body


def picture() -> models.ForeignKey:
    """Return the field of a picture."""
    return models.ForeignKey(
        "wagtailimages.Image",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("image"),
    )


def unit() -> models.ForeignKey:
    """Return the field of the responsible directorate."""
    return models.ForeignKey(
        "reference.Directorate",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("responsible directorate"),
    )


def iso(moment: datetime) -> str:
    """Return a moment as the API writes it."""
    return timezone.localtime(moment).isoformat(timespec="minutes")


class TextPage(BasePage):
    """Abstract: a page with a summary and a body of blocks."""

    summary = models.TextField(
        _("summary"),
        max_length=300,
        blank=True,
        help_text=_("One or two sentences; lists and search show them."),
    )
    body = StreamField(
        Body(required=False), blank=True, use_json_field=True, verbose_name=_("body")
    )

    class Meta(BasePage.Meta):
        """No table of its own."""

        abstract = True
