import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from services.desk.actions.working import WorkRefused, give, set_out
from services.desk.route import in_route_order
from services.requests.models import Report
from tests.factories.casedesk import officer, parks, works
from tests.factories.cases import photo
from tests.factories.reports import report, topic
from tests.factories.site import home_page
from tests.factories.staff import signed_in

JOBS = "/yonetim/saha-isleri/"


@pytest.fixture(autouse=True)
def site(db):
    return home_page()


@pytest.fixture
def crew():
    return officer("field_crew", works())


def job(crew, **fields):
    made = report(**fields)
    give(case=made.case, person=crew, author=None)
    return made


def titles(client, **query):
    return [card["job"].case.title for card in client.get(JOBS, query).context["cards"]]


def test_the_order_is_urgent_first_then_the_nearest_next_and_pointless_ones_last():
    jobs = {"near": (0.01, 0), "far": (0.05, 0), "farther": (0.06, 0), "urgent": (0.9, 0)}
    stops = in_route_order(
        ["nowhere", *jobs], (0.0, 0.0), point=jobs.get, urgent=lambda one: one == "urgent"
    )
    assert [stop.job for stop in stops] == ["urgent", "farther", "far", "near", "nowhere"]
    assert stops[-1].metres is None
    assert 1100 < in_route_order(["near"], (0, 0), point=jobs.get, urgent=bool)[0].metres < 1120


def test_jobs_stand_in_the_order_of_the_way_from_where_the_phone_is(crew):
    west, east = (35.40, 38.73), (35.60, 38.73)
    job(crew, title="Batıda", point=west)
    job(crew, title="Doğuda", point=east, street="Doğu Sokak")
    client = signed_in(crew)
    assert titles(client, enlem="38.73", boylam="35.39") == ["Batıda", "Doğuda"]
    assert titles(client, enlem="38.73", boylam="35.61") == ["Doğuda", "Batıda"]
    assert len(titles(client, enlem="x", boylam="999")) == 2


def test_beginning_is_one_press_and_the_citizen_reads_it(crew):
    made = job(crew)
    signed_in(crew).post(f"{JOBS}{made.case.reference}/basla/")
    made.refresh_from_db()
    assert made.status == "in_progress"
    assert made.case.timeline.filter(kind="status", is_public=True).count() == 1


def test_finishing_with_a_photo_closes_the_case_once_though_it_is_sent_twice(crew):
    made = job(crew, category=topic("kanit", "Kanıtlı", evidence_needed=True))
    client, address = signed_in(crew), f"{JOBS}{made.case.reference}/bitir/"
    values = {"key": uuid.uuid4(), "text": "Bildirdiğiniz iş yapıldı.", "islem": "bitti"}
    refused = client.post(address, values)
    assert "fotoğrafını ister" in refused.content.decode()
    for _time in range(2):
        file = SimpleUploadedFile("is.jpg", photo())
        answer = client.post(address, values | {"foto": file}, headers={"X-Steady": "1"})
        assert answer.json() == {"next": JOBS}
    made.refresh_from_db()
    assert (made.status, made.reason) == ("solved", "fixed")
    assert made.case.timeline.filter(kind="status").count() == 1
    assert made.case.attachments.filter(entry__is_public=True).count() == 1


@pytest.mark.parametrize("words", ["x" * 1001, ""])
def test_a_photo_that_came_over_is_kept_whatever_is_wrong_with_the_words(crew, words):
    made = job(crew)
    client, address = signed_in(crew), f"{JOBS}{made.case.reference}/bitir/"
    key, file = uuid.uuid4(), SimpleUploadedFile("is.jpg", photo())
    wrong = client.post(address, {"key": key, "text": words, "foto": file})
    assert wrong.status_code == 422
    assert f"{words}</textarea>" in wrong.content.decode()
    assert "is.jpg zaten yüklendi" in wrong.content.decode()
    client.post(address, {"key": key, "text": "Bitti", "islem": "bitti"})
    assert made.case.attachments.get().name == "is.jpg"


def test_a_form_of_a_job_without_its_key_is_asked_for_again(crew):
    made = job(crew)
    client, address = signed_in(crew), f"{JOBS}{made.case.reference}/bitir/"
    for values in ({}, {"key": "x", "text": "Bitti"}):
        file = SimpleUploadedFile("is.jpg", photo())
        answer = client.post(address, {**values, "foto": file})
        assert answer.context["form"].errors["key"]
    made.refresh_from_db()
    assert made.phase == "open"


def test_what_cannot_be_done_goes_back_to_the_desk_with_the_words(crew):
    made = job(crew)
    values = {"key": uuid.uuid4(), "text": "Özel mülk, giremedik", "islem": "olmadi"}
    client = signed_in(crew)
    for _time in range(2):
        answer = client.post(f"{JOBS}{made.case.reference}/bitir/", values)
        assert answer.status_code == 302
    assert titles(client) == []
    found = Report.objects.get(pk=made.pk)
    assert (found.phase, hasattr(found.case, "work")) == ("open", False)
    notes = found.case.timeline.filter(kind="note", text="Özel mülk, giremedik")
    assert [note.is_public for note in notes] == [False]


def test_only_who_works_in_the_directorate_is_given_a_case_and_only_an_open_one(crew):
    made = report(category=topic("park", "Park", route_to=parks()))
    with pytest.raises(WorkRefused) as refused:
        give(case=made.case, person=crew, author=None)
    assert refused.value.why == "stranger"
    with pytest.raises(WorkRefused) as refused:
        set_out(case=made.case, user=crew)
    assert refused.value.why == "not_yours"
