"""The panel above every form: what was found before publication, and who must approve."""

from typing import Any

from wagtail.admin.panels import Panel

from content.editing.approval import is_own_edit, needs_second_person
from content.editing.checks import Level
from content.editing.forms import ANYWAY, BUTTONS


class PublicationPanel(Panel):
    """Shows the findings of the checks with a button to publish anyway, and the approval rule."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one page's form."""

        template_name = "editing/publication_panel.html"

        def is_shown(self) -> bool:
            """Show it only when it has something to say."""
            return bool(self.found or self.needs_other)

        @property
        def found(self) -> list[Any]:
            """Return the findings of the form, if it was just checked."""
            return getattr(self.form, "findings", [])

        @property
        def needs_other(self) -> bool:
            """Tell whether the user could publish or approve, were it not an own edit."""
            page, request = self.instance, self.request
            if request is None or page is None or page._state.adding or not page.pk:
                return False
            if not (page.has_unpublished_changes or page.workflow_in_progress):
                return False
            permissions = page.permissions_for_user(request.user)
            task = page.current_workflow_task
            approver = permissions.may_publish_others() or (
                task is not None and bool(task.get_actions(page, request.user))
            )
            return approver and needs_second_person(page) and is_own_edit(page, request.user)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the findings with the labels of their fields, and the overriding button."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            blocked = any(item.level is Level.ERROR for item in self.found)
            context.update(
                rows=[{"finding": item, "field": self._label(item.field)} for item in self.found],
                blocked=blocked,
                button=BUTTONS.get(getattr(self.form, "intent", "")) if not blocked else None,
                intent=getattr(self.form, "intent", ""),
                anyway=ANYWAY,
                needs_other=self.needs_other,
            )
            return context

        def _label(self, name: str) -> str:
            if name in self.form.fields:
                return str(self.form.fields[name].label)
            return ""
