"""The duty page as a kind of document: its view asks the rota and the clock."""

from django.utils.translation import gettext_lazy as _

from content.duty.views import duty_view
from search.kinds import Kind, register

DUTY = register(
    Kind(
        name="pharmacy_duty",
        label=_("Pharmacies on duty"),
        plural=_("Pharmacies on duty"),
        template="pages/pharmacy_duty.jinja",
        listed=False,
        landing=True,
        view=duty_view,
        icon="pharmacy",
    )
)
