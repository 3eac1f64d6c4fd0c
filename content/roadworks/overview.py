"""The panel at the head of the form: what citizens will read, what overlaps, what has happened."""

from typing import Any

from wagtail.admin.panels import Panel

from content.roadworks.overlaps import overlaps

STEPS = 5


class OverviewPanel(Panel):
    """Shown to whoever edits or approves a work that has been saved once."""

    class BoundPanel(Panel.BoundPanel):
        """The panel of one work."""

        template_name = "roadworks/overview_panel.html"

        def is_shown(self) -> bool:
            """Tell whether there is anything to show."""
            return bool(super().is_shown() and self.instance.pk)

        def get_context_data(self, parent_context: Any = None) -> dict[str, Any]:
            """Return the text made from the fields, the overlaps and the last steps."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            steps = self.instance.changes.select_related("user")[:STEPS]
            current = self.instance.current_announcement()
            own = self.instance.announcement.strip()
            return {
                **context,
                "current": current,
                "is_outdated": bool(own) and current != own,
                "overlaps": overlaps(self.instance),
                "steps": list(steps),
            }
