"""The pages of acting for another: offered, taken, turned down, chosen, seen by both, ended."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.audit.models import Entry
from accounts.mandates import acting, actions, scopes, views
from accounts.mandates.models import Mandate
from accounts.mandates.queries import NotAuthorised
from accounts.mandates.scopes import Scope
from tests.factories.citizens import invented_number
from tests.factories.desk import officer, verified
from tests.factories.people import citizen, letters, sign_in
from tests.factories.site import home_page

pytestmark = pytest.mark.django_db
HERE = "/e-belediye/hesabim/baskasi-adina/"
COURSES, DEBTS = "test_courses", "test_debts"
CHILD = invented_number(900_003)


@pytest.fixture(autouse=True)
def _site(monkeypatch):
    home_page()
    monkeypatch.setattr(scopes, "_scopes", {})
    scopes.register(
        Scope(COURSES, "Kurs kaydı"), Scope(DEBTS, "Borç sorgulama", for_children=False)
    )


def signed_in(user):
    client = Client()
    sign_in(client, user.email)
    return client


@pytest.fixture
def anne():
    return verified("anne@example.org", invented_number(61), first_name="Anne")


@pytest.fixture
def oglu():
    return verified("oglu@example.org", invented_number(62), first_name="Oğuz")


def html(answer):
    return answer.content.decode()


def offered(client, scopes=(COURSES,), **data):
    answer = client.post(f"{HERE}yeni/", {"scopes": scopes, "until": in_days(30), **data})
    return html(answer)


def in_days(days):
    return f"{timezone.localdate() + timedelta(days=days):%d.%m.%Y}"


def code_in(page):
    return re.search(r"[0-9A-Z]{5}-[0-9A-Z]{5}", page)[0]


def taken(anne, oglu, wanted=(COURSES,)):
    _made, code = actions.offer(
        principal=anne, scopes=wanted, ends_at=timezone.now() + timedelta(days=30)
    )
    return actions.accept(holder=oglu, code=code)


def request_of(client, user):
    found = RequestFactory().get("/")
    found.user, found.session = user, client.session
    return found


def test_somebody_authorises_another_who_takes_it_acts_and_both_see_it(
    anne, oglu, django_capture_on_commit_callbacks
):
    giver, taker = signed_in(anne), signed_in(oglu)
    code = code_in(offered(giver))
    assert code.replace("-", "") not in str(list(Mandate.objects.values()))
    shown = html(taker.post(f"{HERE}kod/", {"code": code.lower()}))
    assert "Anne Örnek kendi adına işlem yapmanızı istiyor" in shown
    assert "Kurs kaydı" in shown
    assert Mandate.objects.get().holder is None
    with django_capture_on_commit_callbacks(execute=True):
        taker.post(f"{HERE}kod/", {"code": code, "answer": "yes"})
    found = Mandate.objects.get()
    assert found.holder == oglu
    for user in (anne, oglu):
        assert letters(user.email)[-1] == "Bir yetki kabul edildi"
    taker.post(f"{HERE}{found.public_id}/sec/")
    request = request_of(taker, oglu)
    used = acting.acting_for(request, COURSES, what="KU-26-0001")
    assert used == found
    for client in (giver, taker):
        page = html(client.get(f"{HERE}{found.public_id}/"))
        assert "Yapıldı: Kurs kaydı, KU-26-0001" in page
        assert page.index("Kabul edildi") < page.index("Önerildi")


def test_for_whom_one_acts_stands_on_every_page_with_the_way_back(anne, oglu):
    found = taken(anne, oglu)
    client = signed_in(oglu)
    assert "acting" not in html(client.get("/"))
    client.post(f"{HERE}{found.public_id}/sec/")
    for path in ("/", HERE, "/e-belediye/hesabim/", "/yok-boyle-bir-sayfa/"):
        page = html(client.get(path))
        assert "Anne Örnek" in page.split('class="acting"')[1].split("</section>")[0], path
        assert f'action="{HERE}birak/"' in page
    client.post(f"{HERE}birak/")
    assert 'class="acting"' not in html(client.get("/"))
    assert acting.acting_for(request_of(client, oglu), COURSES) is None
    assert 'class="acting"' not in html(Client().get("/"))


def test_an_offer_is_turned_down_and_its_giver_told(anne, oglu, django_capture_on_commit_callbacks):
    giver, taker = signed_in(anne), signed_in(oglu)
    code = code_in(offered(giver))
    with django_capture_on_commit_callbacks(execute=True):
        taker.post(f"{HERE}kod/", {"code": code, "answer": "no"})
    assert letters(anne.email)[-1] == "Bir yetki reddedildi"
    assert "Bir yetki reddedildi" not in letters(oglu.email)
    assert "Bu kod yanlış" in html(taker.post(f"{HERE}kod/", {"code": code}))
    assert not Mandate.objects.filter(holder__isnull=False).exists()


def test_what_one_of_them_ended_is_worth_nothing_at_once_though_it_was_chosen(
    anne, oglu, django_capture_on_commit_callbacks
):
    found = taken(anne, oglu)
    giver, taker = signed_in(anne), signed_in(oglu)
    taker.post(f"{HERE}{found.public_id}/sec/")
    with django_capture_on_commit_callbacks(execute=True):
        giver.post(f"{HERE}{found.public_id}/")
    with pytest.raises(NotAuthorised):
        acting.acting_for(request_of(taker, oglu), COURSES)
    assert 'class="acting"' not in html(taker.get("/"))
    assert letters(oglu.email)[-1] == "Bir yetki sona erdi"
    taker.post(f"{HERE}{found.public_id}/sec/")
    assert acting.SESSION_KEY not in taker.session


def test_what_was_not_allowed_is_refused_and_never_done_in_ones_own_name(anne, oglu):
    found = taken(anne, oglu)
    client = signed_in(oglu)
    client.post(f"{HERE}{found.public_id}/sec/")
    before = Entry.objects.count()
    with pytest.raises(NotAuthorised):
        acting.acting_for(request_of(client, oglu), DEBTS)
    assert Entry.objects.count() == before
    assert acting.acting_for(request_of(client, oglu), COURSES, uses=False) == found
    assert Entry.objects.count() == before


def test_nobody_else_sees_ends_or_chooses_it(anne, oglu):
    found = taken(anne, oglu)
    for other in (verified("x@example.org", invented_number(63)), officer()):
        client = Client()
        client.force_login(other)
        if other.email == "x@example.org":
            client = signed_in(other)
        assert client.get(f"{HERE}{found.public_id}/").status_code in (302, 404)
        assert client.post(f"{HERE}{found.public_id}/").status_code in (302, 404)
        client.post(f"{HERE}{found.public_id}/sec/")
        assert acting.SESSION_KEY not in client.session
    giver = signed_in(anne)  # who is acted for cannot act by it either
    giver.post(f"{HERE}{found.public_id}/sec/")
    assert acting.SESSION_KEY not in giver.session
    found.refresh_from_db()
    assert found.ended_at is None


def test_who_is_not_verified_is_led_to_the_identity_and_gets_no_form():
    user = citizen("yeni@example.org")
    client = signed_in(user)
    assert "Önce kimliğiniz doğrulanmalı" in html(client.get(HERE))
    for name in ("yeni", "kod", "cocuk"):
        for answer in (client.get(f"{HERE}{name}/"), client.post(f"{HERE}{name}/", {})):
            assert answer["Location"] == HERE
    assert not Mandate.objects.exists()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ({"scopes": []}, "En az birini işaretleyin"),
        ({"scopes": ["none"]}, "none"),
        ({"until": "yarın"}, "31.12.2026 biçiminde"),
        ({"until": in_days(-1)}, "Bu gün geçti"),
        ({"until": in_days(400)}, "En çok bir yıl"),
        ({"until": "01.01.9999"}, "En çok bir yıl"),
    ],
)
def test_odd_input_comes_back_with_what_was_typed(anne, data, word):
    page = html(
        signed_in(anne).post(f"{HERE}yeni/", {"scopes": [COURSES], "until": in_days(9)} | data)
    )
    assert word in page
    if "until" in data:
        assert f'value="{data["until"]}"' in page
        assert "checked" in page
    assert not Mandate.objects.exists()


def test_ten_run_at_a_time_and_one_that_ended_makes_room(anne):
    client = signed_in(anne)
    for _number in range(actions.MOST_GIVEN):
        assert code_in(offered(client))
    assert "Zaten on yetki sürüyor" in offered(client)
    actions.end(mandate=Mandate.objects.first(), by=anne)
    assert code_in(offered(client))


def test_guessing_codes_ends(anne, oglu):
    code = code_in(offered(signed_in(anne)))
    client = signed_in(oglu)
    for number in range(views.CODES[0].attempts):
        client.post(f"{HERE}kod/", {"code": f"AAAAA-{number:05}"})
    answer = client.post(f"{HERE}kod/", {"code": code, "answer": "yes"})
    assert answer.status_code == 429
    assert f'value="{code}"' in html(answer)
    assert not Mandate.objects.filter(holder=oglu).exists()


def test_a_child_is_named_waits_for_the_desk_and_is_named_once(anne):
    client = signed_in(anne)
    data = {"name": "Deniz ÖRNEK", "identity_number": CHILD, "birth_date": "01.03.2020",
            "scopes": [COURSES]}  # fmt: skip
    assert DEBTS not in html(client.get(f"{HERE}cocuk/"))
    for change, word in (
        ({"identity_number": "123"}, "11"),
        ({"identity_number": invented_number(61)}, "çocuğun numarası değil"),
        ({"birth_date": "01.03.1980"}, "On sekiz yaşını"),
        ({"scopes": [DEBTS]}, DEBTS),
    ):
        page = html(client.post(f"{HERE}cocuk/", data | change))
        assert word in page
        assert 'value="Deniz ÖRNEK"' in page
    assert client.post(f"{HERE}cocuk/", data)["Location"] == HERE
    page = html(client.get(HERE))
    assert "hizmet masasını bekliyor" in page
    assert f"{CHILD}" not in page
    found = Mandate.objects.get()
    client.post(f"{HERE}{found.public_id}/sec/")
    assert acting.SESSION_KEY not in client.session  # not before the desk
    assert "zaten bildirdiniz" in html(client.post(f"{HERE}cocuk/", data))


def test_the_pages_cost_as_many_queries_for_many_as_for_one(anne, oglu):
    client = signed_in(oglu)
    taken(anne, oglu)
    client.get(HERE)
    with CaptureQueriesContext(connection) as one:
        client.get(HERE)
    for _number in range(4):
        taken(anne, oglu)
    with CaptureQueriesContext(connection) as many:
        client.get(HERE)
    assert len(many) <= len(one)


def test_who_acts_for_nobody_costs_no_query_and_who_does_one(anne, oglu):
    found = taken(anne, oglu)
    client = signed_in(oglu)
    client.get("/e-belediye/hesabim/")
    with CaptureQueriesContext(connection) as plain:
        client.get("/e-belediye/hesabim/")
    assert not [row for row in plain if "mandates_mandate" in row["sql"]]
    client.post(f"{HERE}{found.public_id}/sec/")
    client.get("/e-belediye/hesabim/")
    with CaptureQueriesContext(connection) as acts:
        client.get("/e-belediye/hesabim/")
    assert len([row for row in acts if "mandates_mandate" in row["sql"]]) == 1


def test_the_history_names_the_two_people_and_no_officer(anne):
    made = actions.declare_child(
        parent=anne,
        name="Deniz ÖRNEK",
        number=CHILD,
        birth_date=timezone.localdate() - timedelta(days=3000),
        scopes=[COURSES],
    )
    desk = officer()
    actions.confirm_child(mandate=made, officer=desk, reason="Nüfus kayıt örneği")
    page = html(signed_in(anne).get(f"{HERE}{made.public_id}/"))
    assert "Hizmet masasında onaylandı" in page
    assert "Anne Örnek" in page
    assert str(desk) not in page
