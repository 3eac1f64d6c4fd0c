"""The demo's staff, and something that waits for each of them."""

from typing import Any

from content.editing.actions import create_staff, grant_roles
from content.editing.grants import group_of
from content.roadworks.actions import report_from_site
from content.roadworks.models import RoadWorkPage
from content.roadworks.states import Status
from content.standard.models import NewsIndexPage, NewsPage
from demo.loading.context import Loading
from demo.users import DEMO_PASSWORD, DEMO_USERS

ROLES = {
    "yonetici": ("administrator", "Yasemin", "ÖRNEK"),
    "vefat": ("obituaries", "Veli", "ÖRNEK"),
    "yol": ("roadworks", "Yavuz", "ÖRNEK"),
    "saha": ("crew", "Salih", "ÖRNEK"),
    "kurs": ("courses", "Kadriye", "ÖRNEK"),
    "rehber": ("guide", "Rabia", "ÖRNEK"),
    "danisma": ("desk", "Derya", "ÖRNEK"),
    "vezne": ("desk", "Vedat", "ÖRNEK"),
    "tahakkuk": ("assessment", "Tülay", "ÖRNEK"),
    "gelir": ("revenue_chief", "Galip", "ÖRNEK"),
    "denetci": ("revenue_auditor", "Defne", "ÖRNEK"),
    "cozum": ("solution_centre", "Canan", "ÖRNEK"),
    "fen": ("directorate", "Ferit", "ÖRNEK"),
    "ekip": ("field_crew", "Ekrem", "ÖRNEK"),
    "cagri": ("call_centre", "Çağla", "ÖRNEK"),
    "kvkk": ("privacy", "Kevser", "ÖRNEK"),
    "editor": ("editor", "Elif", "ÖRNEK"),
    "onay": ("approver", "Onur", "ÖRNEK"),
}


def load_staff(run: Loading) -> None:
    """Create an account for each role; leave an announcement that awaits approval."""
    grant_roles()
    accounts = {}
    for username, _about in DEMO_USERS:
        role, first_name, last_name = ROLES[username]
        accounts[username] = create_staff(
            username=username,
            role=role,
            password=DEMO_PASSWORD,
            first_name=first_name,
            last_name=last_name,
        )
    # One person at the counter: serves accounts and takes payments.
    accounts["vezne"].groups.add(group_of("cashier"))
    _lead_works(run, accounts["saha"], accounts["yol"])
    index = NewsIndexPage.objects.get(locale=run.locales["tr"])
    page = NewsPage(
        title="Cumartesi pazarı bu hafta erken açılıyor",
        summary="Argıncık pazar yeri cumartesi günü 07.00’de açılacak.",
        date=run.moment(0),
        live=False,
        owner=accounts["editor"],
        locale=run.locales["tr"],
    )
    index.add_child(instance=page)
    page.save_revision(user=accounts["editor"], log_action=True)
    page.get_workflow().start(page, accounts["editor"])
    for news in NewsPage.objects.live().child_of(index).order_by("date")[:3]:
        news.review_on = run.day(-2)
        news.owner = accounts["editor"]
        news.save()


def _lead_works(run: Loading, lead: Any, desk: Any) -> None:
    """Give the crew lead works of each state; of one it is known already that it is late."""
    works = RoadWorkPage.objects.filter(live=True, locale=run.locales["tr"]).order_by("planned_end")
    for status in (Status.PLANNED, Status.PAUSED, Status.IN_PROGRESS):
        for page in works.filter(status=status)[:2]:
            page.crew_lead = lead
            page.owner = desk
            page.save_revision(user=desk).publish(user=desk)
    late = works.filter(status=Status.IN_PROGRESS, crew_lead=lead).last()
    if late is not None:
        end = run.moment(4, "18:00")
        report_from_site(page_id=late.pk, user=lead, planned_end=end, reason="Hava koşulları")
        report_from_site(page_id=late.pk, user=lead, progress=max(late.progress, 65))
