"""Addresses that take the place of Wagtail's own; they stand before Wagtail's in config.urls."""

from django.db import transaction
from django.urls import path
from wagtail.admin.auth import require_admin_access

from accounts.signin.staff import StaffLoginView, StaffLogoutView, to_password_reset
from content.editing.views import WithdrawView, theme

urlpatterns = [
    path("login/", StaffLoginView.as_view()),
    path("logout/", StaffLogoutView.as_view()),
    path("password_reset/", to_password_reset),
    path("password_reset/<path:rest>", to_password_reset),
    path("tema.css", theme, name="editing_theme"),
    path(
        "pages/<int:page_id>/unpublish/",
        transaction.atomic(require_admin_access(WithdrawView.as_view())),
    ),
]
