"""What the desk does on a citizen's record: identity, recovery, lock, children."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages

from accounts.desk import actions, forms, queries
from accounts.desk.views import StepView
from accounts.mandates.models import Mandate, names_of
from accounts.recovery.actions import open_recovery
from accounts.recovery.states import Document


class ConfirmIdentityView(StepView):
    """The person at the desk is the one of the account."""

    page_title = gettext_lazy("Confirm the identity")
    form_class = forms.ConfirmIdentityForm
    looks = "desk:identity"
    submit = gettext_lazy("Confirm")
    lede = gettext_lazy(
        "Names and birth date are written into the account as on the card. Only a number that the"
        " citizen has typed into the account is confirmed."
    )
    done = gettext_lazy("The identity is confirmed.")

    def act(self, data: dict[str, Any]) -> None:
        """Confirm."""
        actions.confirm_at_desk(
            user=self.profile.user,
            officer=self.request.user,
            number=data["identity_number"],
            first_name=data["first_name"],
            last_name=data["last_name"],
            birth_date=data["birth_date"],
            reason=seen(Document(data["document"]).label, data["note"]),
        )


class LockView(StepView):
    """“Ben değildim” on the phone."""

    page_title = gettext_lazy("Lock the account")
    form_class = forms.LockForm
    looks = "desk:lock"
    submit = gettext_lazy("Lock the account")
    lede = gettext_lazy(
        "Everybody is signed out and the password stops working. The citizen sets a new one by the"
        " link to the address on file. When in doubt, lock: nothing is lost by it."
    )
    done = gettext_lazy("The account is locked.")
    is_grave = True

    def act(self, data: dict[str, Any]) -> None:
        """Lock."""
        officer = self.request.user
        actions.lock_at_desk(user=self.profile.user, officer=officer, reason=data["note"])


class OpenRecoveryView(StepView):
    """The first officer's part of a recovery."""

    page_title = gettext_lazy("Give the account back")
    form_class = forms.OpenRecoveryForm
    looks = "desk:recovery"
    submit = gettext_lazy("Open the recovery")
    lede = gettext_lazy(
        "You have the person and the card before you. Nothing changes yet: another officer must see"
        " both and confirm, then a waiting time runs."
    )
    done = gettext_lazy("Opened. Now another officer must see the person and confirm.")

    def act(self, data: dict[str, Any]) -> None:
        """Open it."""
        self.opened = open_recovery(
            user=self.profile.user,
            officer=self.request.user,
            number=data["identity_number"],
            document=data["document"],
            resets=data["resets"],
            new_email=data["new_email"].lower(),
            new_phone=data["new_phone"],
            note=data["note"],
        )

    def get_success_url(self) -> str:
        """Lead to the recovery."""
        return reverse("desk_recovery", args=[self.opened.public_id])


class ConfirmChildView(StepView):
    """A child somebody has named, and the document that bears it out."""

    page_title = gettext_lazy("Authority for a child")
    form_class = forms.ConfirmChildForm
    template_name = "desk/child.html"
    looks = "desk:child"
    submit = gettext_lazy("Confirm")
    lede = gettext_lazy("The document must name the citizen as parent or guardian of this child.")
    done = gettext_lazy("The authority is confirmed; it ends on the eighteenth birthday.")

    @cached_property
    def mandate(self) -> Mandate:
        """Return which child; 404 for one that was decided on."""
        waiting = queries.waiting_children(self.profile.user)
        return get_object_or_404(waiting, public_id=self.kwargs["mandate_id"])

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the child, masked."""
        found = super().get_context_data(**kwargs)
        name = queries.mask_name(self.mandate.child_name)
        return {**found, "child": name, "scopes": names_of(self.mandate)}

    def act(self, data: dict[str, Any]) -> None:
        """Confirm."""
        documents = dict(forms.ConfirmChildForm.base_fields["document"].choices)  # type: ignore[attr-defined]
        actions.confirm_child_at_desk(
            mandate=self.mandate,
            officer=self.request.user,
            number=data["identity_number"],
            reason=seen(documents[data["document"]], data["note"]),
        )

    def post(self, request: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        """Refuse it where that button was pressed."""
        if "refuse" not in request.POST:
            return super().post(request, *args, **kwargs)
        mandate = self.mandate
        note = " ".join(request.POST.get("note", "").split())[:200]
        if not note:
            form = self.get_form()
            form.full_clean()
            form.errors.clear()
            form.add_error("note", _("Write why it is refused."))
            return self.form_invalid(form)
        actions.refuse_child_at_desk(mandate=mandate, officer=request.user, reason=note)
        messages.success(request, _("The authority is refused."))
        return redirect(self.record_url)


def seen(document: Any, note: str) -> str:
    """Return the reason for the log: which document was seen, and the note."""
    return ". ".join(filter(None, [str(document), note]))
