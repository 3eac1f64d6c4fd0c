"""Hooks into Wagtail's admin: addresses of the desk, its places in the menu."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from services.desk import rights
from services.desk.admin import DeskGroup
from services.desk.views import bulk, case, figures, intake, jobs, keeping, photo, plan, queue

CASE = "basvurular/<str:reference>"
JOB = "saha-isleri/<str:reference>"


@hooks.register("register_admin_urls")
def urls() -> list[URLPattern]:
    """Return the addresses of the desk."""
    return [
        path("basvurular/", queue.queue, name="casedesk_queue"),
        path("basvurular/harita/", queue.on_map, name="casedesk_map"),
        path("basvurular/toplu/", bulk.bulk, name="casedesk_bulk"),
        path("basvurular/suzgecler/", queue.save_filter, name="casedesk_save_filter"),
        path("basvurular/rakamlar/", figures.desk_figures, name="casedesk_figures"),
        path("basvurular/liste.xlsx", figures.cases_xlsx, name="casedesk_xlsx"),
        path("basvurular/adina-kayit/", intake.intake, name="casedesk_intake"),
        path("basvurular/kurallari-dene/", plan.plan, name="casedesk_plan"),
        path("basvurular/engelliler/", keeping.bars, name="casedesk_bars"),
        path("basvurular/engelliler/<int:key>/kaldir/", keeping.end_bar, name="casedesk_end_bar"),
        path("basvurular/sorumlular/", keeping.heads, name="casedesk_heads"),
        path(f"{CASE}/", case.case, name="casedesk_case"),
        path(f"{CASE}/iletisim/", case.contact, name="casedesk_contact"),
        path(f"{CASE}/dosya/<uuid:public_id>/", case.file, name="casedesk_file"),
        path(f"{CASE}/foto/<uuid:public_id>/", photo.cover, name="casedesk_photo"),
        path(f"{CASE}/adim/<slug:name>/", case.step, name="casedesk_step"),
        path("saha-isleri/", jobs.jobs, name="casedesk_jobs"),
        path(f"{JOB}/basla/", jobs.take, name="casedesk_take"),
        path(f"{JOB}/bitir/", jobs.finish, name="casedesk_finish"),
        path(f"{JOB}/dosya/<uuid:public_id>/", jobs.job_file, name="casedesk_job_file"),
    ]


@hooks.register("register_admin_viewset")
def viewsets() -> list[Any]:
    """Return what administrators keep."""
    return [DeskGroup()]


class DeskMenuItem(MenuItem):
    """Shown to whom the desk's right is given."""

    def __init__(self, *args: Any, may: Callable[[Any], bool], **kwargs: Any) -> None:
        """Keep who may."""
        super().__init__(*args, **kwargs)
        self.may = may

    def is_shown(self, request: HttpRequest) -> bool:
        """Ask for the right."""
        return self.may(request.user)


@hooks.register("register_admin_menu_item")
def queue_item() -> MenuItem:
    """Put the queue into the main menu."""
    return DeskMenuItem(
        _("Cases"),
        reverse("casedesk_queue"),
        name="casedesk",
        icon_name="list-ul",
        order=230,
        may=rights.may_enter,
    )


@hooks.register("register_admin_menu_item")
def intake_item() -> MenuItem:
    """Put the writing down into the main menu."""
    return DeskMenuItem(
        _("Write a case down"),
        reverse("casedesk_intake"),
        name="casedesk-intake",
        icon_name="edit",
        order=231,
        may=lambda user: bool(user.has_perm(rights.INTAKE)),
    )


@hooks.register("register_admin_menu_item")
def jobs_item() -> MenuItem:
    """Put a crew's jobs into the main menu."""
    return DeskMenuItem(
        _("My jobs"),
        reverse("casedesk_jobs"),
        name="casedesk-jobs",
        icon_name="mobile-alt",
        order=233,
        may=jobs.may,
    )


@hooks.register("register_admin_menu_item")
def bars_item() -> MenuItem:
    """Put the list of barred contacts into the main menu."""
    return DeskMenuItem(
        _("Barred contacts"),
        reverse("casedesk_bars"),
        name="casedesk-bars",
        icon_name="lock",
        order=235,
        may=lambda user: bool(user.has_perm("requests.view_ban")),
    )


@hooks.register("register_admin_menu_item")
def heads_item() -> MenuItem:
    """Put who is told into the main menu."""
    return DeskMenuItem(
        _("Who is told of delays"),
        reverse("casedesk_heads"),
        name="casedesk-heads",
        icon_name="group",
        order=236,
        may=lambda user: bool(user.has_perm(rights.HEADS)),
    )


@hooks.register("register_admin_menu_item")
def plan_item() -> MenuItem:
    """Put the trial of the rules into the main menu."""
    return DeskMenuItem(
        _("Try the routing rules"),
        reverse("casedesk_plan"),
        name="casedesk-plan",
        icon_name="order",
        order=234,
        may=lambda user: bool(user.has_perm(rights.PLAN)),
    )
