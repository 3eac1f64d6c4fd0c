"""Pages of what is kept about the desk: who is barred, and who is told for each directorate."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from content.numbers import whole_number
from content.reference.models import Directorate
from services.desk.actions.heads import name_head
from services.desk.actions.working import WorkRefused
from services.desk.queries.heads import told_of_each
from services.desk.rights import BAR, HEADS, colleagues
from services.desk.views.frame import let_in as let
from services.desk.views.frame import queue_step, shown
from services.desk.words import refused
from services.requests.actions import BarRefused, bar, let_in
from services.requests.form.steps import read_contact
from services.requests.models import Ban

SHOWN = 200
SPANS = (30, 90, 180, 365)


class BarForm(forms.Form):
    """A contact that is barred without a case."""

    contact = forms.CharField(
        label=gettext_lazy("Mobile phone or e-mail"),
        max_length=120,
        help_text=gettext_lazy("Kept as a digest: nobody can read it from the list afterwards."),
    )
    days = forms.TypedChoiceField(
        label=gettext_lazy("How long"),
        coerce=int,
        choices=[(days, gettext_lazy("%d days") % days) for days in SPANS],
    )
    reason = forms.CharField(label=gettext_lazy("Why"), max_length=250, min_length=5)

    def clean_contact(self) -> dict[str, str]:
        """Return the contact as `bar` takes it."""
        try:
            email, phone = read_contact(self.cleaned_data["contact"].replace("\x00", "").strip())
        except ValueError:
            raise forms.ValidationError(
                _("Write a mobile phone such as 0532 123 45 67, or an e-mail address.")
            ) from None
        return {"email": email, "phone": phone}


@let(lambda user: user.has_perm("requests.view_ban"))
@require_http_methods(["GET", "HEAD", "POST"])
def bars(request: HttpRequest) -> HttpResponse:
    """List who is barred, who decided it, why and until when; bar a contact."""
    may_bar = bool(request.user.has_perm(BAR))
    if request.method == "POST" and not may_bar:
        raise PermissionDenied
    form = BarForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        bar(reason=values["reason"], days=values["days"], author=request.user, **values["contact"])
        messages.success(request, _("The contact is barred from filing by the web."))
        return HttpResponseRedirect(reverse("casedesk_bars"))
    now = timezone.now()
    rows = list(Ban.objects.select_related("by", "case").order_by("-until", "-pk")[:SHOWN])
    context = {
        "form": form,
        "may_bar": may_bar,
        "may_let_in": request.user.has_perm("requests.change_ban"),
        "now_barred": [row for row in rows if row.until > now],
        "over": [row for row in rows if row.until <= now],
    }
    status = 422 if request.method == "POST" else 200
    return shown(
        request,
        "bars.html",
        title=_("Barred contacts"),
        context=context,
        trail=(queue_step(),),
        icon="lock",
        status=status,
    )


@let(lambda user: user.has_perm("requests.change_ban"))
@require_POST
def end_bar(request: HttpRequest, key: int) -> HttpResponse:
    """Let a contact in again before its day."""
    found = Ban.objects.filter(pk=key).first()
    if found is None:
        raise Http404
    reason = request.POST.get("neden", "").replace("\x00", "")[:250]
    try:
        done = let_in(ban=found, reason=reason, author=request.user)
    except BarRefused:
        messages.error(request, _("Say why the contact is let in again."))
    else:
        words = _("The contact may file again.") if done else _("It was over already.")
        messages.success(request, words)
    return HttpResponseRedirect(reverse("casedesk_bars"))


@let(lambda user: user.has_perm(HEADS))
@require_http_methods(["GET", "HEAD", "POST"])
def heads(request: HttpRequest) -> HttpResponse:
    """Show who is told for each directorate when answers are due or late, and name heads."""
    if request.method == "POST":
        return _named(request)
    rows = told_of_each()
    context = {"rows": rows, "missing": [row for row in rows if row.open and not row.address]}
    return shown(
        request,
        "heads.html",
        title=_("Who is told when answers are late"),
        context=context,
        trail=((reverse("casedesk_workplaces:index"), _("Who works where")),),
        icon="group",
    )


def _named(request: HttpRequest) -> HttpResponse:
    unit = _one(Directorate.objects.all(), request.POST.get("mudurluk", ""))
    if unit is None:
        raise Http404
    typed = request.POST.get("kisi", "")
    person = _one(colleagues([unit.pk]), typed)
    try:
        if typed and person is None:
            raise WorkRefused("stranger")
        name_head(directorate=unit, person=person, author=request.user)
    except WorkRefused as error:
        messages.error(request, refused(error))
    else:
        messages.success(request, _("Kept: %(unit)s") % {"unit": unit})
    return HttpResponseRedirect(reverse("casedesk_heads"))


def _one(rows: Any, typed: str) -> Any:
    key = whole_number(typed)
    return rows.filter(pk=key).first() if key is not None else None
