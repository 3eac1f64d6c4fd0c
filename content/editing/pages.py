"""What every page type has from the way editors work: approval, checks, preview widths."""

from typing import Any, ClassVar

from django.utils.translation import gettext_lazy as _

from content.editing.approval import EditorPermissions
from content.editing.forms import CheckedPageForm
from content.editing.roles import direct_apps


class Edited:
    """Mixin before `Page`: its own form, permissions and workflow rule."""

    base_form_class = CheckedPageForm
    # Set by the editor's form while it saves a draft: what is missing may still be missing.
    half_finished: bool = False
    default_preview_size: ClassVar[str] = "mobile"
    preview_sizes: ClassVar[list[dict[str, Any]]] = [
        {"name": "mobile", "icon": "mobile-alt", "device_width": 390, "label": _("Phone, 390 px")},
        {
            "name": "tablet",
            "icon": "tablet-alt",
            "device_width": 768,
            "label": _("Tablet, 768 px"),
        },
        {
            "name": "desktop",
            "icon": "desktop",
            "device_width": 1280,
            "label": _("Computer, 1280 px"),
        },
    ]

    def permissions_for_user(self, user: Any) -> EditorPermissions:
        """Return what a user may do, with the house's rules."""
        return EditorPermissions(user, self)

    @property
    def has_workflow(self) -> bool:
        """Tell whether an approval stands before publication; never where the desk is direct."""
        return not self._is_direct() and bool(super().has_workflow)  # type: ignore[misc]

    def get_workflow(self) -> Any:
        """Return the approval that stands before publication, None where the desk is direct."""
        return None if self._is_direct() else super().get_workflow()  # type: ignore[misc]

    @classmethod
    def _is_direct(cls) -> bool:
        return cls._meta.app_label in direct_apps()  # type: ignore[attr-defined]
