"""The admin's screen of programs' keys: a key is shown once, limited, revoked, never deleted."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin import messages
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, ObjectList
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from accounts.audit.actions import record
from services.open311 import actions, audited
from services.open311.models import ApiKey

CHANGE = "open311.change_apikey"


class NobodyDeletes(ModelPermissionPolicy):
    """Reports were filed with a key, so it is revoked and stays."""

    def user_has_permission(self, user: AbstractBaseUser, action: str) -> bool:
        """Leave all but deleting to the rights of the user."""
        return action != "delete" and bool(super().user_has_permission(user, action))


register_permission_policy(ApiKey, NobodyDeletes(ApiKey))


class KeyCreateView(CreateView):
    """Makes a key and shows it in this one answer: it is in no session, cookie or log."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Answer with the key instead of leading on."""
        key = form.save(commit=False)
        secret = actions.make_key(key=key, by=self.request.user)
        response = TemplateResponse(
            self.request,
            "open311/key_made.html",
            {"key": key, "secret": secret, "page_title": _("The key of %s") % key.name},
        )
        response["Cache-Control"] = "no-store"
        return response


class KeyEditView(EditView):
    """The form of a key, with a button that revokes it."""

    def save_instance(self) -> Any:
        """Record who changed which of its rights and limits."""
        saved = super().save_instance()
        record(
            audited.KEY_CHANGED,
            actor=self.request.user,
            about=f"open311.program:{saved.pk}",
            details={"changed": list(self.form.changed_data)},
        )
        return saved


class ApiKeyViewSet(ModelViewSet):
    """Keys of programs."""

    model = ApiKey
    name = "open311_keys"
    url_prefix = "open311/anahtarlar"
    icon = "key"
    menu_label = gettext_lazy("Keys of programs")
    menu_order = 9_010
    add_to_admin_menu = False
    add_to_settings_menu = True
    add_view_class = KeyCreateView
    edit_view_class = KeyEditView
    edit_template_name = "open311/key_edit.html"
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    list_display: ClassVar[list[Any]] = [
        "name",
        Column("begins", label=capfirst(gettext_lazy("begins with"))),
        Column("contact", label=gettext_lazy("E-mail")),
        BooleanColumn("may_file", label=capfirst(gettext_lazy("may file reports"))),
        DateColumn("last_used_at", label=capfirst(gettext_lazy("last used"))),
        DateColumn("revoked_at", label=capfirst(gettext_lazy("revoked on"))),
    ]
    edit_handler = ObjectList(
        [
            FieldPanel("name"),
            FieldPanel("contact"),
            MultiFieldPanel(
                [
                    FieldPanel("may_file"),
                    FieldPanel("proves_contacts"),
                    FieldRowPanel([FieldPanel("per_hour"), FieldPanel("per_day")]),
                    FieldPanel("jurisdiction"),
                ],
                heading=gettext_lazy("What it may do"),
            ),
        ]
    )


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """End a key at once."""
    if not request.user.has_perm(CHANGE):  # type: ignore[union-attr]
        raise PermissionDenied
    key = get_object_or_404(ApiKey, pk=pk)
    if actions.revoke_key(key=key, by=request.user):
        messages.success(request, _("The key opens nothing any more."))
    return redirect("open311_keys:edit", pk)


def urls() -> list[Any]:
    """Return the addresses besides those of the viewset."""
    return [path("open311/anahtarlar/<int:pk>/iptal/", revoke, name="open311_revoke")]
