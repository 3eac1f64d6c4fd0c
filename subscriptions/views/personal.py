"""Pages behind a secret link: confirming, changing, leaving. Never kept, never told to others."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from content.errors import forbidden
from content.numbers import whole_number
from content.origins import from_here
from subscriptions import actions, leaving
from subscriptions.forms import ManageForm
from subscriptions.links import read_confirmation, read_which
from subscriptions.models import Frequency, Subscriber, SubscriberState
from subscriptions.views.following import page_of

View = Callable[..., HttpResponse]


def _secret(view: View) -> View:
    """Keep an answer out of caches, search engines and the referrer of what is opened from it."""

    @wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Cache-Control"] = "private, no-store"
        response["Referrer-Policy"] = "no-referrer"
        response["X-Robots-Tag"] = "noindex"
        return response

    return wrapped


def _gone(request: HttpRequest) -> HttpResponse:
    page = page_of(_("This link has run out"), robots="noindex")
    return render(request, "subscriptions/gone.jinja", {"page": page}, status=404)


@csrf_exempt  # The secret in the address is the right.
@require_http_methods(["GET", "HEAD", "POST"])
@_secret
def confirm(request: HttpRequest, signed: str) -> HttpResponse:
    """Ask for a press of the button (programs that read mail open links), then confirm."""
    read = read_confirmation(signed)
    subscriber = Subscriber.objects.filter(pk=read[0]).first() if read else None
    wanted = (
        subscriber.subscriptions.filter(pk__in=read[1]).select_related("target")
        if subscriber and read
        else []
    )
    if subscriber is None or read is None or not wanted:
        return _gone(request)
    if request.method == "POST":
        if not from_here(request):
            return forbidden(request)
        found = actions.confirm(subscriber_id=read[0], subscriptions=read[1])
        if found is None:
            return _gone(request)
        return redirect(f"{reverse('subscriptions_manage', args=[found.token])}?yeni=1")
    page = page_of(_("Start the notifications?"), robots="noindex")
    titles = [item.target.title for item in wanted]
    return render(request, "subscriptions/confirm.jinja", {"page": page, "titles": titles})


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_secret
def manage(request: HttpRequest, token: str) -> HttpResponse:
    """Show what somebody follows; change it, leave one."""
    subscriber = Subscriber.objects.filter(token=token).first()
    if subscriber is None or subscriber.state == SubscriberState.WAITING:
        return _gone(request)
    here = reverse("subscriptions_manage", args=[token])
    if request.method == "POST":
        if not from_here(request):
            return forbidden(request)
        wanted = request.POST.get("birak", "")
        if wanted:
            number = whole_number(wanted, digits=18) or 0
            if leaving.leave_one(subscriber=subscriber, subscription_id=number):
                return redirect(f"{here}?birakildi=1")
            return _left(request)
        if _change(request, subscriber):
            return redirect(f"{here}?kaydedildi=1")
        return _manage(request, subscriber, wrong=True)
    return _manage(request, subscriber)


def _subscriptions(subscriber: Subscriber) -> list[Any]:
    rows = subscriber.subscriptions.filter(confirmed_at__isnull=False)
    return list(rows.select_related("target").order_by("target__title", "pk"))


def _change(request: HttpRequest, subscriber: Subscriber) -> bool:
    form = ManageForm(request.POST, subscriptions=_subscriptions(subscriber))
    if not form.is_valid():
        return False
    actions.change(
        subscriber=subscriber,
        frequencies=form.frequencies,
        is_quiet=form.cleaned_data["not_at_night"],
        locale=form.cleaned_data["language"],
    )
    return True


def _manage(request: HttpRequest, subscriber: Subscriber, *, wrong: bool = False) -> HttpResponse:
    page = page_of(_("My notifications"), robots="noindex")
    context = {
        "page": page,
        "subscriber": subscriber,
        "subscriptions": _subscriptions(subscriber),
        "frequencies": Frequency.choices,
        "locales": settings.LANGUAGES,
        "quiet_hours": settings.OUTBOX_QUIET_HOURS,
        "is_new": "yeni" in request.GET,
        "is_saved": "kaydedildi" in request.GET,
        "is_left": "birakildi" in request.GET,
        "is_stopped": subscriber.state == SubscriberState.STOPPED,
        "wrong": wrong,
    }
    return render(request, "subscriptions/manage.jinja", context, status=400 if wrong else 200)


@csrf_exempt  # RFC 8058: the mail program posts `List-Unsubscribe=One-Click` without a session.
@require_http_methods(["GET", "HEAD", "POST"])
@_secret
def leave(request: HttpRequest, token: str) -> HttpResponse:
    """End everything by POST, from a mail program or a person; GET only shows the button."""
    subscriber = Subscriber.objects.filter(token=token).first()
    if request.method == "POST":
        if subscriber is not None:
            leaving.leave_all(subscriber=subscriber)
        return _left(request)
    if subscriber is None:
        return _left(request)
    page = page_of(_("End all notifications?"), robots="noindex")
    context = {"page": page, "token": token, "subscriptions": _subscriptions(subscriber)}
    return render(request, "subscriptions/leave.jinja", context)


@csrf_exempt  # RFC 8058, as above.
@require_http_methods(["GET", "HEAD", "POST"])
@_secret
def leave_some(request: HttpRequest, token: str, which: str) -> HttpResponse:
    """End what one letter told of by POST; the page behind a GET offers the rest, too.

    A mail program's post says nothing but `List-Unsubscribe=One-Click`: it ends what the letter
    told of. The button for everything says `hepsi`.
    """
    subscriber = Subscriber.objects.filter(token=token).first()
    if subscriber is None:
        return _left(request)
    targets = read_which(which)
    followed = _subscriptions(subscriber)
    told = [item for item in followed if item.target_id in targets]
    if request.method != "POST":
        title = _("End these notifications?") if told else _("These have ended already")
        page = page_of(title, robots="noindex")
        rest = [item for item in followed if item not in told]
        context = {"page": page, "token": token, "subscriptions": told, "rest": rest}
        return render(request, "subscriptions/leave.jinja", context)
    if "hepsi" in request.POST:
        leaving.leave_all(subscriber=subscriber)
        return _left(request)
    if told and not leaving.leave_some(subscriber=subscriber, targets=targets):
        return _left(request)
    context = {
        "page": page_of(_("These notifications have ended"), robots="noindex"),
        "token": token,
        "ended": [item.target.title for item in told],
        "rest": _subscriptions(subscriber),
    }
    return render(request, "subscriptions/left.jinja", context)


def _left(request: HttpRequest) -> HttpResponse:
    page = page_of(_("No more notifications"), robots="noindex")
    return render(request, "subscriptions/left.jinja", {"page": page})
