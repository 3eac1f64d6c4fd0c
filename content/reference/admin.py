"""The admin of neighbourhoods and directorates."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from content.reference.models import Directorate, Neighbourhood


class _NamedViewSet(SnippetViewSet):
    """What both share: by the Turkish alphabet, searched by name, exported."""

    ordering: ClassVar[list[str]] = ["sort_key"]
    search_backend_name: ClassVar[Any] = None
    list_per_page = 100
    inspect_view_enabled = False


class NeighbourhoodViewSet(_NamedViewSet):
    """Neighbourhoods."""

    model = Neighbourhood
    icon = "site"
    list_display: ClassVar[list[str]] = ["name", "postal_code", "population", "uavt_id"]
    search_fields: ClassVar[list[str]] = ["name", "aliases", "slug"]
    list_export: ClassVar[list[str]] = [
        *("name", "slug", "uavt_id", "postal_code", "population", "aliases", "lat", "lng"),
    ]
    export_filename = "mahalleler"


class DirectorateViewSet(_NamedViewSet):
    """Directorates."""

    model = Directorate
    icon = "group"
    list_display: ClassVar[list[str]] = ["name", "phone", "email"]
    search_fields: ClassVar[list[str]] = ["name", "scope", "slug"]
    list_export: ClassVar[list[str]] = ["name", "slug", "scope", "phone", "email", "address"]
    export_filename = "mudurlukler"


class ReferenceGroup(SnippetViewSetGroup):
    """Both under one entry of the menu."""

    menu_label = _("Neighbourhoods and directorates")
    menu_icon = "site"
    menu_order = 600
    items = (NeighbourhoodViewSet, DirectorateViewSet)
