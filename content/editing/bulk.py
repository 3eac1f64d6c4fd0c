"""Withdraws several pages at once, with one reason, in the place of Wagtail's bulk unpublish."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy, ngettext
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from content.editing.reasons import Reason
from content.editing.withdrawal import withdraw


class WithdrawManyForm(forms.Form):
    """One reason for all."""

    reason = forms.ChoiceField(
        label=gettext_lazy("Why are they withdrawn?"),
        choices=[("", gettext_lazy("Choose a reason")), *Reason.choices],
    )
    note = forms.CharField(
        label=gettext_lazy("Explanation for colleagues"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class WithdrawBulkAction(PageBulkAction):
    """Unpublishes the chosen pages, each with its log entry; pages with pages below are left."""

    display_name = gettext_lazy("Withdraw")
    action_type = "unpublish"
    aria_label = gettext_lazy("Withdraw the selected pages")
    template_name = "editing/bulk_withdraw.html"
    action_priority = 50
    form_class = WithdrawManyForm

    def check_perm(self, page: Any) -> bool:
        """Allow what could be withdrawn alone."""
        may = page.permissions_for_user(self.request.user).can_unpublish()
        return bool(may) and not page.get_descendants().live().exists()

    def get_execution_context(self) -> dict[str, Any]:
        """Hand reason and note over."""
        assert self.cleaned_form is not None
        return {**super().get_execution_context(), **self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(
        cls, objects: list[Any], user: Any = None, reason: str = "", note: str = "", **kwargs: Any
    ) -> tuple[int, int]:
        """Withdraw one after the other."""
        for page in objects:
            withdraw(page, user=user, reason=reason, note=note)
        return len(objects), 0

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Say how many."""
        return ngettext(
            "%(count)d page was withdrawn.", "%(count)d pages were withdrawn.", num_parent_objects
        ) % {"count": num_parent_objects}
