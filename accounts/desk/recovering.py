"""One recovery at the desk: prove new contacts, confirm as the second officer, stop, send again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import TemplateView
from wagtail.admin import messages

from accounts.audit.actions import record_view
from accounts.desk import forms, permits, queries
from accounts.desk.views import DeskMixin, add_refusal, numbered, refusal
from accounts.desk.words import WORDS
from accounts.profiles.models import CitizenProfile
from accounts.recovery import actions, contacts
from accounts.recovery.models import Recovery
from accounts.recovery.queries import citizens
from accounts.recovery.states import State
from accounts.recovery.steps import Refused

FORMS = {
    "verify": forms.CodeForm,
    "confirm": forms.SecondOfficerForm,
    "stop": forms.StopForm,
}


class RecoveryView(DeskMixin, TemplateView):
    """A recovery, and what may be done with it now."""

    template_name = "desk/recovery.html"
    page_title = gettext_lazy("Recovery of an account")

    @cached_property
    def recovery(self) -> Recovery:
        """Return which one."""
        rows = Recovery.objects.select_related("user", "opened_by", "confirmed_by")
        return get_object_or_404(rows, public_id=self.kwargs["public_id"])

    @cached_property
    def profile(self) -> CitizenProfile:
        """Return whose account it is."""
        return get_object_or_404(citizens(), pk=self.recovery.user_id)

    def get_page_subtitle(self) -> str:
        """Return the masked name."""
        return queries.masked(self.profile.user)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show it, and record the look: it runs, so its reason is known."""
        reason = _("Recovery at the desk")
        record_view(subject=self.profile.user, reason=reason, what="desk:recovery")
        permits.give(request, self.profile.user.public_id, reason)
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do what the button says; bad input comes back with the form."""
        name = request.POST.get("do", "")
        if name in FORMS:
            form = FORMS[name](request.POST, prefix=name)
            if not form.is_valid() or not self._done(name, form):
                found = self.get_context_data(**{f"{name}_form": form})
                return self.render_to_response(found)
        elif name in ("code_email", "code_phone", "again"):
            self._press(name)
        return redirect("desk_recovery", self.recovery.public_id)

    def _done(self, name: str, form: Any) -> bool:
        try:
            numbered(self.request, self.profile, form, getattr(self, f"_{name}"))
        except Refused as error:
            if WORDS.get(error.why, ("",))[0] not in form.fields:  # the form may not be there now
                messages.error(self.request, refusal(error))
                return True
            add_refusal(form, error)
        return not form.errors

    def _verify(self, data: dict[str, Any]) -> None:
        officer, code = self.request.user, data["code"]
        if contacts.verify_contact(recovery=self.recovery, code=code, officer=officer):
            messages.success(self.request, _("Confirmed: it belongs to the person before you."))
        else:
            messages.error(self.request, _("This code is wrong. Ask the person to read it again."))

    def _confirm(self, data: dict[str, Any]) -> None:
        actions.confirm_recovery(
            recovery=self.recovery,
            officer=self.request.user,
            number=data["identity_number"],
            document=data["document"],
        )
        text = _("Confirmed. The waiting time runs, and every old contact has been told.")
        messages.success(self.request, text)

    def _stop(self, data: dict[str, Any]) -> None:
        officer, reason = self.request.user, data["reason"]
        actions.stop_recovery(recovery=self.recovery, officer=officer, reason=reason)
        messages.success(self.request, _("Stopped. The account stays as it was."))

    def _press(self, name: str) -> None:
        officer = self.request.user
        try:
            if name == "again":
                actions.send_link_again(recovery=self.recovery, officer=officer)
                messages.success(self.request, _("A new link goes out; the one before is void."))
            else:
                channel = name.removeprefix("code_")
                contacts.send_contact_code(recovery=self.recovery, channel=channel, officer=officer)
                text = _("A code is on its way. Ask the person to read it out.")
                messages.success(self.request, text)
        except Refused as error:
            messages.error(self.request, refusal(error))

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add what may be done now, and by whom."""
        found, user = self.recovery, self.request.user
        forms_now = {f"{name}_form": form(prefix=name) for name, form in FORMS.items()}
        record_url = reverse("desk_record", args=[self.profile.user.public_id])
        return {
            **super().get_context_data(**kwargs),
            **forms_now,
            **kwargs,
            "recovery": found,
            "shown": queries.shown(self.profile),
            "record_url": record_url,
            "is_opened": found.state == State.OPENED,
            "is_waiting": found.state == State.WAITING,
            "is_mine": found.opened_by_id == user.pk,
            "unverified": found.unverified,
        }
