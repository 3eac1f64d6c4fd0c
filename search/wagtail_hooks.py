"""Hooks into Wagtail's admin."""

from typing import Any, ClassVar

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.base import ViewSetGroup

from search.admin import synonyms
from search.admin.engine import EngineNotice
from search.admin.promotions import PromotionViewSet
from search.admin.synonyms import SynonymViewSet
from search.admin.usage import UsageReportView
from search.engines import health


class SearchGroup(ViewSetGroup):
    """What editors do for search, in one menu."""

    menu_label = _("Search words")
    menu_icon = "search"
    menu_order = 650
    items: ClassVar[tuple[Any, ...]] = (SynonymViewSet, PromotionViewSet)


@hooks.register("register_admin_viewset")
def viewsets() -> SearchGroup:
    """Add synonyms and promoted results to the menu."""
    return SearchGroup()


@hooks.register("register_admin_urls")
def urls() -> list[Any]:
    """Add CSV in and out of the synonyms, and the report of searches."""
    report = UsageReportView.as_view
    return [
        *synonyms.urls(),
        path("reports/aramalar/", report(), name="search_usage"),
        path("reports/aramalar/results/", report(results_only=True), name="search_usage_results"),
    ]


class UsageReportItem(MenuItem):
    """The report's entry, for who may see how search is used."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user may."""
        return bool(request.user.has_perm("published.view_queryday"))


@hooks.register("register_reports_menu_item")
def usage_report_item() -> MenuItem:
    """Put the report into the menu."""
    return UsageReportItem(
        _("Searches"), reverse("search_usage"), name="searches", icon_name="search", order=15
    )


@hooks.register("construct_homepage_panels")
def notice(request: Any, panels: list[Any]) -> None:
    """Say on the dashboard that the search engine fails."""
    found = health.current()
    if found and found.failing_since:
        panels.append(EngineNotice())
