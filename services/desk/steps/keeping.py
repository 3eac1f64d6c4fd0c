"""Steps about a case as such: more time, a new link, barring its sender, erasing it early."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _gettext
from django.utils.translation import gettext_lazy as _

from services.cases.actions import ExtensionRefused, extend_due, longer_due, renew_link
from services.cases.kinds import Phase
from services.cases.models import Case
from services.cases.notices.telling import Preview, preview_extension, recipients
from services.cases.reference import InvalidReferenceError, read
from services.desk.actions.erasing import erase_on_request
from services.desk.rights import BAR, ERASE
from services.desk.steps.base import Step, area
from services.requests.actions import bar


class ExtendStep(Step):
    """Give the case the longer term of its law, once, with the reason the citizen reads."""

    name = "sure-uzat"
    label = _("Extend the time for the answer")
    button = _("Extend it and tell the citizen")
    done = _("The time is extended; the citizen is told why.")
    previews = True
    text = area(
        _("Reason, for the citizen"),
        rows=3,
        help_text=_("e.g. “Bilgi için başka bir birimin görüşü gerekiyor.”"),
    )

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it where the law allows it now."""
        try:
            longer_due(case)
        except ExtensionRefused:
            return False
        return True

    def prepare(self) -> None:
        """Say until when, and by which rule."""
        longer = longer_due(self.case)
        self.notice = _gettext(
            "Once only, before the time is over: until %(day)s instead of %(now)s (%(rule)s)."
        ) % {
            "day": date_format(longer.day, "j F Y l"),
            "now": date_format(self.case.due_on or longer.day, "j F Y l"),
            "rule": longer.source,
        }

    def letter(self) -> Preview:
        """Return what the citizen would get."""
        day = longer_due(self.case).day
        return preview_extension(case=self.case, text=self.cleaned_data["text"], due_on=day)

    def perform(self) -> None:
        """Extend it."""
        extend_due(case=self.case, reason=self.cleaned_data["text"], author=self.user)


class NewLinkStep(Step):
    """End the secret links that were sent, and send a new one."""

    name = "yeni-baglanti"
    label = _("Send a new secret link")
    button = _("End the old links, send a new one")
    done = _("The links sent before work no more; a new one is on its way.")
    reason = forms.CharField(
        label=_("Why"), max_length=200, help_text=_("e.g. “Mektup yanlış kişiye iletilmiş.”")
    )

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it where links are sent: to who has no account."""
        return case.owner_id is None and bool(recipients(case))

    def prepare(self) -> None:
        """Say where it goes."""
        self.notice = _gettext("It goes to the contact of the case: %(where)s.") % {
            "where": ", ".join(one.masked for one in recipients(self.case))
        }

    def perform(self) -> None:
        """Renew it."""
        renew_link(case=self.case, reason=self.cleaned_data["reason"], author=self.user)


class BarStep(Step):
    """Bar who sent the case from filing by the web for a time."""

    name = "engelle"
    label = _("Bar the sender for a time")
    button = _("Bar the sender")
    done = _("The sender is barred from filing by the web; the list of barred contacts shows it.")
    days = forms.TypedChoiceField(
        label=_("How long"),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (180, _("180 days")), (365, _("a year"))],
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=250,
        min_length=5,
        help_text=_("Kept in the list and the audit log, e.g. “Üç kez hakaret, iki kez uyarıldı.”"),
    )

    @classmethod
    def may(cls, user: Any) -> bool:
        """Ask for the right to bar."""
        return super().may(user) and bool(user.has_perm(BAR))

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it where somebody is known."""
        return bool(case.owner_id or case.contact_email or case.contact_phone)

    def prepare(self) -> None:
        """Say what stays open."""
        self.notice = _gettext(
            "By phone and at the desk the person is still heard: the right to petition stays."
        )

    def perform(self) -> None:
        """Bar."""
        bar(
            reason=self.cleaned_data["reason"],
            days=self.cleaned_data["days"],
            author=self.user,
            email=self.case.contact_email or "",
            phone=self.case.contact_phone or "",
            owner=self.case.owner,
            case=self.case,
        )


class EraseStep(Step):
    """Erase a closed case before its time, because its citizen may ask for it."""

    name = "sil"
    label = _("Erase at the citizen’s request")
    button = _("Erase it for ever")
    done = _("The case is erased. Its number and outcome stay, without a person.")
    source = forms.CharField(
        label=_("By which request or decision"),
        max_length=200,
        min_length=5,
        help_text=_("e.g. “KVKK başvurusu, 6698 s.K. m.7, 12.11.2026 tarihli karar”"),
    )
    reference = forms.CharField(
        label=_("The reference once more"),
        max_length=30,
        help_text=_("So that the wrong case is not erased; it cannot be undone."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    @classmethod
    def may(cls, user: Any) -> bool:
        """Ask for the right to erase."""
        return super().may(user) and bool(user.has_perm(ERASE))

    @classmethod
    def is_offered(cls, case: Case, user: Any) -> bool:
        """Offer it for closed cases."""
        return case.phase == Phase.CLOSED and case.erased_at is None

    def prepare(self) -> None:
        """Say how long it would stay by the rule."""
        day = self.case.keep_until or timezone.localdate()
        self.notice = _gettext(
            "By the rule it is kept until %(day)s (%(rule)s). Erase it earlier only where that "
            "reason no longer holds."
        ) % {"day": date_format(day, "j F Y"), "rule": self.case.type.retention.source}

    def clean_reference(self) -> str:
        """Compare what was typed."""
        typed = str(self.cleaned_data["reference"])
        try:
            found = read(typed)
        except InvalidReferenceError:
            found = None
        if found != self.case.reference:
            raise forms.ValidationError(_("This is not the reference of this case."))
        return typed

    def perform(self) -> None:
        """Erase it."""
        erase_on_request(case=self.case, source=self.cleaned_data["source"], author=self.user)
