"""The form every page is edited with: it looks at the page before it is published."""

import json
from typing import Any

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.forms.pages import WagtailAdminPageForm
from wagtail.models import Page

from content.editing.approval import is_own_edit, needs_second_person, substance
from content.editing.checks import Finding, Level, findings
from content.editing.reasons import Reason

ANYWAY = "anyway"
BUTTONS = {"publish": "action-publish", "submit": "action-submit"}


class CheckedPageForm(WagtailAdminPageForm):
    """Checks before publication; what was typed stays in the form whatever they find.

    `findings` is what they found, for the panel at the top of the form. Warnings are overridden by
    the panel's button, which posts the same action with the value `anyway`.
    """

    findings: list[Finding]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin without findings."""
        super().__init__(*args, **kwargs)
        self.findings = []
        if "slug" in self.fields:  # an empty one is made from the title, see BasePage
            self.fields["slug"].required = False

    @property
    def intent(self) -> str:
        """Return what the editor is about to do: publish, submit, approve, or nothing public."""
        data = self.data or {}
        for name, button in BUTTONS.items():
            if data.get(button):
                return name
        if data.get("action-workflow-action") and data.get("workflow-action-name") == "approve":
            return "approve"
        return ""

    def _post_clean(self) -> None:
        """Look at the page as it would be published, once its fields are known to be right.

        The page is told first whether it is a draft, which may still be half-finished.
        """
        self.instance.half_finished = bool(self.is_deferred_validation)
        super()._post_clean()
        intent = self.intent
        if intent in {"publish", "approve"} and self._is_own_edit():
            self.add_error(
                None,
                _(
                    "You edited this page last, so somebody else must approve it. Choose "
                    "“submit for approval”; your text is kept."
                ),
            )
        if not intent or self.errors:
            return
        self.findings = findings(self.instance)
        has_errors = any(item.level is Level.ERROR for item in self.findings)
        warned = bool(self.findings) and not has_errors
        if has_errors or (warned and not self._overridden(intent)):
            self.add_error(None, self._summary())

    def _overridden(self, intent: str) -> bool:
        """Tell whether the editor has seen the warnings: the approver reads them in the panel."""
        return intent == "approve" or self.data.get(BUTTONS[intent]) == ANYWAY

    def _is_own_edit(self) -> bool:
        page = self.instance
        if page._state.adding:  # a page that is being created is the user's own edit
            parent = self.parent_page
            return parent is not None and not page._is_direct() and needs_second_person(parent)
        if not needs_second_person(page):
            return False
        return self._says_something_new() or is_own_edit(page, self.for_user)

    def _says_something_new(self) -> bool:
        """Tell whether the form differs from the newest revision in more than its notation."""
        if any(
            formset.has_changed() for name, formset in self.formsets.items() if name != "comments"
        ):
            return True
        revision = self.instance.latest_revision
        if revision is None or not self.changed_data:
            return bool(self.changed_data)
        relations = {field.name for field in self.instance._meta.many_to_many}
        now = json.loads(json.dumps(self.instance.serializable_data(), cls=DjangoJSONEncoder))
        return any(
            name in relations or substance(now.get(name)) != substance(revision.content.get(name))
            for name in self.changed_data
            if name != "comment_notifications"
        )

    def _summary(self) -> str:
        count = len(self.findings)
        return ngettext(
            "There is one thing to look at before publication; see the top of the form.",
            "There are %(count)d things to look at before publication; see the top of the form.",
            count,
        ) % {"count": count}


class WithdrawForm(forms.Form):
    """Why a page goes, and what readers of its address get."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why is it withdrawn?"),
        choices=[("", gettext_lazy("Choose a reason")), *Reason.choices],
    )
    note = forms.CharField(
        label=gettext_lazy("Explanation for colleagues"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "It stands in the page's history, e.g. “Aile, adresin kaldırılmasını telefonla istedi”."
        ),
    )
    message = forms.CharField(
        label=gettext_lazy("Message to readers"),
        max_length=400,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy(
            "Shown at the old address, e.g. “Bu duyurunun süresi doldu”. No personal data here."
        ),
    )
    target = forms.CharField(
        label=gettext_lazy("Lead readers to another page"),
        max_length=255,
        required=False,
        help_text=gettext_lazy(
            "An address of this site, e.g. /duyurular/, or one that begins with https://. Empty: "
            "the old address says that the page is gone."
        ),
    )
    include_descendants = forms.BooleanField(
        label=gettext_lazy("Withdraw the pages below as well"), required=False
    )

    def __init__(self, *args: Any, page: Page, **kwargs: Any) -> None:
        """Ask about the pages below only where there are any."""
        super().__init__(*args, **kwargs)
        self.page = page
        self.live_below = page.get_descendants().live().count()
        if not self.live_below:
            del self.fields["include_descendants"]

    def clean(self) -> dict[str, Any]:
        """A reason “other” is explained; pages below are not left without their parent."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("reason") == Reason.OTHER and not cleaned.get("note"):
            self.add_error("note", _("Say in a sentence why it is withdrawn."))
        if self.live_below and not cleaned.get("include_descendants"):
            self.add_error(
                "include_descendants",
                ngettext(
                    "One page below it is public. Withdraw it as well, or move it first.",
                    "%(count)d pages below it are public. Withdraw them as well, or move them "
                    "first.",
                    self.live_below,
                )
                % {"count": self.live_below},
            )
        return cleaned

    def clean_target(self) -> str:
        """Return an address that leads somewhere else than back here."""
        from content.editing.withdrawal import InvalidTarget, check_target

        target = self.cleaned_data["target"].strip()
        if target:
            try:
                check_target(self.page, target)
            except InvalidTarget as error:
                raise forms.ValidationError(str(error)) from error
        return target
