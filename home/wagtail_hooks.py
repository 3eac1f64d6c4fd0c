"""Puts what belongs to the whole site into the admin."""

from typing import Any

from django.urls import path
from wagtail import hooks
from wagtail.permissions import register_permission_policy
from wagtail.snippets.models import register_snippet

from home import admin
from home.models import PageFeedback

register_permission_policy(PageFeedback, admin.ReadAndDelete(PageFeedback))
register_snippet(admin.EmergencyBannerViewSet)
register_snippet(admin.NavigationItemViewSet)
register_snippet(admin.PageFeedbackViewSet)


@hooks.register("register_admin_urls")
def admin_urls() -> list[Any]:
    """Return the address that ends a banner."""
    return [path("bant/<int:pk>/kapat/", admin.end_banner_now, name="home_end_banner")]
