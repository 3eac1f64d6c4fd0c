"""The hub, the form, and what comes after it; everything typed comes back with every error."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.errors import forbidden, not_found
from content.form_errors import summary_of
from content.origins import from_here
from content.places.suggestions.queries import disclosure_path
from content.reference.queries import neighbourhood_names
from outbox.models import ChannelName
from outbox.push import public_key
from subscriptions import actions
from subscriptions.addresses import normalised
from subscriptions.forms import AddressForm, SubscribeForm, typed_channels
from subscriptions.links import manage_url
from subscriptions.models import Frequency
from subscriptions.targets import followable_lists
from subscriptions.views.asking import PREFIX, Wish, wish_of

FIELDS = ("channel", "email", "phone", "website", "frequency")


def page_of(title: str, *crumbs: tuple[str, str], **more: Any) -> dict[str, Any]:
    """Return the `page` of a template."""
    hub = {"title": gettext("Notifications"), "url": reverse("subscriptions")}
    trail = [hub, *({"title": text, "url": url} for text, url in crumbs)]
    return {"title": title, "kind": "subscriptions", "breadcrumbs": trail, **more}


def clean(request: HttpRequest) -> dict[str, str]:
    """Return what was sent without characters that a database cannot keep."""
    return {name: request.POST.get(name, "").replace("\x00", "") for name in FIELDS}


def too_many() -> str:
    """Return what to do after too many requests."""
    return _(
        "Very many requests have come from your network, so nothing was sent. "
        "What you wrote is still here: please send it again in an hour."
    )


@require_safe
def hub(request: HttpRequest) -> HttpResponse:
    """Show what can be followed, and lead to one's own page."""
    page = page_of(_("Notifications"), description=_("We write to you when something is new."))
    page["breadcrumbs"] = [{"title": page["title"], "url": reverse("subscriptions")}]
    context = {
        "page": page,
        "lists": followable_lists(get_language() or settings.LANGUAGE_CODE),
        "areas": list(neighbourhood_names().items()),
        "has_push": bool(public_key()),
        "channels": typed_channels(),
    }
    return render(request, "subscriptions/hub.jinja", context)


@csrf_exempt  # Nobody's rights are used, and pages that lead here are cached for all.
@require_http_methods(["GET", "HEAD", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Show the form of what is to be followed; take a wish, then say what happens next."""
    wish = wish_of(request)
    if not wish.exists:
        return not_found(request)
    if request.method != "POST":
        return _form(request, wish, SubscribeForm(initial={"frequency": Frequency.AT_ONCE}))
    if not from_here(request):
        return forbidden(request)
    form = SubscribeForm(clean(request))
    if form.is_valid() and not wish.choices:
        form.add_error(None, _("Choose at least one thing we should write about."))
    if not form.is_valid():
        return _form(request, wish, form, status=400)
    data = form.cleaned_data
    try:
        actions.subscribe(
            channel=data["channel"],
            address=data["address"],
            choices=wish.choices,
            frequency=data["frequency"],
            locale=get_language() or settings.LANGUAGE_CODE,
            network=request.META.get("REMOTE_ADDR", ""),
        )
    except actions.TooMany:
        form.add_error(None, too_many())
        return _form(request, wish, form, status=429)
    return _to_sent(data["channel"])


def _to_sent(channel: str) -> HttpResponse:
    address = reverse("subscriptions_sent")
    return redirect(f"{address}?yol=sms" if channel == ChannelName.SMS else address)


@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    """Say what happens next; the same for every address."""
    page = page_of(_("Look at your messages"), robots="noindex")
    context = {
        "page": page,
        "is_sms": request.GET.get("yol") == "sms",
        "is_link": request.GET.get("konu") == "sayfam",
        "hours": settings.SUBSCRIPTIONS_CONFIRM_HOURS,
        "is_demo": settings.DEMO and settings.DEBUG,
    }
    return render(request, "subscriptions/sent.jinja", context)


@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def own_link(request: HttpRequest) -> HttpResponse:
    """Send somebody the link to their own page."""
    if request.method != "POST":
        return _link_form(request, AddressForm())
    if not from_here(request):
        return forbidden(request)
    form = AddressForm(clean(request))
    if not form.is_valid():
        return _link_form(request, form, status=400)
    data = form.cleaned_data
    try:
        actions.send_manage_link(
            channel=data["channel"],
            address=data["address"],
            network=request.META.get("REMOTE_ADDR", ""),
        )
    except actions.TooMany:
        form.add_error(None, too_many())
        return _link_form(request, form, status=429)
    response = _to_sent(data["channel"])
    sign = "&" if "?" in response["Location"] else "?"
    response["Location"] += f"{sign}konu=sayfam"
    return response


@csrf_exempt
@require_POST
def browser(request: HttpRequest) -> HttpResponse:
    """Take a browser's push subscription from our script; answer where it is changed."""
    wish = wish_of(request)
    address = normalised(ChannelName.PUSH, request.POST.get("subscription", ""))
    frequency = request.POST.get("frequency", "")
    if not from_here(request):
        return JsonResponse({"error": "origin"}, status=403)
    if not public_key() or not address or not wish.choices or frequency not in {"0", "1", "2"}:
        words = _("Your browser's answer was not understood. Please choose e-mail instead.")
        return JsonResponse({"error": words}, status=400)
    try:
        subscriber = actions.subscribe_browser(
            address=address,
            choices=wish.choices,
            frequency=int(frequency),
            locale=get_language() or settings.LANGUAGE_CODE,
            network=request.META.get("REMOTE_ADDR", ""),
        )
    except actions.TooMany:
        return JsonResponse({"error": too_many()}, status=429)
    path = "/" + manage_url(subscriber).split("/", 3)[3]
    response = JsonResponse({"url": f"{path}?yeni=1"})
    response["Cache-Control"] = "private, no-store"
    return response


def _form(request: HttpRequest, wish: Wish, form: SubscribeForm, status: int = 200) -> HttpResponse:
    title = _("Get notifications")
    page = page_of(title, (title, request.get_full_path()), robots="noindex")
    if request.method == "POST":
        page["breadcrumbs"].pop()
    errors = summary_of(form)
    if errors:
        page["title"] = _("Error: %(title)s") % {"title": title}
    context = {
        "page": page,
        "heading": title,
        "wish": wish,
        "prefix": PREFIX,
        "form": form,
        "errors": errors,
        "channels": typed_channels(),
        "frequencies": Frequency.choices,
        "quiet_hours": settings.OUTBOX_QUIET_HOURS,
        "digest_hour": settings.SUBSCRIPTIONS_DIGEST_HOUR,
        "push_key": public_key(),
        "disclosure": disclosure_path(get_language() or settings.LANGUAGE_CODE),
    }
    response = render(request, "subscriptions/follow.jinja", context, status=status)
    if request.method == "POST":
        response["Cache-Control"] = "private, no-store"
    return response


def _link_form(request: HttpRequest, form: AddressForm, status: int = 200) -> HttpResponse:
    title = _("My notifications")
    page = page_of(title, (title, request.path), robots="noindex")
    context = {
        "page": page,
        "form": form,
        "errors": summary_of(form),
        "channels": typed_channels(),
    }
    response = render(request, "subscriptions/own_link.jinja", context, status=status)
    if request.method == "POST":
        response["Cache-Control"] = "private, no-store"
    return response
