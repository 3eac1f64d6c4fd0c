"""The book's page: what was written, and the form while it is open."""

from datetime import date
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from content.errors import forbidden, not_found
from content.form_errors import summary_of
from content.obituaries.condolences.actions import write
from content.obituaries.disclosure import disclosure_shown
from content.obituaries.models import CondolenceMessage, MessageState, ObituaryPage
from content.obituaries.rules import _PHONE
from content.origins import from_here
from search.queries import Shown, find

MOST = 300
_LONG = {
    "max_length": gettext_lazy(
        "This is %(show_value)d characters long; at most %(limit_value)d are possible."
    )
}


class MessageForm(forms.Form):
    """Name and a few lines. `website` is a trap for programs that fill in everything."""

    name = forms.CharField(
        max_length=80,
        error_messages={"required": gettext_lazy("Write your name."), **_LONG},
    )
    text = forms.CharField(
        max_length=600,
        error_messages={"required": gettext_lazy("Write your condolences."), **_LONG},
    )
    website = forms.CharField(required=False)

    def clean_text(self) -> str:
        """No phone numbers, no addresses of other sites."""
        text = self.cleaned_data["text"]
        if _PHONE.search(text) or "http" in text.lower() or "www." in text.lower():
            raise forms.ValidationError(
                _("Leave phone numbers and web addresses out; everybody reads this.")
            )
        return text

    def clean(self) -> dict[str, Any]:
        """Refuse the trap."""
        data = super().clean() or {}
        if data.get("website"):
            self.add_error(None, _("Please leave the field “Web site” empty and send it again."))
        return data


@csrf_exempt  # Nobody's rights are used, and the page is cached for all.
@require_http_methods(["GET", "HEAD", "POST"])
def book(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the book of a public notice that has one and is open; take a message."""
    found = find(f"/vefat-ilanlari/{slug}/")
    if found is None or not is_open(found.document):
        return not_found(request)
    notice = found.document
    if request.method != "POST":
        return _page(request, notice, MessageForm())
    if not from_here(request):
        return forbidden(request)
    form = MessageForm({key: str(value).replace("\x00", "") for key, value in request.POST.items()})
    if not form.is_valid():
        return _page(request, notice, form, status=400)
    kept = write(
        page=ObituaryPage.objects.get(pk=notice.id),
        name=form.cleaned_data["name"],
        text=form.cleaned_data["text"],
        version=disclosure_shown()[1],
        address=request.META.get("REMOTE_ADDR", ""),
    )
    if kept is None:
        form.add_error(
            None,
            _(
                "Very many messages have come from your network, so this one was not sent. What "
                "you wrote is still here: please send it again in an hour."
            ),
        )
        return _page(request, notice, form, status=429)
    return redirect(f"{request.path}?alindi=1")


def is_open(notice: Shown) -> bool:
    """Tell whether a notice has a book that is still open."""
    until = notice.data.get("condolence_book_until")
    return bool(
        notice.kind == "obituary"
        and until
        and timezone.localdate() <= date.fromisoformat(str(until))
    )


def _page(
    request: HttpRequest, notice: Shown, form: MessageForm, status: int = 200
) -> HttpResponse:
    heading = _("Condolence book")
    errors = summary_of(form)
    title = f"{heading}: {notice.title}"
    context = {
        "page": {
            "title": _("Error: %(title)s") % {"title": title} if errors else title,
            "robots": "noindex",
            "kind": "obituary_book",
            "breadcrumbs": [
                {"title": notice.title, "url": notice.path},
                {"title": heading, "url": request.path},
            ],
        },
        "heading": heading,
        "doc": notice,
        "form": form,
        "errors": errors,
        "received": request.method != "POST" and bool(request.GET.get("alindi")),
        "messages": CondolenceMessage.objects.filter(
            page_id=notice.id, state=MessageState.SHOWN
        ).order_by("-created_at")[:MOST],
        "disclosure": disclosure_shown(),
    }
    response = render(request, "pages/condolence_book.jinja", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
