"""The demo's desk: who works where, cases in hands, ready-made answers, a plan of rules."""

from accounts.models import User
from demo.loading.context import Loading
from services.cases.kinds import Phase
from services.cases.models import Workplace
from services.desk.actions.working import give
from services.desk.models import AnswerTemplate, RoutingRule
from services.desk.routing.plan import activate
from services.requests.models import Category, Report

UNIT = "fen-isleri"
ANSWERS = (
    (
        "Programa alındı",
        "Bildirdiğiniz {konu} işi {mahalle} Mahallesi için {müdürlük} programına alındı. "
        "Takip numaranız {başvuru_no}.",
    ),
    (
        "Yerinde bakılacak",
        "Ekibimiz yerinde bakacak; sonucu en geç {son_gün} günü size yazacağız.",
    ),
    ("Teşekkür", "Bildirdiğiniz için teşekkür ederiz. {belediye}"),
)


def load_desk(run: Loading) -> None:
    """Give officers their places and the crew some jobs."""
    unit = run.directorates.get(UNIT)
    users = {user.username: user for user in User.objects.filter(username__in=["fen", "ekip"])}
    if unit is None or len(users) < 2:
        return
    for name, user in users.items():
        Workplace.objects.create(user=user, directorate=unit, is_head=name == "fen")
    for title, text in ANSWERS:
        AnswerTemplate.objects.create(title=title, text=text)
    _plan(run)
    open_ones = Report.objects.filter(directorate=unit).exclude(phase=Phase.CLOSED)
    for number, report in enumerate(open_ones.select_related("case").order_by("pk")[:12]):
        person = users["fen"] if number % 3 == 0 else users["ekip"]
        give(case=report.case, person=person, author=users["fen"])


def _plan(run: Loading) -> None:
    """Write three rules and activate them; a fourth is written and waits to be tried."""
    topics = {topic.slug: topic for topic in Category.objects.all()}
    officer = User.objects.filter(username="cozum").first()
    rules = (
        ("Çökme acildir", "cokme", "", 4),
        ("Okul önü öne alınır", "", "okul", 3),
        ("Moloz zabıtaya", "moloz", "", None),
    )
    for place, (name, slug, words, priority) in enumerate(rules, start=1):
        unit = run.directorates.get("zabita") if slug == "moloz" else None
        if (slug and slug not in topics) or not (unit or priority):
            continue
        rule = RoutingRule.objects.create(
            position=place * 10, name=name, words=words, priority=priority, directorate=unit
        )
        if slug:
            rule.categories.add(topics[slug])
    activate(by=officer, note="Gösterim planı")
    RoutingRule.objects.create(position=40, name="Park yanı öne alınır", words="park", priority=3)
