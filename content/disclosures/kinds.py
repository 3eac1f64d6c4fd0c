"""Disclosures as kinds of documents."""

from django.utils.translation import gettext_lazy as _

from content.disclosures.lists import DISCLOSURES
from content.disclosures.schemas import DisclosureFields
from content.disclosures.views import disclosure
from content.lists import list_view
from search.kinds import Kind, register

DISCLOSURE = register(
    Kind(
        name="disclosure",
        label=_("Disclosure"),
        plural=_("Disclosures"),
        template="pages/disclosure.jinja",
        card="pages/cards/disclosure.jinja",
        view=disclosure,
        schema=DisclosureFields,
        icon="shield",
    )
)
VERSION = register(
    Kind(
        name="disclosure_version",
        label=_("Disclosure version"),
        plural=_("Disclosure versions"),
        template="pages/disclosure_version.jinja",
        listed=False,
        icon="shield",
    )
)
INDEX = register(
    Kind(
        name="disclosure_index",
        label=_("Disclosures list"),
        plural=_("Disclosures lists"),
        template="pages/list.jinja",
        listed=False,
        landing=True,
        view=list_view(DISCLOSURES),
        icon="shield",
    )
)
