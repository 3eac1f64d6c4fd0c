"""The form of a course."""

from typing import Any

from wagtail.admin.forms.pages import WagtailAdminPageForm

from content.base import BasePage

# The form of all pages, with what the house may add to it.
PageForm: Any = getattr(BasePage, "base_form_class", WagtailAdminPageForm)


class CourseForm(PageForm):
    """The page's form: knows drafts from what is to be published."""

    def _post_clean(self) -> None:
        """Tell the page whether it may still be half-finished before it checks itself."""
        self.instance.half_finished = bool(getattr(self, "is_deferred_validation", False))
        super()._post_clean()
