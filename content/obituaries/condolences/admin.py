"""The desk reads messages before they are shown, and hands the book to the family."""

from typing import Any, ClassVar

import django_filters
from django.core.exceptions import PermissionDenied
from django.forms import RadioSelect, modelform_factory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import EditView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet

from content.obituaries.condolences.actions import decide
from content.obituaries.condolences.paper import book_pdf
from content.obituaries.models import CondolenceMessage, MessageState, ObituaryPage


class MessageFilters(WagtailFilterSet):
    """Where it stands."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=MessageState.choices,
        empty_label=gettext_lazy("All"),
        widget=RadioSelect,
    )

    class Meta:
        """Of one notice, too."""

        model = CondolenceMessage
        fields: ClassVar[list[str]] = []


class MessageIndexView(IndexView):
    """The queue."""

    def get_base_queryset(self) -> Any:
        """Fetch the notices with the rows; the newest first."""
        return super().get_base_queryset().select_related("page").order_by("-created_at")


class MessageView(EditView):
    """One message; the buttons decide."""

    page_title = gettext_lazy("Condolence message")

    def get_form_class(self) -> Any:
        """What people wrote stays as it is."""
        return modelform_factory(CondolenceMessage, fields=[])

    def form_valid(self, form: Any) -> HttpResponse:
        """Show it or not."""
        wanted = self.request.POST.get("decision", "")
        if wanted in MessageState.values:
            decide(message_id=self.object.pk, state=wanted, user=self.request.user)
            messages.success(self.request, _("Done."))
        return redirect(f"{reverse(self.index_url_name)}?state={MessageState.NEW}")


def _is_new(message: CondolenceMessage) -> bool:
    return message.is_new


class MessageViewSet(ModelViewSet):
    """The queue in the menu, beside the notices."""

    model = CondolenceMessage
    icon = "openquote"
    menu_label = gettext_lazy("Condolence messages")
    menu_order = 212
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    index_view_class = MessageIndexView
    edit_view_class = MessageView
    edit_template_name = "obituaries/condolence.html"
    filterset_class = MessageFilters
    form_fields: ClassVar[list[str]] = ["name"]
    search_fields: ClassVar[list[str]] = ["name", "text"]
    list_per_page = 50
    list_display: ClassVar[list[Any]] = [
        TitleColumn(
            "name",
            label=gettext_lazy("Name"),
            sort_key="name",
            url_name="condolence_messages:edit",
        ),
        Column("text", label=gettext_lazy("Message")),
        Column("page", label=gettext_lazy("Notice"), accessor="page.title"),
        StatusTagColumn(
            "state",
            label=gettext_lazy("State"),
            accessor="get_state_display",
            primary=_is_new,
            sort_key="state",
        ),
        DateColumn("created_at", label=gettext_lazy("Received"), sort_key="created_at"),
    ]


viewset = MessageViewSet("condolence_messages", url_prefix="taziye-mesajlari")


def export(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer the book of a notice as a PDF for the family."""
    page = get_object_or_404(ObituaryPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    response = HttpResponse(book_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="taziye-defteri-{page.slug}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
