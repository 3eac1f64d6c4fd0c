"""Blocks that hold only what to look for; what they show is found when the page is read."""

from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from content.blocks.base import PublicBlock

GROUP = _("Lists and contact")
KINDS = [
    ("news", _("News and announcements")),
    ("obituary", _("Obituaries")),
    ("roadwork", _("Road works")),
    ("place", _("Places")),
    ("service", _("Services")),
]


def category_choices() -> list[tuple[str, str]]:
    """Return slug and name of each group and category of the guide."""
    from content.places.queries import category_labels  # models are ready only later

    return list(category_labels(get_language() or "tr").items())


class LatestBlock(PublicBlock):
    """The latest notices of a kind; filled when the page is read."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    kind = blocks.ChoiceBlock(choices=KINDS, default="news", label=_("Kind"))
    count = blocks.IntegerBlock(label=_("How many"), min_value=1, max_value=12, default=4)

    class Meta:
        """How editors see it."""

        icon = "list-ul"
        label = _("Latest notices")
        description = _("The newest notices of a kind; keeps itself up to date.")
        group = GROUP
        preview_value = {"title": "Son duyurular", "kind": "news", "count": 2}


class PlacesBlock(PublicBlock):
    """Places of a category on a map and as a list; filled when the page is read."""

    title = blocks.CharBlock(label=_("Title"), max_length=120)
    category = blocks.ChoiceBlock(
        choices=category_choices,
        label=_("Category"),
        help_text=_("A group shows the places of all its categories."),
    )

    def get_preview_value(self) -> Any:
        """Return the first category there is."""
        choices = category_choices()
        return self.normalize({"title": "Nerede?", "category": choices[0][0] if choices else ""})

    class Meta:
        """How editors see it."""

        icon = "site"
        label = _("Places")
        description = _("The places of a category on a map and as a list; keeps itself up to date.")
        group = GROUP
