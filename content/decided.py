"""What citizens sent and the desk decides about."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Where everything begins, in each queue.
NEW = "new"


class Decided(models.Model):
    """When it came, and who decided when.

    Each queue has its own field of choices for where an entry stands, named by `state_field`, and
    `decided_with` among its constraints.
    """

    state_field: ClassVar[str] = "state"

    created_at = models.DateTimeField(_("received"), default=timezone.now, editable=False)
    decided_at = models.DateTimeField(_("decided"), null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        editable=False,
        on_delete=models.SET_NULL,
        related_name="+",
        verbose_name=_("decided by"),
    )

    class Meta:
        """No table of its own."""

        abstract = True

    @property
    def is_new(self) -> bool:
        """Tell whether nobody has decided yet."""
        return bool(getattr(self, self.state_field) == NEW)


def decided_with(state_field: str = "state", **afterwards: Any) -> Q:
    """Return the rule that a decision has its moment and what is new has none.

    `afterwards` is what must hold of a decided entry besides, e.g. that a contact is erased.
    """
    is_new = {state_field: NEW}
    return Q(**is_new, decided_at=None) | (~Q(**is_new) & Q(decided_at__isnull=False, **afterwards))
