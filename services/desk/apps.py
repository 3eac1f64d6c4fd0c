"""App configuration: the staff's desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """The desk. The label is not `desk`: that is where citizens are served in person."""

    name = "services.desk"
    label = "casedesk"
    verbose_name = _("Desk of cases")

    def ready(self) -> None:
        """Register what is recorded, and let the plan decide where reports go."""
        from accounts.audit.kinds import Kind, register
        from services.cases.actions import erasing
        from services.desk import audited, reports
        from services.desk.actions.erasing import forget
        from services.desk.routing import router
        from services.requests import routing

        register(
            Kind(audited.CONTACT_SHOWN, _("Contact of a case shown"), needs_reason=True),
            Kind(audited.EXPORTED, _("List of cases exported")),
            Kind(audited.HEAD_NAMED, _("Head of a directorate named")),
            Kind(audited.PLAN_ACTIVATED, _("Routing plan activated")),
        )
        routing.use(router.ROUTER)
        reports.register()
        erasing.also(forget)
