"""Marks several courses at once: full, cancelled, or as their dates say."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.page_bulk_action import PageBulkAction

from content.courses import actions
from content.courses.choices import Standing
from content.courses.models import CoursePage


class StandingForm(forms.Form):
    """How the courses stand, and why they are cancelled."""

    standing = forms.ChoiceField(
        label=_("How it stands"), choices=Standing.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("Reason"),
        max_length=250,
        required=False,
        help_text=_("Needed when cancelled; citizens read it, e.g. “Yeterli başvuru olmadı”."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where citizens will ask for it."""
        cleaned: dict[str, Any] = super().clean() or {}
        cancels = cleaned.get("standing") == Standing.CANCELLED
        if cancels and not (cleaned.get("reason") or "").strip():
            self.add_error("reason", _("Say why, e.g. “Yeterli başvuru olmadı”."))
        return cleaned


class StandingBulkAction(PageBulkAction):
    """Says of the chosen courses how they stand; published at once, followers are told."""

    display_name = _("Full, cancelled…")
    action_type = "course_standing"
    aria_label = _("Mark the selected courses as full or cancelled")
    template_name = "courses/bulk_standing.html"
    action_priority = 60
    form_class = StandingForm

    def check_perm(self, page: Any) -> bool:
        """Allow public courses, for who may publish them."""
        course = page.specific
        if not isinstance(course, CoursePage) or not course.live:
            return False
        return bool(course.permissions_for_user(self.request.user).can_publish())

    def get_execution_context(self) -> dict[str, Any]:
        """Give what was chosen to what is done."""
        return {**super().get_execution_context(), **self.cleaned_form.cleaned_data}

    @classmethod
    def execute_action(
        cls,
        objects: list[Any],
        user: Any = None,
        standing: str = "",
        reason: str = "",
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Mark one after the other; what stands so already or breaks a rule stays as it is."""
        done = 0
        for page in objects:
            try:
                actions.change_standing(
                    page_id=page.pk, standing=standing, reason=reason, user=user
                )
            except ValidationError:
                continue
            done += 1
        return done, len(objects) - done

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str:
        """Say how many, and how many were left as they were."""
        done = ngettext(
            "%(num)d course was marked.", "%(num)d courses were marked.", num_parent_objects
        ) % {"num": num_parent_objects}
        if not num_child_objects:
            return done
        left = ngettext(
            "%(num)d stood so already or must be corrected first.",
            "%(num)d stood so already or must be corrected first.",
            num_child_objects,
        ) % {"num": num_child_objects}
        return f"{done} {left}"
