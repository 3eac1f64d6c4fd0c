"""The desk reads messages before they are shown, and hands the book to the family."""

from typing import Any, ClassVar

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import IndexView

from content.editing.queues import (
    DecisionView,
    QueueViewSet,
    filters_of,
    received_column,
    state_column,
    state_filter,
    title_column,
)
from content.obituaries.condolences.actions import decide
from content.obituaries.condolences.paper import book_pdf
from content.obituaries.models import CondolenceMessage, MessageState, ObituaryPage

QUEUE = "condolence_messages"


class MessageIndexView(IndexView):
    """The queue."""

    def get_base_queryset(self) -> Any:
        """Fetch the notices with the rows; the newest first."""
        return super().get_base_queryset().select_related("page").order_by("-created_at")


class MessageView(DecisionView):
    """One message; the buttons decide."""

    page_title = gettext_lazy("Condolence message")

    def form_valid(self, form: Any) -> HttpResponse:
        """Show it or not."""
        if self.wanted in MessageState.values:
            decide(message_id=self.object.pk, state=self.wanted, user=self.request.user)
            messages.success(self.request, _("Done."))
        return redirect(self.get_success_url())


class MessageViewSet(QueueViewSet):
    """The queue in the menu, beside the notices."""

    model = CondolenceMessage
    icon = "openquote"
    menu_label = gettext_lazy("Condolence messages")
    menu_order = 212
    index_view_class = MessageIndexView
    edit_view_class = MessageView
    edit_template_name = "obituaries/condolence.html"
    filterset_class = filters_of(
        CondolenceMessage, state=state_filter(gettext_lazy("State"), MessageState.choices)
    )
    form_fields: ClassVar[list[str]] = ["name"]
    search_fields: ClassVar[list[str]] = ["name", "text"]
    list_display: ClassVar[list[Any]] = [
        title_column("name", gettext_lazy("Name"), QUEUE),
        Column("text", label=gettext_lazy("Message")),
        Column("page", label=gettext_lazy("Notice"), accessor="page.title"),
        state_column(gettext_lazy("State")),
        received_column(),
    ]


viewset = MessageViewSet(QUEUE, url_prefix="taziye-mesajlari")


def export(request: HttpRequest, page_id: int) -> HttpResponse:
    """Answer the book of a notice as a PDF for the family."""
    page = get_object_or_404(ObituaryPage, pk=page_id)
    if not page.permissions_for_user(request.user).can_publish():
        raise PermissionDenied
    response = HttpResponse(book_pdf(page), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="taziye-defteri-{page.slug}.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response
