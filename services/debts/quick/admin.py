"""The staff's screen of payment links: make one for a debt, see how they stand, take one back."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, ObjectList
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet

from content.full_addresses import page_address
from services.debts.actions.links import LONGEST_DAYS, make_link, revoke_link
from services.debts.models import Assessment, PaymentLink
from services.debts.payments.states import CHARGED
from services.debts.states import STATES

DAYS = 30


class LinkForm(WagtailAdminModelForm):
    """A new link: for which debt, for how long. A link there is: take it back."""

    number = forms.CharField(
        label=gettext_lazy("Assessment number"),
        max_length=24,
        help_text=gettext_lazy("As it stands on the notice, e.g. 2026/4711."),
    )
    days = forms.IntegerField(
        label=gettext_lazy("Works for so many days"),
        initial=DAYS,
        min_value=1,
        max_value=LONGEST_DAYS,
        help_text=gettext_lazy("From today. The link is shown once, right after saving."),
    )
    revoke = forms.BooleanField(
        label=gettext_lazy("Take this link back"),
        required=False,
        help_text=gettext_lazy("It opens nothing any more, at once and for good."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Leave out what does not fit."""
        super().__init__(*args, **kwargs)
        for name in ("number", "days") if self.instance.pk else ("revoke",):
            self.fields.pop(name, None)

    def clean_number(self) -> str:
        """Find the debt; one that can be paid."""
        rows = Assessment.objects.select_related("account").filter(
            number=str(self.cleaned_data["number"]).strip()
        )[:2]
        found = list(rows)
        if len(found) != 1 or not STATES[found[0].status].payable:
            raise forms.ValidationError(
                _("There is no debt of this number that can be paid. Look at the notice again.")
            )
        self.instance.account, self.instance.assessment = found[0].account, found[0]
        return found[0].number

    def save(self, commit: bool = True) -> Any:
        """Make or take back by the actions, which record it."""
        if self.instance.pk:
            if self.cleaned_data.get("revoke"):
                revoke_link(link=self.instance, by=self.for_user)
            return self.instance
        link, token = make_link(
            account=self.instance.account,
            assessment=self.instance.assessment,
            days=self.cleaned_data["days"],
            by=self.for_user,
        )
        # The view goes on with the form's own object.
        self.instance.__dict__.update(vars(link) | {"address": address_of(token)})
        return self.instance


class MakeView(CreateView):  # type: ignore[misc]
    """Shows the link once, after it was made."""

    def get_success_message(self, instance: Any) -> str:
        """Return the link: it is stored nowhere."""
        return _("The link, shown this once: %(address)s") % {"address": instance.address}


class PaymentLinkViewSet(ModelViewSet):
    """The links."""

    model = PaymentLink
    icon = "link"
    menu_label = gettext_lazy("Payment links")
    menu_name = "payment_links"
    menu_order = 645
    add_to_admin_menu = True
    add_view_class = MakeView
    copy_view_enabled = False
    inspect_view_enabled = False
    add_to_reference_index = False
    list_display: ClassVar[list[Any]] = [
        "__str__",
        Column("assessment", label=gettext_lazy("Assessment number")),
        Column("batch", label=gettext_lazy("Notice run")),
        DateColumn("made_at", label=gettext_lazy("Made"), sort_key="made_at"),
        Column(
            "expires_at",
            label=gettext_lazy("Works until"),
            sort_key="expires_at",
            accessor=lambda row: date_format(timezone.localtime(row.expires_at), "j F Y H.i"),
        ),
        Column("state", label=gettext_lazy("State"), accessor=lambda row: state_of(row)),
    ]
    list_filter: ClassVar[list[str]] = ["batch"]
    ordering = ("-pk",)
    edit_handler = ObjectList(
        [FieldPanel("number"), FieldPanel("days"), FieldPanel("revoke")],
        base_form_class=LinkForm,
    )

    def get_queryset(self, request: Any) -> Any:
        """Load what the list shows."""
        return PaymentLink.objects.select_related("assessment").prefetch_related("attempts")


def state_of(link: PaymentLink) -> str:
    """Return how a link stands, in words."""
    if any(one.status in CHARGED for one in link.attempts.all()):
        return _("Paid")
    if link.revoked_at is not None:
        return _("Taken back")
    return _("Can be paid with") if link.expires_at > timezone.now() else _("Has run out")


def address_of(token: str) -> str:
    """Return the whole address of a link, in the house's language."""
    return page_address("debts_link", token)


viewset = PaymentLinkViewSet("payment_links", url_prefix="odeme-baglantilari")
