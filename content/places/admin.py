"""The guide desk's lists: places with columns, filters and export, and the categories."""

from datetime import timedelta
from typing import Any, ClassVar

import django_filters
from django.db.models import Q, QuerySet
from django.forms import CheckboxSelectMultiple, RadioSelect, Select
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import ExplorableIndexView, IndexView, PageFilterSet
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.admin.viewsets.pages import PageListingViewSet, PageViewSet
from wagtail.admin.widgets.button import HeaderButton
from wagtail.models import Locale

from content.imports.kinds import upload_url
from content.places.forms import category_choices
from content.places.hours import compose
from content.places.models import ACCESS_FACTS, PlaceCategory, PlacePage
from content.reference.models import Directorate, Neighbourhood

STALE_DAYS = 365
MATTERS = [
    ("never", _("Never verified")),
    ("stale", _("Verified more than a year ago")),
    ("no_point", _("Without a point on the map")),
    ("no_hours", _("Without opening hours")),
    ("no_access", _("Step-free entrance not known")),
]


def with_matter(places: QuerySet[Any], value: str) -> QuerySet[Any]:
    """Keep the places that lack something the desk can find out."""
    old = timezone.localdate() - timedelta(days=STALE_DAYS)
    conditions = {
        "never": Q(verified_on=None),
        "stale": Q(verified_on__lt=old),
        "no_point": Q(lat=None),
        "no_hours": Q(always_open=False, hours=None),
        "no_access": Q(step_free="unknown"),
    }
    return places.filter(pk__in=PlacePage.objects.filter(conditions[value]).values("pk"))


class PlaceFilterSet(PageFilterSet):
    """What the desk looks for."""

    # Of no use where every page is of one type and has nothing below.
    site = None
    has_child_pages = None
    owner = None

    matter = django_filters.ChoiceFilter(
        label=_("To look at"),
        choices=MATTERS,
        empty_label=_("All"),
        widget=RadioSelect,
        method="by_matter",
    )
    category = django_filters.ChoiceFilter(
        label=_("Category"), choices=lambda: category_choices(None)[1:], widget=Select
    )
    group = django_filters.ModelChoiceFilter(
        label=_("Group"),
        field_name="category__parent",
        queryset=PlaceCategory.objects.filter(parent=None),
        widget=Select,
    )
    neighbourhood = django_filters.ModelChoiceFilter(
        label=_("Neighbourhood"), queryset=Neighbourhood.objects.all(), widget=Select
    )
    directorate = django_filters.ModelChoiceFilter(
        label=_("Directorate"), queryset=Directorate.objects.all(), widget=Select
    )
    locale = django_filters.ModelMultipleChoiceFilter(
        label=_("Language"), queryset=Locale.objects.all(), widget=CheckboxSelectMultiple
    )

    class Meta:
        """The page type."""

        model = PlacePage
        fields: ClassVar[list[str]] = []

    def by_matter(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """Keep what lacks something."""
        return with_matter(queryset, value)


COLUMNS = [
    BulkActionsColumn("bulk_actions"),
    PageTitleColumn("title", label=_("Place"), sort_key="title", classname="title"),
    Column("category", label=_("Category"), sort_key="category__sort_key"),
    Column("neighbourhood", label=_("Neighbourhood"), sort_key="neighbourhood__sort_key"),
    DateColumn("verified_on", label=_("Verified"), sort_key="verified_on", width="12%"),
    PageStatusColumn("live", label=_("Publication"), sort_key="live", width="10%"),
]
# The columns of the import's own format, so that what comes out can go in again.
EXPORT = {
    "external_id": "external_id",
    "title": "name",
    "other_names": "other_names",
    "export_group": "category",
    "export_category": "subcategory",
    "description": "description",
    "export_neighbourhood": "neighbourhood",
    "street": "street",
    "door_no": "door_no",
    "lat": "lat",
    "lng": "lng",
    "export_phone": "phone",
    "email": "email",
    "web": "web",
    "export_hours": "opening_hours",
    **{name: name for name in ACCESS_FACTS},
    "capacity": "capacity",
    "verified_on": "verified_on",
}


def exported(page: PlacePage) -> dict[str, Any]:
    """Return a place as a row of the import's format; what is empty is empty text."""
    group = page.category.parent or page.category
    made = {
        "export_group": group.name,
        "export_category": page.category.name if page.category.parent else "",
        "export_neighbourhood": page.neighbourhood.name if page.neighbourhood else "",
        "export_phone": page.phones.replace(", ", "|"),
        "export_hours": compose(page.opening()),
    }
    values = {name: made[name] if name in made else getattr(page, name) for name in EXPORT}
    return {name: "" if value is None else value for name, value in values.items()}


class _Listing:
    """What the flat list and the page tree share."""

    def annotate_queryset(self, pages: Any) -> Any:
        """Fetch what the columns and the export name with the pages."""
        found = super().annotate_queryset(pages)  # type: ignore[misc]
        if issubclass(found.model, PlacePage):
            found = found.select_related("category__parent", "neighbourhood")
            if self.is_export:  # type: ignore[attr-defined]
                found = found.prefetch_related("hours", "exceptions")
        return found

    def to_row_dict(self, item: PlacePage) -> dict[str, Any]:
        """Return a row of the export."""
        return exported(item)


class PlaceIndexView(_Listing, IndexView):
    """The flat list, in the order of the alphabet."""

    default_ordering = "title"

    @cached_property
    def header_buttons(self) -> list[Any]:
        """Offer the import beside “new”, to who may use it."""
        url = upload_url("places", self.request.user)
        found = list(super().header_buttons)
        if url:
            found.append(HeaderButton(_("Import from a file"), url=url, icon_name="upload"))
        return found


class PlaceExplorerView(_Listing, ExplorableIndexView):
    """The list in the page tree."""


class _Shared:
    """What both lists are made of."""

    model = PlacePage
    icon = "site"
    columns = COLUMNS
    filterset_class = PlaceFilterSet
    list_export = tuple(EXPORT)
    export_headings = EXPORT
    export_filename = "kent-rehberi"


class PlacePageViewSet(_Shared, PageViewSet):
    """Places in the page tree, below the guide."""

    index_view_class = PlaceExplorerView


class PlaceListViewSet(_Shared, PageListingViewSet):
    """All places in one flat list."""

    index_view_class = PlaceIndexView


class CategoryViewSet(ModelViewSet):
    """The guide's categories."""

    model = PlaceCategory
    icon = "tag"
    menu_label = _("Guide categories")
    menu_order = 30
    add_to_settings_menu = True
    list_display: ClassVar[list[Any]] = ["name", "parent", "icon", "order", "name_en", "name_ar"]
    list_filter: ClassVar[list[str]] = ["parent"]
    search_fields: ClassVar[list[str]] = ["name", "name_en", "name_ar"]
    list_export: ClassVar[list[str]] = [
        *("slug", "name", "parent", "name_en", "name_ar", "icon", "order", "description")
    ]
    ordering = ("parent__order", "order", "sort_key")
    inspect_view_enabled = False
    copy_view_enabled = False
    export_filename = "kent-rehberi-kategorileri"


page_viewset = PlacePageViewSet()
list_viewset = PlaceListViewSet("places", url_prefix="kent-rehberi")
category_viewset = CategoryViewSet("place_categories", url_prefix="kent-rehberi-kategorileri")
