"""The demo's staff, and something that waits for each of them."""

from content.editing.actions import create_staff, grant_roles
from content.standard.models import NewsIndexPage, NewsPage
from demo.loading.context import Loading
from demo.users import DEMO_PASSWORD, DEMO_USERS

ROLES = {
    "yonetici": ("administrator", "Yasemin", "ÖRNEK"),
    "vefat": ("obituaries", "Veli", "ÖRNEK"),
    "yol": ("roadworks", "Yavuz", "ÖRNEK"),
    "rehber": ("guide", "Rabia", "ÖRNEK"),
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
