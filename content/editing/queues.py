"""What the desks' queues of citizens' words share: nobody adds, the desk reads and decides.

A queue's model has `created_at`, a field of choices for where an entry stands (`state_field`) whose
first value is `NEW`, and `is_new`; see `content.decided`.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

import django_filters
from django.db.models import Model
from django.forms import RadioSelect, modelform_factory
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.components import Component
from wagtail.admin.ui.tables import DateColumn, StatusTagColumn, TitleColumn
from wagtail.admin.views.generic import EditView
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy

from content.decided import NEW

SHOWN = 6


class NobodyAdds(ModelPermissionPolicy):
    """What stands in the queue comes from citizens alone."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Refuse to add."""
        return action != "add" and super().user_has_permission(user, action)

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Refuse to add."""
        return any(self.user_has_permission(user, action) for action in actions)


def state_filter(label: Any, choices: Iterable[tuple[str, Any]]) -> django_filters.ChoiceFilter:
    """Return the filter of where an entry stands."""
    return django_filters.ChoiceFilter(
        label=label, choices=choices, empty_label=gettext_lazy("All"), widget=RadioSelect
    )


def filters_of(queue: type[Model], **filters: django_filters.Filter) -> type[WagtailFilterSet]:
    """Return a queue's set of filters, for those that need no methods of their own."""
    meta = type("Meta", (), {"model": queue, "fields": []})
    return type(f"{queue.__name__}Filters", (WagtailFilterSet,), {"Meta": meta, **filters})


def title_column(name: str, label: Any, queue: str) -> TitleColumn:
    """Return the column that leads to an entry of the viewset named `queue`."""
    return TitleColumn(name, label=label, sort_key=name, url_name=f"{queue}:edit")


def state_column(label: Any, name: str = "state") -> StatusTagColumn:
    """Return the column of where an entry stands; what waits stands out."""
    return StatusTagColumn(
        name, label=label, accessor=f"get_{name}_display", primary=_is_new, sort_key=name
    )


def received_column() -> DateColumn:
    """Return the column of when it came."""
    return DateColumn("created_at", label=gettext_lazy("Received"), sort_key="created_at")


def _is_new(entry: Any) -> bool:
    return bool(entry.is_new)


def waiting_url(queue: str, state_field: str = "state") -> str:
    """Return the address of what waits in the viewset named `queue`."""
    return f"{reverse(f'{queue}:index')}?{state_field}={NEW}"


def may_decide(user: Any, queue: type[Model]) -> bool:
    """Tell whether the user works on a queue."""
    return bool(user.has_perm(f"{queue._meta.app_label}.change_{queue._meta.model_name}"))


class DecisionView(EditView):
    """One entry; what citizens wrote stays as it is, the buttons decide."""

    written: ClassVar[list[str]] = []  # the fields the desk writes itself

    def get_form_class(self) -> Any:
        """Return a form of what the desk itself writes."""
        return modelform_factory(self.model, fields=self.written)

    @property
    def wanted(self) -> str:
        """Return what the pressed button says."""
        return str(self.request.POST.get("decision", ""))

    def too_late(self) -> HttpResponse:
        """Say that somebody else was faster, and show what was decided."""
        messages.warning(self.request, _("Somebody else has decided this one already."))
        return redirect(self.get_edit_url())

    def get_success_url(self) -> str:
        """Return to what still waits."""
        return waiting_url(self.index_url_name.partition(":")[0], self.model.state_field)


class QueueViewSet(ModelViewSet):
    """A queue in the menu: nothing is added, copied or looked at without deciding."""

    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    inspect_view_enabled = False
    list_per_page = 50


class WaitingPanel(Component):
    """The dashboard's word on what waits in one queue; its template is the queue's own.

    Attributes:
        queue: The model.
        name: The viewset's name.
        entries: What the template calls the newest entries.
    """

    queue: ClassVar[type[Model]]
    entries = "entries"

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Return the newest and how many there are."""
        field = self.queue.state_field  # type: ignore[attr-defined]
        new = self.queue._default_manager.filter(**{field: NEW})
        return {
            self.entries: new[:SHOWN],
            "count": new.count(),
            "more": waiting_url(self.name, field),
        }
