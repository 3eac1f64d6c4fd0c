import hashlib
import uuid

import pytest
from django.contrib.auth.models import Permission
from django.test import Client

from accounts.audit.models import Entry as AuditEntry
from services.cases import access
from services.cases.access import record_staff_view, visible_to
from services.cases.actions import write_message, write_note
from services.cases.kinds import By
from services.cases.models import Attachment, Case, Scan, Workplace
from services.cases.notices.links import case_of, token_of
from tests.factories.cases import filed, kept
from tests.factories.citizens import account
from tests.factories.site import directorate, home_page
from tests.factories.staff import signed_in

LOOKUP = "/e-belediye/talep-sorgulama/"


@pytest.fixture(autouse=True)
def site(db):
    return home_page()


def page_of(case):
    return f"/e-belediye/basvurularim/{case}/"


def link_of(case):
    return f"/e-belediye/talep-sorgulama/b/{token_of(case)}/"


def opened(case):
    """Return a client that has followed the case's secret link."""
    client = Client()
    client.get(link_of(case))
    return client


def test_the_owner_reads_the_case_and_nobody_else_is_told_that_it_exists(trial):
    owner = account("sahip")
    case = filed(owner=owner)
    assert "Başvurunuz bize ulaştı." in signed_in(owner).get(page_of(case)).content.decode()
    unknown = "/e-belediye/basvurularim/DN-26-09999-X/"
    for client in (Client(), signed_in(account("baska"))):
        for address in (page_of(case), unknown, "/e-belediye/basvurularim/abc/"):
            answer = client.get(address)
            assert (answer.status_code, answer["Location"]) == (302, LOOKUP)


def test_the_secret_link_opens_its_case_and_leads_on_without_the_token(trial):
    case, other, client = filed(), filed(), Client()
    answer = client.get(link_of(case))
    assert answer["Location"] == page_of(case)
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer["Cache-Control"]
    assert client.get(page_of(case)).status_code == 200
    assert client.get(page_of(other)).status_code == 302


def test_a_link_that_was_changed_or_replaced_opens_nothing(trial):
    case = filed()
    token = token_of(case)
    assert case_of(token[:-1] + ("A" if token[-1] != "A" else "B")) is None
    assert case_of(token.replace(f"{case.pk}.", f"{case.pk + 1}.")) is None
    assert case_of("x") is None
    client = opened(case)
    Case.objects.filter(pk=case.pk).update(link_version=2)
    assert case_of(token) is None
    answer = Client().get(f"/e-belediye/talep-sorgulama/b/{token}/")
    assert answer.status_code == 404
    assert "yerine yenisi gönderilmiş" in answer.content.decode()
    # What the old link had opened is closed as well.
    assert client.get(page_of(case)).status_code == 302


def test_what_a_link_opened_closes_after_half_an_hour(trial, monkeypatch):
    case = filed()
    client = opened(case)
    real = access.time.time()
    monkeypatch.setattr(access.time, "time", lambda: real + access.GRANT_SECONDS + 1)
    assert client.get(page_of(case)).status_code == 302


def test_that_a_case_was_opened_by_a_link_is_recorded_without_who_it_is_about(trial):
    case = filed()
    opened(case)
    entry = AuditEntry.objects.get(kind=access.OPENED)
    assert (entry.about, entry.details) == (f"cases.case:{case.pk}", {"way": "link"})


def test_a_file_is_handed_out_as_a_download_to_who_reads_the_case(trial):
    key = uuid.uuid4()
    found = kept(key)
    case = filed(key=key)
    address = f"{page_of(case)}dosya/{found.public_id}/"
    assert Client().get(address).status_code == 404
    answer = opened(case).get(address)
    content = b"".join(answer.streaming_content)
    assert hashlib.sha256(content).hexdigest() == found.sha256
    assert answer["Content-Disposition"] == 'attachment; filename="IMG_0001.jpg"'
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "private, no-store"


def test_files_of_internal_notes_of_other_cases_and_unseen_by_the_scanner_stay_closed(trial):
    note, message, elsewhere = uuid.uuid4(), uuid.uuid4(), uuid.uuid4()
    inside, shown, foreign, unsent = kept(note), kept(message), kept(elsewhere), kept()
    case, other = filed(), filed(key=elsewhere)
    write_note(case=case, text="İç", author=None, files=note)
    write_message(case=case, by=By.STAFF, text="Bakın", files=message)
    client = opened(case)
    client.get(link_of(other))
    for found in (inside, foreign, unsent):
        assert client.get(f"{page_of(case)}dosya/{found.public_id}/").status_code == 404
    address = f"{page_of(case)}dosya/{shown.public_id}/"
    assert b"".join(client.get(address).streaming_content).startswith(b"\xff\xd8")
    Attachment.objects.filter(pk=shown.pk).update(scan=Scan.WAITING)
    assert client.get(address).status_code == 404


def officer(name, *permissions, places=()):
    user = account(name, is_staff=True)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    for place in places:
        Workplace.objects.create(user=user, directorate=place)
    return type(user).objects.get(pk=user.pk)


def test_staff_see_the_cases_of_the_directorates_where_they_work(trial):
    roads, parks = directorate("Fen İşleri Müdürlüğü"), directorate("Park ve Bahçeler Müdürlüğü")
    of_roads, of_parks, of_nobody = filed(), filed(), filed()
    Case.objects.filter(pk=of_roads.pk).update(directorate=roads)
    Case.objects.filter(pk=of_parks.pk).update(directorate=parks)
    assert set(visible_to(officer("yolcu", "view_case", places=[roads]))) == {of_roads}
    both = officer("ikisi", "view_case", places=[roads, parks])
    assert set(visible_to(both)) == {of_roads, of_parks}
    everything = officer("hepsi", "view_all_cases")
    assert set(visible_to(everything)) == {of_roads, of_parks, of_nobody}


def test_neither_a_place_nor_a_permission_alone_nor_a_closed_account_shows_a_case(trial):
    roads = directorate("Fen İşleri Müdürlüğü")
    Case.objects.filter(pk=filed().pk).update(directorate=roads)
    closed = officer("ayrilan", "view_all_cases")
    closed.is_active = False
    assert not visible_to(officer("izinsiz", places=[roads])).exists()
    assert not visible_to(officer("yersiz", "view_case")).exists()
    assert not visible_to(closed).exists()
    assert not visible_to(account("vatandas")).exists()


def test_that_an_officer_looked_is_recorded_with_whose_case_it_was(trial):
    owner, looking = account("sahip"), officer("bakan", "view_all_cases")
    case = filed(owner=owner)
    record_staff_view(case=case, user=looking, what="contact", reason="Geri arama")
    entry = AuditEntry.objects.get(kind=access.VIEWED)
    assert (entry.actor, entry.subject) == (looking.public_id, owner.public_id)
    assert (entry.reason, entry.details) == ("Geri arama", {"what": "contact"})


WRITING = ("", "geri-cek/", "yeniden-ac/", "degerlendir/", "bitir/")
READING = ("", "belge.pdf", "ziyaret.ics", "geri-cek/", "yeniden-ac/", "degerlendir/")


@pytest.mark.parametrize("name", WRITING)
def test_nobody_but_its_readers_writes_to_a_case(trial, name):
    case = filed(owner=account("sahip"))
    everybody = officer("memur", "view_all_cases")
    for client in (Client(), signed_in(account("baska")), signed_in(everybody)):
        data = {"text": "x", "score": "5", "key": str(uuid.uuid4())}
        assert client.post(f"{page_of(case)}{name}", data)["Location"] == LOOKUP
    assert case.timeline.count() == 1


@pytest.mark.parametrize("name", READING)
def test_nobody_but_its_readers_sees_a_page_or_paper_of_a_case(trial, name):
    case = filed(owner=account("sahip"))
    for client in (Client(), signed_in(account("baska"))):
        assert client.get(f"{page_of(case)}{name}")["Location"] == LOOKUP


def test_the_list_is_for_who_is_signed_in(trial):
    answer = Client().get("/e-belediye/basvurularim/")
    assert answer["Location"].startswith("/e-belediye/giris/")


def test_no_page_of_a_case_is_kept_by_a_cache_or_named_to_other_sites(trial):
    owner = account("sahip")
    case = filed(owner=owner)
    for name in ("", "geri-cek/", "belge.pdf"):
        answer = signed_in(owner).get(f"{page_of(case)}{name}")
        assert "no-store" in answer["Cache-Control"]
        assert answer["Referrer-Policy"] == "same-origin"
