"""Screens of the desk: look somebody up with a reason, serve them, leave a record."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import FormView, TemplateView
from wagtail.admin import messages
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from accounts import limits
from accounts.audit.actions import record, record_view
from accounts.audit.context import current_address
from accounts.desk import permits, queries
from accounts.desk.forms import REASONS, FindForm
from accounts.desk.words import WORDS
from accounts.limits import Limit
from accounts.profiles.models import CitizenProfile
from accounts.recovery.actions import close_expired
from accounts.recovery.queries import citizens, may_serve, open_recoveries
from accounts.recovery.steps import Refused

# Stops leafing through people, and trying numbers on an account.
LOOKING = (
    Limit("desk-looking-minutes", ("account",), 30, 10 * 60),
    Limit("desk-looking-day", ("account",), 300, 24 * 60 * 60),
)
NUMBERS = (Limit("desk-number", ("account",), 5, 60 * 60),)
TOO_MANY_NUMBERS = gettext_lazy("Too many wrong numbers for this account. Wait an hour.")


class DeskMixin(WagtailAdminTemplateMixin):
    """A page for who works at the desk."""

    header_icon = "user"
    request: HttpRequest

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Let in only officers."""
        if not may_serve(request.user):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead back to the desk."""
        items = [*self.breadcrumbs_items, {"url": reverse("desk"), "label": _("Service desk")}]
        return [*items, *self.trail(), {"url": "", "label": self.page_title}]

    def trail(self) -> list[dict[str, Any]]:
        """Return what stands between the desk and this page."""
        return []


class FindView(DeskMixin, FormView):
    """Look somebody up; what runs at the desk stands below."""

    template_name = "desk/find.html"
    page_title = gettext_lazy("Service desk")
    form_class = FindForm

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """Lead to the dashboard."""
        return [*self.breadcrumbs_items, {"url": "", "label": self.page_title}]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the recoveries that run."""
        close_expired()
        rows = [{"recovery": row, "name": queries.masked(row.user)} for row in open_recoveries()]
        return {**super().get_context_data(**kwargs), "running": rows}

    def form_valid(self, form: FindForm) -> HttpResponse:
        """Look, record it, and lead to the one who was found or show who may be meant."""
        officer: Any = self.request.user
        subject = {"account": str(officer.pk), "network": current_address()}
        if limits.blocked(LOOKING, **subject):
            form.add_error(None, _("You have looked up very many people. Wait ten minutes."))
            return self.render_to_response(self.get_context_data(form=form), status=429)
        limits.count_failure(LOOKING, **subject)
        by, found = queries.find(form.cleaned_data["who"])
        label = str(dict(REASONS)[form.cleaned_data["reason"]])
        reason = ". ".join(filter(None, [label, form.cleaned_data["note"]]))
        record(
            queries.SEARCHED,
            subject=found[0].user if len(found) == 1 else None,
            reason=reason,
            details={"by": by, "count": len(found)},
        )
        for profile in found:
            permits.give(self.request, profile.user.public_id, reason)
        if len(found) == 1:
            return redirect("desk_record", found[0].user.public_id)
        if not found:
            form.add_error("who", _("No citizen’s account was found. Accounts of staff are not."))
            return self.form_invalid(form)
        rows = [queries.shown(profile) for profile in found]
        return self.render_to_response(self.get_context_data(form=form, found=rows))


class CitizenMixin(DeskMixin):
    """A page about one citizen, for whom a reason was given a short time ago."""

    looks = "desk"

    @cached_property
    def profile(self) -> CitizenProfile:
        """Return whom it is about; 404 for everybody the desk does not serve."""
        return get_object_or_404(citizens(), user__public_id=self.kwargs["public_id"])

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """Ask for the reason first; record the look."""
        if not may_serve(request.user):
            raise PermissionDenied
        self.reason = permits.reason_for(request, self.profile.user.public_id)
        if not self.reason:
            messages.warning(request, _("Look the citizen up first, and say why."))
            return redirect("desk")
        if self.profile.user_id == request.user.pk:
            messages.error(request, WORDS["own"][1])
            return redirect("desk")
        if request.method == "GET":
            record_view(subject=self.profile.user, reason=self.reason, what=self.looks)
        return super().dispatch(request, *args, **kwargs)

    @property
    def record_url(self) -> str:
        """Return the address of the citizen's record."""
        return reverse("desk_record", args=[self.profile.user.public_id])

    def trail(self) -> list[dict[str, Any]]:
        """Lead back to the record."""
        return [{"url": self.record_url, "label": queries.masked(self.profile.user)}]


class RecordView(CitizenMixin, TemplateView):
    """A citizen's record, masked."""

    template_name = "desk/record.html"
    page_title = gettext_lazy("Citizen")
    looks = "desk:record"

    def get_page_subtitle(self) -> str:
        """Return the masked name."""
        return queries.masked(self.profile.user)

    def trail(self) -> list[dict[str, Any]]:
        """Stand right below the desk."""
        return []

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the record."""
        found = queries.record_of(self.profile)
        return {**super().get_context_data(**kwargs), "record": found, "reason": self.reason}


class StepView(CitizenMixin, FormView):
    """A form that does one thing to the account.

    Attributes:
        submit: Words of the button.
        lede: What happens, above the form.
        done: What is said afterwards.
        is_grave: Whether the button warns.
    """

    template_name = "desk/step.html"
    submit: Any = ""
    lede: Any = ""
    done: Any = ""
    is_grave = False

    def act(self, data: dict[str, Any]) -> Any:
        """Do it; may raise `Refused`."""
        raise NotImplementedError

    def form_valid(self, form: Any) -> HttpResponse:
        """Do it, or say why not beside what was typed."""
        try:
            numbered(self.request, self.profile, form, self.act)
        except Refused as error:
            add_refusal(form, error)
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        """Return to the record."""
        return self.record_url

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the words."""
        words = {"submit": self.submit, "lede": self.lede, "is_grave": self.is_grave}
        return {**super().get_context_data(**kwargs), **words, "back_url": self.record_url}


def numbered(request: HttpRequest, profile: CitizenProfile, form: Any, act: Any) -> None:
    """Do what `act` does with the form's data; count wrong numbers of this account.

    Raises:
        Refused: as `act`, and `too_many_numbers`.
    """
    subject = {"account": str(profile.pk), "network": ""}
    if "identity_number" in form.fields and limits.blocked(NUMBERS, **subject):
        raise Refused("too_many_numbers")
    try:
        act(form.cleaned_data)
    except Refused as error:
        if error.why == "other_person":
            limits.count_failure(NUMBERS, **subject)
        raise


def add_refusal(form: Any, error: Refused) -> None:
    """Put the words of a refusal where they belong in the form."""
    field = WORDS.get(error.why, ("",))[0]
    form.add_error(field if field in form.fields else None, refusal(error))


def refusal(error: Refused) -> str:
    """Return why something is not done, in words."""
    return str(WORDS[error.why][1] if error.why in WORDS else TOO_MANY_NUMBERS)
