"""Puts what belongs to the whole site into the admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from home import admin
from home.models import PageFeedback
from home.reports import FeedbackReportView

register_permission_policy(PageFeedback, admin.ReadAndDelete(PageFeedback))
register_snippet(admin.EmergencyBannerViewSet)
register_snippet(admin.NavigationItemViewSet)
register_snippet(admin.PageFeedbackViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Return the addresses that end a banner and that show the report of feedback."""
    report = FeedbackReportView.as_view
    return [
        path("bant/<int:pk>/kapat/", admin.end_banner_now, name="home_end_banner"),
        path("reports/geri-bildirim/", report(), name="home_feedback_report"),
        path(
            "reports/geri-bildirim/results/",
            report(results_only=True),
            name="home_feedback_report_results",
        ),
    ]


@hooks.register("construct_homepage_panels")
def banner_presets(request: HttpRequest, panels: list[Any]) -> None:
    """Offer the prepared banners to who may put one on the site."""
    if request.user.has_perm("home.add_emergencybanner"):
        panels.append(admin.PresetsPanel())


class FeedbackReportItem(MenuItem):
    """The report's entry, for who may read feedback."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the user may."""
        return bool(request.user.has_perm("home.view_pagefeedback"))


@hooks.register("register_reports_menu_item")
def feedback_report_item() -> MenuItem:
    """Put the report into the menu."""
    return FeedbackReportItem(
        _("Feedback by page"),
        reverse("home_feedback_report"),
        name="feedback-by-page",
        icon_name="comment",
        order=20,
    )
