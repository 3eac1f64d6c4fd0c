"""The parts of a disclosure text, each a row of plain fields; nothing is one blob."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import blocks


class CategoryBlock(blocks.StructBlock):
    """A category of personal data: what is in it, where it comes from, whose it is."""

    name = blocks.CharBlock(
        label=_("category"), max_length=120, help_text=_("E.g. “Kimlik”. Purposes name it.")
    )
    data = blocks.ListBlock(
        blocks.CharBlock(max_length=200), label=_("data"), help_text=_("E.g. “Ad”, “Soyad”.")
    )
    source = blocks.CharBlock(
        label=_("source"), max_length=250, help_text=_("E.g. “Başvuru formu”.")
    )
    persons = blocks.CharBlock(label=_("whose"), max_length=200, required=False)

    class Meta:
        """How editors see it."""

        icon = "user"
        label = _("Data category")


class LegalBasisBlock(blocks.StructBlock):
    """A ground of law: the article and what it says."""

    article = blocks.CharBlock(
        label=_("article"), max_length=60, help_text=_("E.g. “KVKK 5/2-a”. Purposes name it.")
    )
    text = blocks.CharBlock(label=_("wording"), max_length=300)

    class Meta:
        """How editors see it."""

        icon = "draft"
        label = _("Legal basis")


class PurposeBlock(blocks.StructBlock):
    """A purpose with the categories it needs and the ground it stands on."""

    text = blocks.TextBlock(label=_("purpose"), max_length=600)
    categories = blocks.ListBlock(
        blocks.CharBlock(max_length=120),
        label=_("data categories"),
        min_num=0,
        help_text=_("Names from the list above, as written there."),
    )
    bases = blocks.ListBlock(
        blocks.CharBlock(max_length=60),
        label=_("legal bases"),
        min_num=0,
        help_text=_("Articles from the list above, e.g. “KVKK 5/2-a”."),
    )
    law = blocks.CharBlock(label=_("other law"), max_length=250, required=False)

    class Meta:
        """How editors see it."""

        icon = "clipboard-list"
        label = _("Purpose")


class RecipientBlock(blocks.StructBlock):
    """Who may receive data, and what for."""

    name = blocks.CharBlock(label=_("recipient"), max_length=250)
    purpose = blocks.CharBlock(label=_("purpose"), max_length=300)
    categories = blocks.ListBlock(
        blocks.CharBlock(max_length=120), label=_("data categories"), min_num=0
    )
    abroad = blocks.BooleanBlock(label=_("abroad"), required=False)

    class Meta:
        """How editors see it."""

        icon = "group"
        label = _("Recipient")


class LineBlock(blocks.StructBlock):
    """One way of collecting data, or one right."""

    text = blocks.TextBlock(label=_("text"), max_length=400)

    class Meta:
        """How editors see it."""

        icon = "list-ul"
        label = _("Line")


def plain(stream: Any) -> list[dict[str, Any]]:
    """Return the rows of a stream of one block type as plain dictionaries."""
    return [
        {
            name: list(value) if isinstance(value, blocks.list_block.ListValue) else value
            for name, value in child.value.items()
        }
        for child in stream
    ]
