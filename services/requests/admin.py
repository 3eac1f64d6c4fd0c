"""The admin of topics: for administrators."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from services.requests.models import Category


class TopicViewSet(SnippetViewSet):
    """Topics, in the order citizens see them."""

    model = Category
    icon = "list-ul"
    menu_label = _("Topics of reports")
    menu_order = 590
    add_to_admin_menu = True
    ordering: ClassVar[list[str]] = ["group__position", "position", "pk"]
    search_backend_name: ClassVar[Any] = None
    list_per_page = 100
    inspect_view_enabled = False
    list_display: ClassVar[list[str]] = [
        *("name", "group", "route_to", "body", "promise_days", "moderation", "is_active"),
    ]
    list_filter: ClassVar[list[str]] = ["group", "moderation", "is_active"]
    search_fields: ClassVar[list[str]] = ["name", "words", "slug"]
    list_export: ClassVar[list[str]] = [
        *("slug", "name", "name_en", "name_ar", "group", "words", "route_to", "body"),
        *("promise_days", "moderation", "place_asked", "evidence_needed", "is_active"),
    ]
    export_filename = "bildirim-konulari"
    panels: ClassVar[list[Any]] = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldRowPanel([FieldPanel("name_en"), FieldPanel("name_ar")]),
                FieldRowPanel([FieldPanel("group"), FieldPanel("position")]),
                FieldPanel("words"),
                FieldPanel("is_active"),
                FieldPanel("slug"),
            ],
            heading=_("What citizens find"),
        ),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("route_to"), FieldPanel("body")]),
                FieldRowPanel([FieldPanel("promise_days"), FieldPanel("evidence_needed")]),
            ],
            heading=_("Who deals with it, and how soon"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("stop_text"),
                FieldRowPanel([FieldPanel("stop_text_en"), FieldPanel("stop_text_ar")]),
                FieldRowPanel([FieldPanel("is_emergency"), FieldPanel("asks_road_works")]),
                FieldRowPanel([FieldPanel("place_asked"), FieldPanel("moderation")]),
                FieldPanel("questions"),
            ],
            heading=_("What is said and asked"),
        ),
    ]

    def get_queryset(self, request: Any) -> Any:
        """Fetch with each row what the list says of it."""
        return Category.objects.select_related("group", "route_to", "body")
