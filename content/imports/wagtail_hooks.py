"""Hooks into Wagtail's admin: the addresses of the import."""

from django.urls import URLPattern, path
from wagtail import hooks

from content.imports.views import JobView, UploadView


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the addresses; Wagtail asks for the sign-in before them."""
    return [
        path("ice-aktarma/<slug:kind>/", UploadView.as_view(), name="imports_upload"),
        path("ice-aktarma/<slug:kind>/<int:job_id>/", JobView.as_view(), name="imports_job"),
    ]
